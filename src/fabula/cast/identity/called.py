"""What names say of two figures: a forename beside a surname, names that nobody bears together."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Final

from fabula.cast.book import Book
from fabula.cast.figures import Resolution
from fabula.cast.identity.rivals import Pair
from fabula.cast.identity.words import Words
from fabula.cast.matching import MARRIED
from fabula.cast.names import Name, content, same_forename

_TITLED = 4
"""Uses of a bare word to one behind a title, as in "Miss Lucy", up to which it is a surname."""
_SELDOM = 0.1
"""The share of a figure's uses of names below which a single use is a slip."""
_FORENAMED = frozenset(
    word
    for words in (
        "aunt auntie aunty uncle cousin brother sister father mother granny grandpa grandma nurse papa mamma",
        "mama sir lord lady dame don dona king queen prince princess saint pope",
    )
    for word in words.split()
)
"""Titles behind which a single word is a forename; behind "Mrs." or "Captain" it is a surname."""


@dataclass(slots=True)
class Called:
    """What a figure is called: forenames, surnames, titles, and how much of it only in speech."""

    forenames: set[str] = field(default_factory=set)
    surnames: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)
    spoken: float = 0.0

    @property
    def is_married(self) -> bool:
        """Whether one of its titles is a married woman's."""
        return bool(self.titles & MARRIED)

    def completes(self, other: Called) -> bool:
        """Whether the one has a forename and no surname, and the other a surname and no forename."""
        return bool(self.forenames and other.surnames and not (self.surnames or other.forenames))


class NamePart(Enum):
    """What a name gives of somebody: a forename, a surname, both, or neither ("the Grey Man")."""

    FORENAME = "forename"
    SURNAME = "surname"
    BOTH = "both"
    NEITHER = "neither"


class Surnames:
    """The words that are surnames in a book: last of several words, or often behind a title."""

    def __init__(self, names: Mapping[Name, int]) -> None:
        last: set[str] = set()
        bare: Counter[str] = Counter()
        titled: Counter[str] = Counter()
        for name, times in names.items():
            words = content(name.words)
            if len(words) > 1:
                last.add(words[-1])
            elif words and set(name.rank) - _FORENAMED:
                titled[words[0]] += times
            elif words:
                bare[words[0]] += times
        self._words = frozenset(
            last | {word for word, times in titled.items() if times * _TITLED >= bare[word]}
        )

    def part(self, name: Name) -> NamePart:
        """What a name gives of somebody."""
        words = content(name.words)
        if not words or name.text.lower().startswith("the "):
            return NamePart.NEITHER
        if len(words) > 1:
            return NamePart.BOTH
        if set(name.rank) and set(name.rank) <= _FORENAMED:
            return NamePart.FORENAME
        return NamePart.SURNAME if words[0] in self._words else NamePart.FORENAME


class Names:
    """What the figures of a book are called, found once for each."""

    def __init__(self, book: Book, resolution: Resolution, words: Words) -> None:
        self._words = words
        every = Counter(book.names.values())
        self._surnames = Surnames(every)
        self._full = {(own[0], own[-1]) for own in (content(name.words) for name in every) if len(own) > 1}
        self._spoken = Counter(resolution.mention_figure[i] for i in book.names if book.quotation[i] >= 0)
        self._called: dict[int, Called] = {}

    def of(self, n: int) -> Called:
        """What a figure is called."""
        if n not in self._called:
            names = self._words.names(n)
            own = Called(spoken=self._spoken[n] / max(1, names.total()))
            for name, times in names.items():
                if times >= 2 or times >= _SELDOM * names.total():
                    self._take(own, name)
            self._called[n] = own
        return self._called[n]

    def _take(self, own: Called, name: Name) -> None:
        part, words = self._surnames.part(name), content(name.words)
        if part is NamePart.NEITHER:
            return
        own.titles |= set(name.rank)
        if part in (NamePart.FORENAME, NamePart.BOTH):
            own.forenames.add(words[0])
        if part in (NamePart.SURNAME, NamePart.BOTH):
            own.surnames.add(words[-1])

    def features(self, pair: Pair) -> Mapping[str, float]:
        """What the names of two say, by the names of the features; nothing where one has none."""
        if not all(self._words.names(n) for n in pair):
            return {}
        a, b = (self.of(n) for n in pair)
        either = a.completes(b) or b.completes(a)
        shared = bool(a.surnames & b.surnames)
        fore = bool(a.forenames and b.forenames)
        alike = any(same_forename(f, g) for f, g in itertools.product(a.forenames, b.forenames))
        maiden = a.is_married != b.is_married and "miss" in (b if a.is_married else a).titles
        return {
            "a forename and a surname": float(either),
            "a forename and a married name": float(either and (a.is_married or b.is_married)),
            "a full name has both": float(not shared and not alike and self._full_name(a, b)),
            "other forenames": float(fore and not alike),
            "other surnames": float(bool(a.surnames and b.surnames) and not shared),
            "one surname, no other forename": float(shared and not fore),
            "one surname, other forenames": float(shared and fore and not alike),
            "only one is married": float(maiden),
            "one is called so in speech alone": abs(a.spoken - b.spoken),
            "names that clash": self._words.clashing(*pair),
        }

    def _full_name(self, a: Called, b: Called) -> bool:
        """Whether some full name has the forename of the one and the surname of the other."""
        crossed = ((a.forenames, b.surnames), (b.forenames, a.surnames))
        return any(full in self._full for own in crossed for full in itertools.product(*own))


CALLED: Final = (
    "a forename and a surname",
    "a forename and a married name",
    "a full name has both",
    "other forenames",
    "other surnames",
    "one surname, no other forename",
    "one surname, other forenames",
    "only one is married",
    "one is called so in speech alone",
    "names that clash",
)
"""Features of the names of two figures."""
