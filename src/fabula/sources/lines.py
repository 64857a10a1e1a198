"""The lines of a plain text, and how it is laid out: wrapped or not, and what parts its paragraphs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from fabula.sources.drafts import INVISIBLE
from fabula.sources.ornaments import BEGIN_BREAKS, is_scene_break
from fabula.types import IntColumn

# Characters of a text whose lines are looked at together: a whole novel would be there twice.
_AT_ONCE = 1 << 18
# So many lines are objects at a time.
_HELD = 1 << 10
# These end a line as str.splitlines has it, but make no new one on the page.
_SEPARATORS = frozenset("\x1c\x1d\x1e")
_TAB = 8
# No hard-wrapped file has lines longer than this; one with longer lines has a paragraph on each.
_WIDEST_WRAP = 160
_FULL = 0.75
_USUAL = 0.4
# Longer lines than this are prose, whatever characters they are made of.
_LONGEST_BREAK = 60
_FEWEST_SPACED = 12
_SPACED = 0.8
_RUN_ON = 0.25
# What most lines begin with; with these none is a break, and something is visible on it.
_PROSE = frozenset(chr(i) for i in range(128) if chr(i).isalnum()) - BEGIN_BREAKS

_Mask: TypeAlias = NDArray[np.bool_]


class Line(NamedTuple):
    """The visible extent of a line; ``number`` counts all lines, ``indent`` the columns before it.

    ``drawn`` tells that it is a scene break.
    """

    start: int
    end: int
    number: int
    indent: int
    drawn: bool = False

    @property
    def width(self) -> int:
        """Characters shown."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Layout:
    """How paragraphs are marked.

    ``width`` is the column at which lines are broken, 0 where a line is a whole paragraph. ``indented``:
    the first line of a paragraph is set in and no blank line parts it from the one before. ``spaced``: one
    blank line or more parts paragraphs. ``margin`` is the usual indent, ``first`` that of first lines where
    they are set in.
    """

    width: int
    indented: bool
    spaced: bool
    margin: int
    first: int = 0


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines in columns: making an object of each line of a novel takes longer than all that is done to it."""

    start: IntColumn
    end: IntColumn
    number: IntColumn
    indent: IntColumn
    drawn: _Mask

    def __len__(self) -> int:
        return len(self.start)

    def __getitem__(self, at: int) -> Line:
        start, end, number, indent = self.start[at], self.end[at], self.number[at], self.indent[at]
        return Line(int(start), int(end), int(number), int(indent), bool(self.drawn[at]))

    def __iter__(self) -> Iterator[Line]:
        for low in range(0, len(self), _HELD):
            yield from self.between(low, low + _HELD)

    def between(self, low: int, high: int) -> list[Line]:
        """The lines from one place to another."""
        return list(map(Line, *(column[low:high].tolist() for column in self.columns)))

    def where(self, wanted: _Mask) -> Lines:
        """Some of the lines."""
        start, end, number, indent, drawn = self.columns
        return Lines(start[wanted], end[wanted], number[wanted], indent[wanted], drawn[wanted])

    @property
    def columns(self) -> tuple[IntColumn, IntColumn, IntColumn, IntColumn, _Mask]:
        """What is known of the lines, in the order of :class:`Line`."""
        return self.start, self.end, self.number, self.indent, self.drawn


def split_lines(content: str) -> Lines:
    """The lines with anything visible on them."""
    none = np.zeros(0, np.int32)
    found = [Lines(none, none, none, none, np.zeros(0, np.bool_))]
    at = number = 0
    for piece in _pieces(content):
        lines, count = _lines_of(piece, at, number)
        found.append(lines)
        at += len(piece)
        number += count
    start, end, numbers, indent, drawn = zip(*(lines.columns for lines in found), strict=True)
    return Lines(
        np.concatenate(start),
        np.concatenate(end),
        np.concatenate(numbers),
        np.concatenate(indent),
        np.concatenate(drawn),
    )


def _lines_of(piece: str, at: int, number: int) -> tuple[Lines, int]:
    """The visible lines of a piece at ``at`` of the content, the first one numbered; and how many it has."""
    raw = piece.splitlines(keepends=True)
    bare = list(map(str.strip, raw))
    heads = [line[:1] for line in bare]
    # A letter or digit shows that something is visible; looking for it otherwise takes longer.
    others = [i for i, head in enumerate(heads) if head not in _PROSE]
    visible, drawn = np.ones(len(raw), np.bool_), np.zeros(len(raw), np.bool_)
    visible[[i for i in others if not heads[i].isalnum() and not bare[i].strip(INVISIBLE)]] = False
    drawn[[i for i in others if is_scene_break(bare[i])]] = True
    length = _lengths(raw)
    before = length - _lengths(list(map(str.lstrip, raw)))
    start: IntColumn = at + length.cumsum(dtype=np.int32) - length + before
    ends = np.ones(len(raw), np.int32)
    if any(char in piece for char in _SEPARATORS):
        ends[[i for i, line in enumerate(raw) if line[-1] in _SEPARATORS]] = 0
    numbers = number + ends.cumsum(dtype=np.int32) - ends
    indent = _indents(raw, before) if "\t" in piece else before
    found = Lines(start, start + _lengths(bare), numbers, indent, drawn)
    return found.where(visible), int(ends.sum())


def _lengths(lines: list[str]) -> IntColumn:
    return np.fromiter(map(len, lines), np.int32, len(lines))


def _indents(raw: list[str], before: IntColumn) -> IntColumn:
    """The columns before the first character, where there are tabs among them."""
    found = np.array(before, np.int32)
    for i in np.flatnonzero(before).tolist():
        found[i] = len(raw[i][: before[i]].expandtabs(_TAB))
    return found


def _pieces(content: str) -> Iterator[str]:
    """The content in parts that end where a line does."""
    at = 0
    while at < len(content):
        end = content.find("\n", at + _AT_ONCE) + 1 or len(content)
        yield content[at:end]
        at = end


def closed_up(content: str, lines: Lines) -> Lines:
    """The lines of a text that has a blank one after each, numbered as if it were not there.

    Sentences go on from line to line over it, as they do over no space between paragraphs.
    """
    apart = np.diff(lines.number)
    if len(lines) < _FEWEST_SPACED or (apart == 2).sum() < _USUAL * len(apart) or (apart < 2).any():
        return lines
    ends = [content[end - 1] for end in lines.end[:-1].tolist()]
    heads = [content[start] for start in lines.start[1:].tolist()]
    runs = np.fromiter(
        ((end.isalnum() or end == ",") and head.islower() for end, head in zip(ends, heads, strict=True)),
        np.bool_,
    )
    shown = (lines.end - lines.start)[:-1]
    full = shown >= _FULL * np.partition(shown, int(0.95 * len(shown)))[int(0.95 * len(shown))]
    if (
        runs.sum() < _RUN_ON * len(lines)
        or (runs & full).sum() < _SPACED * runs.sum()
        or shown.max() > _WIDEST_WRAP
    ):
        return lines
    number = lines.number[0] + np.concatenate(([0], np.maximum(apart - 1, 1).cumsum()))
    return replace(lines, number=number.astype(np.int32))


def group_lines(lines: Lines) -> Iterator[list[Line]]:
    """Runs of lines without a blank line between them."""
    bounds = [0, *(np.flatnonzero(np.diff(lines.number) > 1) + 1).tolist(), len(lines)]
    low, held = 0, lines.between(0, 0)
    for first, after in pairwise(bounds):
        if after - low > len(held):
            low, held = first, lines.between(first, max(after, first + _HELD))
        if first < after:
            yield held[first - low : after - low]


def measure(lines: Lines) -> Layout:
    """Find out how a text is laid out from all its lines."""
    start, end, number, indent, drawn = lines.columns
    shown = end - start
    prose = ~(drawn & (shown < _LONGEST_BREAK))
    count = int(prose.sum())
    if not count:
        return Layout(0, indented=False, spaced=True, margin=0)
    at = int(0.95 * (count - 1))
    width = int(np.partition(shown[prose], at)[at])
    margin = _margin(indent[prose])
    joint = number[1:] - number[:-1] <= 1  # two lines with none between them that is blank
    joints, groups = int(joint.sum()), len(lines) - int(joint.sum())
    spaced = groups > max(2, 0.2 * count) or joints < 0.2 * count
    before, after = indent[:-1][joint], indent[1:][joint]
    # The last line of a paragraph is short, and the next one is set in.
    within = after <= margin
    full = int((shown[:-1][joint][within] >= _FULL * width).sum())
    if width > _WIDEST_WRAP or not within.any() or full < 0.55 * int(within.sum()):
        return Layout(0, indented=False, spaced=spaced or not joints, margin=margin)
    starts = Counter(after[(after > margin) & (before <= margin)].tolist())
    first = starts.most_common(1)[0][0] if starts else 0
    # Lines set in by a little after a line at the margin start paragraphs, in 3 of 100 lines or more.
    little = int(((before == margin) & (margin < after) & (after <= margin + 12)).sum())
    indented = little >= 3 and little >= 0.03 * len(lines) and len(lines) > 4 * groups
    return Layout(width, indented=indented, spaced=spaced, margin=margin, first=first)


def _margin(indents: IntColumn) -> int:
    """The least indent that many lines have: in dialogue more lines begin paragraphs than go on in one."""
    values, counts = np.unique(indents, return_counts=True)
    return int(values[counts >= _USUAL * counts.max()].min())


def ends_early(content: str, line: Line, after: Line, width: int) -> bool:
    """The first word of the next line would have fitted on this one: the break was meant."""
    word = content[after.start : after.start + 40].split(None, 1)[0]
    return line.width + 1 + len(word) <= width - 8
