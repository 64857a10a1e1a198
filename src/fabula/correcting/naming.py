"""From what a person types to the people, lines and mentions of a work, and to anchors of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TypeVar

from fabula import errors
from fabula.called import character_called
from fabula.positions import chapter_called
from fabula.reading import Reading
from fabula.types import Bearers, Block, Chapter, Entity, Mention, MentionForm, Quote, Span, Who
from fabula.world.corrections import Anchor, Entry, Kind, Person, Places, Thing
from fabula.world.names import number_in
from fabula.world.words import folded_words

_T = TypeVar("_T")

MENTIONS_OF_ONE = 5
"""Places that stand for a person: some may go in the next draft."""
MENTIONS_OF_DESCRIBED = 100
"""Places that stand for one without a name, whose descriptions hang together by links alone."""
NUMBERS_SHOWN = 5
SURE = 0.5
"""The probability from which on a mention may stand for its entity."""


class Naming:
    """What names, words and offsets mean in one work as it is read now."""

    def __init__(self, reading: Reading, places: Places, entries: Sequence[Entry]) -> None:
        self.reading = reading
        self.places = places
        self._entries = entries

    def entity(self, name: str | int) -> Entity:
        """Whom a name or a number means. Raises :class:`fabula.errors.WorldError` for nobody or several."""
        number = name if isinstance(name, int) else number_in(name) if name.strip().startswith("#") else None
        for entity in self.reading.entities:
            if entity.id == number:
                return entity
        return self.reading.character(name)

    def place(self, name: str | int) -> Entity:
        """The place of the cast that a name or a number means. Raises as :meth:`entity`."""
        number = name if isinstance(name, int) else number_in(name) if name.strip().startswith("#") else None
        for entity in self.reading.entities:
            if entity.id == number:
                return entity
        places = self.reading.entities.where(lambda entity: not entity.is_character)
        return character_called(places, name, self.reading.text, self.reading.work.cast.mentions)

    def person(self, entity: Entity) -> Person:
        """Somebody by a few places, the same ones as in earlier corrections where those mean this one."""
        for entry in reversed(self._entries):
            if not entry.holds or entry.correction.kind is Kind.APART:
                continue
            fitted = self.places.fit(entry.correction)
            for person, who in zip(entry.correction.people, fitted.people, strict=False):
                if self.meant(who) == entity.id:
                    return Person(entity.name, person.anchors)
        return Person(entity.name, self.spread(self.mentions_of(entity), self.lines_of(entity)))

    def spread(self, mentions: Sequence[Mention], lines: Sequence[Quote]) -> tuple[Anchor, ...]:
        """A few of the places of somebody, names first, spread over the text."""
        names = [each for each in mentions if each.form is MentionForm.NAME]
        words = [each for each in mentions if each.form is MentionForm.NOMINAL]
        most = MENTIONS_OF_ONE if names else MENTIONS_OF_DESCRIBED
        found: list[Anchor] = []
        for group in (names, words):
            found += [
                self.places.anchor(Thing.MENTION, each.start, each.end)
                for each in _spread(group, most - len(found))
            ]
        found += [
            self.places.anchor(Thing.QUOTATION, each.start, each.end)
            for each in _spread(lines, MENTIONS_OF_ONE - len(found))
        ]
        if not found:
            found += [
                self.places.anchor(Thing.MENTION, each.start, each.end)
                for each in _spread(mentions, MENTIONS_OF_ONE)
            ]
        return tuple(found)

    def meant(self, who: Who) -> int | None:
        """The entity that most of some spans belong to now."""
        return self._bearers.meant(who)

    def is_mention(self, span: Span) -> bool:
        """Whether a span is that of a mention."""
        return span in self._mentions

    def mentions_of(self, entity: Entity) -> list[Mention]:
        """The mentions of somebody, those that are likely so if there are any words among them."""
        own = [each for each in self.reading.work.cast.mentions if each.entity == entity.id]
        sure = [each for each in own if each.confidence >= SURE]
        # pronouns and lines are given to others more easily than words are
        return sure if any(each.form is not MentionForm.PRONOUN for each in sure) else own

    def lines_of(self, entity: Entity) -> list[Quote]:
        """The lines of somebody."""
        return [each for each in self.reading.work.cast.quotes if each.speaker == entity.id]

    def line(self, words: str | int) -> Quote:
        """The line of a number, or with some words. Raises :class:`fabula.errors.UsageError` if none has."""
        quotes = self.reading.work.cast.quotes
        number = words if isinstance(words, int) else number_in(words)
        for quote in quotes:
            if quote.id == number:
                return quote
        wanted = folded_words(str(words))
        found = [quote for quote in quotes if wanted and _holds(self._words_of[quote.id], wanted)]
        if len(found) > 1:
            found = [quote for quote in found if self._words_of[quote.id] == wanted] or found
        if not found:
            asked = number if isinstance(words, int) or words.strip().startswith("#") else None
            raise errors.no_such_line(str(words), self._near(wanted), asked)
        if len(found) > 1:
            more = f" and {len(found) - NUMBERS_SHOWN:,} more" if len(found) > NUMBERS_SHOWN else ""
            numbers = ", ".join(f"#{quote.id}" for quote in found[:NUMBERS_SHOWN])
            raise errors.several_lines(str(words), len(found), numbers + more)
        return found[0]

    def mention(self, offset: int, end: int | None = None) -> Mention:
        """The innermost mention around an offset, or the one from there to ``end``."""
        around = [each for each in self.reading.work.cast.mentions if each.start <= offset < each.end]
        if end is not None:
            around = [each for each in around if (each.start, each.end) == (offset, end)]
        if not around:
            near = min(
                self.reading.work.cast.mentions,
                key=lambda each: min(abs(each.start - offset), abs(each.end - offset)),
                default=None,
            )
            right = (
                "the work has none"
                if near is None
                else f"the nearest is {self.reading.work.text.reads(near.start, near.end)!r} at {near.start}"
            )
            raise errors.no_such_place(offset, "mention", right)
        return min(around, key=lambda each: each.end - each.start)

    def chapter(self, called: str | int) -> Chapter:
        """The chapter of a number, from 1, or with a title."""
        return chapter_called(self.reading.chapters, called)

    def opening(self, start: int, end: int) -> Block:
        """The first paragraph of a stretch."""
        for block in self.reading.work.text.blocks:
            if block.kind.is_story and block.end > start and block.start < end:
                return block
        raise errors.no_such_place(start, "paragraph", "give an offset within the story")

    @cached_property
    def _mentions(self) -> frozenset[Span]:
        return frozenset((each.start, each.end) for each in self.reading.work.cast.mentions)

    @cached_property
    def _bearers(self) -> Bearers:
        return Bearers(self.reading.work.cast)

    @cached_property
    def _words_of(self) -> dict[int, list[str]]:
        text = self.reading.work.text
        return {
            quote.id: [word for span in quote.spans for word in folded_words(text.reads(*span))]
            for quote in self.reading.work.cast.quotes
        }

    def _near(self, wanted: Sequence[str]) -> str:
        """The line that shares most words, if it shares half of them."""
        shared = {number: len(set(wanted) & set(words)) for number, words in self._words_of.items()}
        best = max(shared, key=lambda number: (shared[number], -number), default=None)
        if best is None or 2 * shared[best] < len(set(wanted)) or not wanted:
            return ""
        quote = next(each for each in self.reading.work.cast.quotes if each.id == best)
        return f"#{best} {self.reading.work.text.reads(*quote.spans[0])}"


def in_one_line(what: str, words: str) -> str:
    """What somebody or a chapter is to be called, in one line.

    Raises :class:`fabula.errors.CommandError` where a file could not hold it.
    """
    words = " ".join(words.split())
    if any("\ud800" <= each <= "\udfff" for each in words):
        raise errors.bad_value(what, words.encode("utf-8", "replace").decode("utf-8"), "whole characters")
    return words


def _spread(things: Sequence[_T], most: int) -> Sequence[_T]:
    if len(things) <= most or most <= 1:
        return things[: max(most, 0)]
    return [things[k * (len(things) - 1) // (most - 1)] for k in range(most)]


def _holds(words: Sequence[str], wanted: Sequence[str]) -> bool:
    return any(
        words[at : at + len(wanted)] == wanted
        for at, word in enumerate(words[: len(words) - len(wanted) + 1])
        if word == wanted[0]
    )
