"""What the tables of a story hold: scenes, where people are, times, each with the people and places in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from fabula.records import named
from fabula.tables import Columns
from fabula.types import (
    Chapter,
    Entity,
    Location,
    Role,
    Scene,
    SceneMode,
    Story,
    TimeExpression,
    When,
    Whereabouts,
    card,
    short,
)


@dataclass(frozen=True, slots=True)
class ScenePresence:
    """Somebody who takes part in a scene from ``start`` to ``end``, with the probability that this is so."""

    entity: Entity
    start: int
    end: int
    role: Role
    confidence: float


@dataclass(frozen=True, slots=True)
class ToldScene:
    """A scene with its people, its place and its time.

    ``place_text`` are the words that tell where it happens and ``time_text`` those that tell when, empty
    where nothing does; ``time_value`` is that time as in TIMEX3. ``when`` is its time against that of the
    scene before, and ``order`` its place in the time of the story. ``present`` are those who take part, the
    surest first. ``place``, ``focal`` and ``chapter`` are None where nothing tells them.
    """

    id: int
    start: int
    end: int
    mode: SceneMode
    place: Entity | None
    place_text: str
    place_confidence: float
    time_text: str
    time_value: str
    when: When
    when_confidence: float
    order: int
    present: tuple[ScenePresence, ...]
    focal: Entity | None
    focal_confidence: float
    confidence: float
    chapter: Chapter | None

    @property
    def bodily(self) -> tuple[Entity, ...]:
        """Who is there in the flesh, the surest first."""
        return tuple(own.entity for own in self.present if own.role is Role.BODILY)

    @property
    def remote(self) -> tuple[Entity, ...]:
        """Who takes part by telephone, letter, radio or spirit."""
        return tuple(own.entity for own in self.present if own.role is Role.REMOTE)

    def __repr__(self) -> str:
        there = named(self.bodily) or "nobody"
        where = self.place_text or "somewhere"
        return f"<{self.mode.value} {self.id} in {short(where)}: {short(there)}, {self.start}–{self.end}>"

    def _repr_html_(self) -> str:
        rows = (
            ("place", self.place_text),
            ("time", self.time_text),
            ("there", named(self.bodily)),
            ("from afar", named(self.remote)),
            ("through whose eyes", "" if self.focal is None else self.focal.name),
            ("told as", self.mode.value),
        )
        return card(f"scene {self.id}", rows)


@dataclass(frozen=True, slots=True)
class ToldLocation:
    """Where somebody is from ``start`` to ``end``; ``place`` is None where the cast has no entity for it.

    ``place_start`` and ``place_end`` are where the words ``place_text`` stand.
    """

    entity: Entity
    relation: Whereabouts
    place: Entity | None
    place_text: str
    place_start: int
    place_end: int
    start: int
    end: int
    confidence: float
    chapter: Chapter | None

    def __repr__(self) -> str:
        return f"<{self.entity.name} {self.relation.value} {short(self.place_text)}, {self.start}–{self.end}>"


@dataclass(frozen=True, slots=True)
class ToldTime:
    """Words that tell a time; ``value`` is as in TIMEX3, empty where the words give none."""

    start: int
    end: int
    text: str
    value: str
    spoken: bool
    chapter: Chapter | None

    def __repr__(self) -> str:
        return f"<time {short(self.text)} ({self.value or '?'}), {self.start}–{self.end}>"


@dataclass(frozen=True)
class StoryTeller:
    """Puts people, places and words into the story of a work."""

    entity: Mapping[int, Entity]
    reads: Callable[[int, int], str]
    chapter_at: Callable[[int], Chapter | None]

    def scenes(self, story: Story) -> Iterable[ToldScene]:
        """Its scenes, in order."""
        return map(self._scene, story.scenes)

    def locations(self, story: Story) -> Iterable[ToldLocation]:
        """Where its people are, in the order of the text."""
        return map(self._location, story.locations)

    def times(self, story: Story) -> Iterable[ToldTime]:
        """Every time that it tells of, in the order of the text."""
        return map(self._time, story.times)

    def _scene(self, scene: Scene) -> ToldScene:
        return ToldScene(
            id=scene.id,
            start=scene.start,
            end=scene.end,
            mode=scene.mode,
            place=None if scene.place is None else self.entity[scene.place],
            place_text="" if scene.place_span is None else self.reads(*scene.place_span),
            place_confidence=scene.place_confidence,
            time_text="" if scene.time is None else self.reads(scene.time.start, scene.time.end),
            time_value="" if scene.time is None else scene.time.value,
            when=scene.when,
            when_confidence=scene.when_confidence,
            order=scene.order,
            present=tuple(
                ScenePresence(self.entity[own.entity], own.start, own.end, own.role, own.confidence)
                for own in scene.present
            ),
            focal=None if scene.focal is None else self.entity[scene.focal],
            focal_confidence=scene.focal_confidence,
            confidence=scene.confidence,
            chapter=self.chapter_at(scene.start),
        )

    def _location(self, own: Location) -> ToldLocation:
        return ToldLocation(
            entity=self.entity[own.entity],
            relation=own.relation,
            place=None if own.place is None else self.entity[own.place],
            place_text=self.reads(*own.place_span),
            place_start=own.place_span[0],
            place_end=own.place_span[1],
            start=own.start,
            end=own.end,
            confidence=own.confidence,
            chapter=self.chapter_at(own.start),
        )

    def _time(self, own: TimeExpression) -> ToldTime:
        words = self.reads(own.start, own.end)
        return ToldTime(own.start, own.end, words, own.value, own.spoken, self.chapter_at(own.start))


SCENE_COLUMNS: Columns[ToldScene] = {
    "id": lambda scene: scene.id,
    "start": lambda scene: scene.start,
    "end": lambda scene: scene.end,
    "mode": lambda scene: scene.mode.value,
    "place": lambda scene: scene.place_text or None,
    "place_id": lambda scene: scene.place and scene.place.id,
    "place_confidence": lambda scene: round(scene.place_confidence, 4),
    "time": lambda scene: scene.time_text or None,
    "time_value": lambda scene: scene.time_value or None,
    "when": lambda scene: scene.when.value,
    "when_confidence": lambda scene: round(scene.when_confidence, 4),
    "order": lambda scene: scene.order,
    "present": lambda scene: [own.entity.name for own in scene.present],
    "present_ids": lambda scene: [own.entity.id for own in scene.present],
    "present_spans": lambda scene: [[own.start, own.end] for own in scene.present],
    "present_roles": lambda scene: [own.role.value for own in scene.present],
    "present_confidences": lambda scene: [round(own.confidence, 4) for own in scene.present],
    "focal": lambda scene: scene.focal and scene.focal.name,
    "focal_id": lambda scene: scene.focal and scene.focal.id,
    "focal_confidence": lambda scene: round(scene.focal_confidence, 4),
    "confidence": lambda scene: round(scene.confidence, 4),
    "chapter": lambda scene: scene.chapter and scene.chapter.title,
}

LOCATION_COLUMNS: Columns[ToldLocation] = {
    "entity": lambda own: own.entity.name,
    "entity_id": lambda own: own.entity.id,
    "relation": lambda own: own.relation.value,
    "place": lambda own: own.place_text,
    "place_id": lambda own: own.place and own.place.id,
    "place_start": lambda own: own.place_start,
    "place_end": lambda own: own.place_end,
    "start": lambda own: own.start,
    "end": lambda own: own.end,
    "confidence": lambda own: round(own.confidence, 4),
    "chapter": lambda own: own.chapter and own.chapter.title,
}

TIME_COLUMNS: Columns[ToldTime] = {
    "start": lambda time: time.start,
    "end": lambda time: time.end,
    "text": lambda time: time.text,
    "value": lambda time: time.value or None,
    "spoken": lambda time: time.spoken,
    "chapter": lambda time: time.chapter and time.chapter.title,
}
