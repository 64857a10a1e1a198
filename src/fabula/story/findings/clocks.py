"""Clock times that run backwards within one stretch of a day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from fabula.lang.en.contradictions import NEXT_DAY, NOT_SO
from fabula.story.findings.candidates import Candidate, candidate
from fabula.story.findings.material import Material
from fabula.types import FindingKind, Span, TimeExpression, When

_CLOCK: Final = re.compile(r"T(\d\d):(\d\d)")
_NEAR: Final = 6000
"""Code points between two clock times that may be of one day."""
_BACK: Final = (5, 240)
"""Minutes that a clock runs back: more is the next day, or the other half of it."""
_DAY: Final = 12 * 60
_OPENS: Final = re.compile(r"(?:^|[.!?…”\"]\s+|\n\s*)(?:At |It was |By )?$")


def clocks(material: Material) -> Iterator[Candidate]:
    """Findings about clock times that the narrator tells one after the other."""
    told = [
        (minutes, own)
        for own in material.story.times
        if (minutes := _minutes(own)) is not None and _is_now(material, own)
    ]
    for (before, first), (after, second) in pairwise(told):
        back = (before - after) % _DAY
        if not _BACK[0] <= back <= _BACK[1] or second.start - first.end > _NEAR:
            continue
        spans: list[Span] = [(first.start, first.end), (second.start, second.end)]
        signs = []
        if _is_another_day(material, first.end, second.start):
            signs.append("explained")
        message = (
            f"It is “{material.reads(spans[0])}” before and “{material.reads(spans[1])}” after: "
            "time runs backwards."
        )
        yield candidate(FindingKind.TIME, message, spans, None, *signs)


def _minutes(own: TimeExpression) -> int | None:
    found = _CLOCK.search(own.value)
    return None if found is None else (60 * int(found[1]) + int(found[2])) % _DAY


def _is_now(material: Material, own: TimeExpression) -> bool:
    """Whether it is the narrator's, and opens a sentence: when something happens, not till when."""
    before = material.content[max(0, own.start - 20) : own.start]
    return not own.spoken and _OPENS.search(before) is not None


def _is_another_day(material: Material, first: int, second: int) -> bool:
    words = material.narrated(first, second)
    scenes = [scene for scene in material.story.scenes if scene.start < second + 1 and scene.start > first]
    return (
        not words.isdisjoint(NEXT_DAY)
        or material.is_explained([(first, first), (second, second)], NOT_SO)
        or any(scene.when is When.EARLIER for scene in scenes)
    )
