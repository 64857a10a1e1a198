"""The columns of plots over a book: its chapters, or tenths of a text without them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from fabula.reading import Reading

TENTHS = 10


@dataclass(frozen=True, slots=True)
class Part:
    """A chapter or a tenth: ``number`` counts from 1, ``title`` says which it is."""

    number: int
    title: str
    start: int
    end: int


def parts_of(reading: Reading) -> tuple[list[Part], str]:
    """The parts, and what one of them is called: the chapters where there are two or more, else tenths."""
    chapters = [each for each in reading.chapters if each.end > each.start]
    if len(chapters) > 1:
        titles = [" ".join(each.title.split()) or f"Chapter {at}" for at, each in enumerate(chapters, 1)]
        spans = [(each.start, each.end) for each in chapters]
        name = "chapter"
    else:
        bounds = [len(reading.text) * at // TENTHS for at in range(TENTHS + 1)]
        spans = list(pairwise(bounds))
        titles = [f"{10 * at} to {10 * at + 10} %" for at in range(TENTHS)]
        name = "tenth"
    return [Part(at, title, *own) for at, (title, own) in enumerate(zip(titles, spans, strict=True), 1)], name


def part_at(starts: Sequence[int], offset: int) -> int:
    """Which of the parts that start there is around a code point, from 0, as it is for what is before all."""
    return max(0, bisect_right(starts, offset) - 1)
