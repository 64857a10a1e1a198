"""Who meets whom: two who take turns, talk to each other or are told of in one sentence are two people."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fabula.cast.book import Book
from fabula.cast.figures import Attribution, Resolution
from fabula.cast.readings import Doubts, certain_breaks, counted
from fabula.types import MentionForm

Pair = tuple[int, int]

_NEXT, _THIRD = 600, 1500
"""Code points within which two lines follow each other, and two lines with another between them."""
_BESIDE = 3
"""Turns between two that weigh as much as one "and" between them."""
_JOINS = re.compile(r" (?:and|or|&) ")
_SLIP = 100
"""Mentions of two of which once side by side is no more than a slip."""


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of speech; ``told`` where a tag names the speaker.

    ``parted`` is the probability that a paragraph begins between the line before and this one.
    """

    speaker: int
    start: int
    end: int
    told: bool
    parted: float = 1.0


def contacts(
    book: Book, resolution: Resolution, said: Sequence[Attribution]
) -> tuple[defaultdict[Pair, float], Counter[Pair]]:
    """How often two meet, and how often they speak before and after a third; in either order.

    They meet where they speak after each other by their tags, a paragraph apart, or stand side by side. Where
    it is in doubt how many paragraphs begin between two lines, the probability of one is counted. Pairs that
    do neither are given as 0.
    """
    together, instead = _turns(_lines(book, resolution, said))
    _stand_together(book, resolution, together)
    return together, instead


def says_something(book: Book, i: int) -> bool:
    """Whether a mention says of somebody more than a pronoun or "sir" does."""
    return book.forms[i] is not MentionForm.PRONOUN and not book.is_address(i)


def shown_people(book: Book, resolution: Resolution) -> Iterator[int]:
    """The mentions of people that are no pronouns, nor "sir"."""
    for i in range(book.size):
        known = resolution.mention_figure[i] >= 0 and book.is_person(i)
        if known and says_something(book, i):
            yield i


def _lines(book: Book, resolution: Resolution, said: Sequence[Attribution]) -> list[_Line]:
    lines: list[_Line] = []
    doubts = Doubts(book.text.doubts)
    begins = [block.start for block in book.text.blocks]
    for own, quotation in zip(said, book.notes.quotations, strict=True):
        if quotation.depth > 1:
            continue
        parted = _parted(lines[-1].end, quotation.start, begins, doubts) if lines else 1.0
        i, told = own.mention, False
        if i >= 0 and own.speaker >= 0 and resolution.mention_figure[i] == own.speaker:
            nominal = book.is_nominal(i) and not resolution.figures[own.speaker].named
            told = i in book.names or nominal
        lines.append(_Line(own.speaker, quotation.start, quotation.end, told, parted))
    return lines


def _parted(end: int, start: int, begins: Sequence[int], doubts: Doubts) -> float:
    """The probability that one paragraph and no more begins between two lines.

    ``begins``: where those of the text do.
    """
    odds = doubts.between(end, start)
    certain = certain_breaks(bisect_right(begins, start) - bisect_right(begins, end - 1), odds)
    return counted(certain, odds)[1]


def _turns(lines: Sequence[_Line]) -> tuple[defaultdict[Pair, float], Counter[Pair]]:
    """How often two speak after each other, and how often before and after a third, in either order."""
    together: defaultdict[Pair, float] = defaultdict(float)
    instead: Counter[Pair] = Counter()
    for k in range(1, len(lines)):
        for before in lines[max(0, k - 2) : k]:
            a, b = before.speaker, lines[k].speaker
            if not (before.told and lines[k].told) or a == b:
                continue
            gap = lines[k].start - before.end
            if before is lines[k - 1] and gap < _NEXT:
                together[a, b] += lines[k].parted
                together[b, a] += lines[k].parted
            elif before is not lines[k - 1] and gap < _THIRD and lines[k - 1].speaker not in (-1, a, b):
                instead[a, b] += 1
                instead[b, a] += 1
    return together, instead


def _stand_together(book: Book, resolution: Resolution, together: defaultdict[Pair, float]) -> None:
    """Counts where two stand side by side, "Mrs. Cole and the matron walked out", as turns between them.

    Once among hundreds of mentions, one of the two was taken for somebody else.
    """
    figures, figure = resolution.figures, resolution.mention_figure
    shown = [
        i
        for i in range(book.size)
        if book.is_person(i) and book.forms[i] is not MentionForm.PRONOUN and not _JOINS.search(book.low[i])
    ]
    shown.sort(key=lambda i: book.spans[i])
    beside: Counter[Pair] = Counter()
    for j, i in itertools.pairwise(shown):
        if -1 < figure[i] != figure[j] > -1 and book.side_by_side(i, j):
            beside[figure[i], figure[j]] += 1
            beside[figure[j], figure[i]] += 1
    for pair, times in beside.items():
        if times * _SLIP >= min(len(figures[n].mentions) for n in pair):
            together[pair] += _BESIDE * times
