"""The people of names as a person has settled them: some joined, some parted."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping
from itertools import product

from fabula.cast.book import Book
from fabula.cast.evidence import People
from fabula.cast.names import Name
from fabula.cast.pins.placing import Placed
from fabula.cast.pins.seeding import named


def names_apart(book: Book, placed: Placed) -> list[tuple[Name, Name]]:
    """The names of whom there are two, so often that nothing outweighs it."""
    uses = Counter(book.names.values())
    found: list[tuple[Name, Name]] = []
    for a, b in placed.apart:
        ours, theirs = (
            {book.names[i] for meant in placed.people[k] for i in meant.mentions if i in book.names}
            for k in (a, b)
        )
        for one, other in product(ours, theirs):
            if one != other:
                found += [(one, other)] * (1 + min(uses[one], uses[other]))
    return found


def settled_people(book: Book, people: People, placed: Placed) -> People:
    """The people of names with those parted who are two, and those joined who are one."""
    for a, b in placed.apart:
        one, other = (named(placed, k, people.number) for k in (a, b))
        if one == other >= 0:
            people = _parted(book, people, placed, (a, b), one)
    number = {i: n for i, n in people.number.items() if i not in placed.nobodys}
    for i, k in placed.seeds.items():
        if i in number:
            own = named(placed, k, people.number)
            number.pop(i) if own < 0 else number.update({i: own})
    # One who is called by no name any more has no number: whoever comes next may get it.
    left = set(number.values())
    people = People(number, {n: own for n, own in people.genders.items() if n in left})
    for k in range(len(placed.people)):
        for old, new in _joined(placed, k, people.number):
            people = people.renamed(old, new)
    return people


def _joined(placed: Placed, k: int, number: Mapping[int, int]) -> list[tuple[int, int]]:
    """The persons who are one of the people, each with the one that stands for all."""
    best = named(placed, k, number)
    own = [Counter(number.get(i, -1) for i in meant.mentions) for meant in placed.people[k]]
    others = {counts.most_common(1)[0][0] for counts in own if counts} - {-1, best}
    return [(n, best) for n in sorted(others)]


def _parted(book: Book, people: People, placed: Placed, pair: tuple[int, int], person: int) -> People:
    """Two people of one number: names that only one of them has are his, and the rest go with the nearest."""
    held = [
        sorted(i for meant in placed.people[k] for i in meant.mentions if i in people.number) for k in pair
    ]
    called = [{book.names[i] for i in own} for own in held]
    number, new = dict(people.number), people.next
    for i, n in people.number.items():
        if n != person or i in held[0]:
            continue
        name = book.names[i]
        alone = [name in called[side] and name not in called[1 - side] for side in (0, 1)]
        second = alone[1] or (not alone[0] and _nearest(i, held[1]) < _nearest(i, held[0]))
        if i in held[1] or second:
            number[i] = new
    genders = {n: own for n, own in people.genders.items() if n != person}
    return People(number, genders)


def _nearest(i: int, places: list[int]) -> int:
    """How many mentions away the nearest of some is; ``places`` in order."""
    at = bisect_left(places, i)
    return min((abs(i - j) for j in places[max(0, at - 1) : at + 1]), default=1 << 30)
