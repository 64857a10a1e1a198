"""The lines of a plain text, and how it is laid out: wrapped or not, and what parts its paragraphs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

import numpy as np

from fabula.sources.drafts import INVISIBLE
from fabula.sources.ornaments import is_scene_break
from fabula.types import IntColumn

# Characters of a text whose lines are looked at together: a whole novel would be there twice.
_AT_ONCE = 1 << 18
# These end a line as str.splitlines has it, but make no new one on the page.
_SEPARATORS = frozenset("\x1c\x1d\x1e")
_TAB = 8
# No hard-wrapped file has lines longer than this; one with longer lines has a paragraph on each.
_WIDEST_WRAP = 160
_FULL = 0.75
_USUAL = 0.4
# Longer lines than this are prose, whatever characters they are made of.
_LONGEST_BREAK = 60


class Line(NamedTuple):
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
    at = number = 0
    for piece in _pieces(content):
        for line in piece.splitlines(keepends=True):
            bare = line.strip()
            # A letter or digit shows that something is visible; looking for it otherwise takes longer.
            if bare and (bare[0].isalnum() or bare.strip(INVISIBLE)):
                before = 0 if line[0] == bare[0] else len(line) - len(line.lstrip())
                start = at + before
                indent = len(line[:before].expandtabs(_TAB)) if before else 0
                lines.append(Line(start, start + len(bare), number, indent))
            at += len(line)
            number += line[-1] not in _SEPARATORS
    return lines


def _pieces(content: str) -> Iterator[str]:
    """The content in parts that end where a line does."""
    at = 0
    while at < len(content):
        end = content.find("\n", at + _AT_ONCE) + 1 or len(content)
        yield content[at:end]
        at = end


def group_lines(lines: list[Line]) -> list[list[Line]]:
    """Runs of lines without a blank line between them."""
    groups: list[list[Line]] = []
    for line in lines:
        if groups and line.number - groups[-1][-1].number <= 1:
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def measure(content: str, lines: list[Line]) -> Layout:
    """Find out how a text is laid out from all its lines."""
    if not lines:
        return Layout(0, indented=False, spaced=True, margin=0)
    flat = np.fromiter(chain.from_iterable(lines), np.int32, len(lines) * len(Line._fields))
    start, end, number, indent = flat.reshape(len(lines), -1).T
    drawn = [
        at
        for at in np.flatnonzero(end - start < _LONGEST_BREAK).tolist()
        if is_scene_break(content[lines[at].start : lines[at].end])
    ]
    prose = np.ones(len(lines), np.bool_)
    prose[drawn] = False
    count = len(lines) - len(drawn)
    if not count:
        return Layout(0, indented=False, spaced=True, margin=0)
    shown = end - start
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
