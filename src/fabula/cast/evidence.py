"""What a whole book says of its names: the pronouns used of each, and which pairs the model links."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fabula.cast.book import Book
from fabula.cast.clusters import Bonds, cluster_names
from fabula.cast.lexicon import NEUTER, PLURAL
from fabula.cast.likenesses import two_alike
from fabula.cast.names import Name
from fabula.cast.namesakes import settled_each

_LEAST = 0.05
_PASSAGE = 100
"""Tokens within which two names come up in one passage."""

Shares = Mapping[Name, float]


@dataclass(frozen=True, slots=True)
class People:
    """The person of each name mention, settled over the whole book, by number.

    ``genders``: how much each third-person subject form is used of each person.
    """

    number: dict[int, int]
    genders: dict[int, dict[str, float]]

    @property
    def next(self) -> int:
        """The first number that nobody has."""
        return max(self.number.values(), default=-1) + 1

    def renamed(self, old: int, new: int) -> People:
        """The same people where one has become another, who may be one of them."""
        genders: dict[int, dict[str, float]] = {}
        for n, own in self.genders.items():
            joined = genders.setdefault(new if n == old else n, {})
            for gender, share in own.items():
                joined[gender] = joined.get(gender, 0.0) + share
        return People({i: new if n == old else n for i, n in self.number.items()}, genders)


def people_of(book: Book, apart: Sequence[tuple[Name, Name]] = ()) -> People:
    """Settles the names of a book; ``apart``: names that are two people's, as often as it takes."""
    names = book.names
    reach = _reach(book)
    pronouns = _pronouns(book, reach)
    two = [*_side_by_side(book), *two_alike(book), *apart]
    groups = cluster_names(Counter(names.values()), pronouns, two, _bonds(book, reach))
    people = settled_each(book, groups, pronouns, reach)
    meant = set(people.values())
    genders: dict[int, dict[str, float]] = {}
    for name, number in groups.items():
        if number not in meant:
            continue  # a surname of which every mention means somebody with another name
        own = genders.setdefault(number, {})
        for gender, share in pronouns.get(name, {}).items():
            own[gender] = own.get(gender, 0.0) + share
    return People(people, genders)


def _reach(book: Book) -> list[Shares]:
    """For each mention of a person the names that its antecedents lead to, directly or along a chain.

    A chain ends at a name; "he" that goes back to "he" that goes back to Syme is Syme.
    """
    names, number = _numbered(book)
    gender, antecedents = book.gender, book.antecedents
    found: list[dict[int, float]] = []
    for i in range(book.size):
        own: dict[int, float] = {}
        if book.is_person(i):
            asked = gender[i]
            columns, weights, _ = antecedents[i]
            for j, p in zip(columns, weights, strict=True):
                if j in number:
                    own[number[j]] = own.get(number[j], 0.0) + p
                elif not asked or not gender[j] or asked == gender[j]:
                    for n, q in found[j].items():
                        own[n] = own.get(n, 0.0) + p * q
        found.append({n: p for n, p in own.items() if p > _LEAST})
    return [{names[n]: p for n, p in own.items()} for own in found]


def _pronouns(book: Book, reach: list[Shares]) -> dict[Name, dict[str, float]]:
    """How much of each third-person pronoun refers back to each name."""
    found: dict[Name, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for i in range(book.size):
        if book.is_third_person(i) and book.gender[i] not in ("", NEUTER, PLURAL):
            for name, p in reach[i].items():
                found[name][book.gender[i]] += p
    return found


def _bonds(book: Book, reach: list[Shares]) -> Bonds:
    """What the model says of every two names that come up near each other."""
    bonds = Bonds()
    names, number = _numbered(book)
    for i, own in number.items():
        columns, _, _ = book.antecedents[i]
        seen: dict[int, None] = {}
        for j in sorted(columns, reverse=True):
            other = number.get(j)
            if other == own:
                break
            if other is not None:
                seen[other] = None
        for other in seen:
            bonds.add(names[own], names[other], reach[i].get(names[other], 0.0))
    _meet(book, bonds)
    return bonds


def _numbered(book: Book) -> tuple[list[Name], dict[int, int]]:
    """The names of a book, and the number of that of each mention: quicker to look up than names are."""
    names = list(dict.fromkeys(book.names.values()))
    numbers = {name: n for n, name in enumerate(names)}
    return names, {i: numbers[name] for i, name in book.names.items()}


def _meet(book: Book, bonds: Bonds) -> None:
    """Counts which names come up in one passage, and which in one sentence.

    That is asked of a title with one word alone, "Mrs. Hale", and the names of those it may mean.
    """
    names, number = _numbered(book)
    titled = [bool(name.rank) and len(name.words) == 1 for name in names]
    mentions = sorted(number, key=lambda i: book.spans[i])
    for k, i in enumerate(mentions):
        own = number[i]
        near: dict[int, bool] = {}
        for after in range(k + 1, len(mentions)):
            j = mentions[after]
            if book.first[j] - book.first[i] > _PASSAGE:
                break
            other = number[j]
            if other != own and (titled[own] or titled[other]) and not book.overlap(i, j):
                sentence = book.sentence[j] == book.sentence[i] and book.quotation[j] == book.quotation[i]
                near[other] = near.get(other, False) or sentence
        for other, sentence in near.items():
            bonds.meet(names[own], names[other], sentence=sentence)


def _side_by_side(book: Book) -> list[tuple[Name, Name]]:
    """Pairs of names joined by "and" or "or": two people."""
    numbers = sorted(book.names, key=lambda i: book.spans[i])
    return [(book.names[i], book.names[j]) for i, j in itertools.pairwise(numbers) if book.side_by_side(j, i)]
