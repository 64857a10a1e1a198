"""What findings are made from: a text, its cast and its story, asked by place."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Sequence
from functools import cached_property
from typing import Final

from fabula.lang.en.contradictions import AS_IF
from fabula.story.findings.owners import Owners
from fabula.types import (
    Attribute,
    Cast,
    Event,
    Mention,
    Quote,
    Scene,
    Span,
    Story,
    Text,
)

_WORD: Final = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_LINE_END: Final = re.compile(r"(?<!\n)\n(?!\s*\n)")
WORD: Final = r"[^\W\d_]+(?:-[^\W\d_]+)*"
"""A word in letters, as a pattern."""
_PLAIN: Final = re.compile(WORD)
_SENTENCE_END: Final = re.compile(r"(?:(?<=[a-z]{2})(?<!Mrs)\.|[!?…])[”’\"')]*\s+(?=[“‘\"'(]*[A-Z0-9])|\n\s*")
_BESIDE: Final = 25
"""Code points on each side of some words that a phrase takes in, and what is left of a word there."""
_BEFORE: Final = 20
"""Code points before a place in which a word of doubt is about it."""
_NEAR: Final = 100
"""Code points around a place in which a word may explain it."""


class Material:
    """A work, asked by place."""

    def __init__(self, text: Text, cast: Cast, story: Story) -> None:
        # A line that ends within a paragraph ends nothing: patterns may read over it.
        self.content = _LINE_END.sub(" ", text.content)
        self.cast, self.story = cast, story
        self.entities = {own.id: own for own in cast.entities}
        self._spoken = sorted(span for quote in cast.quotes for span in quote.spans)
        self._spoken_starts = [start for start, _ in self._spoken]
        self._scene_starts = [scene.start for scene in story.scenes]

    def name(self, entity: int) -> str:
        """What somebody is called in a sentence."""
        own = self.entities[entity]
        return "the narrator" if own.name.lower() == "narrator" else own.name

    def reads(self, span: Span) -> str:
        """Words of the text, in one line."""
        return " ".join(self.content[slice(*span)].split())

    def phrase(self, span: Span) -> str:
        """Some words with those right beside them in their sentence, in one line."""
        start = max(self.content.rfind(" ", 0, max(0, span[0] - _BESIDE)), 0)
        end = self.content.find(" ", span[1] + _BESIDE)
        end = end if end >= 0 else len(self.content)
        for found in _SENTENCE_END.finditer(self.content, start, span[0]):
            start = found.end()
        closed = _SENTENCE_END.search(self.content, span[1], end)
        return self.reads((start, closed.start() if closed else end)).strip('“”"‘ ,;')

    def is_spoken(self, offset: int) -> bool:
        """Whether a code point stands in a quotation."""
        k = bisect_right(self._spoken_starts, offset) - 1
        return k >= 0 and offset < self._spoken[k][1]

    def scene_at(self, offset: int) -> Scene | None:
        """The scene of a code point."""
        k = bisect_right(self._scene_starts, offset) - 1
        return self.story.scenes[k] if k >= 0 else None

    def in_one_scene(self, one: int, other: int) -> bool:
        """Whether two code points are of one scene."""
        first, last = self.scene_at(one), self.scene_at(other)
        return first is not None and last is not None and first.id == last.id

    def goes_back(self, one: int, other: int) -> bool:
        """Whether what happens at the second of two code points happens before what happens at the first."""
        first, last = self.scene_at(one), self.scene_at(other)
        return first is not None and last is not None and last.order < first.order

    def near(self, span: Span, reach: int = _NEAR) -> frozenset[str]:
        """The words around a place, in small letters."""
        return self.words(span[0] - reach, span[1] + reach)

    def words(self, start: int, end: int) -> frozenset[str]:
        """The words of a stretch, in small letters."""
        return frozenset(_WORD.findall(self.content[max(0, start) : end].lower()))

    def narrated(self, start: int, end: int) -> frozenset[str]:
        """The words of a stretch that the narrator says, in small letters."""
        found = _WORD.finditer(self.content, start, end)
        return frozenset(own[0].lower() for own in found if not self.is_spoken(own.start()))

    def is_explained(self, spans: Sequence[Span], words: Collection[str], reach: int = _NEAR) -> bool:
        """Whether a word that explains it stands near one of some places, or one of doubt right before."""
        return any(
            not self.near(span, reach).isdisjoint(words)
            or not self.words(span[0] - _BEFORE, span[0]).isdisjoint(AS_IF)
            for span in spans
        )

    @cached_property
    def mentions(self) -> list[Mention]:
        """All mentions of entities, in order."""
        return sorted(
            (own for own in self.cast.mentions if own.entity in self.entities),
            key=lambda own: (own.start, -own.end),
        )

    @cached_property
    def owners(self) -> Owners:
        """Whose eyes or hair some words are about."""
        return Owners(self.content, self.mentions)

    @cached_property
    def tokens(self) -> list[tuple[str, int]]:
        """The words in small letters, each with where it begins."""
        return [(own[0].lower(), own.start()) for own in _PLAIN.finditer(self.content)]

    def mentions_at(self, start: int) -> list[Mention]:
        """The mentions that begin at a code point."""
        first = bisect_left(self.mentions, start, key=lambda own: own.start)
        last = bisect_right(self.mentions, start, key=lambda own: own.start)
        return self.mentions[first:last]

    @cached_property
    def told_of(self) -> dict[int, list[Mention]]:
        """The mentions of each entity, in order."""
        found: dict[int, list[Mention]] = defaultdict(list)
        for own in self.cast.mentions:
            if own.entity in self.entities and own.entity is not None:
                found[own.entity].append(own)
        return found

    @cached_property
    def events(self) -> dict[int, list[Event]]:
        """What each entity does, or what is done to it, in order."""
        found: dict[int, list[Event]] = defaultdict(list)
        for own in self.story.events:
            for entity in {*own.agents, *own.patients}:
                found[entity].append(own)
        return found

    @cached_property
    def lines(self) -> dict[int, list[Quote]]:
        """What each entity says, in order."""
        found: dict[int, list[Quote]] = defaultdict(list)
        for own in self.cast.quotes:
            if own.speaker is not None:
                found[own.speaker].append(own)
        return found

    @cached_property
    def attributes(self) -> dict[int, list[Attribute]]:
        """What is said of each entity and is so, in order."""
        found: dict[int, list[Attribute]] = defaultdict(list)
        for own in self.story.attributes:
            if own.holds and own.entity in self.entities:
                found[own.entity].append(own)
        return found


def signs_of(material: Material, spans: Sequence[Span], sure: float) -> list[str]:
    """The signs that every kind has: who says it, and how sure it is of whom."""
    found = ["said by a character" for span in spans if material.is_spoken(span[0])]
    return found + (["not sure of whom"] if sure < _SURE else [])


_SURE: Final = 0.55
