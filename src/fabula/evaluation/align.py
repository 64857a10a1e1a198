"""Puts words back on the text they were taken from, by comparing letters and digits only.

Corpora and programs change spacing, quotation marks and dashes, but hardly ever a letter.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from fabula.types import Span

_LETTERS = re.compile(r"[^\W_]+")
_NO_LETTERS = re.compile(r"[\W_]+")
# Marks that one edition prints for another's, each under one name.
_SAME_MARK = str.maketrans({**dict.fromkeys("“”„«»‘’‚'`´", '"'), **dict.fromkeys("–—―", "-")})


def letters_only(text: str) -> str:
    """``text`` without anything but letters and digits."""
    return _NO_LETTERS.sub("", text)


def fold(text: str) -> str:
    """``text`` in lower case, every character still in its place (a few have longer lower-case forms)."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(small if len(small := character.lower()) == 1 else character for character in text)


class LetterIndex:
    """The letters and digits of a text, and where in the text each of them stands."""

    def __init__(self, text: str) -> None:
        runs = [match.span() for match in _LETTERS.finditer(text)]
        self._starts = [start for start, _ in runs]
        self._before = list(accumulate((end - start for start, end in runs), initial=0))
        self.letters = letters_only(text)

    def place(self, letter: int) -> int:
        """The code point of the letter with this index."""
        run = bisect_right(self._before, letter) - 1
        return self._starts[run] + letter - self._before[run]


@dataclass(frozen=True, slots=True)
class TokenMap:
    """Where each token stands in a text: code point ranges, in order.

    A token that the text does not have (a mark that another edition adds) has an empty range.
    """

    spans: tuple[Span, ...]

    def tokens_of(self, start: int, end: int) -> Span | None:
        """The range of tokens that overlap the code points ``start`` to ``end``; None when none does."""
        first = bisect_right(self.spans, start, key=lambda span: span[1])
        last = bisect_left(self.spans, end, key=lambda span: span[0])
        while first < last and self.spans[first][0] == self.spans[first][1]:
            first += 1
        while first < last and self.spans[last - 1][0] == self.spans[last - 1][1]:
            last -= 1
        return (first, last) if first < last else None

    def code_points_of(self, start: int, end: int) -> Span:
        """The code points from token ``start`` to the token before ``end``."""
        return self.spans[start][0], self.spans[end - 1][1]


def join_tokens(tokens: Sequence[str], sentences: Sequence[Span]) -> tuple[str, TokenMap]:
    """The tokens as a text, one sentence a line and a space between tokens, with their places in it."""
    spans: list[Span] = []
    position = 0
    for start, end in sentences:
        for token in tokens[start:end]:
            spans.append((position, position + len(token)))
            position += len(token) + 1
        if start == end:
            position += 1
    lines = [" ".join(tokens[start:end]) for start, end in sentences]
    return "\n".join(lines), TokenMap(tuple(spans))


def place_tokens(tokens: Sequence[str], whole: str) -> tuple[str, TokenMap] | None:
    """The stretch of ``whole`` that the tokens come from, and where in that stretch each token stands.

    None when the letters and digits of the tokens do not occur in ``whole`` in one piece.
    """
    wanted = letters_only("".join(tokens))
    index = LetterIndex(whole)
    first = index.letters.find(wanted) if wanted else -1
    if first < 0:
        return None
    places = _character_places(tokens, whole, [index.place(first + i) for i in range(len(wanted))])
    spans: list[Span] = []
    position = next(place for place in places if place is not None)
    taken = iter(places)
    for token in tokens:
        known = [place for place in (next(taken) for _ in token) if place is not None]
        spans.append((known[0], known[-1] + 1) if known else (position, position))
        position = spans[-1][1]
    base = spans[0][0]
    return whole[base:position], TokenMap(tuple((start - base, end - base) for start, end in spans))


def _character_places(tokens: Sequence[str], whole: str, letters: list[int]) -> list[int | None]:
    """The place of every character of the tokens: letters are known, marks are sought between letters."""
    places: list[int | None] = []
    pending = ""
    position: int | None = None
    rest = iter(letters)
    for character in "".join(tokens):
        if not _LETTERS.match(character):
            pending += character
            continue
        letter = next(rest)
        if position is None:
            places.extend(_marks_before(pending, whole, letter))
        else:
            places.extend(_marks_after(pending, whole, position, letter))
        places.append(letter)
        pending, position = "", letter + 1
    start = position or 0
    places.extend(_marks_after(pending, whole, start, start + _reach(pending)))
    return places


def _reach(marks: str) -> int:
    """How far from the nearest letter ``marks`` are sought at either end of the tokens."""
    return 4 * len(marks) + 4


def _marks_after(marks: str, whole: str, start: int, end: int) -> list[int | None]:
    """The places of ``marks``, in order, in ``whole[start:end]``; None for one that is not there."""
    gap = whole[start:end].translate(_SAME_MARK)
    places: list[int | None] = []
    position = 0
    for mark in marks.translate(_SAME_MARK):
        found = gap.find(mark, position)
        places.append(None if found < 0 else start + found)
        position = position if found < 0 else found + 1
    return places


def _marks_before(marks: str, whole: str, end: int) -> list[int | None]:
    """The places of ``marks``, the last nearest to ``end``, in the text before ``end``."""
    start = max(0, end - _reach(marks))
    mirrored = _marks_after(marks[::-1], whole[start:end][::-1], 0, end - start)
    return [None if place is None else end - 1 - place for place in reversed(mirrored)]
