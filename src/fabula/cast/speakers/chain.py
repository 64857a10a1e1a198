"""A conversation decoded as a whole: a log-linear chain whose state is the last two different speakers.

A conditional random field (Lafferty, McCallum and Pereira 2001) of second order. Passing from the state
(the other, the last) to a speaker weighs his evidence by how the turn passes: the last goes on, the other
answers, or somebody else takes part. Forward and backward passes give the probability of every speaker
of every line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from fabula.cast.speakers.evidence import Array, Features
from fabula.cast.speakers.worth import Speaking


@dataclass(frozen=True, slots=True)
class Way:
    """How a line passes from each state to the next, in one way to read it; n counts somebody else too.

    ``share``: how likely it is to be read so. ``joins``, ``answers``, ``goes_on`` (n): the worth of each
    speaker if he is neither of the last two, the one before the last, or the last. ``hears`` (n): of the last
    speaker as the one who is spoken to.
    """

    share: float
    joins: Array
    answers: Array
    goes_on: Array
    hears: Array

    @property
    def size(self) -> float:
        """What the factors come to on the average over all states."""
        others = float(self.answers.mean()) + float(self.joins.mean()) * (len(self.joins) - 2)
        return float(self.goes_on.mean()) + float(self.hears.mean()) * others

    def advance(self, alpha: Array) -> Array:
        """The weights of the states after the line from those before it."""
        last = alpha.sum(axis=0)
        moved = self.joins * last[:, None] + (self.answers - self.joins) * alpha.T
        moved *= self.hears[:, None]
        moved.ravel("K")[:: len(moved) + 1] = 0.0  # nobody answers himself
        return np.asarray(moved + self.goes_on * alpha)

    def retreat(self, beta: Array) -> Array:
        """The weights of the states before the line from those after it."""
        worth = self.hears[:, None] * beta
        worth.ravel("K")[:: len(worth) + 1] = 0.0
        moved = (worth @ self.joins) + (worth * (self.answers - self.joins)).T
        return np.asarray(moved + self.goes_on * beta)


@dataclass(frozen=True, slots=True)
class Step:
    """How a line passes from one state to the next: by each way to read it, or going on with a speech."""

    ways: Sequence[Way]
    goes_on: float = 0.0

    def advance(self, alpha: Array) -> Array:
        """The weights of the states after the line from those before it."""
        if self._sole is not None:
            return self._sole.advance(alpha)
        moved = sum((way.share * way.advance(alpha) for way in self.ways), np.zeros_like(alpha))
        return np.asarray(moved + self._going_on * alpha)

    def retreat(self, beta: Array) -> Array:
        """The weights of the states before the line from those after it."""
        if self._sole is not None:
            return self._sole.retreat(beta)
        moved = sum((way.share * way.retreat(beta) for way in self.ways), np.zeros_like(beta))
        return np.asarray(moved + self._going_on * beta)

    @property
    def _sole(self) -> Way | None:
        """The way of a line that is read in one alone, as most are."""
        if len(self.ways) != 1 or self.goes_on or self.ways[0].share != 1.0:
            return None
        return self.ways[0]

    @property
    def _going_on(self) -> float:
        """What going on is worth beside the ways, which are no probabilities."""
        if not self.goes_on:
            return 0.0
        sizes = [way.size for way in self.ways]
        return self.goes_on * (sum(sizes) / len(sizes) if sizes else 1.0)


def ways(features: Features, weights: Speaking, shares: Sequence[float]) -> list[Way]:
    """The factors of lines, each read in one way, with its share; the features have an axis for the lines."""
    worth = weights.worth(features.candidate, features.turn)
    factors = np.exp(worth - worth.max(axis=(1, 2), keepdims=True)).transpose(0, 2, 1).copy()
    hears = np.exp(features.hearer @ weights.hearer)
    rows = zip(shares, factors, hears, strict=True)
    return [Way(share, joins, answers, goes_on, heard) for share, (joins, answers, goes_on), heard in rows]


def posterior(steps: Sequence[Step], n: int) -> Array:
    """Probabilities (lines, n) of each speaker of each line."""
    forward: list[Array] = [np.full((n, n), 1.0 / (n * n))]
    for step in steps:
        forward.append(_normal(step.advance(forward[-1])))
    backward: list[Array] = [np.ones((n, n))]
    for step in reversed(steps):
        backward.append(_normal(step.retreat(backward[-1])))
    backward.reverse()
    joint = np.asarray(forward[1:]) * np.asarray(backward[1:])
    rows = joint.sum(axis=1)
    return np.asarray(rows / np.maximum(rows.sum(axis=1, keepdims=True), 1e-300))


def _normal(a: Array) -> Array:
    return np.asarray(a / max(float(a.sum()), 1e-300))
