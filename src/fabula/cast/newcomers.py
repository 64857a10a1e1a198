"""Whom the text calls by an epithet until it gives a name: "the stranger" first, Mr. Hale a chapter later.

Coreference looks back a few hundred words, so that "Mr. Hale" often begins somebody new. But where the first
uses of a name go back to a figure without one, or where such a figure leaves the book just as the name comes
up and words of either lead to the other, and the two never meet, talk or take turns, the name is its own.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from fabula.cast.book import Book
from fabula.cast.figures import Attribution, Resolution
from fabula.cast.meetings import Meetings, Pair, shown_people, told_in
from fabula.cast.twins import Words
from fabula.types import EntityType

_LINES = 2
"""Lines that tags give to a figure, from which on it is somebody to be known again."""
_USED = 3
"""Uses of a name, from which on it is more than a word in passing."""
_FIRST = 5
"""The first uses of a name, which tell whom it is given to."""
_GIVEN, _LINKED = 0.4, 0.3
"""The probability of links, summed, from those first uses, and from all words of one who takes a place."""
_GONE = 0.95
"""The share of a figure's mentions after which it is gone."""
_GAP, _LEAST_GAP, _MOST_GAP = 0.5, 300, 3000
"""Tokens from the last of a figure to the first use of the name: a share of its stay, at least, at most."""
_RIVAL = 2.0
"""How many times the evidence of any other name is needed."""


def newcomers(
    book: Book, resolution: Resolution, said: Sequence[Attribution], apart: Iterable[int] = ()
) -> dict[int, int]:
    """Figures without a name who are given one later, each with the figure of that name.

    ``apart`` are figures that are nobody else: tellers and groups.
    """
    signs = _Signs(book, resolution, said)
    apart = frozenset(apart)
    ranked: dict[int, list[tuple[float, Pair]]] = defaultdict(list)
    for pair in signs.linked:
        if not apart & {*pair} and signs.may_be_one(pair):
            for n in pair:
                ranked[n].append((signs.evidence(pair), pair))
    found: dict[int, int] = {}
    for n in sorted(ranked):
        score, pair = max(ranked[n])
        rivals = [other for m in pair for other, another in ranked[m] if another != pair]
        if score >= max(1.0, _RIVAL * max(rivals, default=0.0)) and signs.never_meet(pair):
            found[pair[0]] = pair[1]
    return found


class _Signs:
    """What speaks for and against that a figure without a name is one with a name; pairs in that order."""

    def __init__(self, book: Book, resolution: Resolution, said: Sequence[Attribution]) -> None:
        self.book, self.resolution = book, resolution
        self.words = Words(book, resolution)
        self.meetings = Meetings(book, resolution, said)
        self.told_in = told_in(book, resolution)
        self.told: Counter[int] = Counter()
        for own in said:
            if own.speaker >= 0:
                mine = own.mention >= 0 and resolution.mention_figure[own.mention] == own.speaker
                self.told[own.speaker] += mine
        self.names: dict[int, list[int]] = defaultdict(list)
        for i in sorted(book.names):
            self.names[resolution.mention_figure[i]].append(i)
        self.ranks = [self._rank(n) for n in range(len(resolution.figures))]
        self.linked: dict[Pair, float] = defaultdict(float)
        self.given: dict[Pair, float] = defaultdict(float)
        self._link()

    def may_be_one(self, pair: Pair) -> bool:
        """Whether the first of two may be a person without a name, and the second one with a name."""
        other, person = (self.resolution.figures[n] for n in pair)
        if any(f.type is not EntityType.PERSON or not f.mentions for f in (other, person)):
            return False
        if len(self.names.get(pair[1], ())) < _USED:
            return False
        told = self.told[pair[0]] >= _LINES and (other.named or not self.words.is_owned(pair[0]))
        return told and self.ranks[pair[0]] < self.ranks[pair[1]] and self.words.agree(*pair)

    def _rank(self, n: int) -> int:
        """How much of a name a figure has: none, "the Stranger", or more."""
        named = self.resolution.figures[n].named
        return 0 if not named else 1 if self.words.is_epithet(n) else 2

    def never_meet(self, pair: Pair) -> bool:
        """Whether two neither take turns nor talk, and no sentence tells of both."""
        one, other = (self.told_in.get(n, set()) for n in pair)
        return one.isdisjoint(other) and self.meetings.never(pair)

    def evidence(self, pair: Pair) -> float:
        """How much links make of two one person, as a multiple of what is enough."""
        given = self.given[pair] / _GIVEN if self._is_new(pair) else 0.0
        return max(given, self.linked[pair] / _LINKED if self._takes_over(pair) else 0.0)

    def _is_new(self, pair: Pair) -> bool:
        """Whether the figure without a name comes up before the name does."""
        other, first = self.resolution.figures[pair[0]], self.names[pair[1]][0]
        return other.mentions[0] < first

    def _takes_over(self, pair: Pair) -> bool:
        """Whether the figure without a name goes as the name comes."""
        book, mentions = self.book, self.resolution.figures[pair[0]].mentions
        first = book.first[self.names[pair[1]][0]]
        before = [i for i in mentions if book.first[i] < first]
        if len(before) < _GONE * len(mentions):
            return False
        there = book.first[before[-1]] - book.first[before[0]]
        return first - book.first[before[-1]] <= min(_MOST_GAP, max(_LEAST_GAP, _GAP * there))

    def _link(self) -> None:
        """Adds up the probability that one goes back to the other, by all words and by the first names."""
        figure = self.resolution.mention_figure
        first = {i for own in self.names.values() for i in own[:_FIRST]}
        for i in shown_people(self.book, self.resolution):
            columns, shares, _ = self.book.antecedents[i]
            for j, p in zip(columns, shares, strict=True):
                a, b = figure[j], figure[i]
                if a >= 0 and self.ranks[a] != self.ranks[b]:
                    pair = (b, a) if self.ranks[a] > self.ranks[b] else (a, b)
                    self.linked[pair] += p
                    self.given[pair] += p if i in first else 0.0
