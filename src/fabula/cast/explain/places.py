"""The words that a feature of a line rests on."""

from __future__ import annotations

from collections.abc import Sequence

from fabula.cast.explain.told import Told
from fabula.cast.speakers.lines import Line
from fabula.types import Span

_STEPS = {
    "called in the line before": -1,
    "called two lines before": -2,
    "called in the line after": 1,
    "called two lines after": 2,
    "called by the line before": -1,
}
_CALLS = frozenset(
    ["called in the line", "named in the line", "gives the name as their own", "called", "hailed"]
)
_BEFORE = {"speaks the line before": -1, "... in the next paragraph": -1, "speaks two lines before": -2}
_AFTER = {"speaks the line after": 1, "... in the next paragraph after": 1, "speaks two lines after": 2}
_OF_TAGS = frozenset(["tag, unnamed", "cannot be meant by the tag", "tag asks for this gender"])
_MOST = 2
"""Mentions shown of a feature that rests on many."""


def of_candidate(told: Told, talk: Sequence[Line], k: int, feature: str, n: int) -> tuple[Span, ...]:
    """The words that a feature of a line and of one who may speak or hear it rests on."""
    line = talk[k]
    if feature in _OF_TAGS or feature.startswith("tag: "):
        return _tag(told, line)
    if feature.removesuffix(", and silent") in _CALLS:
        return told.inside(line.number, n)
    if feature in _STEPS:
        return (
            told.inside(talk[k + _STEPS[feature]].number, n) if 0 <= k + _STEPS[feature] < len(talk) else ()
        )
    step = _BEFORE.get(feature) or _AFTER.get(feature)
    if step and 0 <= k + step < len(talk):
        return (told.quotation(talk[k + step].number),)
    return _beat(told, line, feature, n)


def _tag(told: Told, line: Line) -> tuple[Span, ...]:
    return (told.book.spans[line.mention],) if line.mention >= 0 else ()


def _beat(told: Told, line: Line, feature: str, n: int) -> tuple[Span, ...]:
    place = feature.partition(":")[0]
    first, last = line.first_block, line.last_block
    end = 1 << 60
    near = {
        "beat before": (range(first, first + 1), 0, line.start),
        "beat within": (range(first, first + 1), line.start, line.end),
        "beat after": (range(last, last + 1), line.end, end),
        "paragraph above": (range(max(0, first - 3), first), 0, line.start),
        "paragraph below": (range(last + 1, last + 2), line.end, end),
        "told of near": (range(max(0, first - 3), first + 1), 0, end),
        "told of beside it": (range(first, last + 1), 0, end),
        "told of beside it as who acts": (range(first, last + 1), 0, end),
        "told of in the paragraph above": (range(max(0, first - 3), first), 0, line.start),
        "last speaker is told of beside it": (range(first, last + 1), 0, end),
    }
    if place not in near:
        return ()
    found = told.beside(line.number, *near[place], n)
    return tuple(found[-_MOST:] if place != "beat after" else found[:_MOST])
