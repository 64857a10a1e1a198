"""Lines in quotation marks that are thought, and that nobody hears: “He is late,” she thought."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from fabula.lang.en.minds import REFLEXIVES, SAID_TO_ONESELF, TAGS_OF_THOUGHT

if TYPE_CHECKING:
    from fabula.cast.book import Book
    from fabula.cast.figures import Attribution

_NEAR = 2
"""Tokens between a mention and the verb of its tag: an adverb, an auxiliary."""
_FAR = 6
"""Tokens after a mention within which "to herself" belongs to its tag."""
_PARTING = frozenset(",.;:!?—–-")


def thought_lines(book: Book, said: Sequence[Attribution]) -> frozenset[int]:
    """The quotations, by number, that are thought: by their tag, or by one in their paragraph."""
    tagged = [q for q, own in enumerate(said) if own.mention >= 0 and _is_thought(book, own.mention)]
    where = {(book.notes.quotations[q].paragraph, said[q].speaker) for q in tagged}
    untagged = (
        q
        for q, own in enumerate(said)
        if own.mention < 0 and (book.notes.quotations[q].paragraph, own.speaker) in where
    )
    return frozenset([*tagged, *untagged])


def _is_thought(book: Book, mention: int) -> bool:
    """Whether the verb of a tag is one of thinking, or it is said to oneself."""
    first, end = book.first[mention], book.end[mention]
    before = _clause(book, range(first - 1, max(-1, first - 1 - _NEAR), -1))
    after = _clause(book, range(end, min(len(book.notes.token_start), end + _FAR)))
    verbs = {*before, *after[:_NEAR]}
    if verbs & TAGS_OF_THOUGHT:
        return True
    to_oneself = any(a == "to" and b in REFLEXIVES for a, b in pairwise(after))
    return bool(verbs & SAID_TO_ONESELF) and to_oneself


def _clause(book: Book, tokens: range) -> list[str]:
    """The words of narration, lower-cased, up to the first mark."""
    notes, content, spoken = book.notes, book.text.content, book.stretches.said
    told = takewhile(lambda t: spoken[t] < 0, tokens)
    words = (content[notes.token_start[t] : notes.token_end[t]].lower() for t in told)
    return list(takewhile(lambda word: word not in _PARTING, words))
