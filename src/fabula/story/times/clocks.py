"""Clock times: "nine o'clock", "half-past nine", "ten minutes to eight", "at seven", "8:30 p.m."."""

from __future__ import annotations

from typing import Final

from fabula.lang.en import times as known
from fabula.story.times.expression import Expression, Kind
from fabula.story.times.phrases import Phrases, cardinal

_HALVES: Final = frozenset("a.m. p.m. am pm a.m p.m".split())  # noqa: SIM905
_CLOCK: Final = frozenset(["o'clock", "oclock"])
_GOES_ON: Final = frozenset(
    (  # noqa: SIM905
        "in on at that this every each the next sharp and or but when till until to "
        "before after by tonight he she i they we you it there"
    ).split()
)
"""Words that may follow a bare hour: "at nine every night"."""


_BE: Final = frozenset("was is 's until till".split())  # noqa: SIM905


def o_clock(p: Phrases, k: int) -> Expression | None:
    """Such as "nine o'clock", "ten minutes to eight o'clock"."""
    n = cardinal(p.word(k - 1))
    if n is None or n > 24:
        return None
    past = _minutes(p, k - 2)
    return _at(p, k - 1, k + 1, n, 0) if past is None else _at(p, past[0], k + 1, *_moved(n, past[1]))


def past(p: Phrases, k: int) -> Expression | None:
    """Such as "half-past nine", "ten minutes to eight"; ``k`` is *past*, *to* and so on."""
    n = cardinal(p.word(k + 1))
    minutes = _minutes(p, k)
    if n is None or not 1 <= n <= 12 or minutes is None:
        return None
    end = k + 2 + (p.word(k + 2) in _CLOCK)
    return _at(p, minutes[0], end, *_moved(n, minutes[1]))


def bare(p: Phrases, k: int) -> Expression | None:
    """Such as "at nine", "by seven in the evening", "at eight thirty-two"; ``k`` is the preposition."""
    lead, first = p.word(k), k + 1
    while p.word(first) in known.ABOUT:
        first += 1
    if lead in ("after", "before", "past", "gone") and p.word(k - 1) not in _BE:
        return None
    if p.word(first) == p.word(k - 1):
        return None
    if p.word(first + 1) in ("'s", "or"):
        return None
    hour, dash, rest = p.word(first).partition("-")
    n, minute, end = cardinal(hour), cardinal(rest) if dash else cardinal(p.word(first + 1)), first + 1
    if dash and not (minute and 10 <= minute < 60):
        return None
    if minute and 10 <= minute < 60 and not hour.isdecimal():
        end += not dash
    else:
        minute = 0
    if n is None or (lead in ("about", "towards") and not minute):
        return None
    if hour.isdecimal() and len(hour) == 4:
        return _of_four(hour, first, end) if lead in ("at", "by") and p.upos(end) != "NOUN" else None
    if not 1 <= n <= 12:
        return None
    if p.word(end)[:1].isalnum() and p.word(end) not in _GOES_ON | _HALVES:
        return None
    return _at(p, first, end, n, minute)


def figures(p: Phrases, k: int) -> Expression | None:
    """Such as "8:30", "9 a.m.", "3pm", "23:52", "1800 hours"."""
    word, after = p.word(k), p.word(k + 1)
    hours, colon, minutes = word.replace(".", ":").partition(":")
    if word[-2:] in ("am", "pm") and word[:-2].isdecimal() and 1 <= int(word[:-2]) <= 12:
        return Expression(k, k + 1, Kind.CLOCK, "", f"T{_of_day(int(word[:-2]), word[-2:]):02d}:00")
    if not hours.isdecimal() or len(hours) > 4:
        return None
    if (
        len(word) == 4
        and word.isdecimal()
        and (after == "hours" or (word[0] == "0" and p.upos(k + 1) != "NOUN"))
    ):
        if after != "hours":
            return _of_four(word, k, k + 1)
        return _of_four(word, k, k + 2)
    if int(hours) > 24 or (minutes and not (minutes.isdecimal() and len(minutes) == 2 and int(minutes) < 60)):
        return None
    if after in _HALVES or (colon and minutes and ":" in word):
        return _at(p, k, k + 1, int(hours), int(minutes or 0))
    return None


def _of_four(word: str, first: int, end: int) -> Expression | None:
    """Such as "1800", as soldiers say it."""
    if int(word[:2]) > 24 or int(word[2:]) > 59:
        return None
    return Expression(first, end, Kind.CLOCK, "", f"T{word[:2]}:{word[2:]}")


def _minutes(p: Phrases, k: int) -> tuple[int, int] | None:
    """Where the minutes begin that end at ``k`` ("half past", "ten minutes to"), and how many they are."""
    word, before = p.word(k), p.word(k - 1)
    if word in ("half-past", "half-after"):
        return k, 30
    if word not in ("past", "after", "to", "before"):
        return None
    sign = 1 if word in ("past", "after") else -1
    if before == "half" and word == "past":
        return k - 1, 30
    if before == "quarter":
        return k - 1 - (p.word(k - 2) == "a"), 15 * sign
    counted = before in ("minutes", "minute")
    n = cardinal(p.word(k - 1 - counted))
    if n is None or not 1 <= n < 60 or not (counted or n % 5 == 0):
        return None
    return k - 1 - counted, n * sign


def _at(p: Phrases, first: int, end: int, hour: int, minute: int) -> Expression:
    half = p.word(end)
    if half in _HALVES:
        hour, end = _of_day(hour, half), end + 1
    return Expression(first, end, Kind.CLOCK, "", f"T{hour:02d}:{minute:02d}")


def _of_day(hour: int, half: str) -> int:
    return hour % 12 + (12 if half.startswith("p") else 0) if hour <= 12 else hour


def _moved(hour: int, minutes: int) -> tuple[int, int]:
    """An hour with minutes after it, or, below nought, before it."""
    return (hour, minutes) if minutes >= 0 else ((hour - 1) or 12, 60 + minutes)
