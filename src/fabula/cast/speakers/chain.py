"""A conversation decoded as a whole: a log-linear chain whose state is the last two different speakers.

A conditional random field (Lafferty, McCallum and Pereira 2001) of second order. Passing from the state
(the other, the last) to a speaker weighs his own evidence, and how the turn passes: the last goes on, the
other answers, or somebody else takes part. Forward and backward passes give the probability of every speaker
of every line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from fabula.cast.speakers.evidence import Array, Features
from fabula.cast.weights import Weights


@dataclass(frozen=True, slots=True)
class Way:
    """How a line passes from each state to the next, in one way to read it; n counts somebody else too.

    ``share``: how likely it is to be read so. ``own`` (n): the worth of each speaker. ``hears`` (n): of the
    last speaker as the one who is spoken to. ``stay``, ``back``: factors of the last one going on, and of
    the other one answering.
    """

    share: float
    own: Array
    hears: Array
    stay: float
    back: float

    @property
    def size(self) -> float:
        """What the factors come to on the average over all states."""
        n = len(self.own)
        return float(self.own.mean()) * (self.stay + float(self.hears.mean()) * (self.back + n - 2))

    def advance(self, alpha: Array) -> Array:
        """The weights of the states after the line from those before it."""
        last = alpha.sum(axis=0)
        moved = self.hears[:, None] * self.own * (last[:, None] + (self.back - 1.0) * alpha.T)
        moved.ravel("K")[:: len(moved) + 1] = 0.0  # nobody answers himself
        return np.asarray(moved + self.stay * alpha * self.own)

    def retreat(self, beta: Array) -> Array:
        """The weights of the states before the line from those after it."""
        worth = self.hears[:, None] * beta * self.own
        worth.ravel("K")[:: len(worth) + 1] = 0.0
        moved = worth.sum(axis=1) + (self.back - 1.0) * worth.T
        return np.asarray(moved + self.stay * beta * self.own)


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


def way(features: Features, weights: Weights, share: float = 1.0) -> Way:
    """The factors of a line read in one way."""
    own = features.candidate @ weights.candidate
    hears = features.hearer @ weights.hearer
    stay, back = features.turn @ weights.stay, features.turn @ weights.back
    return Way(share, np.exp(own - own.max()), np.exp(hears), float(np.exp(stay)), float(np.exp(back)))


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
