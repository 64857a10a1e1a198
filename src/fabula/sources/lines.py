"""The lines of a plain text, and how it is laid out: wrapped or not, and what parts its paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from fabula.sources.drafts import visible_extent
from fabula.sources.ornaments import is_scene_break

_LINE = re.compile(r"[^\n\r\f\v\x1c-\x1e\x85\u2028\u2029]+")
_TAB = 8
# No hard-wrapped file has lines longer than this; one with longer lines has a paragraph on each.
_WIDEST_WRAP = 160
_FULL = 0.75
_USUAL = 0.4


@dataclass(frozen=True, slots=True)
class Line:
    """The visible extent of a line; ``number`` counts all lines, ``indent`` the columns before it."""

    start: int
    end: int
    number: int
    indent: int

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


def split_lines(content: str) -> list[Line]:
    """The lines with anything visible on them."""
    lines: list[Line] = []
    number, last = 0, 0
    for match in _LINE.finditer(content):
        between = content[last : match.start()]
        number += between.count("\n") + between.count("\r") - between.count("\r\n")
        number += (
            sum(between.count(mark) for mark in "\f\v\x85\u2028\u2029")
            if not between.isascii()
            else (between.count("\f") + between.count("\v"))
        )
        last = match.end()
        start, end = visible_extent(content, match.start(), match.end())
        if start < end:
            before = content[match.start() : start]
            lines.append(Line(start, end, number, len(before.expandtabs(_TAB))))
    return lines


def group_lines(lines: list[Line]) -> list[list[Line]]:
    """Runs of lines without a blank line between them."""
    groups: list[list[Line]] = []
    for line in lines:
        if groups and line.number - groups[-1][-1].number <= 1:
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def measure(content: str, groups: list[list[Line]]) -> Layout:
    """Find out how a text is laid out from all its lines."""
    prose = [
        line
        for group in groups
        for line in group
        if not (line.width < 60 and is_scene_break(content[line.start : line.end]))
    ]
    if not prose:
        return Layout(0, indented=False, spaced=True, margin=0)
    width = sorted(line.width for line in prose)[int(0.95 * (len(prose) - 1))]
    margin = _margin(prose)
    joints = [(a, b) for group in groups for a, b in pairwise(group)]
    spaced = len(groups) > max(2, 0.2 * len(prose)) or len(joints) < 0.2 * len(prose)
    # The last line of a paragraph is short, and the next one is set in.
    within = [a for a, b in joints if b.indent <= margin]
    full = sum(a.width >= _FULL * width for a in within)
    if width > _WIDEST_WRAP or not within or full < 0.55 * len(within):
        return Layout(0, indented=False, spaced=spaced or not joints, margin=margin)
    starts = Counter(b.indent for a, b in joints if b.indent > margin >= a.indent)
    first = starts.most_common(1)[0][0] if starts else 0
    return Layout(width, indented=_by_indent(groups, margin), spaced=spaced, margin=margin, first=first)


def _margin(lines: list[Line]) -> int:
    """The least indent that many lines have: in dialogue more lines begin paragraphs than go on in one."""
    counts: dict[int, int] = {}
    for line in lines:
        counts[line.indent] = counts.get(line.indent, 0) + 1
    return min(indent for indent, count in counts.items() if count >= _USUAL * max(counts.values()))


def _by_indent(groups: list[list[Line]], margin: int) -> bool:
    """Lines set in by a little after a line at the margin start paragraphs, in 3 of 100 lines or more."""
    starts = sum(
        margin < line.indent <= margin + 12 and before.indent == margin
        for group in groups
        for before, line in pairwise(group)
    )
    lines = sum(len(group) for group in groups)
    return starts >= 3 and starts >= 0.03 * lines and lines > 4 * len(groups)


def ends_early(content: str, line: Line, after: Line, width: int) -> bool:
    """The first word of the next line would have fitted on this one: the break was meant."""
    word = content[after.start : after.start + 40].split(None, 1)[0]
    return line.width + 1 + len(word) <= width - 8
