"""Stretches between two marks, found in one pass however many marks there are."""

from __future__ import annotations

from collections.abc import Callable

_BLANK_LINE = "\n\n"


def replaced(
    content: str,
    opening: str,
    closing: str,
    reads: Callable[[str], str | None],
    *,
    longest: int = 20_000,
    in_paragraph: bool = False,
) -> str:
    """The content with each stretch between two marks, and the marks, as what ``reads`` makes of it.

    A stretch stays as it is where ``reads`` gives None, where it has more than ``longest`` characters, or
    where it may only be ``in_paragraph`` and goes on over a blank line.
    """
    found: list[str] = []
    at = last = 0
    end = blank = -1
    while (start := content.find(opening, at)) >= 0:
        first = start + len(opening)
        if end < first:
            end = content.find(closing, first)
            if end < 0:
                break
        if in_paragraph and blank < first:
            blank = content.find(_BLANK_LINE, first)
            blank = len(content) if blank < 0 else blank
        fits = end - first <= longest and not (in_paragraph and blank < end)
        words = reads(content[first:end]) if fits else None
        if words is None:
            at = first
            continue
        found += content[last:start], words
        at = last = end + len(closing)
    return "".join([*found, content[last:]])
