"""What the people of a work know, with the people in it: one thing, many things, secrets."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from fabula import errors
from fabula.pipeline import knowers_of, known_by, secrets_of
from fabula.tables import Columns, Table
from fabula.types import (
    Annotations,
    Chapter,
    Entity,
    How,
    Knowledge,
    Secret,
    Span,
    Story,
    Work,
    card,
    short,
)

MOST = 20
"""How many things, or secrets, are listed if nobody says how many."""


@dataclass(frozen=True, slots=True)
class KnownThing:
    """Whether ``entity`` has had the chance to know what ``text`` tells, from ``start`` to ``end``.

    ``knows`` is the probability, ``how`` the likeliest way, and ``spans`` where the text shows it, in code
    points. ``source`` is who says it, if it is said or told; ``chapter`` is where it stands.
    """

    entity: Entity
    start: int
    end: int
    text: str
    knows: float
    how: How
    spans: tuple[Span, ...]
    source: Entity | None
    chapter: Chapter | None

    def to_dict(self) -> dict[str, object]:
        """What is asked for of one thing: plain values, which JSON can hold."""
        return {"knows": round(self.knows, 4), "how": self.how.value, "spans": [list(s) for s in self.spans]}

    def __repr__(self) -> str:
        return f"<{self.entity.name} knows ({self.how.value}, {self.knows:.0%}): {short(self.text)}>"

    def _repr_html_(self) -> str:
        rows = (
            ("who", self.entity.name),
            ("knows", f"{self.knows:.0%}"),
            ("how", self.how.value),
            ("from", "" if self.source is None else self.source.name),
            ("chapter", "" if self.chapter is None else self.chapter.title),
        )
        return card(short(self.text), rows)


@dataclass(frozen=True, slots=True)
class KeptSecret:
    """What ``text`` tells, and only some of those whom it concerns have had the chance to know."""

    start: int
    end: int
    text: str
    known_by: tuple[KnownThing, ...]
    hidden_from: tuple[KnownThing, ...]
    chapter: Chapter | None

    def __repr__(self) -> str:
        knowing, others = (
            ", ".join(own.entity.name for own in each) for each in (self.known_by, self.hidden_from)
        )
        return f"<secret of {knowing}, not of {others}: {short(self.text)}>"

    def _repr_html_(self) -> str:
        rows = (
            ("known by", ", ".join(own.entity.name for own in self.known_by)),
            ("hidden from", ", ".join(own.entity.name for own in self.hidden_from)),
            ("chapter", "" if self.chapter is None else self.chapter.title),
        )
        return card(short(self.text), rows)


class KnowledgeBase:
    """Answers what the people of a work have had the chance to know; nothing is read again."""

    def __init__(
        self, work: Work, notes: Annotations, story: Story, chapter_at: Callable[[int], Chapter | None]
    ) -> None:
        self._text, self._chapter_at = work.text, chapter_at
        self._knowers = knowers_of(work, notes, story)
        self._entity = {entity.id: entity for entity in work.cast.entities}
        self._said = [(span, quote) for quote in work.cast.quotes for span in quote.spans]

    def knows(
        self,
        entity: Entity,
        start: int,
        end: int,
        at: int | None = None,
        *,
        until: int | None = None,
        names: Mapping[int, Entity] | None = None,
    ) -> KnownThing:
        """Whether somebody has had the chance to know what a stretch tells, by a code point or the end.

        ``until``: the reader has come so far, and nothing that stands after it is looked at; ``names``: those
        who are to be told of, as they are to be called. Raises :class:`fabula.errors.UsageError` where the
        stretch is none or any of them is not in the text.
        """
        length = len(self._text.content) if until is None else until
        for offset in (start, end, 0 if at is None else at):
            if not 0 <= offset <= length:
                raise errors.offset_outside(offset, length)
        if start >= end:
            raise errors.stretch_reversed(start, end)
        found = self._knowers.knows(entity.id, start, end, length if at is None else at, until)
        return self._thing(found, self._entity if names is None else names)

    def known_by(
        self,
        entity: Entity,
        at: int | None = None,
        count: int = MOST,
        *,
        until: int | None = None,
        names: Mapping[int, Entity] | None = None,
    ) -> Table[KnownThing]:
        """The most telling things that somebody has had the chance to know by a code point, or the end.

        ``until`` and ``names`` are as for :meth:`knows`.
        """
        point = next((each for each in (at, until) if each is not None), len(self._text.content))
        found = known_by(self._knowers, entity.id, point, count, until)
        people = self._entity if names is None else names
        return Table("things known", THING_COLUMNS, (self._thing(own, people) for own in found))

    def secrets(
        self, until: int | None = None, names: Mapping[int, Entity] | None = None, count: int = MOST
    ) -> Table[KeptSecret]:
        """The most telling things that only some whom they concern know at a code point, or the end.

        ``names``: those who are to be told of, as they are to be called.
        """
        people = self._entity if names is None else names
        found = secrets_of(self._knowers, len(self._text.content) if until is None else until, count)
        kept = (self._secret(own, people) for own in found)
        return Table("secrets", SECRET_COLUMNS, (own for own in kept if own.known_by and own.hidden_from))

    def _secret(self, own: Secret, people: Mapping[int, Entity]) -> KeptSecret:
        def things(every: tuple[Knowledge, ...]) -> tuple[KnownThing, ...]:
            return tuple(self._thing(each, people) for each in every if each.entity in people)

        return KeptSecret(
            own.start,
            own.end,
            self._text.reads(own.start, own.end),
            things(own.known_by),
            things(own.hidden_from),
            self._chapter_at(own.start),
        )

    def _thing(self, own: Knowledge, people: Mapping[int, Entity]) -> KnownThing:
        return KnownThing(
            entity=people[own.entity],
            start=own.start,
            end=own.end,
            text=self._text.reads(own.start, own.end),
            knows=own.knows,
            how=own.how,
            spans=own.spans,
            source=self._source(own, people),
            chapter=self._chapter_at(own.start),
        )

    def _source(self, own: Knowledge, people: Mapping[int, Entity]) -> Entity | None:
        """Who says the line by which somebody knows."""
        for span, quote in self._said:
            if span in own.spans or (span[0] <= own.start < span[1]):
                return None if quote.speaker is None else people.get(quote.speaker)
        return None


THING_COLUMNS: Columns[KnownThing] = {
    "start": lambda own: own.start,
    "end": lambda own: own.end,
    "text": lambda own: own.text,
    "knows": lambda own: round(own.knows, 4),
    "how": lambda own: own.how.value,
    "from": lambda own: own.source and own.source.name,
    "from_id": lambda own: own.source and own.source.id,
    "spans": lambda own: [list(span) for span in own.spans],
    "chapter": lambda own: own.chapter and own.chapter.title,
}


def _people(things: tuple[KnownThing, ...]) -> list[dict[str, object]]:
    return [{"entity": own.entity.id, "name": own.entity.name, **own.to_dict()} for own in things]


SECRET_COLUMNS: Columns[KeptSecret] = {
    "start": lambda own: own.start,
    "end": lambda own: own.end,
    "text": lambda own: own.text,
    "known_by": lambda own: _people(own.known_by),
    "hidden_from": lambda own: _people(own.hidden_from),
    "chapter": lambda own: own.chapter and own.chapter.title,
}
