"""A book settled once more, to be asked about; and what its people are called."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cached_property

from fabula.cast.attribution import Speech, decided
from fabula.cast.book import Book
from fabula.cast.casting import Draft, Settled, cast_of, draft, finish, numbered
from fabula.cast.figures import Attribution, Resolution
from fabula.cast.identity.clustering import allowed
from fabula.cast.identity.evidence import Array
from fabula.cast.identity.rivals import Pair
from fabula.cast.speakers.lines import Line
from fabula.cast.weights import Weights, shipped
from fabula.types import Annotations, Cast, Entity, Pins, Span, Text

UNKNOWN = "somebody else"


class Told:
    """A book with all that its cast was decided by.

    ``known``: its cast as it is kept, for the numbers. ``identity``: whether it is asked who is one person.
    ``before``: the mentions of the figures of the first reading, ``features`` and ``scores`` of the pairs of
    these that might be one.
    """

    def __init__(
        self,
        text: Text,
        notes: Annotations,
        pinned: Pins,
        known: Cast | None = None,
        *,
        identity: bool = False,
    ) -> None:
        self.weights: Weights = shipped()
        self.first: Draft = draft(text, notes, self.weights, pinned)
        self.features: dict[Pair, Array] = dict(allowed(self.first.pairs())) if identity else {}
        self.scores = {pair: float(own @ self.weights.pair) for pair, own in self.features.items()}
        self.before = [tuple(figure.mentions) for figure in self.first.resolution.figures]
        self.settled: Settled = finish(self.first, self.weights)
        self._known = known
        self.number = numbered(self.settled)

    @property
    def book(self) -> Book:
        """The book."""
        return self.settled.book

    @property
    def resolution(self) -> Resolution:
        """Whose each mention is."""
        return self.settled.resolution

    @property
    def said(self) -> Sequence[Attribution]:
        """Who speaks each quotation, in the end."""
        return self.settled.said

    @property
    def speech(self) -> Speech:
        """What the speakers were decided by."""
        assert self.settled.speech is not None
        return self.settled.speech

    @cached_property
    def by_turns(self) -> Sequence[Attribution]:
        """Who speaks each quotation by tags and turns alone, before letters and tales are given away."""
        return decided(self.speech, len(self.book.notes.quotations), self.weights)

    @cached_property
    def cast(self) -> Cast:
        """The cast as it is settled now."""
        return cast_of(self.settled, self.weights)

    @cached_property
    def places(self) -> dict[int, tuple[int, int]]:
        """For each quotation the number of its conversation, and its place there."""
        return {
            line.number: (t, k) for t, talk in enumerate(self.speech.talks) for k, line in enumerate(talk)
        }

    def line(self, row: int) -> tuple[Sequence[Line], int]:
        """The conversation of a quotation, and its place there."""
        t, k = self.places[row]
        return self.speech.talks[t], k

    @cached_property
    def _kept(self) -> dict[int, Entity]:
        """For each figure the entity of the kept cast that most of its mentions are, else its lines."""
        known = self._known
        if known is None or len(known.mentions) != self.book.size:
            return {}
        entities = {entity.id: entity for entity in known.entities}
        speaker = {quote.id: quote.speaker for quote in known.quotes}
        lines: dict[int | None, list[int]] = defaultdict(list)
        for quote in self.cast.quotes:
            lines[quote.speaker].append(quote.id)
        found: dict[int, Entity] = {}
        for n, k in self.number.items():
            own = Counter(known.mentions[i].entity for i in self.resolution.figures[n].mentions)
            own = own or Counter(speaker.get(line) for line in lines[k])
            best = max(own, key=lambda entity: own[entity], default=None)
            if best is not None and best in entities:
                found[n] = entities[best]
        return found

    @cached_property
    def _names(self) -> dict[int, str]:
        names = {n: self.cast.entities[k - 1].name for n, k in self.number.items()}
        times = Counter(names.values())
        return {
            n: name
            if times[name] == 1
            else f"{name} (#{self._kept[n].id if n in self._kept else self.number[n]})"
            for n, name in names.items()
        }

    def name(self, n: int) -> str:
        """What to call a figure."""
        if n in self._names:
            return self._names[n]
        mentions = self.resolution.figures[n].mentions if 0 <= n < len(self.resolution.figures) else []
        return f"“{self.book.shown[mentions[0]]}”" if mentions else UNKNOWN

    def figure(self, entity: int) -> int:
        """The figure of an entity of the kept cast, -1 where it is there no more."""
        found = [n for n, kept in self._kept.items() if kept.id == entity]
        if not self._kept:
            found = [n for n, k in self.number.items() if k == entity]
        return max(found, key=lambda n: len(self.resolution.figures[n].mentions), default=-1)

    @cached_property
    def _inside(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = defaultdict(list)
        for i, row in enumerate(self.book.quotation):
            found[row].append(i)
        return found

    def inside(self, row: int, n: int) -> tuple[Span, ...]:
        """The mentions of a figure in a quotation."""
        figure = self.resolution.mention_figure
        return tuple(self.book.spans[i] for i in self._inside.get(row, ()) if figure[i] == n)

    @cached_property
    def _around(self) -> dict[tuple[int, int], list[int]]:
        found: dict[tuple[int, int], list[int]] = defaultdict(list)
        for i, block in enumerate(self.book.blocks):
            found[self.book.quotation[i], block].append(i)
        return found

    def beside(self, row: int, blocks: range, low: int, high: int, n: int) -> list[Span]:
        """The mentions of a figure in the words around a line, of some paragraphs and tokens."""
        figure, within = self.resolution.mention_figure, self.book.within[row]
        return [
            self.book.spans[i]
            for block in blocks
            for i in self._around.get((within, block), ())
            if figure[i] == n and low <= self.book.first[i] < high
        ]

    def quotation(self, row: int) -> Span:
        """The span of a quotation."""
        own = self.book.notes.quotations[row]
        return own.start, own.end
