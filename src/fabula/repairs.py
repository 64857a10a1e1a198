"""A text as it reads: the content with its repairs done, and the way back to the characters of the file.

What a reader skips (a soft hyphen, the head of a page) or reads as something else (a ligature, a letter in
the wrong encoding) is kept in :attr:`Text.repairs`. The stages that look at words see the text as it reads;
what they find is carried back to the content, which never changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np

from fabula.types import (
    Annotations,
    Block,
    BlockKind,
    Cast,
    Chapter,
    Emphasis,
    IntColumn,
    Narration,
    Part,
    Repair,
    Span,
    Text,
    Work,
    as_read,
)

_Stretch = TypeVar("_Stretch", Block, Chapter, Part, Emphasis, Narration)


@dataclass(frozen=True, slots=True)
class Alignment:
    """From characters as they read to those of the content.

    Character ``i`` as it reads stands for ``content[start[i]:end[i]]``; ``start`` has one entry more, the
    length of the content.
    """

    start: IntColumn
    end: IntColumn

    def back(self, start: int, end: int) -> Span:
        """A stretch as it reads, in the content."""
        return int(self.start[start]), int(self.end[end - 1] if end > start else self.start[start])

    def forth(self, offset: int) -> int:
        """Where a place of the content stands in the text as it reads."""
        # A number of another type would have the whole column copied each time.
        return int(self.start.searchsorted(self.start.dtype.type(offset)))


def repaired(content: str, repairs: Sequence[Repair]) -> tuple[str, Alignment]:
    """A content as it reads, and the way back."""
    starts: list[IntColumn] = []
    ends: list[IntColumn] = []
    at = 0
    for repair in repairs:
        kept = np.arange(at, repair.start, dtype=np.int32)
        changed = np.full(len(repair.reads), repair.start, np.int32)
        starts += kept, changed
        ends += kept + 1, np.full_like(changed, repair.end)
        at = repair.end
    kept = np.arange(at, len(content) + 1, dtype=np.int32)
    alignment = Alignment(np.concatenate([*starts, kept]), np.concatenate([*ends, kept[:-1] + 1]))
    return as_read(content, repairs, 0, len(content)), alignment


def text_as_read(text: Text) -> tuple[Text, Alignment | None]:
    """The text as it reads, and the way back; the text itself and None where nothing is to repair."""
    if not text.repairs:
        return text, None
    content, alignment = repaired(text.content, text.repairs)

    def moved(stretches: Iterable[_Stretch]) -> tuple[_Stretch, ...]:
        return tuple(
            replace(each, start=alignment.forth(each.start), end=alignment.forth(each.end))
            for each in stretches
        )

    read = replace(
        text,
        content=content,
        blocks=moved(text.blocks),
        chapters=moved(text.chapters),
        parts=moved(text.parts),
        emphasis=moved(text.emphasis),
        guessed=tuple((alignment.forth(start), alignment.forth(end)) for start, end in text.guessed),
        doubts=tuple((alignment.forth(at), doubt) for at, doubt in text.doubts),
        repairs=(),
    )
    return read, alignment


def work_as_read(work: Work) -> Work:
    """A work whose content is what a reader reads, its cast moved along: to be shown, not to be kept."""
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
            mentions=tuple(
                replace(each, start=forth(each.start), end=forth(each.end)) for each in cast.mentions
            ),
            quotes=tuple(
                replace(
                    quote,
                    spans=tuple(map(moved, quote.spans)),
                    speaker_mention=quote.speaker_mention and moved(quote.speaker_mention),
                )
                for quote in cast.quotes
            ),
            narrations=tuple(
                replace(told, start=forth(told.start), end=forth(told.end)) for told in cast.narrations
            ),
        ),
    )


def text_back(read: Text, content: str, repairs: Sequence[Repair], alignment: Alignment) -> Text:
    """A text made of a content as it reads, over that content again.

    A block takes in what beside it reads as nothing, so that blocks go on covering all that is visible.
    """
    narrow = _back(read.blocks, alignment)
    blocks = tuple(_widened(narrow, repairs))
    starts = {before.start: after.start for before, after in zip(narrow, blocks, strict=True)}
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
        doubts=tuple((int(alignment.start[at]), doubt) for at, doubt in read.doubts),
        repairs=tuple(repairs),
    )


def _widened(blocks: Sequence[Block], repairs: Sequence[Repair]) -> Iterator[Block]:
    """Blocks with the repairs at their ends that take something away, none of them in two blocks."""
    starts = {repair.start: repair.end for repair in repairs if not repair.reads}
    ends = {end: start for start, end in starts.items()}
    last = 0
    for block, after in zip(blocks, [*(block.start for block in blocks[1:]), None], strict=True):
        start, end = block.start, block.end
        if block.kind is BlockKind.SCENE_BREAK:
            yield block  # may be of white space alone
            continue
        while ends.get(start, -1) >= last:
            start = ends[start]
        while end in starts and (after is None or starts[end] <= after):
            end = starts[end]
        last = end
        yield block if (start, end) == (block.start, block.end) else replace(block, start=start, end=end)


def annotations_back(annotations: Annotations, alignment: Alignment) -> Annotations:
    """Annotations of a text as it reads, over the content."""
    return replace(
        annotations,
        token_start=alignment.start[annotations.token_start],
        token_end=alignment.end[annotations.token_end - 1],
        quotations=tuple(
            replace(quotation, spans=_spans_back(quotation.spans, alignment))
            for quotation in annotations.quotations
        ),
    )


def over_content(annotations: Annotations, text: Text) -> Annotations:
    """Annotations of a text as it reads, over its content."""
    if not text.repairs:
        return annotations
    return annotations_back(annotations, repaired(text.content, text.repairs)[1])


def annotations_forth(annotations: Annotations, alignment: Alignment) -> Annotations:
    """Annotations of a content, over the text as it reads; undoes :func:`annotations_back`."""
    return replace(
        annotations,
        token_start=np.searchsorted(alignment.start, annotations.token_start).astype(np.int32),
        token_end=np.searchsorted(alignment.start, annotations.token_end).astype(np.int32),
        quotations=tuple(
            replace(
                quotation,
                spans=tuple((alignment.forth(start), alignment.forth(end)) for start, end in quotation.spans),
            )
            for quotation in annotations.quotations
        ),
    )


def cast_back(cast: Cast, alignment: Alignment) -> Cast:
    """The cast of a text as it reads, over the content."""

    def moved(span: Span | None) -> Span | None:
        return None if span is None else alignment.back(*span)

    return replace(
        cast,
        entities=tuple(
            entity if entity.first is None else replace(entity, first=int(alignment.start[entity.first]))
            for entity in cast.entities
        ),
        mentions=tuple(
            replace(mention, start=start, end=end)
            for mention in cast.mentions
            for start, end in [alignment.back(mention.start, mention.end)]
        ),
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


def _back(stretches: Iterable[_Stretch], alignment: Alignment) -> tuple[_Stretch, ...]:
    return tuple(
        replace(each, start=start, end=end)
        for each in stretches
        for start, end in [alignment.back(each.start, each.end)]
    )


def _spans_back(spans: Iterable[Span], alignment: Alignment) -> tuple[Span, ...]:
    return tuple(alignment.back(start, end) for start, end in spans)
