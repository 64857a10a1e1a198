"""Days, seasons and parts of the day that run backwards: at dinner, and then at breakfast that morning."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from fabula.lang.en.contradictions import NEXT_DAY, NOT_SO
from fabula.lang.en.times import MONTHS
from fabula.story.findings.candidates import Candidate, candidate
from fabula.story.findings.material import Material
from fabula.types import FindingKind, TimeExpression, When

_NEAR: Final = 9000
_PARTS: Final[dict[str, tuple[float, float]]] = {
    "TMO": (5, 12),
    "TMI": (11.5, 13),
    "TAF": (12, 18),
    "TEV": (17, 23),
    "TNI": (20, 28),
}
_CLOCK: Final = re.compile(r"T(\d\d):(\d\d)")
_MONTH: Final = re.compile(r"^(?:\d{4}|XXXX)-(\d\d)\b")
_WEEKDAY: Final = re.compile(r"^XXXX-WXX-(\d)")
_SEASONS: Final = {"SP": 4, "SU": 7, "FA": 10, "AU": 10, "WI": 1}
_SEASON: Final = re.compile(r"^(?:\d{4}|XXXX)-(SP|SU|FA|AU|WI)\b")
_MEALS: Final = {"breakfast": (6.0, 11.0), "supper": (18.0, 24.0)}
_DEICTIC: Final = re.compile(r"\b(?:that|this|same)\s+(?:very\s+)?$|\bto[- ]?$", re.IGNORECASE)
_SAID_OF_DAY: Final = re.compile(
    r"\b(?:it|this|that|to-?day)\b[^.;!?]{0,20}$|\b(?:was|is|being)\s+(?:an?\s+)?$", re.IGNORECASE
)
"""What stands before the name of a day that is the day of what is told."""
_HABIT: Final = re.compile(
    r"\b(?:every|each|one|some|any|another|a|of|or|all|many|by|like|until|till|for|from|between|since|"
    r"before|next|following|yesterday|last|tomorrow|other)\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)


def daytimes(material: Material) -> Iterator[Candidate]:
    """Findings about the parts of a day, the days of a week and the seasons of a year."""
    told = list(material.story.times)
    yield from _pairs(material, [(h, own) for own in told if (h := _hours(material, own))], "part of the day")
    yield from _pairs(material, [(m, own) for own in told if (m := _month(own))], "season")
    days = [(d, own) for own in told if (d := _weekday(own)) and _is_said_of_the_day(material, own)]
    yield from _pairs(material, days, "weekday")


def _is_said_of_the_day(material: Material, own: TimeExpression) -> bool:
    """Whether it is told that it is that day, and not that something is on it."""
    return _SAID_OF_DAY.search(material.content[max(0, own.start - 40) : own.start]) is not None


def _pairs(
    material: Material, told: list[tuple[tuple[float, float], TimeExpression]], what: str
) -> Iterator[Candidate]:
    for (before, first), (after, second) in pairwise(told):
        if second.start - first.end > _NEAR or not _is_back(what, before, after):
            continue
        spans = [(first.start, first.end), (second.start, second.end)]
        between = material.narrated(first.end, second.start)
        signs = [what, *("said by a character" for own in (first, second) if own.spoken)]
        if between & NEXT_DAY:
            signs.append("another day")
        if material.is_explained(spans, NOT_SO, 60):
            signs.append("explained")
        for name, own in (("first", first), ("second", second)):
            if _HABIT.search(material.content[max(0, own.start - 30) : own.start]) or re.match(
                r"(?:every|each|next|another|one|some|any|a|last|yesterday|tomorrow|the next|"
                r"the following|all)\b",
                material.content[own.start : own.end].lower(),
            ):
                signs.append(f"{name} of any day")
            if re.match(
                r"(?:that|this|the same)\b", material.content[own.start : own.end].lower()
            ) or _DEICTIC.search(material.content[max(0, own.start - 30) : own.start]):
                signs.append(f"{name} of that day")
            if _CLOCK.search(own.value):
                signs.append(f"{name} by the clock")
            if own.value.startswith(("+", "-")):
                signs.append(f"{name} counted on")
        a, b = material.scene_at(first.start), material.scene_at(second.start)
        if a is not None and b is not None:
            signs += ["same scene"] if a.id == b.id else []
            signs += ["goes back"] if b.when is When.EARLIER and a.id != b.id else []
            signs += ["goes on"] if b.when is When.LATER and a.id != b.id else []
        message = (
            f"“{material.phrase(spans[0])}” and then “{material.phrase(spans[1])}”: time does not run so."
        )
        yield candidate(
            FindingKind.TIME, message, spans, None, *signs, far=math.log(1 + (second.start - first.end) / 300)
        )


def _is_back(what: str, before: tuple[float, float], after: tuple[float, float]) -> bool:
    if what == "part of the day":
        return after[1] <= before[0] and after != before
    if what == "season":
        apart = abs(before[0] - after[0]) % 12
        return min(apart, 12 - apart) >= 3
    return before != after


def _hours(material: Material, own: TimeExpression) -> tuple[float, float] | None:
    found = _CLOCK.search(own.value)
    if found:
        hour = int(found[1]) + int(found[2]) / 60
        return (hour, hour) if hour > 12.99 else None
    for part, hours in _PARTS.items():
        if own.value.endswith(part):
            return hours
    words = material.content[own.start : own.end].lower()
    return next((hours for meal, hours in _MEALS.items() if meal in words), None)


def _month(own: TimeExpression) -> tuple[float, float] | None:
    if found := _SEASON.search(own.value):
        return float(_SEASONS[found[1]]), 0.0
    found = _MONTH.search(own.value)
    return (float(int(found[1])), 0.0) if found and 1 <= int(found[1]) <= len(MONTHS) else None


def _weekday(own: TimeExpression) -> tuple[float, float] | None:
    found = _WEEKDAY.search(own.value)
    return (float(found[1]), 0.0) if found else None
