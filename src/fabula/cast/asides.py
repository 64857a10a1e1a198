"""What is said to nobody: thoughts, and what somebody says to himself, as their tags tell.

"Bother!" thought Pooh. "Bother!" said Pooh to himself. Elsewhere whoever has the turn before or after is
taken for the one spoken to.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from fabula.cast.lexicon import SAYING
from fabula.types import Annotations, Span, Text, int_array

_THINKS = frozenset(["thought", "thinks", "thinking", "think"])
_ONESELF = frozenset(
    ["himself", "herself", "itself", "myself", "themself", "themselves", "ourselves", "hirself", "xemself"]
)
_SPEAKS = SAYING - _THINKS
_STOPS = frozenset([".", "!", "?", ";", "…", "...", "—", "–", "--"])
_OPENS = frozenset([",", ":"])
_REACH = 14
"""Tokens of a tag that are looked at; what stands farther off is about something else."""
_NEAR = 5


def asides(text: Text, notes: Annotations) -> frozenset[int]:
    """The quotations, by number, whose tag says that they are thought, or said to oneself."""
    page = _Page(text, notes)
    return frozenset(
        row
        for row, quotation in enumerate(notes.quotations)
        if any(_told_after(page.after(span)) or _told_before(page.before(span)) for span in quotation.spans)
    )


def _told_after(tag: Sequence[str]) -> bool:
    """Whether a tag that follows the words says so: "thought Anna", "he thought", "said Anna to herself".

    "He thought of home" is none, and "he thought a little and said" is speech.
    """
    place = _thinks(tag)
    if place > 0 and tag[place + 1 : place + 2] and not _ends(tag[place + 1]):
        return False
    return _is_aside(tag, place)


def _told_before(tag: Sequence[str]) -> bool:
    """Whether a tag that leads up to the words says so: "and he thought:", "she said to herself,"."""
    place = _thinks(tag)
    return _is_aside(tag, place if len(tag) - place <= _NEAR else -1)


def _is_aside(tag: Sequence[str], thinks: int) -> bool:
    if thinks >= 0:
        return not _SPEAKS.intersection(tag)
    return any(
        word == "to" and tag[k + 1] in _ONESELF and _SPEAKS.intersection(tag[max(0, k - _NEAR) : k])
        for k, word in enumerate(tag[:-1])
    )


def _thinks(tag: Sequence[str]) -> int:
    return next((k for k, word in enumerate(tag) if word in _THINKS), -1)


def _ends(word: str) -> bool:
    """Whether a thought may end before a word: "he thought, …", "he thought bitterly", "to himself"."""
    return not word[0].isalnum() or word.endswith("ly") or word in ("and", "as", "to", "again")


class _Page:
    """The words around quotations."""

    def __init__(self, text: Text, notes: Annotations) -> None:
        self._content = text.content
        # not as they are, since each search in a column of 32 bits for a plain number copies it whole
        self._starts = int_array(notes.token_start)
        self._ends = int_array(notes.token_end)
        self._block = int_array(notes.token_block)
        outer = (q for q in notes.quotations if q.depth == 1)
        self._speech = sorted(at for q in outer for span in q.spans for at in span)

    def after(self, span: Span) -> list[str]:
        """The words that go on with the sentence of a part of a quotation, lower-cased."""
        end = bisect_left(self._starts, span[1])
        said = self._content[span[0] : span[1]].rstrip("\"'”’»›")
        if said.endswith(".") and not said.endswith(".."):
            return []
        last = end
        while last - end < _REACH and self._goes_on(last, end - 1):
            last += 1
        return [self._word(token) for token in range(end, last)]

    def before(self, span: Span) -> list[str]:
        """The words that lead up to a part of a quotation over a comma or a colon, lower-cased."""
        first = bisect_left(self._starts, span[0])
        if first < 2 or self._word(first - 1) not in _OPENS:
            return []
        low = first - 1
        while first - low < _REACH and self._goes_on(low - 1, first):
            low -= 1
        return [self._word(token) for token in range(low, first - 1)]

    def _goes_on(self, token: int, beside: int) -> bool:
        """Whether a token is of the sentence and paragraph of one beside it, and of nobody's speech."""
        if not 0 <= token < len(self._starts) or self._block[token] != self._block[beside]:
            return False
        inside = bisect_right(self._speech, self._starts[token]) % 2 == 1
        return not inside and self._word(token) not in _STOPS

    def _word(self, token: int) -> str:
        return self._content[self._starts[token] : self._ends[token]].lower()
