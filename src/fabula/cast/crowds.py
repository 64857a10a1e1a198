"""Two groups told of beside each other: where the guards come up the stairs and the prisoners hear them.

The model goes back from the one to the other, both being *they*. But who writes "the crowd" right behind "the
twins" means others. Words that may be said of any people ("the men", "the two") are no such.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from fabula.lang.en.crowds import ANY_PEOPLE, COLLECTIVES
from fabula.types import XPOS, MentionForm

if TYPE_CHECKING:
    from fabula.cast.book import Book

_PLURAL = frozenset(XPOS.index(tag) for tag in ("NNS", "NNPS"))
_NEAR = 60
"""Tokens within which two groups are told of beside each other."""


def other_crowds(book: Book) -> dict[int, tuple[int, ...]]:
    """For each group with "the" those told of shortly before it that are others, by mention."""
    found: dict[int, tuple[int, ...]] = {}
    lately: deque[int] = deque()
    for i in range(book.size):
        if not is_crowd(book, i):
            continue
        while lately and book.first[i] - book.first[lately[0]] > _NEAR:
            lately.popleft()
        others = tuple(j for j in lately if _are_two(book, i, j))
        if others:
            found[i] = others
        lately.append(i)
    return found


def is_crowd(book: Book, i: int) -> bool:
    """Whether a mention is of a group by words with "the" that not any group may be called."""
    head = book.head(i)
    if not book.definite(i) or i in book.names or head in ANY_PEOPLE:
        return False
    return head in COLLECTIVES or _is_plural(book, i, head)


def _is_plural(book: Book, i: int, head: str) -> bool:
    """Whether the head of a mention is tagged as a plural."""
    tags = book.notes.words.xpos
    if not len(tags) or book.forms[i] is not MentionForm.NOMINAL:
        return False
    tokens = range(book.first[i], book.end[i])
    return any(book.word(token) == head and int(tags[token]) in _PLURAL for token in tokens)


def _are_two(book: Book, i: int, j: int) -> bool:
    return book.head(i) != book.head(j) and not book.overlap(i, j) and book.quotation[i] == book.quotation[j]
