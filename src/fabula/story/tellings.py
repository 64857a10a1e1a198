"""Where a thing is told once more: the lines that share words and people with a passage."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from fabula.lang.en.knowing import LIGHT
from fabula.story.passages import Passage, Passages
from fabula.types import Quote

_CONTENT = frozenset("NOUN VERB PROPN ADJ NUM ADV".split())  # noqa: SIM905
_PERSON = 0.5
"""How much a person counts that two passages speak of, against a word as rare."""
_LEAST_WEIGHT = 4.0
"""The weight that a passage of few words is taken to have, so that one shared word is little."""
_LEAST_SHARE = 0.5
"""The share of a passage's words from which on a line may tell the same."""


@dataclass(frozen=True, slots=True)
class Telling:
    """A line that may tell what a passage tells, with the share of its words that the line has, by weight."""

    quote: Quote
    share: float


class Tellings:
    """The words of every line of a work."""

    def __init__(self, passages: Passages) -> None:
        document = self.document = passages.document
        self.passages = passages
        self._paragraphs: Counter[str] = Counter()
        for own in document.paragraphs:
            self._paragraphs.update(self.words(own.first, own.last))
        self._lines: dict[str, list[int]] = defaultdict(list)
        for k, quote in enumerate(passages.quotes):
            words: set[str] = set()
            for start, end in quote.spans:
                words |= self.words(bisect_left(document.starts, start), bisect_left(document.starts, end))
            for word in words:
                self._lines[word].append(k)

    def words(self, first: int, last: int) -> set[str]:
        """The words of some tokens that say what they are about; whom they mention is ``#`` and a number."""
        document = self.document
        found = {document.lower[k] for k in range(first, last) if document.upos[k] in _CONTENT} - LIGHT
        return found | {f"#{own.entity}" for own in document.told(first, last)}

    def weight(self, word: str) -> float:
        """How rare a word is among the paragraphs."""
        rare = math.log((len(self.document.paragraphs) + 1) / (self._paragraphs[word] + 0.5))
        return _PERSON * rare if word.startswith("#") else rare

    def of(self, passage: Passage) -> Iterator[Telling]:
        """The lines that may tell what a passage tells, but for its own, in order."""
        own = self.words(passage.first, passage.last)
        weights = {word: self.weight(word) for word in sorted(own)}
        whole = max(sum(map(self.weight, own)), _LEAST_WEIGHT)
        shares: dict[int, float] = defaultdict(float)
        named: set[int] = set()
        for word, weight in weights.items():
            lines = self._lines.get(word, ())
            for k in lines:
                shares[k] += weight / whole
            if not word.startswith("#"):
                named.update(lines)
        for k in sorted(named):
            if shares[k] >= _LEAST_SHARE and self.passages.quotes[k] is not passage.quote:
                yield Telling(self.passages.quotes[k], shares[k])
