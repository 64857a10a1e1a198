"""The text cut into stretches of one voice each, which joined are the text again."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from operator import attrgetter

from fabula.exports.blocks import every_block
from fabula.exports.script.doubts import is_doubtful
from fabula.exports.script.voices import Voice, Voices
from fabula.repairs import work_as_read
from fabula.types import Apart, Block, BlockKind, Quote, Span, Work, outside

_HEADINGS = (BlockKind.TITLE, BlockKind.HEADING)


class StretchKind(str, Enum):
    """What a stretch is to whoever reads it aloud."""

    HEADING = "heading"
    NARRATION = "narration"
    SPEECH = "speech"
    THOUGHT = "thought"
    BREAK = "break"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of one voice. ``quote`` is the line that it is of, None for narration.

    ``quoted`` is a line within that line, which the same voice reads: what somebody tells that another said.
    """

    kind: StretchKind
    start: int
    end: int
    text: str
    voice: Voice
    quote: Quote | None = None
    quoted: Quote | None = None

    @property
    def is_doubtful(self) -> bool:
        """Whether a person should look at whose voice it is."""
        return self.quote is not None and is_doubtful(self.quote)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of the text, or the part of it in one chapter, with its stretches."""

    kind: BlockKind
    start: int
    end: int
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter with its paragraphs; ``number`` counts chapters from 1, None for what stands outside of them.

    ``left_out`` are the stretches that are set apart from the story, each with what it is.
    """

    number: int | None
    title: str
    start: int
    end: int
    paragraphs: tuple[Paragraph, ...]
    left_out: tuple[tuple[Apart, Span], ...]

    @property
    def stretches(self) -> Iterator[Stretch]:
        """All stretches in order."""
        return (stretch for paragraph in self.paragraphs for stretch in paragraph.stretches)


@dataclass(frozen=True, slots=True)
class Script:
    """A work as it reads, by chapter, with its voices."""

    work: Work
    voices: Voices
    chapters: tuple[Chapter, ...]

    @property
    def stretches(self) -> Iterator[Stretch]:
        """All stretches in order."""
        return (stretch for chapter in self.chapters for stretch in chapter.stretches)


def script_of(work: Work) -> Script:
    """The script of a work: every word of the story in one stretch, in order.

    A line within a line is read by whoever speaks the outer one, unless that one tells the story there: then
    the people of the tale have voices of their own. What is set apart from the story is only listed.
    """
    work = work_as_read(work)
    voices = Voices(work)
    cutter = _Cutter(work, voices)
    return Script(work, voices, tuple(cutter.chapters()))


