"""Every expression of time in a work, with its value: what the words say, never a date that is worked out.

Values are those of TIMEX3 (Pustejovsky et al. 2003, after ISO 8601), this much of it:

| words | value |
|---|---|
| a date, a month, a year, a decade, a century | ``1815-06-18``, ``XXXX-06-18``, ``1815``, ``187``, ``17`` |
| a day, week, month, year told of already | ``XXXX-XX-XX``, ``XXXX-WXX``, ``XXXX-XX``, ``XXXX`` |
| a weekday, a season, a feast | ``XXXX-WXX-4``, ``XXXX-SU``, ``XXXX-12-25`` |
| a part of the day | ``TMO``, ``TMI``, ``TAF``, ``TEV``, ``TNI``, ``TDT`` |
| a clock time, in the afternoon or evening if the words say so | ``T08:30``, ``T20:30`` |
| a length of time; of nobody says how many | ``PT10M``, ``P3Y``, ``P2W``; ``PXY``, ``PTXM``, ``PX`` |
| a time so long after the one told of, or before it | ``+PT10M``, ``+P1D``; ``-P3Y`` |
| an age | ``P9Y`` |
| now, long ago | ``PRESENT_REF``, ``PAST_REF`` |

A day and its hour stand together: ``+P1DTMO`` (the next morning), ``XXXX-WXX-3T21:00``. Signs are those of
ISO 8601-2. What comes again and again has the value of one of them. Where the words give none it is empty.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final, TypeAlias

from fabula.lang.en import times as known
from fabula.story.document import Document
from fabula.story.times import calendar, clocks, lengths, lives
from fabula.story.times.expression import Expression, Kind, apart, together
from fabula.story.times.phrases import Phrases, plain
from fabula.types import BlockKind, TimeExpression

__all__ = ["Expression", "Kind", "as_told", "expressions"]

Rule: TypeAlias = Callable[[Phrases, int], Expression | None]
"""What a word of time tells, if anything, with the words around it."""

_BESIDE: Final = frozenset(
    ((), (",",), ("in",), ("on",), ("of",), ("at",), (",", "on"), (",", "at"), (",", "in"), ("upon",))
)
"""What may stand between the day and the hour of one time."""


def _rules() -> dict[str, list[Rule]]:
    """The rules of each word that may be of time."""
    found: dict[str, list[Rule]] = {}

    def add(words: object, rule: Rule, *, plural: bool = False) -> None:
        for word in words if isinstance(words, (dict, frozenset, tuple)) else ():
            for form in (word, f"{word}s") if plural else (word,):
                found.setdefault(form, []).append(rule)

    add(known.UNITS, lengths.unit, plural=True)
    add(("while", "time"), lengths.while_)
    add(tuple(set(known.PARTS_OF_DAY) - {"night"}), calendar.part, plural=True)
    add(("night", "nights"), calendar.part)
    add(known.WEEKDAYS, calendar.weekday, plural=True)
    add(known.MONTHS, calendar.month)
    add(known.SEASONS, calendar.season, plural=True)
    add(frozenset(name.split()[0] for name in known.FEASTS) | {"new"}, calendar.feast)
    add(known.MEALS, calendar.meal)
    add(known.TODAY, calendar.today)
    add(("o'clock", "oclock"), clocks.o_clock)
    add(("past", "half-past", "half-after", "to", "after", "before"), clocks.past)
    add(("at", "by", "till", "until", "about", "towards", "after", "before", "past", "gone"), clocks.bare)
    add(("struck", "striking", "strikes", "chimed"), clocks.bare)
    add(("dark", "light"), calendar.darkness)
    add(("age", "aged"), lives.age)
    add(("when",), lives.when)
    add(lives.FIRST_WORDS, lives.phrase)
    return found


_RULES: Final[Mapping[str, Sequence[Rule]]] = _rules()
_FIGURES: Final[Sequence[Rule]] = (clocks.figures, calendar.figures)


def expressions(document: Document) -> list[Expression]:
    """All of a work, in order; none lies in another. Of headings only dates and hours: a title is none."""
    paragraphs = [(own.first, own.last, False) for own in document.paragraphs]
    found: list[Expression] = []
    for first, last, is_heading in sorted([*paragraphs, *_headings(document)]):
        every = _of_block(document, first, last)
        found += [own for own in every if own.is_dated] if is_heading else every
    return found


def _headings(document: Document) -> list[tuple[int, int, bool]]:
    """The tokens of each heading."""
    blocks = [own for own in document.text.blocks if own.kind is BlockKind.HEADING]
    return [
        (bisect_left(document.starts, own.start), bisect_left(document.starts, own.end), True)
        for own in blocks
    ]


def _of_block(document: Document, first: int, last: int) -> list[Expression]:
    """Those of some tokens: the longer of two that overlap, and a day and its hour as one."""
    content = document.text.content
    words = [plain(content[document.starts[k] : document.ends[k]]) for k in range(first, last)]
    phrases = Phrases(document, first, words)
    every: list[Expression] = []
    for k, word in enumerate(words):
        for rule in _FIGURES if word[0].isdecimal() else _RULES.get(word, ()):
            own = rule(phrases, k)
            if own is not None:
                every.append(own)
    found: list[Expression] = []
    for own in apart(every):
        both = None
        if found and tuple(words[found[-1].end : own.first]) in _BESIDE:
            both = together(found[-1], own)
        found[-1:] = [both] if both is not None else [*found[-1:], own]
    spoken = document.spoken
    return [
        replace(own, first=own.first + first, end=own.end + first, spoken=spoken[own.first + first])
        for own in found
    ]


def as_told(document: Document, own: Expression) -> TimeExpression:
    """An expression as the story keeps it."""
    return TimeExpression(document.starts[own.first], document.ends[own.end - 1], own.value, own.spoken)
