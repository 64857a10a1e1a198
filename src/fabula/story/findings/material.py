"""What findings are made from: a text, its cast and its story, asked by place; and how sure one is."""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from fabula.lang.en.contradictions import AS_IF
from fabula.types import (
    Attribute,
    Cast,
    Event,
    Finding,
    FindingKind,
    Mention,
    Quote,
    Scene,
    Span,
    Story,
    Text,
)

_WORD: Final = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_BEFORE: Final = 20
"""Code points before a place in which a word of doubt is about it."""
_NEAR: Final = 160
"""Code points around a place in which a word may explain it."""

ODDS: Final = {
    "eyes": 1.4,
    "hair": 1.1,
    "age": 1.2,
    "name": 0.3,
    "rank": 0.6,
    "kin": 0.6,
    "pronoun": 0.9,
    "dead": 0.5,
    "place": 0.6,
    "time": 0.5,
    "said by a character": -0.6,
    "explained": -3.0,
    "years pass": -2.0,
    "not sure of whom": -1.2,
    "more than once": 0.4,
}
"""Log odds that words which do not agree are a slip, by kind, and what each sign adds. Set by hand."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What some words say of somebody; ``value`` is what two claims are compared by."""

    entity: int
    value: frozenset[str]
    start: int
    end: int
    sure: float

    @property
    def span(self) -> Span:
        """The words."""
        return self.start, self.end


class Material:
    """A work, asked by place."""

    def __init__(self, text: Text, cast: Cast, story: Story) -> None:
        self.content, self.cast, self.story = text.content, cast, story
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

    def is_spoken(self, offset: int) -> bool:
        """Whether a code point stands in a quotation."""
        k = bisect_right(self._spoken_starts, offset) - 1
        return k >= 0 and offset < self._spoken[k][1]

    def scene_at(self, offset: int) -> Scene | None:
        """The scene of a code point."""
        k = bisect_right(self._scene_starts, offset) - 1
        return self.story.scenes[k] if k >= 0 else None

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


def finding(
    kind: FindingKind, message: str, claims: Sequence[Span], entity: int | None, *signs: str
) -> Finding:
    """A finding of one kind, as sure as its signs make it; it has no number yet."""
    total = ODDS[kind.value] + sum(ODDS[sign] for sign in signs)
    sure = 1.0 / (1.0 + math.exp(-total))
    return Finding(0, kind, message, tuple(sorted(set(claims))), () if entity is None else (entity,), sure)


def signs_of(material: Material, spans: Sequence[Span], sure: float) -> list[str]:
    """The signs that every kind has: who says it, and how sure it is of whom."""
    found = ["said by a character" for span in spans if material.is_spoken(span[0])]
    return found + (["not sure of whom"] if sure < _SURE else [])


_SURE: Final = 0.55
