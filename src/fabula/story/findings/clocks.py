"""Clock times that run backwards within one stretch of a day."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from fabula.lang.en.contradictions import NEXT_DAY, NOT_SO, NUMBERS, OTHER_DAY
from fabula.story.findings.candidates import Candidate, candidate
from fabula.story.findings.material import Material
from fabula.types import FindingKind, Span, TimeExpression, When

_CLOCK: Final = re.compile(r"T(\d\d):(\d\d)")
_NEAR: Final = 15_000
"""Code points between two clock times that may be of one day."""
_BACK: Final = (5, 240)
"""Minutes that a clock runs back: more is the next day, or the other half of it."""
_LOOSE: Final = 30
"""Minutes by which an hour that is only nearly told may be another: "nearly eight" is ten to eight."""
_DAY: Final = 12 * 60
_ABOUT: Final = (
    r"(?:now|just|only|nearly|almost|about|already|barely|past|after|before|gone|getting on for|"
    r"close (?:on|to)|going on|coming up to|towards?|not quite|exactly|precisely|still) "
)
_OPENS: Final = re.compile(rf"(?:^|[.!?…”\"]\s+|\n\s*)(?:(?:At|It was|By) (?:{_ABOUT})*)?$")
_IT_IS: Final = re.compile(
    rf"\b(?:it|time)(?: was| is|[’']s|[’']d gone)(?: gone)? (?:{_ABOUT})*$", re.IGNORECASE
)
_STRUCK: Final = re.compile(
    r"\bclocks? (?:\w+ ){0,4}?(?:struck|chimed|strike|chime|said|showed|read|striking|chiming|told|stood at|"
    r"pointed to) $",
    re.IGNORECASE,
)
_HOURS: Final = "|".join(word for word, value in NUMBERS.items() if 1 <= value <= 12)
_BARE: Final = re.compile(
    rf"\b(?:it|time) (?:was|is) (?:getting on for|close on|going on|just gone|nearly|almost|gone|past) "
    rf"(?P<hour>{_HOURS})(?=[.,;!])|\bclocks? (?:\w+ )?(?:struck|chimed) (?P<struck>{_HOURS})"
    r"(?=[.,;!]| (?:and|as|when|while|before|from|in)\b)",
    re.IGNORECASE,
)
"""An hour that stands alone, where nothing else may be counted."""
_NEARLY: Final = re.compile(
    r"\b(?:nearly|almost|about|before|getting on for|close (?:on|to)|going on|"
    r"coming up to|towards?|not quite)\s+$",
    re.IGNORECASE,
)
_ANSWER: Final = (re.compile(r"[“\"‘'—]\s*$"), re.compile(r"\s*[.,!?]?[”\"’']"))


@dataclass(frozen=True, slots=True)
class _Now:
    """A clock time that is the time of what is told, and how that is known."""

    minutes: int
    span: Span
    how: str
    spoken: bool


def clocks(material: Material) -> Iterator[Candidate]:
    """Findings about clock times that are told one after the other."""
    told = sorted(_told(material), key=lambda own: own.span)
    for first, second in pairwise(told):
        back = (first.minutes - second.minutes) % _DAY
        apart = second.span[0] - first.span[1]
        least = _LOOSE if any(_is_loose(material, own) for own in (first, second)) else _BACK[0]
        if not least <= back <= _BACK[1] or not 0 <= apart <= _NEAR:
            continue
        spans = [first.span, second.span]
        signs = [first.how, second.how]
        signs += ["said by a character" for own in (first, second) if own.spoken]
        signs += _other_day(material, first, second)
        if material.in_one_scene(first.span[0], second.span[0]):
            signs.append("same scene")
        message = (
            f"It is “{material.reads(spans[0])}” before and “{material.reads(spans[1])}” after: "
            "time runs backwards."
        )
        yield candidate(FindingKind.TIME, message, spans, None, *signs, far=math.log(1 + apart / 300))


def _told(material: Material) -> Iterator[_Now]:
    seen: set[int] = set()
    for own in material.story.times:
        minutes = _minutes(own)
        how = None if minutes is None else _how(material, own)
        if minutes is not None and how is not None:
            seen.add(own.start)
            yield _Now(minutes, (own.start, own.end), how, own.spoken)
    for found in _BARE.finditer(material.content):
        word = "hour" if found["hour"] else "struck"
        if found.start(word) not in seen:
            minutes = 60 * NUMBERS[found[word].lower()] % _DAY
            how = "it is so late" if word == "hour" else "a clock strikes"
            yield _Now(minutes, found.span(word), how, material.is_spoken(found.start()))


def _is_loose(material: Material, own: _Now) -> bool:
    """Whether it may be somewhat earlier or later than is told."""
    start = own.span[0]
    return _NEARLY.search(material.content[max(0, start - 20) : start]) is not None


def _minutes(own: TimeExpression) -> int | None:
    found = _CLOCK.search(own.value)
    return None if found is None else (60 * int(found[1]) + int(found[2])) % _DAY


def _how(material: Material, own: TimeExpression) -> str | None:
    """How it is known that it is so late where it is told; none if it may be another time."""
    before = material.content[max(0, own.start - 40) : own.start]
    if _STRUCK.search(before):
        return "a clock strikes"
    if _IT_IS.search(before):
        return "it is so late"
    if own.spoken:
        is_answer = _ANSWER[0].search(before) and _ANSWER[1].match(material.content, own.end)
        return "an answer" if is_answer else None
    return "opens a sentence" if _OPENS.search(before) else None


def _other_day(material: Material, first: _Now, second: _Now) -> list[str]:
    """What tells that the second is of another day, or lies further back."""
    start, end = first.span[1], second.span[0]
    words = material.narrated(start, end)
    scenes = [scene for scene in material.story.scenes if start < scene.start <= end]
    spans = [(start, start), (end, end)]
    if (
        not words.isdisjoint(OTHER_DAY)
        or material.is_explained(spans, NOT_SO)
        or any(scene.when is When.EARLIER for scene in scenes)
    ):
        return ["explained"]
    return ["perhaps another day"] * (not words.isdisjoint(NEXT_DAY))
