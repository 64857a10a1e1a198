"""What coreference asks of each mention whoever the others are: found once, and read in every walk."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from fabula.cast.binding import bound
from fabula.cast.crowds import other_crowds
from fabula.cast.predication import predications
from fabula.lang.en.newcomers import ANYBODY_AT_ALL, BEGINNINGS, HEARD_ONLY

if TYPE_CHECKING:
    from fabula.cast.book import Book

Referents = tuple[Sequence[int], Sequence[float]]
"""The earlier mentions that one may go back to, and their probabilities."""


_NOBODY: frozenset[int] = frozenset()


class Referring:
    """The mentions of a book by number.

    ``definite``: the words behind "the"; ``fades``: whether the next one so called may be another;
    ``owner``: the mention that owns a nominal, or -1; ``none``: the probability of going back to nothing.
    ``bound``: the earlier mentions that one cannot be, by how the sentence is built; ``binds``: the later
    ones.
    ``predicated``: for words that say who somebody is, of whom they say it.
    ``kind``: the same for those that ask for the same of whom they may mean. ``turns``: whether a tag with
    the mention may be settled by who speaks.
    """

    def __init__(self, book: Book) -> None:
        every = range(book.size)
        self.definite = [book.definite(i) for i in every]
        self.fades = [book.fades(i) for i in every]
        self.new = [book.is_nominal(i) and _is_new(book, i) for i in every]
        self.owner = [book.owner(i) if book.is_nominal(i) else -1 for i in every]
        self.none = [none for _, _, none in book.antecedents]
        self.referents = [_referents(book, i) for i in every]
        self.predicated = predications(book)
        self.listed = [i > 0 and book.side_by_side(i, i - 1) for i in every]
        self.parted = [_parted(book, i) for i in every]
        self.bound = _with(bound(book), other_crowds(book))
        self.binds = _turned(self.bound)
        self.tagged = [i in book.tag_mentions and _by_turns(book, i) for i in every]
        self.kind = _kinds(book)
        self.order = _owners_first(book)
        self.one_of_several = frozenset(i for i in book.appositions if _is_one_of_several(book, i))


def _is_new(book: Book, i: int) -> bool:
    """Whether words bring in somebody not told of before: "a boy", "another voice", but not "a voice"."""
    first, _, _ = book.low[i].partition(" ")
    new = book.low[i].startswith(BEGINNINGS) or first in ANYBODY_AT_ALL
    return new and (first == "another" or book.head(i) not in HEARD_ONLY)


def _referents(book: Book, i: int) -> Referents:
    """The candidates that a mention may go back to.

    A "sir" is none, nor is what stands inside the mention or around it.
    """
    columns, weights, _ = book.antecedents[i]
    nested = book.nested.get(i, ())
    kept = [k for k, j in enumerate(columns) if j not in nested and not book.is_address(j)]
    if len(kept) == len(columns):
        return columns, weights
    return array("i", [columns[k] for k in kept]), array("f", [weights[k] for k in kept])


def _parted(book: Book, i: int) -> frozenset[int]:
    """The mentions inside one, or around it, that are another's.

    The "his" of "his lordship" is the lord.
    """
    nested = book.nested.get(i)
    if not nested or book.is_honour(i):
        return _NOBODY
    return frozenset(j for j in nested if book.doubles.get(j) != i and not book.is_honour(j))


def _with(bound: Sequence[tuple[int, ...]], others: Mapping[int, tuple[int, ...]]) -> list[tuple[int, ...]]:
    """Whom each mention cannot be by its sentence, with those whom it cannot be by what they are called."""
    return [tuple(sorted({*own, *others[i]})) if i in others else own for i, own in enumerate(bound)]


def _turned(bound: Sequence[tuple[int, ...]]) -> dict[int, list[int]]:
    """For each mention the later ones that cannot be it."""
    found: dict[int, list[int]] = {}
    for i, others in enumerate(bound):
        for j in others:
            found.setdefault(j, []).append(i)
    return found


def _by_turns(book: Book, i: int) -> bool:
    """Whether a tag with a mention says less than the turns of the conversation may."""
    return book.is_nominal(i) or book.is_third_person(i)


def _is_one_of_several(book: Book, i: int) -> bool:
    """Whether a name tells which of somebody's kin is meant, "her sister Mary", as no comma parts it."""
    return book.owner(i) >= 0 and book.spans[book.appositions[i]][0] == book.spans[i][1] + 1


def _kinds(book: Book) -> list[int]:
    """A number for each mention, the same for those that ask for the same of whom they may mean."""
    numbers: dict[tuple[str, str, bool], int] = {}
    asked = ((book.gender[i], book.post(i), book.is_person(i)) for i in range(book.size))
    return [numbers.setdefault(own, len(numbers)) for own in asked]


def _owners_first(book: Book) -> list[int]:
    """The mentions in the order of the text, but for *her* before "her mother": whose mother, tells which."""
    found: list[int] = []
    owned: list[int] = []
    for i in range(book.size):
        owned.append(i)
        if book.owner(i) < 0:
            found += reversed(owned)
            owned.clear()
    return found
