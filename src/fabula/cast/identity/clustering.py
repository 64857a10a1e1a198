"""One scored clustering of figures: the pairs that evidence makes one person, the surest first.

Two clusters become one where the scores of all their pairs together speak for it, so that a figure cannot
join one person and another at once. Few things forbid it outright; they are in
:meth:`~fabula.cast.identity.evidence.Pairs.forbids`.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Collection, Iterator, Mapping

from fabula.cast.figures import Resolution
from fabula.cast.identity.evidence import Array, Pairs
from fabula.cast.identity.rivals import Pair

_UNSEEN = -1.0
"""What a pair for which nothing speaks counts against joining."""


def allowed(pairs: Pairs) -> Iterator[tuple[Pair, Array]]:
    """The candidate pairs that nothing forbids, with their features."""
    for pair in pairs.candidates():
        if not pairs.forbids(pair):
            yield pair, pairs.features(pair)


def same_person(pairs: Pairs, weights: Array, keep: Collection[int] = ()) -> dict[int, int]:
    """Figures that are somebody else, each with the one that it is; those to ``keep`` stand for others."""
    return same_people(pairs.resolution, clusters(scores(pairs, weights), pairs.forbids), keep)


def scores(pairs: Pairs, weights: Array) -> dict[Pair, float]:
    """The log odds of each candidate pair that the two are one person."""
    return {pair: float(features @ weights) for pair, features in allowed(pairs)}


def clusters(
    scored: Mapping[Pair, float], barred: Callable[[Pair], bool] = lambda _: False
) -> dict[int, int]:
    """For each figure that joins others the first figure of its cluster.

    ``barred`` tells of any pair whether the two are never one, also by way of a third.
    """
    head: dict[int, int] = {}
    members: dict[int, list[int]] = {}
    waiting = [(-score, pair) for pair, score in scored.items() if score > 0.0]
    heapq.heapify(waiting)
    while waiting:
        _, (a, b) = heapq.heappop(waiting)
        one, other = head.get(a, a), head.get(b, b)
        if one == other:
            continue
        ours, theirs = members.get(one, [one]), members.get(other, [other])
        crossing = [(min(n, m), max(n, m)) for n in ours for m in theirs]
        if any(map(barred, crossing)):
            continue
        if sum(scored.get(pair, _UNSEEN) for pair in crossing) <= 0.0:
            continue
        members[one] = [*ours, *theirs]
        members.pop(other, None)
        for n in theirs:
            head[n] = one
    return head


def same_people(
    resolution: Resolution, head: Mapping[int, int], keep: Collection[int] = ()
) -> dict[int, int]:
    """Figures with the one of their cluster that stands for all.

    That is one to ``keep``, else one with a name, else the one told of most.
    """
    own: dict[int, list[int]] = {}
    for n, first in head.items():
        own.setdefault(first, [first]).append(n)
    found: dict[int, int] = {}
    for group in own.values():
        best = max(group, key=lambda n: _standing(resolution, n, keep))
        found.update({n: best for n in group if n != best})
    return found


def _standing(resolution: Resolution, n: int, keep: Collection[int]) -> tuple[bool, bool, int, int]:
    figure = resolution.figures[n]
    return n in keep, figure.named, len(figure.mentions), -n
