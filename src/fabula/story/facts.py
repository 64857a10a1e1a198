"""The sentences of a work that tell most, and whom each concerns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from fabula.story.knowledge import Knowers
from fabula.story.passages import Passage
from fabula.types import MentionForm, Span

_WORDS = 5
"""How many of the rarest words of a sentence count: long ones are not the better for it."""
_LEAST_WORDS = 4
"""Tokens below which a sentence tells nothing by itself."""
_PEOPLE = 2
"""How many people who are told of make a sentence tell more."""
_EVENT = 0.5
_THIRD = frozenset("he she they".split())  # noqa: SIM905


@dataclass(frozen=True, slots=True)
class Fact:
    """A sentence that tells something, how much it tells, and whom it concerns.

    Those are the people of whom it tells and, if it is said, who says it and to whom; ``does`` are those of
    them who do what it tells, and know it without being there.
    """

    start: int
    end: int
    rating: float
    concerned: tuple[int, ...]
    does: frozenset[int]


class Facts:
    """The sentences of a work, by how much they tell."""

    def __init__(self, knowers: Knowers) -> None:
        self._knowers, self.document, self.passages = knowers, knowers.document, knowers.passages
        self._characters = {quote.speaker for quote in self.passages.quotes if quote.speaker is not None}
        self._characters |= {own.id for own in self.document.entities.values() if own.narrator}

    def before(self, until: int) -> list[Fact]:
        """The sentences before a code point, those that tell most first."""
        return [own for own in self._every if own.end <= until]

    @cached_property
    def _every(self) -> list[Fact]:
        found = [self._fact(start, end) for start, end in self._sentences()]
        told = [own for own in found if own is not None]
        return sorted(told, key=lambda own: (-own.rating, own.start))

    def _sentences(self) -> Iterator[Span]:
        """Every sentence of a paragraph, speech and narration apart."""
        document = self.document
        for paragraph in document.paragraphs:
            first = paragraph.first
            for token in range(paragraph.first, paragraph.last):
                last = token + 1 == paragraph.last
                if (
                    document.xpos[token] == "."
                    or last
                    or document.spoken[token + 1] != document.spoken[token]
                ):
                    if token + 1 - first >= _LEAST_WORDS:
                        yield document.starts[first], document.ends[token]
                    first = token + 1

    def _fact(self, start: int, end: int) -> Fact | None:
        passage = self.passages.at(start, end)
        tag = passage.quote is None and self.document.text.content[start].islower()
        if tag or "?" in self.document.text.content[start:end]:
            return None
        told = self._told_of(passage)
        words = self._knowers.tellings.words(passage.first, passage.last)
        rare = sorted(
            (self._knowers.tellings.weight(w) for w in words if not w.startswith("#")), reverse=True
        )
        happens = max((self.document.event[k] for k in passage.tokens), default=0.0) > _EVENT
        if not told or not (happens or passage.quote is not None):
            return None
        quote = passage.quote
        hearing = () if quote is None else (quote.speaker, *quote.addressees)
        concerned = tuple(dict.fromkeys(n for n in (*told, *hearing) if n is not None))
        rating = sum(rare[:_WORDS]) / _WORDS * (1.0 + 0.5 * min(len(told), _PEOPLE))
        return Fact(start, end, rating, concerned, frozenset(self._doing(passage)))

    def _doing(self, passage: Passage) -> Iterator[int]:
        """Who does something in a passage."""
        document = self.document
        for own in document.told(passage.first, passage.last):
            over = document.head[own.head]
            if own.relation == "nsubj" and over >= 0 and document.upos[over] == "VERB":
                yield own.entity

    def _told_of(self, passage: Passage) -> list[int]:
        """Of whom of those who ever speak a passage tells, in the third person or by name."""
        document = self.document
        found = []
        for own in document.told(passage.first, passage.last):
            third = own.form is not MentionForm.PRONOUN or document.lower[own.head] in _THIRD
            if third and own.entity in self._characters and own.relation != "vocative":
                found.append(own.entity)
        return list(dict.fromkeys(found))
