"""Where the words of one draft stand in another, wherever they have been moved to.

Four words that stand once in either draft are the same place, and so are those around them as far as they go
on being the same: as in a patience diff, but chapters may change places, and lines be broken elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from fabula.types import Span
from fabula.world.words import WordIndex

SHINGLE = 4
"""Words that have to be the same together."""


class Moves:
    """From the words of one text to those of another."""

    def __init__(self, old: str, new: str) -> None:
        self._texts = old, new
        self.same = old == new

    @cached_property
    def old(self) -> WordIndex:
        """The words of the one text."""
        return WordIndex(self._texts[0])

    @cached_property
    def new(self) -> WordIndex:
        """The words of the other."""
        return self.old if self.same else WordIndex(self._texts[1])

    def span(self, start: int, end: int) -> Span | None:
        """Where the very words of a stretch stand in the other text; None if they are not together there."""
        if self.same:
            return start, end
        found = self.words(*self.old.within(start, end))
        return None if found is None else self.new.span(*found)

    def words(self, first: int, last: int) -> tuple[int, int] | None:
        """The same for words by number, end exclusive."""
        if self.same:
            return first, last
        if first >= last:
            return None
        at = self._to[first]
        if at < 0 or self._to[last - 1] != at + last - 1 - first:
            return None
        return at, at + last - first

    def start(self, start: int) -> int | None:
        """Where what begins at a place begins in the other text; None where the word there is gone."""
        if self.same:
            return start
        first, _ = self.old.within(start, len(self.old.content))
        if first >= len(self.old) or self._to[first] < 0:
            return None
        return self.new.starts[self._to[first]] - (self.old.starts[first] - start)

    @cached_property
    def _to(self) -> Sequence[int]:
        """For each word of the old text its number in the new one, -1 where it is not there."""
        old, new = self.old.words, self.new.words
        there = _once(new)
        to, taken = [-1] * len(old), bytearray(len(new))
        for shingle, i in _once(old).items():
            j = there.get(shingle, -1)
            if j >= 0:
                for at in range(SHINGLE):
                    if to[i + at] < 0 and not taken[j + at]:
                        to[i + at], taken[j + at] = j + at, 1
        _grow(to, taken, old, new)
        return to


def _once(words: Sequence[str]) -> dict[tuple[str, ...], int]:
    """The runs of words that stand once, with where they begin."""
    found: dict[tuple[str, ...], int] = {}
    for at, shingle in enumerate(zip(*(words[k:] for k in range(SHINGLE)), strict=False)):
        found[shingle] = -1 if shingle in found else at
    return {shingle: at for shingle, at in found.items() if at >= 0}


def _grow(to: list[int], taken: bytearray, old: Sequence[str], new: Sequence[str]) -> None:
    """Lets the places that are known reach on in either direction while the words are the same."""
    for step in (1, -1):
        order = range(len(old) - 1) if step > 0 else range(len(old) - 1, 0, -1)
        for i in order:
            j = to[i] + step
            if to[i] < 0 or to[i + step] >= 0 or not 0 <= j < len(new):
                continue
            if not taken[j] and old[i + step] == new[j]:
                to[i + step], taken[j] = j, 1
