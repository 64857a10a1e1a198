"""A story by its people and its time: where one is, what one lives through, what happens in which order."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fabula.amounts import counted
from fabula.records import SpokenQuote
from fabula.story_records import ToldLocation, ToldScene
from fabula.tables import Columns
from fabula.types import Chapter, Entity, Role, short

if TYPE_CHECKING:
    from fabula.reading import Reading


@dataclass(frozen=True, slots=True)
class Moment:
    """A scene as one character lives through it, from ``start`` to ``end``.

    ``company`` are the others who take part while this one does, ``said`` and ``heard`` the lines that this
    one speaks there and those that are said to this one.
    """

    scene: ToldScene
    start: int
    end: int
    role: Role
    confidence: float
    company: tuple[Entity, ...]
    said: tuple[SpokenQuote, ...]
    heard: tuple[SpokenQuote, ...]

    @property
    def chapter(self) -> Chapter | None:
        """The chapter in which the scene begins."""
        return self.scene.chapter

    def __repr__(self) -> str:
        where = self.scene.place_text or "somewhere"
        lines = counted(len(self.said), "lines")
        return f"<scene {self.scene.id} in {short(where)}: {lines}, {self.start}–{self.end}>"


def whereabouts(reading: Reading, entity: Entity) -> list[ToldLocation]:
    """Where one is, in the order of the text."""
    return [own for own in reading.locations if own.entity.id == entity.id]


def timeline(reading: Reading) -> list[ToldScene]:
    """The scenes in the order in which they happen, or where that is not known, are told."""
    last = 0
    placed: list[tuple[int, ToldScene]] = []
    for scene in reading.scenes:
        last = scene.order or last
        placed.append((last, scene))
    return [scene for _, scene in sorted(placed, key=lambda each: (each[0], each[1].start))]


def chronicle(reading: Reading, entity: Entity) -> list[Moment]:
    """The scenes that one lives through, in the order of the telling."""
    starts = [quote.start for quote in reading.quotes]
    found = []
    for scene in reading.scenes:
        own = next((each for each in scene.present if each.entity.id == entity.id), None)
        if own is None:
            continue
        lines = reading.quotes[bisect_left(starts, scene.start) : bisect_left(starts, scene.end)]
        beside = (each for each in scene.present if each.start < own.end and own.start < each.end)
        found.append(
            Moment(
                scene=scene,
                start=own.start,
                end=own.end,
                role=own.role,
                confidence=own.confidence,
                company=tuple(each.entity for each in beside if each.entity.id != entity.id),
                said=tuple(q for q in lines if q.speaker is not None and q.speaker.id == entity.id),
                heard=tuple(q for q in lines if any(each.id == entity.id for each in q.addressees)),
            )
        )
    return found


MOMENT_COLUMNS: Columns[Moment] = {
    "scene": lambda own: own.scene.id,
    "start": lambda own: own.start,
    "end": lambda own: own.end,
    "order": lambda own: own.scene.order,
    "when": lambda own: own.scene.when.value,
    "time": lambda own: own.scene.time_text or None,
    "place": lambda own: own.scene.place_text or None,
    "place_id": lambda own: own.scene.place and own.scene.place.id,
    "role": lambda own: own.role.value,
    "confidence": lambda own: round(own.confidence, 4),
    "with": lambda own: [entity.name for entity in own.company],
    "with_ids": lambda own: [entity.id for entity in own.company],
    "said": lambda own: [quote.id for quote in own.said],
    "heard": lambda own: [quote.id for quote in own.heard],
    "chapter": lambda own: own.chapter and own.chapter.title,
}
