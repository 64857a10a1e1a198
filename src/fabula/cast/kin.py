"""Whom kin words mean: "uncle" said by Florence is Florence's uncle, and maybe the only uncle of all.

"Her mother" tells whose mother somebody is, "Uncle John" that John is an uncle, and "Mrs. Hale" that she may
be Miss Hale's mother.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from fabula.cast.book import Book
from fabula.cast.figures import TAG_SURE, Attribution, Resolution
from fabula.cast.lexicon import KIN

Key = tuple[int, str]

_GIVEN: Final = frozenset(["aunt", "uncle", "grandfather", "grandmother"])
"""Of these, the words that before a name mean kin; "Father Brown" is a priest."""

_LEAST, _SHARE = 2, 0.6
"""Votes for one of the family, and their share of all votes, that settle who is meant."""


_HEADS: Final = {"mr": "husband", "sir": "husband", "mrs": "wife", "lady": "wife"}
"""Titles of the head of a family, and of his wife: "Mr. Morris", "Sir Thomas Bertram"."""
_SURNAMED: Final = frozenset(["mr", "mrs", "miss"])
"""Titles behind which a single word is a surname."""
_SOUGHT: Final = {"husband": "husband", "wife": "wife", "father": "husband", "mother": "wife"}
"""Who of the two somebody's kin is."""
_OTHER: Final = {"husband": "wife", "wife": "husband"}


class Kin:
    """Who is whose mother, as names and an earlier resolution tell it, by figures of that one."""

    def __init__(
        self,
        book: Book,
        people: Mapping[int, int],
        said: Sequence[Attribution],
        before: Resolution | None,
    ) -> None:
        self._book, self._said = book, said
        self._holders = _titled(book, people)
        self._families = _Families(book, people)
        self._figure = before.mention_figure if before is not None else []
        self._found = self._settled(before) if before is not None else {}

    def meant(self, i: int) -> int:
        """The figure that a kin word most likely means, or -1: by whose kin it is, else by name."""
        key = self._key(i)
        number = -1
        if key is not None:
            family = self._families.meant(*key)
            number = family if family >= 0 else self._found.get(key, -1)
        if number < 0 and self._is_spoken(i):
            holders = self._holders[KIN[self._book.low[i]]]
            number = next(iter(holders)) if len(holders) == 1 else -1
        return number

    def _settled(self, before: Resolution) -> dict[Key, int]:
        """Who "her mother" mostly was, by her and "mother".

        The conversations tell it where a tag says no more than that.
        """
        spoken = {own.mention: own for own in self._said if own.mention >= 0 and own.confidence >= TAG_SURE}
        votes: dict[Key, Counter[int]] = defaultdict(Counter)
        for i in range(self._book.size):
            key = self._key(i)
            if key is None:
                continue
            figure = spoken[i].speaker if i in spoken else self._figure[i]
            if figure >= 0 and figure != key[0] and before.figures[figure].named:
                # "he was Kenji's father" says at once what "his father" says by and by
                votes[key][figure] += _LEAST if i in self._book.referring.predicated else 1
        found = {}
        for key, counted in votes.items():
            figure, most = counted.most_common(1)[0]
            if most >= _LEAST and most >= _SHARE * counted.total():
                found[key] = figure
        return found

    def _key(self, i: int) -> Key | None:
        """Whose kin a mention is, and what kin: hers in "her mother", the speaker's in "mother"."""
        book = self._book
        if not self._figure or not book.is_person(i):
            return None
        owner = book.owner(i)
        whose = self._figure[owner] if owner >= 0 else self._speaker(i)
        return (whose, KIN.get(book.head(i), book.head(i))) if whose >= 0 else None

    def _speaker(self, i: int) -> int:
        """Who speaks of "mother" and no more, or -1."""
        if not self._is_spoken(i):
            return -1
        own = self._said[self._book.quotation[i]]
        return own.speaker if own.confidence >= TAG_SURE else -1

    def _is_spoken(self, i: int) -> bool:
        """Whether a mention is a kin word alone in speech: "aunt" in "I don't know, aunt"."""
        return self._book.low[i] in KIN and self._book.is_person(i) and self._book.quotation[i] >= 0


def _titled(book: Book, people: Mapping[int, int]) -> dict[str, set[int]]:
    """The people with "Aunt" or "Uncle" before their names, by that word."""
    found: dict[str, set[int]] = defaultdict(set)
    for i, person in people.items():
        for title in book.names[i].rank:
            if KIN.get(title) in _GIVEN:
                found[KIN[title]].add(person)
    return found


class _Families:
    """Who bear one surname: Mr. and Mrs. Morris are married, and Emma Morris's father is Mr. Morris."""

    def __init__(self, book: Book, people: Mapping[int, int]) -> None:
        self._surnames: dict[int, Counter[str]] = defaultdict(Counter)
        self._heads: dict[tuple[str, str], set[int]] = defaultdict(set)
        for i, person in people.items():
            name = book.names[i]
            if len(name.words) > 1 or set(name.rank) & _SURNAMED:
                self._surnames[person][name.words[-1]] += 1
            for title in _HEADS.keys() & set(name.rank):
                if len(name.words) == 1 or title == "sir":
                    self._heads[name.words[-1], _HEADS[title]].add(person)

    def meant(self, whose: int, kin: str) -> int:
        """The only one who can be somebody's father, mother, husband or wife by their names, or -1."""
        sought = _SOUGHT.get(kin)
        if sought is None or whose not in self._surnames:
            return -1
        surname = self._surnames[whose].most_common(1)[0][0]
        own = {role for role in ("husband", "wife") if whose in self._heads.get((surname, role), ())}
        if own != ({_OTHER[kin]} if kin in _OTHER else set()):
            return -1  # Mrs. Morris's father, or Miss Morris's husband, may have any name
        found = self._heads.get((surname, sought), set())
        return next(iter(found)) if len(found) == 1 else -1
