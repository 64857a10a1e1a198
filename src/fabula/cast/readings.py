"""The ways to read a line before which a lost paragraph may begin.

A text that lost its paragraphs has them back by guess, each with a probability. A new paragraph passes the
turn, and the words before it tell less of the line; in one paragraph with the line before and its tag, a
line goes on with the same speech. The decoder of conversations weighs each way, with a tag of its own.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from math import prod

from fabula.cast.speakers.tags import Tag
from fabula.types import LIKELY_BREAK

_SLIGHT = 0.01
"""The probability up to which a reading is left out."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a line: how likely, how many paragraphs after the line before, with which tag."""

    share: float
    distance: int
    tag: Tag


@dataclass(frozen=True, slots=True)
class Readings:
    """The ways to read a line, and the probability that it goes on with the speech before it."""

    ways: tuple[Reading, ...]
    goes_on: float = 0.0


class Doubts:
    """The places where it is in doubt whether a paragraph begins, with the probability of each."""

    def __init__(self, doubts: Sequence[tuple[int, float]]) -> None:
        self._places = [place for place, _ in doubts]
        self._odds = [likely for _, likely in doubts]

    def __bool__(self) -> bool:
        return bool(self._places)

    def between(self, end: int, start: int) -> list[float]:
        """The probabilities of the places between the end of one thing and the start of another."""
        return self._odds[bisect_right(self._places, end - 1) : bisect_right(self._places, start)]

    def none_between(self, end: int, start: int) -> float:
        """The probability that no paragraph begins between the end of one thing and the start of another."""
        return prod(1.0 - likely for likely in self.between(end, start))


def certain_breaks(distance: int, odds: Sequence[float]) -> int:
    """How many of the paragraphs that part two lines are beyond doubt.

    ``distance``: how many paragraphs they are apart, as the text was parted; ``odds``: the probabilities of
    the places in doubt between the two.
    """
    return max(0, distance - sum(likely > LIKELY_BREAK for likely in odds))


def counted(certain: int, odds: Sequence[float]) -> tuple[float, float, float]:
    """The probabilities that none, one or more paragraphs begin, where some do for ``certain``."""
    none, one, more = (float(min(certain, 2) == k) for k in range(3))
    for likely in odds:
        none, one, more = none * (1 - likely), one * (1 - likely) + none * likely, more + one * likely
    return none, one, more


def readings(certain: int, odds: Sequence[float], tags: Sequence[Tag], *, goes_on: bool) -> Readings:
    """The readings of a line.

    ``certain``: the paragraphs beyond doubt between it and the line before; ``odds``: the probabilities of
    the others; ``tags``: its own with no paragraph, one or more between. ``goes_on``: with no paragraph
    between, it goes on with the speech before.
    """
    shares = counted(certain, odds)
    least = 1 if goes_on else 0
    ways = (Reading(shares[k], k, tags[k]) for k in range(least, 3) if shares[k] > _SLIGHT)
    return Readings(tuple(ways), sum(shares[:least]))
