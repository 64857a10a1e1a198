"""A work as read, made pleasant to hold: its characters, quotations and mentions as tables."""

from __future__ import annotations

import html
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from operator import attrgetter

from fabula import errors
from fabula.tables import Columns, Table
from fabula.types import Chapter, Entity, EntityType, Mention, MentionForm, Quote, Span, Work

GAP = " … "
"""Stands between the parts of an interrupted quotation."""


@dataclass(frozen=True, slots=True)
class SpokenQuote:
    """A quotation with the people in it. ``text`` keeps its marks; an interrupted one is joined by " … ".

    ``speaker`` is None where Fabula leaves the speaker unresolved; ``confidence`` is the probability of
    the speaker given. Offsets are code points into :attr:`Reading.text`.
    """

    id: int
    spans: tuple[Span, ...]
    text: str
    speaker: Entity | None
    speaker_mention: Span | None
    addressees: tuple[Entity, ...]
    confidence: float
    chapter: Chapter | None

    @property
    def start(self) -> int:
        """Where the first part begins."""
        return self.spans[0][0]

    @property
    def end(self) -> int:
        """Where the last part ends."""
        return self.spans[-1][1]


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
}
QUOTE_COLUMNS: Columns[SpokenQuote] = {
    "id": lambda quote: quote.id,
    "start": lambda quote: quote.start,
    "end": lambda quote: quote.end,
    "speaker": lambda quote: quote.speaker and quote.speaker.name,
    "addressees": lambda quote: [entity.name for entity in quote.addressees],
    "text": lambda quote: quote.text,
    "confidence": lambda quote: round(float(quote.confidence), 4),
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


class Reading:
    """What Fabula makes of one work. Made by :func:`fabula.read` or taken from a world; never changes."""

    def __init__(self, work: Work) -> None:
        self.work = work

    @property
    def id(self) -> int:
        """The work's number in its world, 0 before it is saved in one."""
        return self.work.id

    @property
    def title(self) -> str:
        """The title that the file gives, or else the name of the file."""
        return self.work.title

    @property
    def author(self) -> str:
        """The author that the file gives, or nothing."""
        return self.work.text.metadata.author

    @property
    def text(self) -> str:
        """The characters a reader sees; every offset is a code point offset into it."""
        return self.work.text.content

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        """The chapters, in order."""
        return self.work.text.chapters

    @cached_property
    def entities(self) -> Table[Entity]:
        """Characters, places, groups and the rest, most mentioned first."""
        ranked = sorted(self.work.cast.entities, key=lambda entity: (-entity.mentions, entity.id))
        return Table("entities", ENTITY_COLUMNS, ranked)

    @cached_property
    def characters(self) -> Table[Entity]:
        """The entities that are people, and those of other types that speak; most mentioned first."""
        return Table("characters", ENTITY_COLUMNS, filter(is_character, self.entities))

    @cached_property
    def quotes(self) -> Table[SpokenQuote]:
        """The quotations in the order of the text, with their speakers and addressees."""
        return Table("quotes", QUOTE_COLUMNS, map(self._spoken, self.work.cast.quotes))

    @cached_property
    def mentions(self) -> Table[LinkedMention]:
        """The mentions in the order of the text, with their entities."""
        return Table("mentions", MENTION_COLUMNS, map(self._linked, self.work.cast.mentions))

    def named(self, name: str) -> Table[Entity]:
        """The characters called ``name``: by their name or another of theirs, else by a part of one.

        Letter case does not matter. Raises :class:`fabula.errors.UsageError` where nobody is called that.
        """
        return Table("characters", ENTITY_COLUMNS, characters_named(self.characters, name))

    def quotes_by(self, name: str) -> Table[SpokenQuote]:
        """The quotations spoken by whoever is called ``name``. Raises as :meth:`named` does."""
        ids = {entity.id for entity in self.named(name)}
        return self.quotes.where(lambda quote: quote.speaker is not None and quote.speaker.id in ids)

    def quotes_to(self, name: str) -> Table[SpokenQuote]:
        """The quotations spoken to whoever is called ``name``. Raises as :meth:`named` does."""
        ids = {entity.id for entity in self.named(name)}
        return self.quotes.where(lambda quote: any(entity.id in ids for entity in quote.addressees))

    def chapter_at(self, offset: int) -> Chapter | None:
        """The chapter that holds a code point of the text, if any does."""
        position = bisect_right(self.chapters, offset, key=attrgetter("start")) - 1
        if position >= 0 and offset < self.chapters[position].end:
            return self.chapters[position]
        return None

    def place(self, offset: int | None) -> str:
        """Where in the work a code point is, for a person: the chapter, or else how far in."""
        if offset is None:
            return ""
        chapter = self.chapter_at(offset)
        if chapter is not None and chapter.title.strip():
            return " ".join(chapter.title.split())
        return f"{100 * offset // max(len(self.text), 1)} %"

    @cached_property
    def _entity(self) -> dict[int, Entity]:
        return {entity.id: entity for entity in self.work.cast.entities}

    def _spoken(self, quote: Quote) -> SpokenQuote:
        return SpokenQuote(
            id=quote.id,
            spans=quote.spans,
            text=GAP.join(self.text[start:end] for start, end in quote.spans),
            speaker=None if quote.speaker is None else self._entity[quote.speaker],
            speaker_mention=quote.speaker_mention,
            addressees=tuple(self._entity[entity] for entity in quote.addressees),
            confidence=quote.confidence,
            chapter=self.chapter_at(quote.start),
        )

    def _linked(self, mention: Mention) -> LinkedMention:
        return LinkedMention(
            start=mention.start,
            end=mention.end,
            text=self.text[mention.start : mention.end],
            type=mention.type,
            form=mention.form,
            entity=None if mention.entity is None else self._entity[mention.entity],
            confidence=mention.confidence,
        )

    def _summary(self) -> str:
        by = f" by {self.author}" if self.author else ""
        counts = f"{len(self.characters)} characters, {len(self.quotes)} quotes"
        return f"{self.title}{by}: {self.work.tokens} tokens, {counts}"

    def __repr__(self) -> str:
        return f"<Reading of {self._summary()}>"

    def _repr_html_(self) -> str:
        return f"<h4>{html.escape(self._summary())}</h4>{self.characters._repr_html_()}"


def is_character(entity: Entity) -> bool:
    """Whether an entity takes part in the story as someone: a person, or a thing or place that speaks."""
    return entity.type is EntityType.PERSON or entity.quotes > 0


def characters_named(entities: Iterable[Entity], name: str) -> list[Entity]:
    """Those of ``entities`` that are called ``name``: by a whole name, else by words of one.

    Letter case, spacing and full stops do not matter. Raises :class:`fabula.errors.UsageError` where there is nobody.
    """
    entities = list(entities)
    wanted = _words(name)
    known = [(entity, [_words(called) for called in (entity.name, *entity.aliases)]) for entity in entities]
    whole = [entity for entity, names in known if wanted in names]
    if whole:
        return whole
    partly = [entity for entity, names in known if wanted and any(set(wanted) <= set(own) for own in names)]
    if partly:
        return partly
    present = {called.casefold(): called for entity in entities for called in (entity.name, *entity.aliases)}
    near = [present[match] for match in get_close_matches(name.casefold(), present, n=3)]
    shown = near or [entity.name for entity in entities[:5]]
    intro = "did you mean" if near else "there are"
    raise errors.no_such_character(name, f"{intro} {', '.join(shown)}" if shown else "it has no characters")


def _words(name: str) -> list[str]:
    return name.casefold().replace(".", " ").split()
