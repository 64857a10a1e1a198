"""Mentions that stand inside each other."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fabula.cast.book import Book

_GOES_ON = re.compile(r"['’]s?\b|['’]\s|[\s,]*(?:(?:and|or|nor)\b|&)")
"""What follows an owner in the words of what is owned, and the first of several in those of all of them."""


def nested(book: Book) -> dict[int, list[int]]:
    """For each mention that stands inside another, or has one inside it, all of those."""
    found: dict[int, list[int]] = {}
    around: list[int] = []
    for i in sorted(range(book.size), key=book.first.__getitem__):
        around = [j for j in around if book.end[j] > book.first[i]]
        for j in around:
            found.setdefault(i, []).append(j)
            found.setdefault(j, []).append(i)
        around.append(i)
    return found


def doubles(book: Book) -> dict[int, int]:
    """The nominals with a shorter one at their head, "the doctor, turning to her", each with that one.

    The model gave both, and both are one person, unless the longer one is what belongs to the shorter.
    """
    found: dict[int, int] = {}
    for i in range(book.size):
        j = i + 1
        while book.definite(i) and j < book.size and book.first[j] == book.first[i]:
            rest = book.text.content[book.spans[j][1] : book.spans[i][1]]
            if book.end[j] < book.end[i] and book.definite(j) and not _GOES_ON.match(rest):
                found[i] = j
            j += 1
    return found
