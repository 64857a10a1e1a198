"""How each stretch of a text is told, whoever tells it: how many words it has, and how much of an *I*."""

from __future__ import annotations

from collections import Counter

from fabula.cast.book import Book
from fabula.cast.first_person import first_person_words
from fabula.cast.hearing import Hearing

_I_IN_WORDS = 150
"""The narration is told by an *I* where more than one of so many words is *I, me, my*."""
_SAYS, _SAYS_MORE = 2, 1.5
"""Lines with a tag of *I* beyond which one who says them tells the story, and how much each more says."""


class Telling:
    """The stretches of a book by number, as they are whoever tells them.

    ``owner``: for each mention the stretch that has it. ``words``: how many each has. ``hearing``: the tags
    of the quotations. ``persons``: how many times more *I* each has than the least that makes it the first
    person, less 1.
    """

    def __init__(self, book: Book) -> None:
        stretches = book.stretches
        self.owner = [stretches.own(i) for i in range(book.size)]
        self.words = [stretches.words(stretch) for stretch in stretches.all]
        self.hearing = Hearing(book)
        self.persons = self._persons(book)

    def _persons(self, book: Book) -> list[float]:
        """An *I* who takes part in the talk is in the story, however seldom he speaks of himself."""
        own = first_person_words(book)
        stretches = book.stretches
        says: Counter[int] = Counter()
        for row, quotation in enumerate(book.notes.quotations):
            s = stretches.at(quotation.start)
            says[s] += self.hearing.by_teller(row) and stretches.all[s].quotation < 0
        shares = [own.get(s, 0.0) * _I_IN_WORDS / max(words, 1) - 1.0 for s, words in enumerate(self.words)]
        return [
            -1.0
            if s in book.second_person
            else max(share, _SAYS_MORE * (says[s] - _SAYS))
            if says[s] > _SAYS
            else share
            for s, share in enumerate(shares)
        ]
