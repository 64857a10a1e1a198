"""An expression of time as the story layer works with it: its tokens, how it tells a time, and its value."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import Final

DAY: Final = 86400.0
"""Seconds of a day."""
_DATED: Final = re.compile(r"-\d\d-\d\d|WXX-\d|T\d\d:")
_DATE: Final = re.compile(r"(?P<year>XXXX|\d{4})-(?P<month>\d\d)-(?P<day>\d\d)")
_DAYS: Final = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)
"""Days of a year before each month."""
_YEAR: Final = 365


class Kind(str, Enum):
    """How an expression tells a time."""

    CLOCK = "clock time"
    PART = "part of the day"
    DATE = "date"
    SHIFT = "shift"
    LENGTH = "length"
    AGE = "age"
    SET = "set"
    SAME = "same time"
    VAGUE = "vague"


@dataclass(frozen=True, slots=True)
class Expression:
    """Some tokens that tell a time (end exclusive): the value of the day, and that of the hour in it.

    ``seconds`` is about how far it leads on from the time told of (back, if negative); None where it does
    not say.
    """

    first: int
    end: int
    kind: Kind
    day: str = ""
    hour: str = ""
    seconds: float | None = None
    spoken: bool = False

    @property
    def value(self) -> str:
        """Both together."""
        return self.day + self.hour

    @property
    def is_dated(self) -> bool:
        """Whether it is a weekday, a day of a month or an hour by the clock, as stands over letters."""
        return self.kind in (Kind.DATE, Kind.CLOCK) and bool(_DATED.search(self.value))

    @property
    def date(self) -> tuple[int, int] | None:
        """The year (0 for one that is not told) and the day in it; None where no such day is told."""
        day = _DATE.fullmatch(self.day)
        if day is None:
            return None
        year = 0 if day["year"] == "XXXX" else int(day["year"])
        return year, _DAYS[int(day["month"]) - 1] + int(day["day"])


def between(one: Expression, two: Expression) -> float | None:
    """The seconds from the date of one to that of another, None where they have none to compare.

    Without years it is the shorter way round: from December to January a year begins.
    """
    left, right = one.date, two.date
    if left is None or right is None:
        return None
    days = right[1] - left[1]
    if left[0] and right[0]:
        return DAY * (days + _YEAR * (right[0] - left[0]))
    return DAY * (days - _YEAR * round(days / _YEAR))


def signed(size: str, way: int) -> str:
    """A length of time that leads on (1) or back (-1)."""
    return ("+" if way > 0 else "-") + size


def together(one: Expression, two: Expression) -> Expression | None:
    """Two expressions side by side as one, if one tells the day and the other the hour of it."""
    kinds = {one.kind, two.kind}
    if kinds & {Kind.LENGTH, Kind.AGE, Kind.SAME, Kind.VAGUE}:
        return None
    if (one.day and two.day) or not (one.hour or two.hour):
        return None
    hours = [own.hour for own in (one, two) if own.hour]
    if len(hours) == 2:
        clocks = [hour for hour in hours if ":" in hour]
        if len(clocks) != 1:
            return None
        hours = [_in_part(clocks[0], hours[1 - hours.index(clocks[0])])]
    shift = next((own.seconds for own in (one, two) if own.seconds is not None), None)
    dated = one if one.day else two
    kind = Kind.SET if Kind.SET in kinds else dated.kind if dated.day else Kind.CLOCK
    return Expression(one.first, two.end, kind, dated.day, hours[0], shift)


def _in_part(clock: str, part: str) -> str:
    """A clock time in a part of the day: nine in the evening is 21:00."""
    hour = int(clock[1:3])
    if hour < 12 and (part in ("TAF", "TEV") or (part == "TNI" and hour >= 6)):
        hour += 12
    elif hour == 12 and part == "TNI":
        hour = 0
    return f"T{hour:02d}{clock[3:]}"


def apart(found: list[Expression]) -> list[Expression]:
    """Expressions in order, without those that overlap a longer one."""
    kept: list[Expression] = []
    for own in sorted(found, key=lambda one: (one.first, -one.end)):
        if not kept or own.first >= kept[-1].end:
            kept.append(own)
        elif own.end - own.first > kept[-1].end - kept[-1].first:
            kept[-1] = own
    return kept
