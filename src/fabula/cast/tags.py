"""Speech tags as the page has them: "said Anna" and "Anna said" right beside a quotation.

The model scores every mention near a quotation, and among several quotations in one paragraph its scores may
go to the neighbour's tag. Words of saying that touch the quotation on one side and a mention on the other
leave no doubt.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from fabula.cast.lexicon import SAYING
from fabula.types import Annotations, Text

_MARKS = frozenset(["—", "–", "-", "--", "_", "*", ","])
_BEFORE_SPEECH = frozenset([",", ":", "—", "–", "--", ",--", ":--", "_"])
_LONGEST = 8
"""Tokens of a mention beyond which it has run into what follows."""


def plain_tags(text: Text, notes: Annotations, people: Iterable[int]) -> list[int]:
    """For each quotation the mention in a tag that touches it, or -1.

    ``people``: the mentions, in order, that may be of somebody who speaks.
    """
    page = _Page(text, notes, people)
    return [page.mention([*quotation.spans]) for quotation in notes.quotations]


class _Page:
    """The words around quotations, and the mentions that begin and end at them."""

    def __init__(self, text: Text, notes: Annotations, people: Iterable[int]) -> None:
        self._content, self._notes = text.content, notes
        # as lists, since each search in a column of 32 bits for a plain number copies it whole
        self._starts: list[int] = notes.token_start.tolist()
        self._ends: list[int] = notes.token_end.tolist()
        self._starting: dict[int, int] = {}
        self._ending: dict[int, int] = {}
        for i in people:
            start, end = int(notes.mention_start[i]), int(notes.mention_end[i])
            if end - start <= _LONGEST and notes.mention_quotation[i] < 0:
                self._starting.setdefault(start, i)
                self._ending.setdefault(end, i)

    def mention(self, spans: Iterable[tuple[int, int]]) -> int:
        """The mention that a tag beside any part of a quotation names, or -1."""
        for start, end in spans:
            found = self._after(end)
            if found < 0:
                found = self._before(start)
            if found >= 0:
                return found
        return -1

    def _after(self, end: int) -> int:
        """The mention of a tag that follows a part of a quotation: said Anna, Anna (softly) said."""
        notes = self._notes
        first = bisect_left(self._starts, end)
        while self._word(first) in _MARKS:
            first += 1
        if not 0 < first < len(notes.token_block) or notes.token_block[first] != self._block(end - 1):
            return -1
        if self._says(first):
            return self._starting.get(first + 1, -1)
        i = self._starting.get(first, -1)
        if i < 0:
            return -1
        verb = int(self._notes.mention_end[i])
        verb += self._word(verb).endswith("ly")
        return i if self._says(verb) else -1

    def _before(self, start: int) -> int:
        """The mention of a tag that leads up to a quotation: Anna said, or Anna softly said:"""
        last = bisect_left(self._starts, start) - 1
        if last < 0 or self._notes.token_block[last] != self._block(start):
            return -1
        while last > 0 and self._word(last) in _BEFORE_SPEECH:
            last -= 1
        if not self._says(last):
            return -1
        last -= self._word(last - 1).endswith("ly")
        return self._ending.get(last, -1)

    def _block(self, place: int) -> int:
        return int(self._notes.token_block[bisect_right(self._ends, place)])

    def _says(self, token: int) -> bool:
        return self._word(token) in SAYING

    def _word(self, token: int) -> str:
        notes = self._notes
        if not 0 <= token < len(notes.token_start):
            return ""
        return self._content[notes.token_start[token] : notes.token_end[token]].lower()
