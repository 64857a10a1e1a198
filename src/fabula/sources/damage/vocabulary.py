"""Which words stand in a text by themselves, to tell whole words from parted ones."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import islice

from fabula.sources.damage.search import pieces_of, places

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# So many words are looked for one by one; for more, all words of the text are counted once.
_FEW = 200
# In so much of a text most of its words stand; only the others are looked for in all of it.
_NEAR = 1 << 20


class Vocabulary:
    """The words of a text without regard to case, and compounds with their hyphens."""

    def __init__(self, view: str) -> None:
        self._text = view.casefold()
        self._halves: Counter[str] = Counter()
        self._counts: Counter[str] | None = None
        self._found: dict[str, bool] = {}

    def leave_out(self, halves: Iterable[str]) -> None:
        """Take one place of each for the half of a word."""
        self._halves.update(half.casefold() for half in halves)
        self._found.clear()

    def between_spaces(self, words: set[str]) -> set[str]:
        """Which of these words, all in small letters, stand between two spaces."""
        near = words.intersection(self._text[:_NEAR].split(" ")[1:-1])
        return near | {word for word in words - near if f" {word} " in self._text}

    def has(self, word: str) -> bool:
        """Whether a word stands somewhere by itself, in more places than are known for halves of words."""
        word = word.casefold()
        if word not in self._found:
            self._found[word] = self._stands(word, self._halves[word] + 1)
        return self._found[word]

    def _stands(self, word: str, times: int) -> bool:
        if self._counts is None and len(self._found) >= _FEW:
            self._counts = Counter()
            for _, piece in pieces_of(self._text):
                self._counts.update(_WORD.findall(piece))
        if self._counts is not None:
            return self._counts[word] >= times
        alone = (at for at in places(self._text, word) if self._is_alone(at, at + len(word)))
        return sum(1 for _ in islice(alone, times)) == times

    def _is_alone(self, start: int, end: int) -> bool:
        text = self._text
        before, after = text[start - 1 : start], text[end : end + 1]
        if before.isalpha() or after.isalpha():
            return False
        joined = (
            before == "-" and text[start - 2 : start - 1].isalpha(),
            after == "-" and text[end + 1 : end + 2].isalpha(),
        )
        return not any(joined)
