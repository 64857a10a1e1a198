"""What several decisions of the story layer look at: trees, who moves, the mentions of each, whereabouts."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TypeVar

from fabula.lang.en.places import PLACE_NOUNS
from fabula.story.document import Document, Paragraph, ToldMention
from fabula.story.movements import Movement, movements
from fabula.story.trees import Tree
from fabula.types import Span

Own = TypeVar("Own", ToldMention, Movement)


class Evidence:
    """A document with its trees and what they tell of people and places."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.tree = Tree(document)
        self._moving = movements(document, self.tree)
        self.moves: Mapping[int, list[Movement]] = _by_entity(self._moving)
        self._lemmas: tuple[Span, frozenset[str]] = (0, 0), frozenset()
        self.mentions: Mapping[int, list[ToldMention]] = _by_entity(document.mentions)
        self.nouns = self._nouns()
        self._noun_starts = [m.head for m in self.nouns]
        self._opens = [own.start for own in document.paragraphs]

    def paragraph(self, word: int) -> int:
        """The number of the paragraph that a word is in."""
        return max(0, bisect_right(self._opens, self.document.starts[word]) - 1)

    def nouns_in(self, first: int, end: int) -> Sequence[ToldMention]:
        """The nouns of places among some words that no mention holds."""
        return self.nouns[bisect_left(self._noun_starts, first) : bisect_left(self._noun_starts, end)]

    def told_of(self, n: int, first: int, end: int) -> Sequence[ToldMention]:
        """The mentions of an entity that begin within some words."""
        own = self.mentions.get(n, [])
        low = bisect_left(own, first, key=lambda m: m.first)
        return own[low : bisect_left(own, end, key=lambda m: m.first)]

    def movers(self, first: int, end: int) -> set[int]:
        """Who comes or goes within some words."""
        low = bisect_left(self._moving, first, key=lambda m: m.verb)
        return {m.entity for m in self._moving[low : bisect_left(self._moving, end, key=lambda m: m.verb)]}

    def lemmas(self, first: int, end: int) -> frozenset[str]:
        """The lemmas of some words; those asked for last are kept, as one scene is asked for often."""
        if self._lemmas[0] != (first, end):
            self._lemmas = (first, end), frozenset(self.document.lower[first:end])
        return self._lemmas[1]

    def moves_of(self, n: int, first: int, end: int) -> Sequence[Movement]:
        """How somebody comes and goes within some words."""
        own = self.moves.get(n, [])
        low = bisect_left(own, first, key=lambda m: m.verb)
        return own[low : bisect_left(own, end, key=lambda m: m.verb)]

    def _nouns(self) -> list[ToldMention]:
        """Nouns of places in narration that no mention holds, with the words that hang on them."""
        document = self.document
        held = {k for m in document.mentions for k in range(m.first, m.end)}
        return [
            document.phrase(k)
            for k, lemma in enumerate(document.lower)
            if lemma in PLACE_NOUNS
            and not document.spoken[k]
            and document.upos[k] in ("NOUN", "PROPN", "ADV")
            and k not in held
        ]

    def narrated(self, paragraph: Paragraph) -> set[str]:
        """The lemmas of a paragraph's narration."""
        document = self.document
        words = range(paragraph.first, paragraph.last)
        return {document.lower[k] for k in words if not document.spoken[k]}


def _by_entity(every: Sequence[Own]) -> dict[int, list[Own]]:
    found: dict[int, list[Own]] = defaultdict(list)
    for own in every:
        found[own.entity].append(own)
    return dict(found)