class _Cutter:
    def __init__(self, work: Work, voices: Voices) -> None:
        self._content = work.text.content
        self._work = work
        self._voices = voices
        self._blocks = list(every_block(work.text))
        self._quotes = _by_block(work.cast.quotes, self._blocks)

    def chapters(self) -> Iterator[Chapter]:
        """The chapters, and what stands before, between and after them, as far as there is anything."""
        at = 0
        for number, chapter in enumerate(self._work.text.chapters, start=1):
            yield from self._chapter(None, "", at, chapter.start)
            yield from self._chapter(number, chapter.title, max(at, chapter.start), chapter.end)
            at = max(at, chapter.end)
        yield from self._chapter(None, "", at, len(self._content))

    def _chapter(self, number: int | None, title: str, start: int, end: int) -> Iterator[Chapter]:
        told: list[Paragraph] = []
        left: list[tuple[Apart, Span]] = []
        first = bisect_right(self._blocks, start, key=attrgetter("end"))
        for index in range(first, len(self._blocks)):
            block = self._blocks[index]
            if block.start >= end:
                break
            span = max(block.start, start), min(block.end, end)
            apart = outside(block)
            if span[0] >= span[1]:
                continue
            if apart is not None:
                left.append((apart, span))
            else:
                told.append(Paragraph(block.kind, *span, tuple(self._stretches(block, index, span, end))))
        if told or left or number is not None:
            yield Chapter(number, title, start, end, tuple(told), tuple(left))

    def _stretches(self, block: Block, index: int, span: Span, until: int) -> Iterator[Stretch]:
        if block.kind is BlockKind.SCENE_BREAK:
            voice = self._voices.telling(span[0])
            yield Stretch(StretchKind.BREAK, *span, self._content[slice(*span)], voice)
            return
        last: Stretch | None = None
        for start, end, around in _cuts(span, self._quotes[index], self._voices.edges(*span)):
            found = self._stretch(block, start, end, around, until)
            if last is None:
                last = found
            elif _is_one(last, found):
                last = _joined(last, found, self._content)
            else:
                yield last
                last = found
        if last is not None:
            yield last

    def _stretch(self, block: Block, start: int, end: int, around: Sequence[Quote], until: int) -> Stretch:
        text = self._content[start:end]
        spoken, quoted = self._voiced(start, around)
        if spoken is not None:
            kind = StretchKind.THOUGHT if spoken.thought else StretchKind.SPEECH
            return Stretch(kind, start, end, text, self._voices.of_entity(spoken.speaker), spoken, quoted)
        if block.kind in _HEADINGS:
            return Stretch(StretchKind.HEADING, start, end, text, self._voices.announcing(start, until))
        return Stretch(StretchKind.NARRATION, start, end, text, self._voices.telling(start))

    def _voiced(self, at: int, around: Sequence[Quote]) -> tuple[Quote | None, Quote | None]:
        """Of the lines around a place, the outermost first: the one whose voice it is, and one within it."""
        rest = list(around)
        teller = self._voices.tale_of(at)
        while len(rest) > 1 and teller is not None and rest[0].speaker == teller:
            del rest[0]
        return (rest[0] if rest else None), (rest[-1] if len(rest) > 1 else None)


def _by_block(quotes: Iterable[Quote], blocks: Sequence[Block]) -> Mapping[int, list[tuple[Span, Quote]]]:
    """The parts of lines that each block holds, by the number of the block."""
    found: dict[int, list[tuple[Span, Quote]]] = defaultdict(list)
    ends = [block.end for block in blocks]
    for quote in quotes:
        for start, end in quote.spans:
            index = bisect_right(ends, start)
            while index < len(blocks) and blocks[index].start < end:
                found[index].append(((start, end), quote))
                index += 1
    return found


def _cuts(
    span: Span, parts: Iterable[tuple[Span, Quote]], edges: Iterable[int]
) -> Iterator[tuple[int, int, list[Quote]]]:
    """The stretches of a span between all places where something begins or ends, with the lines around each.

    The lines are given from the outermost to the innermost.
    """
    clipped = [
        ((max(start, span[0]), min(end, span[1])), quote)
        for (start, end), quote in parts
        if max(start, span[0]) < min(end, span[1])
    ]
    clipped.sort(key=lambda part: (part[0][0], -part[0][1], -(part[1].end - part[1].start), part[1].id))
    places = sorted({*span, *edges, *(at for part, _ in clipped for at in part)})
    around: list[tuple[Span, Quote]] = []
    waiting = iter(clipped)
    following = next(waiting, None)
    for start, end in pairwise(places):
        around = [part for part in around if part[0][1] > start]
        while following is not None and following[0][0] <= start:
            around.append(following)
            following = next(waiting, None)
        yield start, end, [quote for _, quote in around]


def _is_one(one: Stretch, other: Stretch) -> bool:
    same = one.kind is other.kind and one.voice is other.voice
    return same and one.quote is other.quote and one.quoted is other.quoted


def _joined(one: Stretch, other: Stretch, content: str) -> Stretch:
    return Stretch(
        one.kind, one.start, other.end, content[one.start : other.end], one.voice, one.quote, one.quoted
    )
