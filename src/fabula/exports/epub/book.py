"""The documents of the book: one for each chapter, one for what stands before, and who speaks in them."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from operator import attrgetter

from fabula.exports.blocks import every_block
from fabula.repairs import work_as_read
from fabula.types import Apart, Block, Entity, Quote, Work, outside

LEFT_OUT = (Apart.CONTENTS, Apart.PAGE_NUMBER, Apart.RUNNING_HEAD)
"""What a book of one's own has in another way."""


@dataclass(frozen=True, slots=True)
class Part:
    """A document of the book: its file, its title (empty before the first chapter), its blocks."""

    file: str
    title: str
    blocks: tuple[Block, ...]

    @property
    def is_chapter(self) -> bool:
        """Whether it is more than what stands before or between chapters."""
        return self.file.startswith("chapter")


@dataclass(frozen=True, slots=True)
class Speaker:
    """One who speaks: ``rank`` is the number of the colour, ``lines`` are what is said.

    ``place`` is where it first appears, and ``file`` the document of that.
    """

    rank: int
    entity: Entity
    lines: tuple[Quote, ...]
    place: int
    file: str


class Book:
    """A work as it reads, cut into documents."""

    def __init__(self, work: Work) -> None:
        self.work = work = work_as_read(work)
        self.parts = _parts(work)
        self.speakers: Mapping[int, Speaker] = {own.entity.id: own for own in _speakers(work, self.parts)}
        self.anchors: Mapping[int, Speaker] = {own.place: own for own in reversed(self.speakers.values())}
        self.names = {entity.id: entity.name for entity in work.cast.entities}

    @property
    def title(self) -> str:
        """The title, which no book may be without."""
        return _title(self.work)


def _title(work: Work) -> str:
    return " ".join(work.title.split()) or "Untitled"


def _parts(work: Work) -> tuple[Part, ...]:
    chapters = work.text.chapters
    blocks: dict[int, list[Block]] = defaultdict(list)
    for block in every_block(work.text):
        if outside(block) not in LEFT_OUT:
            blocks[bisect_right(chapters, block.start, key=attrgetter("start"))].append(block)
    digits = len(str(len(chapters)))
    found = []
    for number in sorted({*blocks, *range(1, len(chapters) + 1)}):
        title = chapters[number - 1].title if number else ""
        is_chapter = bool(number) or not chapters
        file = f"{'chapter' if is_chapter else 'front'}-{number:0{digits}}.xhtml"
        shown = " ".join(title.split()) or (f"Chapter {number}" if number else _title(work))
        found.append(Part(file, shown if is_chapter else "", tuple(blocks[number])))
    return tuple(found) or (Part("chapter-0.xhtml", _title(work), ()),)


def _speakers(work: Work, parts: tuple[Part, ...]) -> list[Speaker]:
    """Everyone who has a line that is in the book, the most lines first."""
    shown = [(block.start, block.end, part.file) for part in parts for block in part.blocks]
    shown.sort()
    starts = [start for start, _, _ in shown]

    def file_at(place: int) -> str:
        number = bisect_right(starts, place) - 1
        return shown[number][2] if number >= 0 and place < shown[number][1] else ""

    lines: dict[int, list[Quote]] = defaultdict(list)
    places: dict[int, list[int]] = defaultdict(list)
    for quote in work.cast.quotes:
        if quote.speaker is not None and file_at(quote.start):
            lines[quote.speaker].append(quote)
            places[quote.speaker].append(quote.start)
    for mention in work.cast.mentions:
        if mention.entity in lines and file_at(mention.start):
            places[mention.entity].append(mention.start)
    speaking = [entity for entity in work.cast.entities if entity.id in lines]
    speaking.sort(key=lambda entity: (-len(lines[entity.id]), -entity.mentions, entity.id))
    return [
        Speaker(
            rank, entity, tuple(lines[entity.id]), min(places[entity.id]), file_at(min(places[entity.id]))
        )
        for rank, entity in enumerate(speaking)
    ]
