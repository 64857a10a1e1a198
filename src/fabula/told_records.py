"""What the tables of people hold: what they do, what is said of them, what they are to one another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from fabula.records import named
from fabula.tables import Columns
from fabula.types import (
    Attribute,
    AttributeKind,
    Chapter,
    Entity,
    Event,
    Realis,
    Relation,
    RelationKind,
    Span,
    Story,
    short,
)


@dataclass(frozen=True, slots=True)
class ToldEvent:
    """Something that somebody does or that happens; ``text`` is the word that tells it.

    ``agents`` do it, it is done to ``patients``, ``recipients`` get something by it. ``scene`` is the number
    of the scene in which it is told, None outside of all.
    """

    id: int
    start: int
    end: int
    text: str
    lemma: str
    agents: tuple[Entity, ...]
    patients: tuple[Entity, ...]
    recipients: tuple[Entity, ...]
    place: Entity | None
    realis: Realis
    spoken: bool
    scene: int | None
    confidence: float
    chapter: Chapter | None

    def __repr__(self) -> str:
        return f"<{named(self.agents) or '?'} {self.lemma} {named(self.patients)}".rstrip() + ">"


@dataclass(frozen=True, slots=True)
class ToldAttribute:
    """What is said of somebody or of a place; ``text`` are the words that say it.

    ``by`` is who says it, None for the narrator; ``holds`` is false for what is said and is not so. It holds
    from ``since`` to ``until`` in the text, as far as that tells.
    """

    id: int
    entity: Entity
    kind: AttributeKind
    value: str
    start: int
    end: int
    text: str
    by: Entity | None
    holds: bool
    since: int
    until: int
    confidence: float
    chapter: Chapter | None

    def __repr__(self) -> str:
        told = "" if self.holds else ", which is not so"
        return f"<{self.entity.name}, {self.kind.value}: {short(self.value)}{told}>"


@dataclass(frozen=True, slots=True)
class ToldRelation:
    """``a`` is ``relation`` ``b``. ``texts`` are the words that tell it, none where other relations do."""

    a: Entity
    relation: RelationKind
    b: Entity
    spans: tuple[Span, ...]
    texts: tuple[str, ...]
    inferred: bool
    confidence: float

    def __repr__(self) -> str:
        return f"<{self.a.name} is {self.relation.value} {self.b.name}>"


@dataclass(frozen=True)
class TellerOfPeople:
    """Puts people and words into what a story tells of them."""

    entity: Mapping[int, Entity]
    reads: Callable[[int, int], str]
    chapter_at: Callable[[int], Chapter | None]

    def events(self, story: Story) -> Iterable[ToldEvent]:
        """Its events, in the order of the text."""
        return map(self._event, story.events)

    def attributes(self, story: Story) -> Iterable[ToldAttribute]:
        """What it says of people and places, in the order of the text."""
        return map(self._attribute, story.attributes)

    def relations(self, story: Story) -> Iterable[ToldRelation]:
        """What its people are to one another."""
        return map(self._relation, story.relations)

    def _all(self, entities: Iterable[int]) -> tuple[Entity, ...]:
        return tuple(self.entity[entity] for entity in entities)

    def _event(self, own: Event) -> ToldEvent:
        return ToldEvent(
            id=own.id,
            start=own.start,
            end=own.end,
            text=self.reads(own.start, own.end),
            lemma=own.lemma,
            agents=self._all(own.agents),
            patients=self._all(own.patients),
            recipients=self._all(own.recipients),
            place=None if own.place is None else self.entity[own.place],
            realis=own.realis,
            spoken=own.spoken,
            scene=own.scene,
            confidence=own.confidence,
            chapter=self.chapter_at(own.start),
        )

    def _attribute(self, own: Attribute) -> ToldAttribute:
        return ToldAttribute(
            id=own.id,
            entity=self.entity[own.entity],
            kind=own.kind,
            value=own.value,
            start=own.start,
            end=own.end,
            text=self.reads(own.start, own.end),
            by=None if own.by is None else self.entity[own.by],
            holds=own.holds,
            since=own.since,
            until=own.until,
            confidence=own.confidence,
            chapter=self.chapter_at(own.start),
        )

    def _relation(self, own: Relation) -> ToldRelation:
        return ToldRelation(
            a=self.entity[own.a],
            relation=own.relation,
            b=self.entity[own.b],
            spans=own.spans,
            texts=tuple(self.reads(start, end) for start, end in own.spans),
            inferred=own.inferred,
            confidence=own.confidence,
        )


EVENT_COLUMNS: Columns[ToldEvent] = {
    "id": lambda own: own.id,
    "start": lambda own: own.start,
    "end": lambda own: own.end,
    "text": lambda own: own.text,
    "lemma": lambda own: own.lemma,
    "agents": lambda own: [entity.name for entity in own.agents],
    "agent_ids": lambda own: [entity.id for entity in own.agents],
    "patients": lambda own: [entity.name for entity in own.patients],
    "patient_ids": lambda own: [entity.id for entity in own.patients],
    "recipients": lambda own: [entity.name for entity in own.recipients],
    "recipient_ids": lambda own: [entity.id for entity in own.recipients],
    "place": lambda own: own.place and own.place.name,
    "place_id": lambda own: own.place and own.place.id,
    "realis": lambda own: own.realis.value,
    "spoken": lambda own: own.spoken,
    "scene": lambda own: own.scene,
    "confidence": lambda own: round(own.confidence, 4),
    "chapter": lambda own: own.chapter and own.chapter.title,
}

ATTRIBUTE_COLUMNS: Columns[ToldAttribute] = {
    "id": lambda own: own.id,
    "entity": lambda own: own.entity.name,
    "entity_id": lambda own: own.entity.id,
    "kind": lambda own: own.kind.value,
    "value": lambda own: own.value,
    "start": lambda own: own.start,
    "end": lambda own: own.end,
    "text": lambda own: own.text,
    "by": lambda own: own.by and own.by.name,
    "by_id": lambda own: own.by and own.by.id,
    "holds": lambda own: own.holds,
    "since": lambda own: own.since,
    "until": lambda own: own.until,
    "confidence": lambda own: round(own.confidence, 4),
    "chapter": lambda own: own.chapter and own.chapter.title,
}

RELATION_COLUMNS: Columns[ToldRelation] = {
    "a": lambda own: own.a.name,
    "a_id": lambda own: own.a.id,
    "relation": lambda own: own.relation.value,
    "b": lambda own: own.b.name,
    "b_id": lambda own: own.b.id,
    "spans": lambda own: [[start, end] for start, end in own.spans],
    "texts": lambda own: list(own.texts),
    "inferred": lambda own: own.inferred,
    "confidence": lambda own: round(own.confidence, 4),
}
