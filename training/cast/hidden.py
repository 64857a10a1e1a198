"""Takes people apart whose names come in two forms, to learn what shows that two names are one person's.

A cast seldom has somebody whose names share no word, "Adela" and "Miss Quested", and where it has, the names
alone do not tell. Nearly every hero has both a forename and a surname, though. So the uses of the one are
made one figure and those of the other another, the book is read anew, and the two are a case to learn from.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from fabula.cast.book import Book
from fabula.cast.evidence import People, people_of
from fabula.cast.identity.called import NamePart, Surnames
from fabula.cast.names import Name

_LEAST = 4
"""Uses of either form from which on somebody is taken apart."""


def by_forename(book: Book, apart: Sequence[tuple[Name, Name]] = ()) -> People:
    """The people of a book, surnames taken away from those who have a forename; full names stay with it."""
    return _parted(people_of(book, apart), book, NamePart.FORENAME)


def by_surname(book: Book, apart: Sequence[tuple[Name, Name]] = ()) -> People:
    """The people of a book, forenames taken away from those who have a surname; full names stay with it."""
    return _parted(people_of(book, apart), book, NamePart.SURNAME)


def _parted(people: People, book: Book, full: NamePart) -> People:
    """The people with those taken apart who have both; ``full``: whose a full name is."""
    surnames = Surnames(Counter(book.names.values()))
    forms: Mapping[int, dict[NamePart, list[int]]] = defaultdict(lambda: defaultdict(list))
    for i, n in people.number.items():
        part = surnames.part(book.names[i])
        forms[n][full if part is NamePart.BOTH else part].append(i)
    number, genders, new = dict(people.number), dict(people.genders), people.next
    for n, own in forms.items():
        lesser = min(own[NamePart.FORENAME], own[NamePart.SURNAME], key=len)
        if len(lesser) >= _LEAST:
            number.update(dict.fromkeys(lesser, new))
            genders[new] = dict(genders.get(n, {}))
            new += 1
    return People(number, genders)
