"""A text as it reads: the content with its repairs done, and the way back to the characters of the file.

What a reader skips (a soft hyphen, the head of a page) or reads as something else (a ligature, a letter in
the wrong encoding) is kept in :attr:`Text.repairs`. The stages that look at words see the text as it reads;
what they find is carried back to the content, which never changes.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np

from fabula.types import (
    Annotations,
    Attribute,
    Block,
    BlockKind,
    Cast,
    Chapter,
    Emphasis,
    Event,
    IntColumn,
    Location,
    Mention,
    Narration,
    Part,
    Pins,
    Presence,
    Repair,
    Scene,
    Span,
    Story,
    Text,
    TimeExpression,
    Work,
    as_read,
)

_Stretch = TypeVar(
    "_Stretch",
    Block,
    Chapter,
    Part,
    Emphasis,
    Mention,
    Narration,
    Scene,
    Presence,
    Location,
    TimeExpression,
    Event,
    Attribute,
)


@dataclass(frozen=True, slots=True)
class Alignment:
    """From characters as they read to those of the content.

    Repair ``i`` makes ``content[start[i]:end[i]]`` read as ``[read_start[i]:read_end[i]]``; what stands
    between two repairs reads as it is. It is as large as there are repairs, however long the text is.
    """

    start: array[int]
    end: array[int]
    read_start: array[int]
    read_end: array[int]

    def back(self, start: int, end: int) -> Span:
        """A stretch as it reads, in the content."""
        first = self._back(start, whole=False)
        return first, self._back(end - 1, whole=True) if end > start else first

    def _back(self, at: int, *, whole: bool) -> int:
        """Where what reads as one character begins in the content, or where it ends."""
        i = bisect_right(self.read_start, at) - 1
        if i < 0:
            return at + whole
        if at < self.read_end[i]:
            return self.end[i] if whole else self.start[i]
        return self.end[i] + at - self.read_end[i] + whole

    def forth(self, offset: int) -> int:
        """Where a place of the content stands in the text as it reads."""
        i = bisect_left(self.start, offset) - 1
        return offset if i < 0 else self.read_end[i] + max(0, offset - self.end[i])

    def whole(self, start: int, end: int) -> Span:
        """A stretch as it reads, grown so that it cuts no repair in two."""
        first, last = bisect_right(self.read_start, start) - 1, bisect_left(self.read_start, end) - 1
        if first >= 0 and start < self.read_end[first]:
            start = self.read_start[first]
        return start, max(end, self.read_end[last]) if last >= 0 else end

    def before(self, start: int, least: int) -> int:
        """Where what reads as nothing right before a place of the content begins, from ``least`` on."""
        i = bisect_left(self.end, start)
        while 0 <= i < len(self.end) and self.end[i] == start and self._is_gone(i) and self.start[i] >= least:
            start, i = self.start[i], i - 1
        return start

    def after(self, end: int, most: int | None) -> int:
        """Where what reads as nothing right after a place of the content ends, up to ``most``."""
        i = bisect_left(self.start, end)
        while i < len(self.start) and self.start[i] == end and self._is_gone(i):
            if most is not None and self.end[i] > most:
                break
            end, i = self.end[i], i + 1
        return end

    def _is_gone(self, i: int) -> bool:
        return self.read_start[i] == self.read_end[i]

    def starts(self, places: IntColumn) -> IntColumn:
        """Of characters as they read, where each begins in the content."""
        return self._all_back(places, whole=False)

    def ends(self, places: IntColumn) -> IntColumn:
        """Of characters as they read, where each ends in the content."""
        return self._all_back(places, whole=True)

    def _all_back(self, places: IntColumn, *, whole: bool) -> IntColumn:
        start, end, read_start, read_end = self._columns()
        at = np.asarray(places, np.int32)
        if not len(start):
            return at + whole
        i = np.searchsorted(read_start, at, side="right") - 1
        changed = end[i] if whole else start[i]
        found = np.where(at < read_end[i], changed, end[i] + at - read_end[i] + whole)
        return np.where(i < 0, at + whole, found)

    def places(self, offsets: IntColumn) -> IntColumn:
        """Where places of the content stand in the text as it reads."""
        start, end, _, read_end = self._columns()
        at = np.asarray(offsets, np.int32)
        if not len(start):
            return at
        i = np.searchsorted(start, at) - 1
        return np.where(i < 0, at, read_end[i] + np.maximum(0, at - end[i]))

    def _columns(self) -> tuple[IntColumn, ...]:
        """The four columns as numpy has them, none of them copied."""
        return tuple(
            np.asarray(column, np.int32) for column in (self.start, self.end, self.read_start, self.read_end)
        )


def aligned(repairs: Sequence[Repair]) -> Alignment:
    """The way from a content as its repairs make it read, back to the content."""
    start = array("i", (repair.start for repair in repairs))
    end = array("i", (repair.end for repair in repairs))
    lengths = np.fromiter((len(repair.reads) for repair in repairs), np.int32, len(repairs))
    first, last = np.asarray(start, np.int32), np.asarray(end, np.int32)
    # All that the repairs up to here and with this one have taken away.
    taken = np.cumsum(last - first - lengths, dtype=np.int32)
    read_end = last - taken
    return Alignment(start, end, array("i", (read_end - lengths).tobytes()), array("i", read_end.tobytes()))


def repaired(content: str, repairs: Sequence[Repair]) -> tuple[str, Alignment]:
    """A content as it reads, and the way back."""
    return as_read(content, repairs, 0, len(content)), aligned(repairs)


def text_as_read(text: Text) -> tuple[Text, Alignment | None]:
    """The text as it reads, and the way back; the text itself and None where nothing is to repair."""
    if not text.repairs:
        return text, None
    content, alignment = repaired(text.content, text.repairs)
    read = replace(
        text,
        content=content,
        blocks=_forth(text.blocks, alignment),
        chapters=_forth(text.chapters, alignment),
        parts=_forth(text.parts, alignment),
        emphasis=_forth(text.emphasis, alignment),
        guessed=tuple((alignment.forth(start), alignment.forth(end)) for start, end in text.guessed),
        doubts=tuple((alignment.forth(at), doubt) for at, doubt in text.doubts),
        repairs=(),
    )
    return read, alignment


def work_as_read(work: Work) -> Work:
    """A work whose content is what a reader reads, all of it moved along: to be shown, not to be kept."""
    text, alignment = text_as_read(work.text)
    if alignment is None:
        return work
    forth = alignment.forth

    def moved(span: Span) -> Span:
        return forth(span[0]), forth(span[1])

    cast = work.cast
    return replace(
        work,
        text=text,
        cast=replace(
            cast,
            mentions=_forth(cast.mentions, alignment),
            quotes=tuple(
                replace(
                    quote,
                    spans=tuple(map(moved, quote.spans)),
                    speaker_mention=quote.speaker_mention and moved(quote.speaker_mention),
                )
                for quote in cast.quotes
            ),
            narrations=_forth(cast.narrations, alignment),
        ),
        story=None if work.story is None else _story_forth(work.story, alignment),
    )


def _story_forth(story: Story, alignment: Alignment) -> Story:
    def moved(span: Span) -> Span:
        return alignment.forth(span[0]), alignment.forth(span[1])

    return replace(
        story,
        scenes=tuple(
            replace(
                scene,
                place_span=scene.place_span and moved(scene.place_span),
                present=_forth(scene.present, alignment),
                time=scene.time and _forth((scene.time,), alignment)[0],
            )
            for scene in _forth(story.scenes, alignment)
        ),
        locations=tuple(
            replace(own, place_span=moved(own.place_span)) for own in _forth(story.locations, alignment)
        ),
        times=_forth(story.times, alignment),
        events=_forth(story.events, alignment),
        attributes=tuple(
            replace(own, since=alignment.forth(own.since), until=alignment.forth(own.until))
            for own in _forth(story.attributes, alignment)
        ),
        relations=tuple(replace(own, spans=tuple(map(moved, own.spans))) for own in story.relations),
    )


def text_back(read: Text, content: str, repairs: Sequence[Repair], alignment: Alignment) -> Text:
    """A text made of a content as it reads, over that content again.

    A block takes in what beside it reads as nothing, so that blocks go on covering all that is visible.
    """
    narrow = _back(read.blocks, alignment)
    blocks = tuple(_widened(narrow, alignment))
    starts = {
        before.start: after.start for before, after in zip(narrow, blocks, strict=True) if before is not after
    }
    return replace(
        read,
        content=content,
        blocks=blocks,
        chapters=tuple(
            replace(each, start=starts.get(each.start, each.start))
            for each in _back(read.chapters, alignment)
        ),
        parts=tuple(
            replace(each, start=starts.get(each.start, each.start)) for each in _back(read.parts, alignment)
        ),
        emphasis=_back(read.emphasis, alignment),
        guessed=tuple(alignment.back(start, end) for start, end in read.guessed),
        doubts=tuple((alignment.back(at, at)[0], doubt) for at, doubt in read.doubts),
        repairs=tuple(repairs),
    )


def _widened(blocks: Sequence[Block], alignment: Alignment) -> Iterator[Block]:
    """Blocks with the repairs at their ends that take something away, none of them in two blocks."""
    last = 0
    starts, ends = frozenset(alignment.start), frozenset(alignment.end)
    for block, after in zip(blocks, [*(block.start for block in blocks[1:]), None], strict=True):
        if block.kind is BlockKind.SCENE_BREAK:
            yield block  # may be of white space alone
            continue
        if block.start not in ends and block.end not in starts:
            last = block.end
            yield block
            continue
        start = alignment.before(block.start, last)
        end = last = alignment.after(block.end, after)
        yield block if (start, end) == (block.start, block.end) else replace(block, start=start, end=end)


def annotations_back(annotations: Annotations, alignment: Alignment) -> Annotations:
    """Annotations of a text as it reads, over the content."""
    return replace(
        annotations,
        token_start=alignment.starts(annotations.token_start),
        token_end=alignment.ends(annotations.token_end - 1),
        quotations=tuple(
            replace(quotation, spans=_spans_back(quotation.spans, alignment))
            for quotation in annotations.quotations
        ),
    )


def over_content(annotations: Annotations, text: Text) -> Annotations:
    """Annotations of a text as it reads, over its content."""
    if not text.repairs:
        return annotations
    return annotations_back(annotations, aligned(text.repairs))


def annotations_forth(annotations: Annotations, alignment: Alignment) -> Annotations:
    """Annotations of a content, over the text as it reads; undoes :func:`annotations_back`."""
    return replace(
        annotations,
        token_start=alignment.places(annotations.token_start),
        token_end=alignment.places(annotations.token_end),
        quotations=tuple(
            replace(
                quotation,
                spans=tuple((alignment.forth(start), alignment.forth(end)) for start, end in quotation.spans),
            )
            for quotation in annotations.quotations
        ),
    )


def pins_forth(pins: Pins, alignment: Alignment) -> Pins:
    """What is settled of a content, over the text as it reads."""
    return pins.moved(lambda span: (alignment.forth(span[0]), alignment.forth(span[1])))


def cast_back(cast: Cast, alignment: Alignment) -> Cast:
    """The cast of a text as it reads, over the content."""

    def moved(span: Span | None) -> Span | None:
        return None if span is None else alignment.back(*span)

    return replace(
        cast,
        entities=tuple(
            entity
            if entity.first is None
            else replace(entity, first=alignment.back(entity.first, entity.first)[0])
            for entity in cast.entities
        ),
        mentions=_back(cast.mentions, alignment),
        quotes=tuple(
            replace(
                quote,
                spans=_spans_back(quote.spans, alignment),
                speaker_mention=moved(quote.speaker_mention),
            )
            for quote in cast.quotes
        ),
        narrations=_back(cast.narrations, alignment),
    )


def _back(stretches: Sequence[_Stretch], alignment: Alignment) -> tuple[_Stretch, ...]:
    start, end = _columns(stretches)
    first = alignment.starts(start)
    return _moved(stretches, first, np.where(end > start, alignment.ends(end - 1), first))


def _forth(stretches: Sequence[_Stretch], alignment: Alignment) -> tuple[_Stretch, ...]:
    start, end = _columns(stretches)
    return _moved(stretches, alignment.places(start), alignment.places(end))


def _columns(stretches: Sequence[_Stretch]) -> tuple[IntColumn, IntColumn]:
    count = len(stretches)
    start = np.fromiter((each.start for each in stretches), np.int32, count)
    return start, np.fromiter((each.end for each in stretches), np.int32, count)


def _moved(stretches: Sequence[_Stretch], start: IntColumn, end: IntColumn) -> tuple[_Stretch, ...]:
    return tuple(
        each if each.start == first and each.end == last else _at(each, first, last)
        for each, first, last in zip(stretches, start.tolist(), end.tolist(), strict=True)
    )


def _at(stretch: _Stretch, start: int, end: int) -> _Stretch:
    """The same elsewhere; blocks are many, and made several times as fast by themselves."""
    if isinstance(stretch, Block):
        return Block(stretch.kind, start, end, stretch.apart)
    return replace(stretch, start=start, end=end)


def _spans_back(spans: Iterable[Span], alignment: Alignment) -> tuple[Span, ...]:
    return tuple(alignment.back(start, end) for start, end in spans)
