"""The place of a mention in its sentence, as the parse has it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from fabula.types import RELATIONS, IntColumn, int_array

if TYPE_CHECKING:
    from fabula.cast.book import Book

SUBJECTS: Final = frozenset(i for i, name in enumerate(RELATIONS) if name.startswith("nsubj"))
"""The relations of a subject to its verb."""


def head_words(book: Book) -> list[int]:
    """The word of each mention that hangs on one outside it, or -1."""
    head: Sequence[int] = int_array(book.notes.words.head)
    return [_outermost(head, first, end) for first, end in zip(book.first, book.end, strict=True)]


def is_subject(book: Book, i: int) -> bool:
    """Whether a mention is the subject of a clause, by the parse."""
    words = book.notes.words
    token = _outermost(words.head, book.first[i], book.end[i]) if len(words.head) else -1
    return token >= 0 and int(words.relation[token]) in SUBJECTS


def _outermost(head: Sequence[int] | IntColumn, first: int, end: int) -> int:
    """The first word of a stretch that hangs on one outside it, or -1."""
    return next((token for token in range(first, end) if not first <= head[token] < end), -1)
