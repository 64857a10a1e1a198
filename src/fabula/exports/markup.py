"""From spans over the text, which may nest and cross, to elements that only nest."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from fabula.types import Span, Text

CLOSING = Markup("</span>")


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of text to wrap in an element: its start tag, and the one to go on with after a break.

    One without any text and without an end tag is a point, where ``opening`` stands alone.
    """

    start: int
    end: int
    opening: Markup
    resumed: Markup
    closing: Markup = CLOSING


def marked(reads: Callable[[int, int], str], span: Span, marks: Iterable[Mark]) -> Markup:
    """The escaped text of ``span`` with the marks as elements around it.

    ``reads`` gives the text from one code point to another. Marks reach no further than ``span``. Of two with
    the same start the longer is outside, of two alike the first. Where one starts inside another and ends
    after it, the inner element is closed and opened again.
    """
    return Markup("").join(_Nesting(reads, span).pieces(marks))


def reads_once(text: Text) -> Callable[[int, int], str]:
    """The words of stretches after one another; a repair that a mark cuts in two is read with the first."""
    ends = [repair.end for repair in text.repairs]

    def reads(start: int, end: int) -> str:
        at = bisect_right(ends, start)
        if at < len(ends) and text.repairs[at].start < start:
            start = text.repairs[at].end
        return text.reads(start, end) if start < end else ""

    return reads


def by_block(marks: Iterable[Mark], blocks: Sequence[Span]) -> dict[int, list[Mark]]:
    """The marks of each block that they touch; one over several blocks is in each of them."""
    found: dict[int, list[Mark]] = defaultdict(list)
    ends = [end for _, end in blocks]
    for mark in marks:
        index = bisect_right(ends, mark.start)
        while index < len(blocks) and blocks[index][0] < max(mark.end, mark.start + 1):
            found[index].append(mark)
            index += 1
    return found


class _Nesting:
    def __init__(self, reads: Callable[[int, int], str], span: Span) -> None:
        self._reads = reads
        self._at, self._end = span
        self._open: list[Mark] = []
        self._pieces: list[Markup] = []

    def pieces(self, marks: Iterable[Mark]) -> list[Markup]:
        for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
            if mark.start == mark.end and not mark.closing:
                if self._at <= mark.start < self._end:
                    self._advance(mark.start)
                    self._pieces.append(mark.opening)
                continue
            start = max(mark.start, self._at)
            if start >= min(mark.end, self._end):
                continue
            self._advance(start)
            self._begin(mark, mark.opening if mark.start == start else mark.resumed)
        self._advance(self._end)
        self._close(self._open)
        return self._pieces

    def _advance(self, to: int) -> None:
        """Writes the text up to ``to``, and closes what ends on the way."""
        while self._open:
            stop = min(mark.end for mark in self._open)
            if stop > to:
                break
            self._write(stop)
            outermost = next(depth for depth, mark in enumerate(self._open) if mark.end == stop)
            inside = self._open[outermost:]
            del self._open[outermost:]
            self._close(inside)
            for mark in inside:
                if mark.end > stop:
                    self._begin(mark, mark.resumed)
        self._write(to)

    def _close(self, marks: list[Mark]) -> None:
        """Ends the elements of marks, which are given from the outermost to the innermost."""
        self._pieces += [mark.closing for mark in reversed(marks)]

    def _begin(self, mark: Mark, tag: Markup) -> None:
        self._open.append(mark)
        self._pieces.append(tag)

    def _write(self, to: int) -> None:
        if to > self._at:
            self._pieces.append(escape(self._reads(self._at, to)))
            self._at = to
