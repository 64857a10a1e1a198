"""What the tables of a reading hold: quotations, mentions, stretches, each with the people in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from fabula.amounts import counted
from fabula.tables import Columns
from fabula.types import (
    Apart,
    Chapter,
    Entity,
    EntityType,
    Mention,
    MentionForm,
    Narration,
    NarrativePerson,
    Quote,
    Span,
    card,
    short,
)

GAP = " … "
"""Stands between the parts of an interrupted quotation."""


@dataclass(frozen=True, slots=True)
class SpokenQuote:
    """A quotation with the people in it. ``text`` keeps its marks; an interrupted one is joined by " … ".

    ``spans`` are its parts, one where nothing interrupts it; what stands between two of them (a tag, a short
    sentence of narration, the break between paragraphs) is not said, though it lies between ``start`` and
    ``end``. ``speaker`` is None where Fabula leaves the speaker unresolved; ``confidence`` is the probability
    of the speaker given. ``thought``: it is thought, and nobody hears it. Offsets are code points into
    :attr:`Reading.text`.
    """

    id: int
    spans: tuple[Span, ...]
    text: str
    speaker: Entity | None
    speaker_mention: Span | None
    addressees: tuple[Entity, ...]
    confidence: float
    chapter: Chapter | None
    thought: bool = False

    @property
    def start(self) -> int:
        """Where the first part begins."""
        return self.spans[0][0]

    @property
    def end(self) -> int:
        """Where the last part ends."""
        return self.spans[-1][1]

    def __repr__(self) -> str:
        heard = f" to {named(self.addressees)}" if self.addressees else ""
        sure = "" if self.speaker is None else f" ({self.confidence:.0%})"
        return f"<quote {self.id}, {_name(self.speaker)}{heard}{sure}: {short(self.text)}>"

    def _repr_html_(self) -> str:
        rows = (
            ("speaker", _numbered(self.speaker)),
            ("to", ", ".join(map(_numbered, self.addressees))),
            ("confidence", "" if self.speaker is None else f"{self.confidence:.0%}"),
            ("chapter", "" if self.chapter is None else self.chapter.title),
            ("parts", ", ".join(f"{start}–{end}" for start, end in self.spans)),
        )
        return card(self.text, [("quote", self.id), *rows])


@dataclass(frozen=True, slots=True)
class LinkedMention:
    """A stretch of text that stands for an entity; ``entity`` is None where the link is unresolved."""

    start: int
    end: int
    text: str
    type: EntityType
    form: MentionForm
    entity: Entity | None
    confidence: float

    def __repr__(self) -> str:
        linked = "?" if self.entity is None else f"{self.entity.name} ({self.confidence:.0%})"
        return f"<mention {short(self.text)!r} of {linked}, {self.start}–{self.end}>"

    def _repr_html_(self) -> str:
        rows = (
            ("entity", _numbered(self.entity)),
            ("confidence", "" if self.entity is None else f"{self.confidence:.0%}"),
            ("type", self.type.value),
            ("form", self.form.value),
            ("place", f"{self.start}–{self.end}"),
        )
        return card(self.text, rows)


@dataclass(frozen=True, slots=True)
class ToldStretch:
    """A stretch of text told by one voice; ``narrator`` is None where nobody in the story tells it."""

    start: int
    end: int
    person: NarrativePerson
    narrator: Entity | None
    confidence: float

    def __repr__(self) -> str:
        by = "nobody in the story" if self.narrator is None else self.narrator.name
        how = f"{self.person.value} person, {self.confidence:.0%}"
        return f"<told by {by} ({how}), {self.start}–{self.end}>"

    def _repr_html_(self) -> str:
        rows = (
            ("narrator", "nobody in the story" if self.narrator is None else _numbered(self.narrator)),
            ("person", self.person.value),
            ("confidence", f"{self.confidence:.0%}"),
        )
        return card(f"{self.start}–{self.end}", rows)


@dataclass(frozen=True, slots=True)
class SetApartPart:
    """A stretch of the file that is no part of the story; ``words`` counts the words of ``text``.

    ``chapter`` is the title of the chapter in which it stands, empty before, after or without one.
    """

    kind: Apart
    start: int
    end: int
    words: int
    chapter: str
    text: str

    def __repr__(self) -> str:
        place = f"{self.start}–{self.end}"
        return f"<{self.kind.value}, {counted(self.words, 'words')}, {place}: {short(self.text)}>"

    def _repr_html_(self) -> str:
        rows = ("kind", self.kind.value), ("words", self.words), ("chapter", self.chapter)
        return card(short(self.text), (*rows, ("place", f"{self.start}–{self.end}")))


@dataclass(frozen=True)
class TellerOfCast:
    """Puts people and words into the quotations, mentions and stretches of a cast."""

    entity: Mapping[int, Entity]
    reads: Callable[[int, int], str]
    chapter_at: Callable[[int], Chapter | None]

    def quote(self, own: Quote) -> SpokenQuote:
        """A quotation with the people in it."""
        return SpokenQuote(
            id=own.id,
            spans=own.spans,
            text=GAP.join(self.reads(start, end) for start, end in own.spans),
            speaker=None if own.speaker is None else self.entity[own.speaker],
            speaker_mention=own.speaker_mention,
            addressees=tuple(self.entity[entity] for entity in own.addressees),
            confidence=own.confidence,
            chapter=self.chapter_at(own.start),
            thought=own.thought,
        )

    def mention(self, own: Mention) -> LinkedMention:
        """A mention with whom it stands for."""
        return LinkedMention(
            start=own.start,
            end=own.end,
            text=self.reads(own.start, own.end),
            type=own.type,
            form=own.form,
            entity=None if own.entity is None else self.entity[own.entity],
            confidence=own.confidence,
        )

    def stretch(self, own: Narration) -> ToldStretch:
        """A stretch of narration with who tells it."""
        narrator = None if own.narrator is None else self.entity[own.narrator]
        return ToldStretch(own.start, own.end, own.person, narrator, own.confidence)


def _name(entity: Entity | None) -> str:
    return "?" if entity is None else entity.name


def named(entities: Iterable[Entity]) -> str:
    """The names of some, for a line."""
    return ", ".join(map(_name, entities))


def _numbered(entity: Entity | None) -> str:
    return "?" if entity is None else f"{entity.name} (#{entity.id})"


PART_COLUMNS: Columns[SetApartPart] = {
    "kind": lambda part: part.kind.value,
    "start": lambda part: part.start,
    "end": lambda part: part.end,
    "words": lambda part: part.words,
    "chapter": lambda part: part.chapter,
    "text": lambda part: part.text,
}
ENTITY_COLUMNS: Columns[Entity] = {
    "id": lambda entity: entity.id,
    "type": lambda entity: entity.type.value,
    "name": lambda entity: entity.name,
    "aliases": lambda entity: list(entity.aliases),
    "pronouns": lambda entity: list(entity.pronouns),
    "mentions": lambda entity: entity.mentions,
    "quotes": lambda entity: entity.quotes,
    "narrator": lambda entity: entity.narrator,
    "first": lambda entity: entity.first,
    "members": lambda entity: list(entity.members),
}
QUOTE_COLUMNS: Columns[SpokenQuote] = {
    "id": lambda quote: quote.id,
    "start": lambda quote: quote.start,
    "end": lambda quote: quote.end,
    "speaker": lambda quote: quote.speaker and quote.speaker.name,
    "speaker_id": lambda quote: quote.speaker and quote.speaker.id,
    "addressees": lambda quote: [entity.name for entity in quote.addressees],
    "addressee_ids": lambda quote: [entity.id for entity in quote.addressees],
    "text": lambda quote: quote.text,
    "confidence": lambda quote: round(float(quote.confidence), 4),
    "thought": lambda quote: quote.thought,
    "chapter": lambda quote: quote.chapter and quote.chapter.title,
}
MENTION_COLUMNS: Columns[LinkedMention] = {
    "start": lambda mention: mention.start,
    "end": lambda mention: mention.end,
    "text": lambda mention: mention.text,
    "type": lambda mention: mention.type.value,
    "form": lambda mention: mention.form.value,
    "entity": lambda mention: mention.entity and mention.entity.name,
    "confidence": lambda mention: round(float(mention.confidence), 4),
}
NARRATION_COLUMNS: Columns[ToldStretch] = {
    "start": lambda told: told.start,
    "end": lambda told: told.end,
    "person": lambda told: told.person.value,
    "narrator": lambda told: told.narrator and told.narrator.name,
    "confidence": lambda told: round(float(told.confidence), 4),
}
