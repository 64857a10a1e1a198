"""What marks somebody's way through a story: first and last words, whom one meets, where one comes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fabula.chronicles import Moment
from fabula.explorer.asking import Asked
from fabula.types import AttributeKind, Entity

MET, VISITED, STATES = 6, 5, 6
"""People met, places come to and conditions that are told at most."""
SURE = 0.5


@dataclass(frozen=True, slots=True)
class Step:
    """One of them, at a place of the text: what it is, and who, or what, it is about."""

    start: int
    what: str
    entity: Entity | None = None
    words: str = ""


def milestones(own: Asked, entity: Entity, moments: Sequence[Moment]) -> list[Step]:
    """The steps of somebody, in the order of the text."""
    found = [*_spoken(own, entity), *_lived(moments), *_states(own, entity)]
    if entity.first is not None:
        found.append(Step(entity.first, "first named"))
    return sorted(found, key=lambda each: each.start)


def _spoken(own: Asked, entity: Entity) -> Iterator[Step]:
    lines = [each for each in own.reading.quotes if each.speaker == entity]
    if lines:
        yield Step(lines[0].start, "first words", words=lines[0].text)
    if len(lines) > 1:
        yield Step(lines[-1].start, "last words", words=lines[-1].text)


def _lived(moments: Sequence[Moment]) -> Iterator[Step]:
    """Whom one meets and where one comes, most often met and most often there first."""
    met = Counter(other.id for moment in moments for other in moment.company if other.is_character)
    for number, _ in met.most_common(MET):
        first = next(each for each in moments if any(other.id == number for other in each.company))
        other = next(other for other in first.company if other.id == number)
        yield Step(first.start, "first with", other)
    places = Counter(each.scene.place.id for each in moments if each.scene.place is not None)
    for number, _ in places.most_common(VISITED):
        first = next(each for each in moments if each.scene.place and each.scene.place.id == number)
        yield Step(first.start, "first in", first.scene.place)
    if len(moments) > 1:
        yield Step(moments[-1].start, "last scene")


def _states(own: Asked, entity: Entity) -> Iterator[Step]:
    states = (
        each
        for each in own.attributes
        if each.entity.id == entity.id and each.kind is AttributeKind.CONDITION and each.holds
    )
    sure = sorted((each for each in states if each.confidence >= SURE), key=lambda each: -each.confidence)
    for each in sure[:STATES]:
        yield Step(each.start, "is told to be", words=each.value)
