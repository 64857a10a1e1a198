"""What a text is whatever is settled of it: laid out once, and kept from one resolution to the next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fabula.cast.book import Book
from fabula.cast.coreference import resolve_mentions
from fabula.cast.evidence import People, people_of
from fabula.cast.figures import Resolution
from fabula.cast.names import Name
from fabula.cast.pins.notes import settled_notes
from fabula.cast.pins.placing import Placed
from fabula.cast.telling import Telling
from fabula.cast.walk_ons import with_walk_ons
from fabula.types import Annotations, Pins, Span, Text, Who

Edits = tuple[frozenset[Span], Mapping[Span, Who | None]]
"""The quotations that are no speech, and the mentions that a person has spoken of, some of them new."""


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A book as a person has settled what of it is speech and what a mention, with the pins over it.

    ``rows``: for each quotation the number that it has in the annotations as they were.
    """

    book: Book
    pins: Pins
    rows: Sequence[int]


class Ground:
    """The book of the text and of the annotations that came last, and what was worked out of it alone."""

    def __init__(self) -> None:
        self._of: tuple[Text, Annotations, Edits | None] | None = None
        self._book: Book | None = None
        self._people: tuple[list[tuple[Name, Name]], People] | None = None
        self._telling: Telling | None = None
        self._walked: tuple[tuple[People, int, list[int], int], Resolution] | None = None

    def laid_out(self, text: Text, notes: Annotations, pins: Pins) -> LaidOut:
        """The book of a text; the one that came last if nothing of it is another."""
        edited = settled_notes(text, notes, pins)
        edits = None if edited.notes is notes else (pins.not_speech, pins.mentions)
        if self._book is None or not self._is_last(text, notes, edits):
            self._of, self._book = (text, notes, edits), Book(text, with_walk_ons(text, edited.notes))
            self._people = self._telling = self._walked = None
        return LaidOut(self._book, edited.pins, edited.rows)

    def people(self, book: Book, apart: list[tuple[Name, Name]]) -> People:
        """The people of a book's names, where those of some are two."""
        if book is not self._book:
            return people_of(book, apart)
        if self._people is None or self._people[0] != apart:
            self._people = apart, people_of(book, apart)
        return self._people[1]

    def telling(self, book: Book) -> Telling:
        """How much of the words of each stretch of a book is an *I*'s."""
        if book is not self._book:
            return Telling(book)
        if self._telling is None:
            self._telling = Telling(book)
        return self._telling

    def first_walk(
        self, book: Book, people: People, narrator: int, telling: Sequence[int], hero: int, placed: Placed
    ) -> Resolution:
        """The mentions of a book before anybody knows who speaks."""
        if book is not self._book or placed.seeds or placed.nobodys:
            return resolve_mentions(book, people, narrator, telling=telling, hero=hero, placed=placed)
        key = people, narrator, [*telling], hero
        if self._walked is None or self._walked[0] != key:
            self._walked = key, resolve_mentions(book, people, narrator, telling=telling, hero=hero)
        return self._walked[1].copied()

    def _is_last(self, text: Text, notes: Annotations, edits: Edits | None) -> bool:
        if self._of is None:
            return False
        last, of, edited = self._of
        return notes is of and edits == edited and text == last
