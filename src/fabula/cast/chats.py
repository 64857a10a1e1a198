"""Chats in a story: what they tell of the words around them, and what not.

Who is talked with in a chat is not who "she" is when the story goes on, however often a label names them.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from fabula.types import float_array, int_array

if TYPE_CHECKING:
    from fabula.cast.book import Book

Row: TypeAlias = tuple[Sequence[int], Sequence[float], float]
"""The earlier candidates of a mention, their probabilities, and that of having none."""


def candidates(book: Book) -> list[Row]:
    """The candidates of every mention; those outside of a chat have no label of it among them."""
    scores = book.notes.antecedents
    offsets, none = scores.offsets.tolist(), np.exp(scores.none).tolist()
    # arrays of the standard library: read one by one like lists, in a quarter of the memory
    index, share = int_array(scores.index), float_array(np.exp(scores.score))
    rows = [(index[a:b], share[a:b], none[i]) for i, (a, b) in enumerate(itertools.pairwise(offsets))]
    labels = {own.mention for own in book.labels.values()}
    return [
        row if not labels or i in labels or book.quotation[i] in book.labels else _without(row, labels)
        for i, row in enumerate(rows)
    ]


def told_aloud(book: Book) -> str:
    """The words of a book without its chats, in which names are often written small."""
    at, pieces = 0, list[str]()
    for row, label in book.labels.items():
        start = book.spans[label.mention][0] if label.mention >= 0 else book.notes.quotations[row].start
        pieces.append(book.text.content[at:start])
        at = book.notes.quotations[row].end
    return "".join([*pieces, book.text.content[at:]])


def _without(row: Row, labels: set[int]) -> Row:
    columns, shares, none = row
    kept = [(j, p) for j, p in zip(columns, shares, strict=True) if j not in labels]
    if len(kept) == len(columns):
        return row
    total = none + sum(p for _, p in kept)
    if total <= 0.0:
        return [], [], 1.0
    return [j for j, _ in kept], [p / total for _, p in kept], none / total
