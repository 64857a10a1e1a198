"""Evidence of how the turn passes to a line: how it stands to the two before it, whoever speaks them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from fabula.cast.speakers.lines import Line
from fabula.cast.speakers.tags import Tag

_OPENING, _ENDING = " \t\n\"'“”‘’«»—–-_*(", " \t\n\"'“”‘’«»_*)"
"""What stands before the first letter of a line, and after its last mark."""
_DASHES = ("—", "–", "-")

TURN: Final = (
    "first line",
    "same paragraph",
    "same paragraph, both with a tag",
    "next paragraph",
    "next paragraph, speech left open",
    "two paragraphs on",
    "further on",
    "words between",
    "after a question",
    "goes on in lower case",
    "broken off before",
    "line has a tag",
    "line before has a tag",
    "beat in the paragraph",
    "nothing told between",
    "thought",
    "thought before",
    "asks",
    "cries out",
    "breaks off",
    "line before cries out",
    "line before: second of the talk",
    "line before: same paragraph",
    "line before: next paragraph",
    "line before: further on",
    "line before: words between",
    "line before: beat in the paragraph",
    "line before: nothing told between",
    "two lines before has a tag",
)
"""Features of how the turn passes to a line."""


def turn_of(talk: Sequence[Line], k: int, tag: Tag, distance: int) -> list[float]:
    """The features of line ``k`` of a talk; ``tag`` and ``distance`` as it is read."""
    line = talk[k]
    if not k:
        return [1.0, *[0.0] * (len(TURN) - 1)]
    before = talk[k - 1]
    ending = _ending(before)
    facts = {
        **_passing(line, distance),
        "same paragraph, both with a tag": distance <= 0 and _is_told(before.tag) and _is_told(tag),
        "next paragraph, speech left open": distance == 1 and not before.closed,
        "two paragraphs on": distance == 2,
        "further on": distance > 2,
        "after a question": ending == "?" and distance >= 1,
        "goes on in lower case": line.words.lstrip(_OPENING)[:1].islower(),
        "broken off before": ending in (*_DASHES, ","),
        "line has a tag": 1.0 - tag.none,
        "line before has a tag": 1.0 - before.tag.none,
        "thought": line.aside,
        "thought before": before.aside,
        "asks": _ending(line) == "?",
        "cries out": _ending(line) == "!",
        "breaks off": _ending(line) in _DASHES,
        "line before cries out": ending == "!",
        **_earlier(talk, k),
    }
    return [0.0, *(float(facts[name]) for name in TURN[1:])]


def _passing(line: Line, distance: int) -> dict[str, float]:
    """How a line stands to the one before it, which ends ``distance`` paragraphs above."""
    told = line.beats.before.told or line.beats.within.told or line.beats.after.told
    return {
        "same paragraph": distance <= 0,
        "next paragraph": distance == 1,
        "words between": math.log1p(line.beats.since) / 5.0 if distance != 1 else 0.0,
        "beat in the paragraph": bool(told),
        "nothing told between": distance == 1 and line.beats.since == 0,
    }


def _earlier(talk: Sequence[Line], k: int) -> dict[str, float]:
    """How the turn passed to the line before."""
    before = talk[k - 1]
    if k == 1:
        facts = dict.fromkeys(_passing(before, 0), 0.0) | {"second of the talk": 1.0, "further on": 0.0}
        has_tag = 0.0
    else:
        distance = before.after(talk[k - 2])
        facts = _passing(before, distance) | {"second of the talk": 0.0, "further on": distance > 1}
        has_tag = 1.0 - talk[k - 2].tag.none
    found = {f"line before: {name}": value for name, value in facts.items()}
    return found | {"two lines before has a tag": has_tag}


def _is_told(tag: Tag) -> bool:
    """Whether a tag names its speaker, as the tags of two who speak in one paragraph do."""
    return max(tag.figures.values(), default=0.0) >= 0.95


def _ending(line: Line) -> str:
    return _last_mark(line.words)


@lru_cache(maxsize=1 << 12)
def _last_mark(words: str) -> str:
    return words.rstrip(_ENDING)[-1:]
