"""Days, parts of them, weekdays, months, seasons, feasts and years."""

from __future__ import annotations

import re
from typing import Final

from fabula.lang.en import times as known
from fabula.story.times.expression import DAY, Expression, Kind, signed
from fabula.story.times.phrases import Phrases, ordinal, year

_ISO: Final = re.compile(r"[12][0-9]{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])")
"""A date as ISO 8601 writes it."""
_LEADS: Final = frozenset("in of since until till by early late last next every during for".split())  # noqa: SIM905
"""Words before a month or a season whose name is another word too."""
_YEAR_LEADS: Final = frozenset(
    (  # noqa: SIM905
        "in of since until till by year about from after before to around early late during summer spring "
        "autumn winter"
    ).split()
)
_LONG: Final = frozenset("during through over before after until till at".split())  # noqa: SIM905
"""Prepositions after which a meal may have an article."""
_GROWING: Final = frozenset("getting growing".split())  # noqa: SIM905
TIMES: Final = frozenset(
    {
        *known.PARTS_OF_DAY,
        *known.UNITS,
        *(f"{unit}s" for unit in known.UNITS),
        *known.WEEKDAYS,
        *known.SEASONS,
    }
    | {"eve", "time", "holidays"}
)
"""Nouns of time that another noun of time may belong to: a November day."""


def part(p: Phrases, k: int) -> Expression | None:
    """Such as "that evening", "midnight", "the morning after", "every night"."""
    word = p.word(k)
    if (p.word(k - 1) == "good" and p.word(k - 2) not in known.DETERMINERS) or p.is_owned(k, TIMES):
        return None
    if word == "eve" and (p.is_capital(k) or p.word(k - 1) != "the"):
        return None
    hour = known.PARTS_OF_DAY.get(word) or known.PARTS_OF_DAY[word.removesuffix("s")]
    own = p.before(k)
    if own.is_set or word.endswith("s"):
        kind = Kind.LENGTH if own.number else Kind.SET
        return Expression(own.first, k + 1, kind, f"P{own.number:g}D" if own.number else "", hour)
    step, end = own.step, k + 1
    if own.is_definite and p.word(end) in ("before", "after") and "next" not in own.words:
        step, end = (-1 if p.word(end) == "before" else 1), end + 1
    if step:
        return Expression(own.first, end, Kind.SHIFT, signed("P1D", step), hour, step * DAY)
    said = bool({"that", "this", "same"} & set(own.words))
    return Expression(own.first, end, Kind.PART, "", hour, 0.0 if said else None)


def weekday(p: Phrases, k: int) -> Expression | None:
    """Such as "Thursday", "last Monday", "the fourteenth Thursday"."""
    word = p.word(k)
    if not p.is_capital(k) or p.is_owned(k, TIMES):
        return None
    day = known.WEEKDAYS.get(word) or known.WEEKDAYS[word.removesuffix("s")]
    own = p.before(k)
    if word.endswith("s") or own.is_set:
        return Expression(own.first, k + 1, Kind.SET, f"XXXX-WXX-{day}")
    return Expression(own.first, k + 1, Kind.DATE, f"XXXX-WXX-{day}", "", own.step * 7 * DAY or None)


def month(p: Phrases, k: int) -> Expression | None:
    """Such as "the 14th of June, 1815", "June 18th", "early November", "in May"."""
    word = p.word(k)
    if not p.is_capital(k) or p.is_owned(k, TIMES):
        return None
    first, end, day = _day_of_month(p, k)
    said_after = bool(year(p.word(k + 1)))
    if not day and word in known.DOUBTFUL_MONTHS and p.word(k - 1) not in _LEADS and not said_after:
        return None
    after = end + (p.word(end) in (",", "of"))
    said = year(p.word(after))
    end = after + 1 if said else end
    value = f"{said or 'XXXX'}-{known.MONTHS[word]:02d}" + (f"-{day:02d}" if day else "")
    own = p.before(first)
    shift = own.step * 365 * DAY if first == k else 0.0
    return Expression(first if day else own.first, end, Kind.DATE, value, "", shift or None)


def _day_of_month(p: Phrases, k: int) -> tuple[int, int, int]:
    """From where to where a month reaches with its day, and the day; 0 without one."""
    before = k - 1 - (p.word(k - 1) == "of")
    before -= p.word(before) == "day"
    day = _day_number(p.word(before))
    if day:
        return before - (p.word(before - 1) == "the"), k + 1, day
    after = k + 1 + (p.word(k + 1) == ".")
    after += p.word(after) == "the"
    day = _day_number(p.word(after))
    return (k, after + 1, day) if day and p.upos(after + 1) != "NOUN" else (k, k + 1, 0)


