"""Which words stand in a text by themselves, to tell whole words from parted ones."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from fabula.sources.damage.search import pieces_of, places
from fabula.types import Repair, Span, as_read

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# So many words are looked for one by one in all of the text; for more, all its words are counted once, which
# takes as long as looking for some 25 that are not there.
_FEW = 20
# In so much of a text stand most of its words: it is asked first.
_NEAR = 1 << 20
# So few words are soon looked for one by one.
_REST = 10


class Vocabulary:
    """The words of a text without regard to case, and compounds with their hyphens."""

    def __init__(self, view: str) -> None:
        self._view = view
        self._folded: str | None = None
        self._utf8: bytes | None = None
        self._halves: Counter[str] = Counter()
        self._near: Counter[str] | None = None
        self._counts: Counter[str] | None = None
        self._looked_for = 0
        self._found: dict[str, bool] = {}

    @property
    def _text(self) -> str:
        if self._folded is None:
            self._folded = self._view.casefold()
        return self._folded

    @property
    def _bytes(self) -> bytes:
        if self._utf8 is None:
            self._utf8 = _encoded(self._text)
        return self._utf8

    def mended(self, repairs: Sequence[Repair], view: str) -> None:
        """Go on with the view that these repairs make; what was counted is counted anew only around them."""
        self._halves.clear()
        self._found.clear()
        if not repairs:
            return
        if self._counts is not None:
            for start, end in _chunks_of(self._view, repairs):
                self._counts.subtract(_counted(self._view[start:end].casefold()))
                self._counts.update(_counted(as_read(self._view, repairs, start, end).casefold()))
        self._view, self._folded, self._utf8, self._near = view, None, None, None

    def leave_out(self, halves: Iterable[str]) -> None:
        """Take one place of each for the half of a word."""
        self._halves.update(half.casefold() for half in halves)
        self._found.clear()
        if self._counts is None and self._halves:
            near = self._near_counts()
            if sum(near[half] <= times for half, times in self._halves.items()) > _FEW:
                self._counts = _counted(self._text)

    def between_spaces(self, words: set[str]) -> set[str]:
        """Which of these words, all in small letters, stand between two spaces."""
        left = set(words)
        for _, piece in pieces_of(self._text):
            left.difference_update(piece.split(" ")[1:-1])
            if len(left) <= _REST:
                break
        return words - {word for word in left if f" {word} " not in self._text}

    def has(self, word: str) -> bool:
        """Whether a word stands somewhere by itself, in more places than are known for halves of words."""
        word = word.casefold()
        if word not in self._found:
            self._found[word] = self._stands(word, self._halves[word] + 1)
        return self._found[word]

    def _stands(self, word: str, times: int) -> bool:
        if self._counts is not None:
            return self._counts[word] >= times
        if self._near_counts()[word] >= times:
            return True
        self._looked_for += 1
        if self._looked_for > _FEW:
            self._counts = _counted(self._text)
            return self._counts[word] >= times
        # Most are not there at all, which is known three times as soon of bytes.
        if _encoded(word) not in self._bytes:
            return False
        alone = (at for at in places(self._text, word) if self._is_alone(at, at + len(word)))
        return sum(1 for _ in islice(alone, times)) == times

    def _near_counts(self) -> Counter[str]:
        if self._near is None:
            self._near = _counted(self._text[:_NEAR].rpartition(" ")[0])
        return self._near

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


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _chunks_of(view: str, repairs: Sequence[Repair]) -> Iterator[Span]:
    """What stands around repairs up to the next white space on either side, where they meet as one."""
    start = end = 0
    for repair in repairs:
        if repair.start > end or not end:
            if start < end:
                yield start, end
            last, start = end, repair.start
            while start > last and not view[start - 1].isspace():
                start -= 1
        end = max(end, repair.end)
        while end < len(view) and not view[end].isspace():
            end += 1
    if start < end:
        yield start, end


def _counted(text: str) -> Counter[str]:
    """How often each word stands in a text; what stands between spaces is looked into only once."""
    chunks: Counter[str] = Counter()
    for _, piece in pieces_of(text):
        chunks.update(piece.split())
    words: Counter[str] = Counter()
    for chunk, times in chunks.items():
        for word in (chunk,) if chunk.isalpha() else _WORD.findall(chunk):
            words[word] += times
    return words
