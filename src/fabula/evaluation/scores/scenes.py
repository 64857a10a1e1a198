"""Scores of scenes: where they begin, where they happen, who is there, and through whose eyes.

A boundary counts *exactly* where it is the gold one's, and *near* where no more than a paragraph lies
between; each stands for one gold boundary at most. What a scene tells is scored for each gold scene, by the
scene found that overlaps most of it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Protocol, TypeVar

import numpy as np

from fabula.evaluation.scores.assignment import best_pairs
from fabula.evaluation.scores.people import plain_name
from fabula.evaluation.scores.tally import Tally


class HasBounds(Protocol):
    """A stretch of a text."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Where it ends."""


Stretch = TypeVar("Stretch", bound=HasBounds)

_OWNER = re.compile(r"^(?:his|her|its|their|my|our|your|this|that|these|those|some|[\w’']+['’]s) ")
_LINE = 3.0
"""How many times more a line of speech tells who an entity is than a mention by a name does."""


def score_boundaries(found: Sequence[int], gold: Sequence[int], reach: int = 0) -> Tally:
    """Boundaries, as numbers of paragraphs, that are no more than ``reach`` from one of the gold's."""
    hits, left = 0, list(gold)
    for near in range(reach + 1):
        still = []
        for place in found:
            match = next((g for g in left if abs(g - place) == near), None)
            if match is None:
                still.append(place)
            else:
                left.remove(match)
                hits += 1
        found = still
    predicted = hits + len(found)
    return Tally(hits, predicted, hits, len(gold))


def overlapping(start: int, end: int, scenes: Sequence[Stretch]) -> Stretch | None:
    """The scene that shares most with a stretch, or None."""

    def shared(own: Stretch) -> int:
        return min(end, own.end) - max(start, own.start)

    best = max(scenes, key=shared, default=None)
    return best if best is not None and shared(best) > 0 else None


def is_place(words: str | None, names: Collection[str] | None) -> bool:
    """Whether words name a place that has some names, or neither says any.

    Articles and owners aside; a name may be longer than the words, or the words than it.
    """
    if words is None or names is None:
        return words is None and names is None
    own = _bare(words).split()
    for name in names:
        theirs = _bare(name).split()
        short, long = sorted((own, theirs), key=len)
        if short and (long[-len(short) :] == short or long[: len(short)] == short):
            return True
    return False


def _bare(words: str) -> str:
    return plain_name(_OWNER.sub("", plain_name(words)))


def whom(
    names: Mapping[str, Collection[str]],
    mentions: Iterable[tuple[str, int]],
    lines: Iterable[tuple[str, int]],
) -> dict[int, str]:
    """Whom of the gold cast each entity is, one to one.

    ``names`` of each of the gold; ``mentions``: words and entity; ``lines``: gold speaker and entity.
    """
    bearers: dict[str, set[str]] = defaultdict(set)
    for person, theirs in names.items():
        for name in theirs:
            bearers[plain_name(name)].add(person)
    votes: dict[tuple[int, str], float] = defaultdict(float)
    for words, entity in mentions:
        for person in bearers.get(plain_name(words), ()):
            votes[entity, person] += 1.0 / len(bearers[plain_name(words)])
    for person, entity in lines:
        votes[entity, person] += _LINE
    entities = sorted({entity for entity, _ in votes})
    people = sorted(names)
    weight = np.zeros((len(entities), len(people)))
    for (entity, person), times in votes.items():
        weight[entities.index(entity), people.index(person)] = times
    return {entities[i]: people[j] for i, j in best_pairs(weight)}