def _day_number(word: str) -> int:
    """The day of a month that a word is, or 0."""
    day = int(word) if word.isdecimal() and len(word) <= 2 else ordinal(word)
    return day if 1 <= day <= 31 else 0


def season(p: Phrases, k: int) -> Expression | None:
    """Such as "that winter", "in the spring", "midsummer"."""
    word, own = p.word(k), p.before(k)
    if p.is_owned(k, TIMES):
        return None
    if word.removesuffix("s") == "spring":
        said = {"that", "this", "one", "early", "late", "every", *known.NEXT, *known.LAST} & set(own.words)
        if p.upos(k) not in ("NOUN", "PROPN", "X") or not (said or p.word(own.first - 1) in _LEADS):
            return None
    value = "XXXX-" + (known.SEASONS.get(word) or known.SEASONS[word.removesuffix("s")])
    if word.endswith("s") or own.is_set:
        return Expression(own.first, k + 1, Kind.LENGTH if own.number else Kind.SET, value)
    return Expression(own.first, k + 1, Kind.DATE, value, "", own.step * 365 * DAY or None)


def feast(p: Phrases, k: int) -> Expression | None:
    """Such as "Christmas Eve", "Michaelmas", "the New Year"."""
    for size in (4, 3, 2, 1):
        name = " ".join(p.word(k + j) for j in range(size)).replace(" 's", "'s")
        if name in known.FEASTS and p.is_capital(k) and not p.is_owned(k + size - 1, TIMES):
            own = p.before(k)
            return Expression(own.first, k + size, Kind.SET if own.is_set else Kind.DATE, known.FEASTS[name])
    return None


def meal(p: Phrases, k: int) -> Expression | None:
    """Such as "after breakfast", "all through dinner"."""
    first = k
    while p.word(first - 1) in known.DETERMINERS:
        first -= 1
    lead, hour = p.word(first - 1), known.MEALS[p.word(k)]
    if lead == "of" and p.word(first - 2) in ("end", "middle", "course", "beginning", "close"):
        return Expression(first - 2 - (p.word(first - 3) == "the"), k + 1, Kind.PART, "", hour)
    if lead not in known.BY_MEALS or (first < k and lead not in _LONG) or p.upos(k) == "VERB":
        return None
    if p.is_owned(k, TIMES) or (lead in ("at", "by", "through") and not hour):
        return None
    return Expression(first - 1, k + 1, Kind.PART, "", hour)


def today(p: Phrases, k: int) -> Expression | None:
    """Such as "tomorrow", "the day before yesterday", "on the morrow"."""
    day, hour, step = known.TODAY[p.word(k)]
    first = k - (p.word(k - 1) == "the")
    if p.word(k - 2) == "day" and p.word(k - 1) in ("before", "after") and step:
        first, day, step = k - 2 - (p.word(k - 3) == "the"), signed("P2D", step), step * 2
    kind = Kind.SHIFT if step else Kind.PART if hour else Kind.DATE
    return Expression(first, k + 1, kind, day, hour, step * DAY)


def darkness(p: Phrases, k: int) -> Expression | None:
    """Such as "it was quite dark now", "it was getting light"; ``k`` is *dark* or *light*."""
    first = k
    while p.word(first - 1) in _GROWING | known.ABOUT:
        first -= 1
    if p.word(first - 1) in ("was", "is", "'s", "grew", "got") and p.word(first - 2) == "it":
        if p.word(k) == "dark":
            return Expression(first, k + 1, Kind.PART, "", "TEV" if p.word(first) in _GROWING else "TNI")
        if p.word(first) in _GROWING:
            return Expression(first, k + 1, Kind.PART, "", "TMO")
    return None


def figures(p: Phrases, k: int) -> Expression | None:
    """Such as "1999-06-12", "the 1870s", "in 1815"."""
    word, lead = p.word(k), p.word(k - 1)
    if _ISO.fullmatch(word):
        return Expression(k, k + 1, Kind.DATE, word)
    if len(word) == 5 and word[:4].isdecimal() and word.endswith("0s"):
        return Expression(k - (lead == "the"), k + 1, Kind.DATE, word[:3])
    if year(word) and lead in _YEAR_LEADS and p.upos(k + 1) != "NOUN" and p.word(k + 1) != "hours":
        first = k - 2 if (p.word(k - 2), lead) == ("the", "year") else k
        return Expression(first, k + 1, Kind.DATE, word)
    return None
