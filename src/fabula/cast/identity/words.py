"""What each figure is called, and whether two may be called so."""

from __future__ import annotations

from collections import Counter

from fabula.cast.book import Book
from fabula.cast.figures import Resolution
from fabula.cast.matching import NameCluster, forenames_clash, is_maiden, ranks_clash
from fabula.cast.names import Name

_MOSTLY = 0.8


class Words:
    """What each figure is called, found once for each, since a hero is in many pairs."""

    def __init__(self, book: Book, resolution: Resolution) -> None:
        self.book, self.figures = book, resolution.figures
        self._names: dict[int, Counter[Name]] = {}
        self._owned: dict[int, bool] = {}

    def names(self, n: int) -> Counter[Name]:
        """The names of a figure with how often each is used."""
        if n not in self._names:
            names = self.book.names
            self._names[n] = Counter(names[i] for i in self.figures[n].mentions if i in names)
        return self._names[n]

    def is_epithet(self, n: int) -> bool:
        """Whether nearly all names of a figure are words with "the" before them."""
        names = self.names(n)
        with_the = sum(times for name, times in names.items() if name.text.lower().startswith("the "))
        return bool(names) and with_the >= _MOSTLY * names.total()

    def is_owned(self, n: int) -> bool:
        """Whether a figure is called by no more words with "the" than of the kind of "his master"."""
        if n not in self._owned:
            mentions = self.figures[n].mentions
            definite = sum(bool(self.book.definite(i)) for i in mentions)
            self._owned[n] = definite <= 2 * sum(self.book.owner(i) >= 0 for i in mentions)
        return self._owned[n]

    def clash(self, one: int, other: int) -> bool:
        """Whether a name of the one and a name of the other are two people's."""
        ours, theirs = self.names(one), self.names(other)
        whole = NameCluster(theirs)
        if any(is_maiden(a, theirs) for a in ours) or any(is_maiden(b, ours) for b in theirs):
            return True
        return any(forenames_clash(a, whole) or any(ranks_clash(a, b) for b in theirs) for a in ours)
