"""Marks of emphasis in plain text: ``_italics_``, ``*italics*``, ``/italics/``, ``**bold**``, ``<i>``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeAlias

from fabula.sources.damage.search import places, runs
from fabula.types import Emphasis, EmphasisKind, Repair, RepairKind, Span

_BLANK = re.compile(r"\n[ \t\r]*\n")
_SLASHED = re.compile(
    r"(?<![\w/.:<])/(?=[^\W\d_]|[“\"‘'])(?P<words>[^/\n<>]{1,60}?)(?<=[\w.,!?…”\"’'])/(?![\w/])"
)
_TAGGED = re.compile(
    r"<(?P<tag>i|em|b|strong|u)>(?P<words>(?:(?!\n[ \t\r]*\n)[^<]){1,2000})</(?P=tag)>", re.IGNORECASE
)
_Pair: TypeAlias = tuple[Span, Span, tuple[EmphasisKind, ...]]
_FARTHEST = 2000
_FEW = 3
_INSIDE = 15
_ITALIC, _BOLD = (EmphasisKind.ITALIC,), (EmphasisKind.BOLD,)
_KINDS = {1: _ITALIC, 2: _BOLD, 3: _ITALIC + _BOLD}


def emphasis(view: str) -> tuple[list[Repair], list[Emphasis]]:
    """The marks, which read as nothing, and what they enclose."""
    found: list[_Pair] = []
    for sign in "_*":
        found += _paired(view, sign)
    if "/" in view:
        slashed = list(_slashed(view))
        if len(slashed) > 1:
            found += [((m.start(), m.start() + 1), (m.end() - 1, m.end()), _ITALIC) for m in slashed]
        found += _tagged(view)
    found.sort()
    repairs: list[Repair] = []
    spans: list[Emphasis] = []
    for before, after, kinds in found:
        repairs += Repair(*before, "", RepairKind.EMPHASIS_MARK), Repair(*after, "", RepairKind.EMPHASIS_MARK)
        spans += (Emphasis(kind, before[1], after[0]) for kind in kinds)
    return sorted(repairs, key=lambda repair: repair.start), spans


def _slashed(view: str) -> Iterator[re.Match[str]]:
    end = 0
    for at in places(view, "/"):
        match = _SLASHED.match(view, at) if at >= end else None
        if match:
            end = match.end()
            yield match


def _tagged(view: str) -> Iterator[_Pair]:
    if "</" in view:
        for match in _TAGGED.finditer(view):
            kinds = _BOLD if match["tag"].casefold() in ("b", "strong") else _ITALIC
            yield (match.start(), match.start("words")), (match.end("words"), match.end()), kinds


def _paired(view: str, sign: str) -> list[_Pair]:
    """Marks one of which opens at the head of a word, and the next of which closes at the end of one."""
    marks = list(runs(view, sign))
    found: list[_Pair] = []
    inner: list[_Pair] = []
    at = 0
    while at + 1 < len(marks):
        one, other = marks[at], marks[at + 1]
        if not _encloses(view, one, other):
            at += 1
            continue
        pair = (one, other, _KINDS[one[1] - one[0]])
        outer = _alnum(view, one[0] - 1), _alnum(view, other[1])
        if not any(outer):
            found.append(pair)
        elif (
            sign == "_"
            and one[1] - one[0] == 1
            and view[one[1] : other[0]].isalpha()
            and other[0] - one[1] <= _INSIDE
        ):
            (inner if all(outer) else found).append(pair)
        else:
            at += 1
            continue
        at += 2
    # A part of a word is emphasised by those who emphasise words; else it is a name with underscores.
    return found + inner if len(found) >= _FEW else found


def _encloses(view: str, one: Span, other: Span) -> bool:
    length = one[1] - one[0]
    words = view[one[1] : other[0]]
    return (
        length == other[1] - other[0]
        and length in _KINDS
        and len(words) <= _FARTHEST
        and words != ""
        and not words[0].isspace()
        and not words[-1].isspace()
        and any(map(str.isalnum, words))
        and not _BLANK.search(words)
    )


def _alnum(view: str, at: int) -> bool:
    return 0 <= at < len(view) and view[at].isalnum()
