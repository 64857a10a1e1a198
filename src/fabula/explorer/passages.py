"""The text in passages, as the reading view shows it: a browser only holds those on the screen."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from markupsafe import Markup

from fabula.explorer.marks import mention_mark, quote_mark
from fabula.exports.markup import Mark, marked, reads_once
from fabula.exports.page_marks import emphasis_mark
from fabula.reading import Reading
from fabula.story_records import ToldScene
from fabula.types import Block, BlockKind, Entity, Mention, Quote, outside

PASSAGE_CHARACTERS = 2500
"""About a screen and a half. A passage ends with the paragraph that comes to this, or with a chapter."""
LINE_CHARACTERS = 66
HEADING_LINES = 5
FACES_SHOWN = 7

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class ShownBlock:
    """A paragraph, heading or break with its marks. ``scenes`` are those that begin in it."""

    kind: str
    apart: str
    words: Markup
    start: int
    opens: bool
    scenes: tuple[ToldScene, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """Blocks that are shown together, by their numbers; ``lines`` is about how many they fill."""

    number: int
    first: int
    last: int
    start: int
    lines: int


class Passages:
    """The passages of a work, as far as the reader may see it."""

    def __init__(self, reading: Reading, names: Mapping[int, str]) -> None:
        self._reading = reading
        self._text = reading.work.text
        self._classes = names
        self._blocks = list(_every_block(reading))
        self._starts = [block.start for block in self._blocks]
        self.all = list(self._divided())

    @cached_property
    def _passage_starts(self) -> list[int]:
        return [passage.start for passage in self.all]

    def at(self, offset: int) -> int:
        """The number of the passage around a code point."""
        return max(0, bisect_right(self._passage_starts, offset) - 1)

    def blocks(self, number: int) -> list[ShownBlock]:
        """What a passage shows."""
        passage = self.all[number]
        return [self._shown(at) for at in range(passage.first, passage.last)]

    def _divided(self) -> Iterator[Passage]:
        first, number, lines, length = 0, 0, 0, 0
        for at, block in enumerate(self._blocks):
            heading = block.kind in (BlockKind.HEADING, BlockKind.TITLE)
            after_heading = at > 0 and self._blocks[at - 1].kind in (BlockKind.HEADING, BlockKind.TITLE)
            if at > first and (length >= PASSAGE_CHARACTERS or (heading and not after_heading)):
                yield Passage(number, first, at, self._blocks[first].start, lines)
                first, number, lines, length = at, number + 1, 0, 0
            length += block.end - block.start
            lines += 1 + (block.end - block.start) // LINE_CHARACTERS + HEADING_LINES * heading
        if first < len(self._blocks):
            yield Passage(number, first, len(self._blocks), self._blocks[first].start, lines)

    def _shown(self, at: int) -> ShownBlock:
        block = self._blocks[at]
        kind = outside(block)
        words = marked(self._reads, (block.start, block.end), self._marks(block.start, block.end))
        opens = at == 0 or not self._blocks[at - 1].kind.is_story
        scenes = tuple(_between(self._scenes, self._scene_starts, block.start, block.end))
        apart = "" if kind is None else kind.value
        return ShownBlock(block.kind.value, apart, words, block.start, opens, scenes)

    def _marks(self, start: int, end: int) -> Iterator[Mark]:
        """The marks over a block; the margin tells who speaks to whom where that changes."""
        before: tuple[int | None, tuple[int, ...]] | None = None
        people, classes = self._people, self._classes
        for quote in self._quotes_over(start, end):
            for part, span in enumerate(quote.spans):
                if span[0] < end and span[1] > start:
                    told = quote.speaker, quote.addressees
                    named = told != before or span[0] < start
                    before = told
                    yield quote_mark(quote, span, people, classes, named=named, first=part == 0)
        for mention in _between(self._mentions, self._mention_starts, start, end):
            if mention.entity in people:
                yield mention_mark(mention, people, classes)
        for own in _between(self._text.emphasis, self._emphasis_starts, start, end):
            yield emphasis_mark(own)

    def _quotes_over(self, start: int, end: int) -> Iterator[Quote]:
        """The quotations that touch a stretch; one that begins before it may reach into it."""
        first = bisect_left(self._quote_reach, start + 1)
        for quote in self._quotes[first : bisect_left(self._quote_starts, end)]:
            if any(a < end and b > start for a, b in quote.spans):
                yield quote

    @cached_property
    def _reads(self) -> Callable[[int, int], str]:
        return reads_once(self._text)

    @cached_property
    def _quotes(self) -> list[Quote]:
        return sorted(self._reading.work.cast.quotes, key=lambda quote: quote.start)

    @cached_property
    def _quote_starts(self) -> list[int]:
        return [quote.start for quote in self._quotes]

    @cached_property
    def _quote_reach(self) -> list[int]:
        """How far the text is covered by each quotation and those before it."""
        reach, found = 0, []
        for quote in self._quotes:
            reach = max(reach, quote.end)
            found.append(reach)
        return found

    @cached_property
    def _mentions(self) -> list[Mention]:
        return sorted(self._reading.work.cast.mentions, key=lambda mention: mention.start)

    @cached_property
    def _mention_starts(self) -> list[int]:
        return [mention.start for mention in self._mentions]

    @cached_property
    def _emphasis_starts(self) -> list[int]:
        return [own.start for own in self._text.emphasis]

    @cached_property
    def _scenes(self) -> list[ToldScene]:
        return list(self._reading.scenes) if self._reading.told_work.story is not None else []

    @cached_property
    def _scene_starts(self) -> list[int]:
        return [scene.start for scene in self._scenes]

    @cached_property
    def _people(self) -> dict[int, Entity]:
        return {entity.id: entity for entity in self._reading.entities}


def _between(each: Sequence[_T], starts: Sequence[int], start: int, end: int) -> Sequence[_T]:
    """Those that begin in a stretch."""
    return each[bisect_left(starts, start) : bisect_left(starts, end)]


def _every_block(reading: Reading) -> Iterator[Block]:
    """The blocks in order; what stands outside of any is a paragraph."""
    content, at = reading.text, 0
    for block in (*reading.work.text.blocks, Block(BlockKind.PARAGRAPH, len(content), len(content))):
        if content[at : block.start].strip():
            yield Block(BlockKind.PARAGRAPH, at, block.start)
        if block.start < block.end:
            yield block
        at = max(at, block.end)
