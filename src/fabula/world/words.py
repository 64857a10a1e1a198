"""The words of a text without what one edition sets otherwise than another.

Marks, dashes, spaces, line ends, letter case, accents, ligatures and characters without width do not count:
words of an EPUB are found in a plain text file, and those between curly quotes where the quotes are straight.
"""

from __future__ import annotations

import math
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import defaultdict
from functools import cached_property

from fabula.types import Span

_HIDDEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
"""Soft hyphens, and characters without width: they part no word."""
_WORD = re.compile(rf"[^\W_]+(?:[{_HIDDEN}]+[^\W_]+)*")


def folded_words(words: str) -> list[str]:
    """The words of a stretch, as they are compared."""
    return [_folded(match[0]) for match in _WORD.finditer(words)]


def _folded(word: str) -> str:
    if word.isascii():
        return word.lower()
    bare = unicodedata.normalize("NFKD", word)
    kept = (char for char in bare if unicodedata.category(char) not in ("Mn", "Cf"))
    return "".join(kept).casefold()


class WordIndex:
    """The words of a text in order, with where they stand. ``words[i]`` is ``content[starts[i]:ends[i]]``."""

    def __init__(self, content: str) -> None:
        self.content = content
        known: dict[str, str] = {}
        self.words: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        for match in _WORD.finditer(content):
            word = match[0]
            folded = known.get(word)
            if folded is None:
                folded = known[word] = _folded(word)
            self.words.append(folded)
            self.starts.append(match.start())
            self.ends.append(match.end())

    def __len__(self) -> int:
        return len(self.words)

    def within(self, start: int, end: int) -> tuple[int, int]:
        """The words of which any character lies in a span, end exclusive."""
        first = bisect_right(self.ends, start)
        return first, max(first, bisect_left(self.starts, end))

    def span(self, first: int, last: int) -> Span:
        """The characters of words, from the first to the last, end exclusive; none where there are none."""
        if first >= last:
            at = self.ends[first - 1] if first else 0
            return at, at
        return self.starts[first], self.ends[last - 1]

    def places(self, word: str) -> list[int]:
        """Where a word stands, in order."""
        return self._places.get(word, [])

    def weight(self, word: str) -> float:
        """How much a word tells of where it stands, in nats: the rarer, the more."""
        return math.log((len(self.words) + 1) / (len(self.places(word)) + 1)) + _LEAST

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for at, word in enumerate(self.words):
            found[word].append(at)
        return dict(found)

    def context(self, start: int, end: int, width: int) -> tuple[str, str]:
        """So many words before a span and after it, with all that stands between."""
        first, last = self.within(start, end)
        before = self.starts[max(0, first - width)] if first else 0
        after = self.ends[min(len(self), last + width) - 1] if len(self) else len(self.content)
        return self.content[min(before, start) : start], self.content[end : max(after, end)]


_LEAST = 0.1
"""What the commonest of words still tells."""
