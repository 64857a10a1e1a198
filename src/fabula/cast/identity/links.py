"""How words of one figure go back to another, and whether to nobody else: evidence of the model's links."""

from __future__ import annotations

import math
from array import array
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from typing import Final

from fabula.cast.book import Book
from fabula.cast.figures import Resolution
from fabula.cast.identity.rivals import Pair, Rivals, pair_of
from fabula.types import MentionForm

_FIRST = 5
"""The first uses of a name, which tell whom it is given to."""
_LEAST = 0.02
"""The probability of links from which on two figures are held against each other."""
_SHRUNK = 3.0
"""Chances of a link that are added to those there are, so that one of one is not all."""

LINKS: Final = (
    "links",
    "links to a mention",
    "links to a chance",
    "links beside the next best",
    "links beside the next best of both",
    "links of pronouns",
    "links of pronouns to a mention",
    "links of pronouns beside the next best",
    "links of the first uses of a name",
)
"""Features of the links between two figures."""


class Links:
    """The probability of links between figures, summed over the mentions of each two."""

    def __init__(self, book: Book, resolution: Resolution, people: Collection[int]) -> None:
        figure, first = resolution.mention_figure, _first_uses(book, resolution)
        self.words: dict[Pair, float] = defaultdict(float)
        self.pronouns: dict[Pair, float] = defaultdict(float)
        self._given: dict[Pair, float] = defaultdict(float)
        near = array("l"), array("l")  # the two figures of each chance: most are of pairs without a link
        for i in range(book.size):
            if figure[i] not in people:
                continue
            pronoun = book.forms[i] is MentionForm.PRONOUN
            columns, shares, _ = book.antecedents[i]
            seen: set[int] = set()
            past = False
            for j, p in sorted(zip(columns, shares, strict=True), reverse=True):
                past = past or figure[j] == figure[i]
                if figure[j] == figure[i] or figure[j] not in people:
                    continue
                if not (past or pronoun):
                    seen.add(figure[j])
                if p < _LEAST:
                    continue
                pair = pair_of(figure[i], figure[j])
                (self.pronouns if pronoun else self.words)[pair] += p
                if i in first:
                    self._given[pair] += p
            near[0].extend([figure[i]] * len(seen))
            near[1].extend(seen)
        self._chances = Counter(pair for pair in map(pair_of, *near) if pair in self.words)
        self._rivals, self._rivals_of_pronouns = Rivals(self.words), Rivals(self.pronouns)

    def features(self, pair: Pair, shown: int, size: int) -> Mapping[str, float]:
        """What links say of two, of whom the lesser is shown so often and has so many mentions."""
        words, pronouns = self.words[pair], self.pronouns[pair]
        beside = [_beside(words, self._rivals.beside(n, pair)) for n in pair]
        spoken = [_beside(pronouns, self._rivals_of_pronouns.beside(n, pair)) for n in pair]
        return {
            "links": math.log1p(10 * words),
            "links to a mention": min(1.0, words / (shown + 1.0)),
            "links to a chance": min(1.0, words / (self._chances[pair] + _SHRUNK)),
            "links beside the next best": max(beside),
            "links beside the next best of both": min(beside),
            "links of pronouns": math.log1p(10 * pronouns),
            "links of pronouns to a mention": min(1.0, pronouns / (size + 1.0)),
            "links of pronouns beside the next best": max(spoken),
            "links of the first uses of a name": min(2.0, self._given[pair]),
        }


def _beside(own: float, rival: float) -> float:
    """The log of how much more links there are to the one than to the next best, or less."""
    return math.log((own + 0.3) / (rival + 0.3))


def _first_uses(book: Book, resolution: Resolution) -> set[int]:
    """The mentions that are the first uses of a figure's names."""
    first: set[int] = set()
    uses: Counter[int] = Counter()
    for i in sorted(book.names):
        n = resolution.mention_figure[i]
        uses[n] += 1
        if uses[n] <= _FIRST:
            first.add(i)
    return first
