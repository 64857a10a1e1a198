"""Weather and light that cannot be at one time: a cloudless sky, and then the drizzle."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from itertools import groupby, pairwise
from typing import Final

from fabula.lang.en.contradictions import AS_IF, NOT_SO
from fabula.lang.en.weather import CHANGED_WEATHER, WEATHER
from fabula.story.findings.candidates import Candidate, candidate
from fabula.story.findings.material import Material
from fabula.types import FindingKind, Span

_NEAR: Final = 12_000
_PATTERNS: Final = tuple(
    (matter, value, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for matter, value, words in WEATHER
)


def weather(material: Material) -> Iterator[Candidate]:
    """Findings about the weather."""
    told: list[tuple[str, str, Span]] = []
    for matter, value, pattern in _PATTERNS:
        for found in pattern.finditer(material.content):
            before = material.words(found.start() - 15, found.start())
            if before.isdisjoint(AS_IF | {"no", "as", "a"} - {"a"}):
                told.append((matter, value, found.span()))
    told.sort()
    for matter, group in groupby(sorted(told, key=lambda own: (own[0], own[2])), key=lambda own: own[0]):
        every = list(group)
        for (_, a, first), (_, b, second) in pairwise(every):
            if a != b and second[0] - first[1] < _NEAR and second[0] > first[1]:
                yield _candidate(material, matter, every, first, second)


def _candidate(
    material: Material, matter: str, every: list[tuple[str, str, Span]], first: Span, second: Span
) -> Candidate:
    spans = [first, second]
    signs = [matter, *("said by a character" for span in spans if material.is_spoken(span[0]))]
    if material.is_explained(spans, NOT_SO, 100):
        signs.append("explained")
    between = material.words(first[1], second[0]) if second[0] - first[1] < 1500 else frozenset()
    near = material.words(first[1], first[1] + 150) | material.words(second[0] - 150, second[1] + 60)
    if between & CHANGED_WEATHER:
        signs.append("may have changed")
    if near & CHANGED_WEATHER:
        signs.append("changed")
    if material.in_one_scene(first[0], second[0]):
        signs.append("same scene")
    message = f"“{_sentence(material, first)}” and “{_sentence(material, second)}” do not go together."
    around = sum(abs(span[0] - second[0]) < _NEAR for _, _, span in every)
    return candidate(
        FindingKind.WEATHER,
        message,
        spans,
        None,
        *signs,
        far=math.log(1 + (second[0] - first[1]) / 500),
        often=math.log(around),
    )


def _sentence(material: Material, span: Span, reach: int = 40) -> str:
    """Some words with those right beside them."""
    start = max(material.content.rfind(" ", 0, max(0, span[0] - reach)), 0)
    end = material.content.find(" ", span[1] + reach)
    return material.reads((start, end if end >= 0 else span[1]))
