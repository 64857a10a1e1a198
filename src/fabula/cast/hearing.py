"""Who is called by name where an *I* tells the story, and whether it is the *I* who answers.

A name that others call is the teller's where the teller is the one who replies; it is somebody else's where
the teller himself calls it, or another answers to it.
"""

from __future__ import annotations

import math
from bisect import bisect_left

from fabula.cast.book import Book
from fabula.cast.figures import Resolution
from fabula.cast.speakers.frames import tag_mention

_NEAR = 2
"""Paragraphs within which the next line is an answer."""
_AFTER, _BEFORE = 1.0, 0.5
"""How much it says that the line after, or before, one with a name in it is the teller's."""
_HAILED = 0.9
"""How sure it is that somebody is called whose name marks part from the rest: "Well, Tom, it is late"."""


class Hearing:
    """The tags of a book's quotations, asked for the *I* in them."""

    def __init__(self, book: Book) -> None:
        self._book = book
        quotations = book.notes.quotations
        self._outer = [row for row in range(len(quotations)) if quotations[row].depth == 1]
        self._tags = [tag_mention(book, row) for row in range(len(quotations))]

    def by_teller(self, row: int, tale: int = -1) -> bool:
        """Whether a tag is "said I" or "you say", of the telling or of a ``tale`` around the quotation."""
        tag = self._tags[row]
        return tag >= 0 and self._book.is_own(tag) and self._book.quotation[tag] == tale

    def answered(self, row: int) -> float:
        """How much the lines around a quotation are the teller's."""
        book = self._book
        place = bisect_left(self._outer, row)
        if place == len(self._outer) or self._outer[place] != row:
            return 0.0
        paragraph = book.notes.quotations[row].paragraph
        found = 0.0
        for step, weight in ((1, _AFTER), (-1, _BEFORE)):
            if not 0 <= place + step < len(self._outer):
                continue
            other = self._outer[place + step]
            away = abs(book.notes.quotations[other].paragraph - paragraph)
            if 0 < away <= _NEAR and self.by_teller(other):
                found += weight
        return found

    def called(self, row: int, resolution: Resolution) -> dict[int, float]:
        """How probably a quotation is said to each figure whom it calls by name."""
        book = self._book
        found: dict[int, float] = {}
        columns, logs = book.notes.addressees.row(row)
        for i, log in zip(columns.tolist(), logs.tolist(), strict=True):
            if i in book.names and book.quotation[i] == row:
                figure = resolution.mention_figure[i]
                found[figure] = found.get(figure, 0.0) + math.exp(log)
        own = book.seen[row]
        for i in own.hailed if own is not None else ():
            # the model shares one call out among all the names in a line
            if i in book.names and not self._listed(i):
                figure = resolution.mention_figure[i]
                found[figure] = max(found.get(figure, 0.0), _HAILED)
        return found

    def _listed(self, i: int) -> bool:
        """Whether a name is one of several in a row: "Tom, Dick and Harry"."""
        book = self._book
        near = ((i - 1, i), (i, i + 1))
        return any(
            a >= 0 and b < book.size and a in book.names and b in book.names and self._side_by_side(a, b)
            for a, b in near
        )

    def _side_by_side(self, a: int, b: int) -> bool:
        between = self._book.text.content[self._book.spans[a][1] : self._book.spans[b][0]]
        return between.strip() in (",", "and", ", and", "or", ", or", "&")
