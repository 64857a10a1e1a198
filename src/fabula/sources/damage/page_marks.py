"""Numbers of pages in brackets among the words: "the door [Pg 12] was shut", "can[Page 8]dle"."""

from __future__ import annotations

import re

from fabula.sources.damage.search import places
from fabula.types import Apart, Repair, RepairKind, Span

_MARK = re.compile(r"\[(?:pages?|pgs?\.?|p\.)\s?(?:\d{1,4}|[ivxlc]{1,7})\]", re.IGNORECASE)
_SPACE = " \t\u00a0"
_NEAR = 80
_BEFORE = re.compile(r"\n[ \t\r]*\n[ \t]*\Z|\A[ \t\r\n]*\Z")
_AFTER = re.compile(r"[ \t]*(?:\r?\n[ \t\r]*\n|[ \t\r\n]*\Z)")


def page_marks(view: str) -> tuple[list[Repair], list[tuple[Span, Apart]]]:
    """The marks between words, which a reader passes over, and those that are a paragraph of their own."""
    repairs: list[Repair] = []
    apart: list[tuple[Span, Apart]] = []
    for at in places(view, "["):
        match = _MARK.match(view, at)
        if match is None:
            continue
        start, end = match.span()
        before, after = view[max(0, start - _NEAR) : start], view[end : end + _NEAR]
        if _BEFORE.search(before) and _AFTER.match(after):
            apart.append((match.span(), Apart.PAGE_NUMBER))
            continue
        if before[-1:] in tuple(_SPACE) and (not after or after[0] in "\r\n"):
            start -= len(before) - len(before.rstrip(_SPACE))
        elif not before or before[-1].isspace():
            end += len(after) - len(after.lstrip(_SPACE))
            if before[-1:] == "\n" and view[end : end + 1] == "\n":
                end += 1  # a line of a wrapped paragraph
        repairs.append(Repair(start, end, "", RepairKind.PAGE_NUMBER))
    return repairs, apart
