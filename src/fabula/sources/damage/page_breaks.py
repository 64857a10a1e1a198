"""Where one page ends and the next begins: whether a paragraph goes on, and what between is no text."""

from __future__ import annotations

import re

import numpy as np

from fabula.sources import headings
from fabula.sources.damage.pages import page_lines, parts_sentence
from fabula.sources.damage.search import lines_of
from fabula.sources.lines import Layout, Line, measure, split_lines
from fabula.sources.ornaments import is_scene_break
from fabula.types import Apart, Repair, RepairKind, Span

_LINE_END = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_DIGIT = re.compile(r"[\d⁰¹²³⁴⁵⁶⁷⁸⁹]")
_ENDED = re.compile(r"[.!?…][\"'”’»)\]_*]*$|[”»\"]$")
_SURE = (headings.PART, headings.CHAPTER, headings.NUMBER, headings.CAPITALS)


def page_breaks(view: str) -> tuple[list[Repair], list[tuple[Span, Apart]]]:
    """Repairs by which a paragraph goes on over a page, and the lines of pages between paragraphs."""
    if not _may_have_pages(view):
        return [], []
    lines = split_lines(view)
    found = page_lines(view, lines)
    if not found and "\f" not in view:
        return [], []
    of_pages = np.zeros(len(lines), np.bool_)
    of_pages[list(found)] = True
    layout = measure(lines.where(~of_pages))
    repairs: list[Repair] = []
    apart: list[tuple[Span, Apart]] = []
    last: Line | None = None
    between: list[tuple[Span, Apart]] = []
    for at, line in enumerate(lines):
        if at in found:
            between.append(((line.start, line.end), Apart.PAGE_NUMBER if found[at] else Apart.RUNNING_HEAD))
            continue
        paged = between or (last is not None and "\f" in view[last.end : line.start])
        if last is not None and paged and _goes_on(view, last, line, layout):
            repairs.append(_join(view, last, line, layout, between))
        else:
            apart += between
        between, last = [], line
    return repairs, apart + between


def _may_have_pages(view: str) -> bool:
    """Three lines with a number at one end, short as a page's are, or the end of a page itself."""
    if "\f" in view:
        return True
    numbered = 0
    for _, line in lines_of(view):
        if len(line) < 200:
            words = line.strip()
            if words and len(words) <= 100 and (words[0].isdigit() or _DIGIT.search(words, len(words) - 8)):
                numbered += 1
                if numbered == 3:
                    return True
    return False


def _goes_on(view: str, last: Line, line: Line, layout: Layout) -> bool:
    """Whether the paragraph of the last line of a page goes on in the first of the next."""
    before, after = view[last.start : last.end], view[line.start : line.end]
    if is_scene_break(before) or is_scene_break(after):
        return False
    if layout.indented:
        if line.indent > layout.margin:
            return False
        short = layout.width and last.width < 0.8 * layout.width
        return not (short and _ENDED.search(before)) and headings.rank(after) not in _SURE
    return parts_sentence(view, last, line, layout)


def _join(view: str, last: Line, line: Line, layout: Layout, between: list[tuple[Span, Apart]]) -> Repair:
    """Take out all between two lines but one line end, or a space where a line is a paragraph."""
    numbered = any(kind is Apart.PAGE_NUMBER for _, kind in between) or not between
    kind = RepairKind.PAGE_NUMBER if numbered else RepairKind.RUNNING_HEAD
    if not layout.width:
        return Repair(last.end, line.start, " ", kind)
    first = _LINE_END.search(view, last.end, line.start)
    start = first.end() if first and first[0] != "\f" else last.end
    ends = [match.end() for match in _LINE_END.finditer(view, start, line.start)]
    end = ends[-1] if ends else line.start
    return Repair(start, end, "" if start > last.end else "\n", kind)
