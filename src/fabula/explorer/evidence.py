"""The words of the text that a claim rests on, with some around them."""

from __future__ import annotations

from dataclasses import dataclass

from fabula.reading import Reading
from fabula.types import holding

AROUND = 110
"""Characters shown on each side."""
LONGEST = 600
"""Characters of a claim's own words that are shown."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """Words with those before and after them in the same paragraph; ``start`` and ``end`` are theirs."""

    before: str
    words: str
    after: str
    start: int
    end: int


def snippet(reading: Reading, start: int, end: int) -> Snippet:
    """A stretch of the text with what stands around it, cut at words."""
    text = reading.work.text
    blocks = text.blocks
    at = holding(blocks, start)
    around = None if at is None else blocks[at]
    least = max(start - AROUND, around.start if around else 0)
    most = min(max(end, start) + AROUND, around.end if around else len(text.content))
    before = text.reads(least, start)
    after = text.reads(end, max(end, most))
    if around is None or least > around.start:
        before = "…" + before.partition(" ")[2]
    if around is None or most < around.end:
        after = after.rpartition(" ")[0] + "…"
    words = text.reads(start, min(end, start + LONGEST)) + ("…" if end > start + LONGEST else "")
    return Snippet(_spaced(before), _spaced(words), _spaced(after), start, end)


def _spaced(words: str) -> str:
    """The words with single spaces, and one at an end where there is any."""
    plain = " ".join(words.split())
    return (" " if words[:1].isspace() else "") + plain + (" " if words[-1:].isspace() and plain else "")
