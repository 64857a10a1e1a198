"""Who has a right to be called "his lordship": the lord of whom was told last."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from fabula.cast.book import Book
from fabula.cast.figures import AGAIN, faded

_NEAR = 0.3
"""How probable he must be for nobody else by name to be meant who is no lord."""


class Peers:
    """The people of rank of a book, as the walk over its mentions comes by them."""

    def __init__(self, book: Book, people: Mapping[int, int]) -> None:
        self._book = book
        self._titles: dict[int, set[str]] = defaultdict(set)
        self._lately: dict[str, tuple[int, int]] = {}
        for i, person in people.items():
            name = book.names[i]
            alone = name.words if name.text.lower().startswith("the ") else ()  # Colonel Bishop is no bishop
            if titles := (*name.rank, *alone):
                self._titles[person].update(titles)

    def told(self, person: int, at: int) -> None:
        """Notes that a person is told of at a token."""
        for title in self._titles.get(person, ()):
            self._lately[title] = at, person

    def meant(self, i: int, fits: Callable[[int], bool]) -> tuple[int, float]:
        """Whom a mention such as "his lordship" means by rank, and how probably; -1 for nobody.

        ``fits``: whether a mention may be of a person for all else that is known.
        """
        lately = (self._lately[title] for title in self._book.honoured(i) if title in self._lately)
        at, person = max((found for found in lately if fits(found[1])), default=(0, -1))
        if person < 0:
            return -1, 0.0
        return person, AGAIN * faded(self._book.first[i] - at)

    def without_right(self, i: int, people: Iterable[int], fits: Callable[[int], bool]) -> frozenset[int]:
        """Of some people those who are no lords, where "his lordship" may well be a lord near by."""
        if self.meant(i, fits)[1] < _NEAR:
            return frozenset()
        titles = self._book.honoured(i)
        return frozenset(n for n in people if not titles & self._titles.get(n, set()))
