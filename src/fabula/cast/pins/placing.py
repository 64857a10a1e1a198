"""Pins laid onto a book: spans become mentions and quotations by number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from fabula.cast.book import Book
from fabula.cast.figures import FREE, Held, Resolution
from fabula.cast.pins.unions import Unions
from fabula.types import Pins, Span, Who

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Meant:
    """One who is meant by some spans: the mentions and the quotations (``lines``) that these are."""

    mentions: tuple[int, ...] = ()
    lines: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Placed:
    """What is settled of a book; those whom it speaks of are people by number, from 0.

    ``people``: for each the groups of spans that mean them. ``seeds``: whose some mentions are.
    ``nobodys``: the mentions that are nobody's. ``speakers``, ``addressees``: by quotation, None for nobody.
    ``apart``: people who are two. ``narrators``: stretches with who tells them, None for nobody.
    ``nobody``: people who are none. ``names``: what people are called.
    """

    people: tuple[tuple[Meant, ...], ...] = ()
    seeds: Mapping[int, int] = field(default_factory=dict)
    nobodys: frozenset[int] = frozenset()
    speakers: Mapping[int, int | None] = field(default_factory=dict)
    addressees: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    apart: tuple[Pair, ...] = ()
    narrators: tuple[tuple[Span, int | None], ...] = ()
    nobody: frozenset[int] = frozenset()
    names: Mapping[int, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return any(getattr(self, name) for name in self.__slots__)

    def is_new(self, k: int) -> bool:
        """Whether the book has nothing of one but lines that are pinned to that one."""
        lines = [row for meant in self.people[k] for row in meant.lines]
        mentions = any(meant.mentions for meant in self.people[k]) or k in self.seeds.values()
        return not mentions and bool(lines) and all(self.speakers.get(row) == k for row in lines)

    def held(self, figures: Sequence[int]) -> Held:
        """What is settled of the lines, given the figures of the people."""
        if not self.speakers and not self.addressees:
            return FREE
        speakers = {row: -1 if k is None else figures[k] for row, k in self.speakers.items()}
        return Held(
            {row: n for row, n in speakers.items() if n >= 0 or self.speakers[row] is None},
            {
                row: tuple(figures[k] for k in heard if figures[k] >= 0)
                for row, heard in self.addressees.items()
            },
        )

    def never(self, figures: Sequence[int], named: Iterable[int] = ()) -> frozenset[Pair]:
        """The figures that are two, the lower number first.

        Somebody new is none of the figures that have a name (``named``).
        """
        pairs = [(figures[a], figures[b]) for a, b in self.apart]
        new = [figures[k] for k in range(len(self.people)) if self.is_new(k)]
        pairs += [(n, other) for n in new for other in named] if new else []
        return frozenset((min(pair), max(pair)) for pair in pairs if pair[0] != pair[1] and min(pair) >= 0)


NOTHING = Placed()
"""Nothing is settled."""


def most(resolution: Resolution, figures: Iterable[int]) -> int:
    """The figure that comes up most; of several a named one, then the first; -1 for none."""
    counts = Counter(n for n in figures if n >= 0)
    return max(counts, key=lambda n: (counts[n], resolution.figures[n].named, -n), default=-1)


def place(book: Book, pins: Pins) -> Placed:
    """Lays pins onto a book; spans that are neither mentions nor quotations of it say nothing."""
    return _Places(book, pins).placed() if pins else NOTHING


class _Places:
    """The mentions and quotations of a book by span, and those whom pins speak of by number."""

    def __init__(self, book: Book, pins: Pins) -> None:
        self.pins, self.groups, self.book = pins, Unions(pins), book
        self.mention = {span: i for i, span in reversed(list(enumerate(book.spans)))}
        quotations = book.notes.quotations
        self.row = {(q.start, q.end): row for row, q in reversed(list(enumerate(quotations)))}
        heads = sorted({self.groups.group(k) for k in range(len(self.groups.keys))})
        self.number = {head: n for n, head in enumerate(heads)}

    def placed(self) -> Placed:
        """All of the pins."""
        pins, row = self.pins, self.row
        mentions = {self.mention[span]: who for span, who in pins.mentions.items() if span in self.mention}
        told = {span: self._or_nobody(who) for span, who in pins.speakers.items()}
        return Placed(
            self._people(),
            self._seeds(mentions),
            frozenset(i for i, who in mentions.items() if who is None),
            {row[span]: k for span, k in told.items() if span in row},
            {row[span]: tuple(map(self.of, heard)) for span, heard in pins.addressees.items() if span in row},
            tuple((self.of(one), self.of(other)) for one, other in pins.apart),
            tuple((span, self._or_nobody(who)) for span, who in sorted(pins.narrators.items())),
            frozenset(map(self.of, pins.not_characters)),
            {self.of(who): name for who, name in pins.names},
        )

    def of(self, who: Who) -> int:
        """The number of one of the people."""
        return self.number[self.groups.of(who)]

    def _or_nobody(self, who: Who | None) -> int | None:
        return None if who is None else self.of(who)

    def _seeds(self, mentions: Mapping[int, Who | None]) -> dict[int, int]:
        """Whose mentions are: by their own pins, as the *I* of a stretch, as what two are said by."""
        found = {
            i: self.of(who)
            for span, who in self.pins.narrators.items()
            if who is not None
            for i in own_words(self.book, span)
            if self.book.is_first_person(i) and i not in self.book.thinking
        }
        found |= {
            self.mention[span]: self.of(who)
            for pair in (*self.pins.same, *self.pins.apart)
            for who in pair
            for span in who
            if span in self.mention
        }
        found |= {i: self.of(who) for i, who in mentions.items() if who is not None}
        return {i: k for i, k in found.items() if mentions.get(i, ()) is not None}

    def _people(self) -> tuple[tuple[Meant, ...], ...]:
        found: list[list[Meant]] = [[] for _ in self.number]
        for k, key in enumerate(self.groups.keys):
            mentions = sorted(self.mention[span] for span in key if span in self.mention)
            lines = sorted(self.row[span] for span in key if span in self.row and span not in self.mention)
            found[self.number[self.groups.group(k)]].append(Meant(tuple(mentions), tuple(lines)))
        return tuple(map(tuple, found))


def own_words(book: Book, span: Span) -> Iterator[int]:
    """The mentions of a stretch that are in no quotation."""
    return (i for i in range(book.size) if book.quotation[i] < 0 and span[0] <= book.spans[i][0] < span[1])
