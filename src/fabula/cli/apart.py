"""What of a file is no part of the story, as the commands tell it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from fabula.amounts import counted
from fabula.cli.plain import shorten
from fabula.types import Apart

if TYPE_CHECKING:
    from fabula.reading import Reading
    from fabula.records import SetApartPart

_OPENING = 40
_UNCOUNTED = frozenset(
    (
        *(Apart.COVER, Apart.CONTENTS, Apart.COPYRIGHT, Apart.PRAISE, Apart.LICENCE, Apart.SITE, Apart.TAGS),
        *(Apart.ACKNOWLEDGMENTS, Apart.ABOUT_AUTHOR, Apart.ALSO_BY, Apart.READING_GROUP, Apart.OTHER),
        *(Apart.INDEX, Apart.GLOSSARY, Apart.STRUCK_OUT),
    )
)
"""Kinds of which a reader does not care how many stretches there are."""


def apart_counts(parts: Iterable[SetApartPart]) -> dict[str, int]:
    """How many stretches there are of each kind, in the order in which the kinds come up."""
    return dict(Counter(part.kind.value for part in parts))


def apart_line(reading: Reading) -> str:
    """One line that tells what was set apart and how much of the words that is; empty where nothing was."""
    parts = reading.set_apart
    if not parts:
        return ""
    counts = Counter(part.kind for part in parts)
    named = ", ".join(_named(kind, count) for kind, count in counts.items())
    words = sum(part.words for part in parts)
    share = words / max(1, len(reading.text.split()))
    return f"Set apart: {named}; {_share(share)} of the words"


def part_rows(parts: Iterable[SetApartPart]) -> list[list[object]]:
    """The rows of a table of what was set apart."""
    return [[part.kind.value, part.words, part.chapter, shorten(part.text, _OPENING)] for part in parts]


def _named(kind: Apart, count: int) -> str:
    return kind.value if kind in _UNCOUNTED else counted(count, f"{kind.value}s")


def _share(share: float) -> str:
    return "under 1 %" if share < 0.01 else f"{100 * share:.0f} %"
