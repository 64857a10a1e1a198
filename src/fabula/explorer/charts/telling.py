"""What the pictures of a work are made from, taken from its reading once: people, parts, scenes, lines."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from fabula.explorer.charts.nesting import nesting
from fabula.reading import Reading
from fabula.sources.headings import roman
from fabula.story_records import ToldScene
from fabula.types import Chapter, Entity, EntityType

if TYPE_CHECKING:
    from fabula.explorer.charts.network_drawing import Placed

MOST_PARTS = 60
"""Columns of charts by chapter; where there are more chapters, some after one another share one."""
EQUAL_PARTS = 10
"""Parts of a work that has no chapters, or but two."""
LABEL = 4
"""Letters of a label that fits over a column."""

_WORD = re.compile(r"\w[\w'’-]*")
_SENTENCE_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s|$)")
_NUMBERED = re.compile(r"(?:chapter|part|letter|book|scene|stave|no\.?)?\s*(\d+|[ivxlc]+)\b\.?", re.I)

Styles = Callable[[Entity], tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the charts: ``style`` is the class of their colour in a page, ``colour`` that of a file."""

    id: int
    name: str
    style: str
    colour: str


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch that is one column or row: a chapter, several, or a tenth of a work without chapters."""

    label: str
    title: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Line:
    """A quotation: who speaks, who is spoken to, where, and in how many words."""

    start: int
    end: int
    speaker: int | None
    heard: tuple[int, ...]
    words: int


@dataclass(frozen=True, slots=True)
class Pace:
    """How a part is told: counts of words, those in speech, sentences, and characters told as scenes.

    ``told`` are the characters that belong to any scene or summary, 0 without a story.
    """

    words: int
    spoken: int
    sentences: int
    as_scene: int
    told: int


class Telling:
    """A work as the charts need it. Holds nothing of the reading itself, so that it can be kept beside it."""

    def __init__(self, reading: Reading, styles: Styles) -> None:
        self._text = reading.text
        self.length = len(reading.text)
        self.people = tuple(
            Person(entity.id, entity.name, *styles(entity))
            for entity in reading.characters
            if entity.type is EntityType.PERSON or entity.quotes
        )
        self.parts = parts_of(reading.chapters, self.length)
        self.by_chapter = len(set(_chapters(reading.chapters))) > 2
        self.scenes: tuple[ToldScene, ...] = ()
        if reading.told_work.story is not None:
            self.scenes = tuple(scene for scene in reading.scenes if scene.end > scene.start)
        self.lines = tuple(
            Line(quote.start, quote.end, quote.speaker, quote.addressees, _words(reading.text, quote.spans))
            for quote in reading.work.cast.quotes
            if not quote.thought
        )
        mentions = reading.work.cast.mentions
        self._mentioned = np.array([(m.start, m.entity) for m in mentions if m.entity is not None], np.int64)
        self.nested = nesting(reading)
        self.place_names = {entity.id: entity.name for entity in reading.entities if entity.type.is_place}
        self.network: Placed | None = None

    @cached_property
    def words(self) -> int:
        """How many words the text has, without the punctuation that a work counts with them."""
        return words_of(self._text)

    @cached_property
    def paces(self) -> tuple[Pace, ...]:
        """How each of the parts is told."""
        return tuple(map(self._pace, self.parts))

    @cached_property
    def known(self) -> dict[int, Person]:
        """The people by number."""
        return {person.id: person for person in self.people}

    @cached_property
    def scenes_of(self) -> dict[int, list[int]]:
        """In which scenes (by position) each of the people is, those with most scenes first."""
        found: dict[int, list[int]] = {}
        for at, scene in enumerate(self.scenes):
            for own in scene.present:
                if own.entity.id in self.known:
                    found.setdefault(own.entity.id, []).append(at)
        return dict(sorted(found.items(), key=lambda each: -len(each[1])))

    def leading(self, most: int) -> list[Person]:
        """Those whom the work is most about, in the order of :attr:`people`."""
        if not self.scenes_of:
            return list(self.people[:most])
        rank = {person.id: at for at, person in enumerate(self.people)}
        best = sorted(self.scenes_of, key=lambda each: (-len(self.scenes_of[each]), rank[each]))[:most]
        return [self.known[each] for each in sorted(best, key=rank.__getitem__)]

    def part_at(self, offset: int) -> int:
        """The number of the part around a code point, from 0."""
        return max(0, bisect_right(self._part_starts, offset) - 1)

    def mentions_by_part(self, people: Sequence[Person]) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
        """How often each is mentioned in each part."""
        counts = np.zeros((len(people), len(self.parts)))
        if len(self._mentioned):
            column = np.searchsorted(self._part_starts, self._mentioned[:, 0], side="right") - 1
            for row, person in enumerate(people):
                own = column[self._mentioned[:, 1] == person.id]
                counts[row] = np.bincount(np.maximum(own, 0), minlength=len(self.parts))
        return counts

    def mentions_of(self, person: Person) -> list[int]:
        """Where somebody is mentioned."""
        if not len(self._mentioned):
            return []
        starts: list[int] = self._mentioned[self._mentioned[:, 1] == person.id, 0].tolist()
        return starts

    @cached_property
    def _part_starts(self) -> list[int]:
        return [part.start for part in self.parts]

    def _pace(self, part: Part) -> Pace:
        words = self._text[part.start : part.end]
        inside = [scene for scene in self.scenes if scene.start < part.end and part.start < scene.end]
        lengths = [
            (scene.mode.value, min(scene.end, part.end) - max(scene.start, part.start)) for scene in inside
        ]
        return Pace(
            words=len(_WORD.findall(words)),
            spoken=sum(line.words for line in self.lines if part.start <= line.start < part.end),
            sentences=len(_SENTENCE_END.findall(words)),
            as_scene=sum(length for mode, length in lengths if mode == "scene"),
            told=sum(length for _, length in lengths),
        )


def parts_of(chapters: Sequence[Chapter], length: int) -> tuple[Part, ...]:
    """The columns of charts by chapter, or by tenths where there are no chapters to speak of."""
    found = _chapters(chapters)
    if len(found) < 3:
        return equal_parts(length, EQUAL_PARTS)
    each = -(-len(found) // MOST_PARTS)
    arabic = any(len(number_of(chapter.title)) > LABEL for chapter in found[::each])
    made = []
    for at in range(0, len(found), each):
        own = found[at : at + each]
        first, last = own[0], own[-1]
        title = title_of(first, at)
        if len(own) > 1:
            title += f" to {title_of(last, at + len(own) - 1)}"
        made.append(Part(label_of(first.title, at, arabic=arabic), title, first.start, last.end))
    return tuple(made)


def equal_parts(length: int, number: int) -> tuple[Part, ...]:
    """A text of some length in parts of the same size."""
    bounds = np.linspace(0, length, number + 1).astype(int).tolist()
    shares = [round(100 * each / number) for each in range(number + 1)]
    return tuple(
        Part(f"{shares[at]} %", f"{shares[at]} to {shares[at + 1]} % of the text", start, end)
        for at, (start, end) in enumerate(pairwise(bounds))
        if end > start
    )


def _chapters(chapters: Sequence[Chapter]) -> list[Chapter]:
    return [chapter for chapter in chapters if chapter.end > chapter.start]


def title_of(chapter: Chapter, at: int) -> str:
    """What a chapter is called; ``at`` counts them from 0."""
    return " ".join(chapter.title.split()) or f"chapter {at + 1}"


def number_of(title: str) -> str:
    """The number that a title has itself, in its own figures; nothing where it has none."""
    numbered = _NUMBERED.match(title.strip())
    return numbered[1] if numbered else ""


def label_of(title: str, at: int, *, arabic: bool = False) -> str:
    """A title as short as a column is narrow: its own number, or which chapter of the work it is.

    ``arabic`` writes 18 for XVIII: where one is too long for its column, all are written so.
    """
    number = number_of(title)
    if number and not number.isdigit() and (arabic or len(number) > LABEL):
        number = str(roman(number.upper()))
    return number if 0 < len(number) <= LABEL else str(at + 1)


def words_of(text: str) -> int:
    """How many words there are, without the punctuation that a work counts with them."""
    return sum(1 for _ in _WORD.finditer(text))


def _words(text: str, spans: Sequence[tuple[int, int]]) -> int:
    return sum(len(_WORD.findall(text, start, end)) for start, end in spans)
