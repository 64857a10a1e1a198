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

    def clashing(self, one: int, other: int) -> float:
        """How much of what either is called cannot be the other's name, as a share; the lesser of the two.

        One slip among hundreds of uses makes nobody two; but a married woman's name is never a maiden's.
        """
        ours, theirs = self.names(one), self.names(other)
        slips = _share(ours, theirs)
        return max(slips, _maiden(ours, theirs), _maiden(theirs, ours))


def _share(ours: Counter[Name], theirs: Counter[Name]) -> float:
    """How likely it is that a use of some names and one of others are two people's."""
    times = sum(n * m for own, n in ours.items() for name, m in theirs.items() if _clash(own, name))
    return times / max(1, ours.total() * theirs.total())


def _clash(a: Name, b: Name) -> bool:
    """Whether two names are two people's."""
    return ranks_clash(a, b) or forenames_clash(a, NameCluster(Counter({b: 1})))


def _maiden(ours: Counter[Name], theirs: Counter[Name]) -> float:
    """The share of the uses of some names that are of one married, where others are of a maiden."""
    return sum(n for own, n in ours.items() if is_maiden(own, theirs)) / max(1, ours.total())
