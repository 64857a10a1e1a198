"""Dependency trees: the best tree with exactly one root that the scores of single arcs allow.

Chu and Liu 1965; Edmonds 1967. Most sentences never come to that: where every word's best head makes a tree
with one root, no other tree can be better.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from fabula.language.batches import Flags, Numbers
from fabula.language.model import Floats
from fabula.types import IntColumn

Scores = npt.NDArray[np.float64]


def possible_arcs(scores: Floats, lengths: IntColumn) -> Floats:
    """The scores of n sentences (n, longest, longest + 1), minus infinity where no arc can be.

    ``scores[:, i, j]`` is that of j as head of word i: 0 the root, j the word j - 1. No word is its own head,
    and the words past the end of a sentence (``lengths`` counts its words) are heads of none. Their own
    rows keep the root alone, since a row without any arc has no probabilities.
    """
    every = np.arange(scores.shape[1])
    beyond = every >= lengths[:, None]
    possible = np.where(beyond[:, None, :] | beyond[:, :, None], -np.inf, scores[:, :, 1:])
    possible[:, every, every] = -np.inf
    root = np.where(beyond, 0.0, scores[:, :, 0])
    return np.asarray(np.concatenate([root[:, :, None], possible], axis=2), np.float32)


def best_heads(possible: Floats, lengths: IntColumn) -> Numbers:
    """The heads of the words of n sentences (n, longest) by the scores of :func:`possible_arcs`."""
    heads: Numbers = possible.argmax(axis=2)
    inside = np.arange(heads.shape[1]) < lengths[:, None]
    for row in np.flatnonzero(~_are_trees(heads, inside)).tolist():
        own = int(lengths[row])
        heads[row, :own] = spanning_tree(possible[row, :own, : own + 1])
    return heads


def _are_trees(heads: Numbers, inside: Flags) -> Flags:
    """Which sentences' heads make a tree with one root."""
    up = np.concatenate([np.zeros((len(heads), 1), heads.dtype), heads], axis=1)
    for _ in range(heads.shape[1].bit_length()):
        # each round doubles the steps towards the root, from which no step leads away
        up = np.take_along_axis(up, up, axis=1)
    one_root = ((heads == 0) & inside).sum(axis=1) == 1
    return np.asarray(one_root & ~up.any(axis=1))


def spanning_tree(scores: Floats) -> list[int]:
    """The heads of the best tree with one root over a sentence of n words; ``scores`` is (n, n + 1).

    The best tree of any number of roots, if it has one. Else each arc from the root is made to cost more
    than all else could gain, so that no tree has a second one that can do with fewer, and one is always
    enough. Not so from the start, as then nearly every word of a sentence has to be shrunk.
    """
    arcs = np.concatenate([np.full((1, scores.shape[1]), -np.inf), scores.astype(np.float64)]).T
    np.fill_diagonal(arcs, -np.inf)
    heads = _best_tree(arcs.copy())
    if heads.count(0) > 1:
        finite = np.abs(arcs[np.isfinite(arcs)])
        arcs[0, 1:] -= 1.0 + 2.0 * len(scores) * float(finite.max(initial=0.0))
        heads = _best_tree(arcs)
    return heads


def _best_tree(arcs: Scores) -> list[int]:
    """The heads of the words in the best tree; ``arcs`` (n + 1, n + 1), from head to word, is used up.

    Cycles among the best heads are shrunk to one node each until there are none, and opened again in
    reverse.
    """
    active = np.ones(len(arcs), bool)
    heads: list[int] = arcs.argmax(axis=0).tolist()
    heads[0] = 0
    shrunk: list[tuple[list[int], list[int], list[int], list[int]]] = []
    while cycle := _cycle(heads, active):
        shrunk.append(_shrink(arcs, active, heads, cycle))
    for cycle, within, entered, left in reversed(shrunk):
        _open(heads, cycle, within, entered, left)
    return heads[1:]


def _cycle(heads: list[int], active: Flags) -> list[int]:
    """The nodes of a cycle among the active ones, none where there is no cycle."""
    seen = [0] * len(heads)
    seen[0] = -1
    for number in np.flatnonzero(active).tolist():
        node = number
        while not seen[node]:
            seen[node] = number
            node = heads[node]
        if node and seen[node] == number:
            cycle = [node]
            while heads[cycle[-1]] != node:
                cycle.append(heads[cycle[-1]])
            return cycle
    return []


def _shrink(
    arcs: Scores, active: Flags, heads: list[int], cycle: list[int]
) -> tuple[list[int], list[int], list[int], list[int]]:
    """Makes the first node of a cycle stand for all of it, in ``arcs``, ``active`` and ``heads``.

    Gives the cycle, its nodes' heads, and which of its nodes an arc from each node enters by and an arc to
    each node leaves by.
    """
    within = [heads[node] for node in cycle]
    nodes = np.asarray(cycle)
    gains = arcs[:, nodes] - arcs[np.asarray(within), nodes]
    entered, left = nodes[gains.argmax(axis=1)].tolist(), nodes[arcs[nodes].argmax(axis=0)].tolist()
    one = cycle[0]
    arcs[one] = arcs[nodes].max(axis=0)
    arcs[:, one] = gains.max(axis=1)
    arcs[nodes, one] = -np.inf
    gone = nodes[1:]
    arcs[gone] = -np.inf
    active[gone] = False
    inside = frozenset(cycle)
    for node, head in enumerate(heads):
        if head in inside:
            heads[node] = one
    heads[one] = int(arcs[:, one].argmax())
    return cycle, within, entered, left


def _open(heads: list[int], cycle: list[int], within: list[int], entered: list[int], left: list[int]) -> None:
    """Gives the nodes of a shrunk cycle heads of their own again, and those that hang on it theirs."""
    one = cycle[0]
    inside = frozenset(cycle)
    for node, head in enumerate(heads):
        if head == one and node not in inside:
            heads[node] = left[node]
    head = heads[one]
    for node, own in zip(cycle, within, strict=True):
        heads[node] = own
    heads[entered[head]] = head
