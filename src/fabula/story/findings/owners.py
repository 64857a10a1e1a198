"""Whose eyes, hair or hand some words are about, by the mentions around them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from fabula.types import EntityType, Mention

_OWNER: Final = frozenset("his her my your its".split())  # noqa: SIM905
_OWNED: Final = re.compile(r"(?:[’']s?)?\s+(?:own\s+|two\s+)?$")
_HAS: Final = re.compile(
    r",?\s+(?:had|has|with|whose|having|who had|who has|whose)\s+(?:an?\s+|the\s+|such\s+)?$"
)
_IS_ONE: Final = re.compile(r",? (?:(?:was|is|had been|[’']s|looked|became) )?", re.IGNORECASE)
_OF: Final = re.compile(r"\s+of\s+$")
_BREAK: Final = re.compile(r"\n\s*\n")
_SENTENCE: Final = re.compile(r"[.!?]\W*\s|[.!?]$")
_FAR: Final = 160
_BACK: Final = 12
"""How many mentions back one is looked for who contains a place."""


class Owners:
    """The people of a work by place."""

    def __init__(self, content: str, mentions: Sequence[Mention]) -> None:
        self._content = content
        self._people = [own for own in mentions if own.type is EntityType.PERSON]
        self._starts = [own.start for own in self._people]

    def of(self, start: int, end: int) -> tuple[Mention, str] | None:
        """Whose the words of a place are, and how that is known; they are a part with its modifiers."""
        content = self._content
        k = bisect_right(self._starts, start) - 1
        for own in reversed(self._people[max(0, k - _BACK) : k + 1]):
            if own.start <= start and end <= own.end:
                if own.start == start and own.end == end:
                    continue
                return self._subject(own), "within"
        before = None
        for own in reversed(self._people[max(0, k - _BACK) : k + 1]):
            if own.end <= start:
                before = own
                break
        after = self._people[k + 1] if k + 1 < len(self._people) else None
        if after is not None and after.start == end + 1 and content[start:end].endswith(" on"):
            return after, "of"
        if after is not None and after.start >= end and _OF.fullmatch(content, end, after.start):
            return after, "of"
        if before is None:
            return None
        gap = content[before.end : start]
        words = content[before.start : before.end]
        if _OWNED.fullmatch(gap) and (
            words.lower() in _OWNER or words.endswith(("’s", "'s")) or gap[0] in "’'"
        ):
            return before, "owned"
        if _HAS.fullmatch(gap):
            return before, "has"
        if len(gap) > _FAR or _BREAK.search(gap):
            return None
        return before, "guessed" if _SENTENCE.search(gap) else "same sentence"

    def _subject(self, own: Mention) -> Mention:
        """Of whom "a tall man" is said in "Tom was a tall man" and in "Tom, a tall man"."""
        k = bisect_right(self._starts, own.start) - 1
        for other in reversed(self._people[max(0, k - _BACK) : k + 1]):
            if other.end < own.start:
                gap = self._content[other.end : own.start]
                return other if _IS_ONE.fullmatch(gap) else own
        return own
