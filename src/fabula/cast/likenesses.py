"""Two people whose forenames may be forms of one: Will and Bill, Beth and Betty, Meg and Margaret.

No two who meet are one, however alike their names. One sentence seldom calls somebody by two forms of a name,
nor does a line call its speaker by another than its tag, nor do tags in turn.
"""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from fabula.cast.matching import WITH_FORENAME
from fabula.cast.names import Name, content, same_forename

if TYPE_CHECKING:
    from fabula.cast.book import Book

_MET, _NAMED = 0.1, 1 / 3
"""Contacts of two forenames to a use of the rarer one from which on they are two people's: outside of speech,
and with the sentences of speech that name both, which may be of a name, and tags in turn."""
_NEAR = 4
"""Quotations from one tag to the next in one talk."""
_CALLING = frozenset("called call calls known named nicknamed christened baptised baptized".split())  # noqa: SIM905
"""Words of a sentence that may give two names of one person."""

_Pair = tuple[str, str]


def two_alike(book: Book) -> list[tuple[Name, Name]]:
    """Pairs of names that are two people's, whose forenames may be forms of one."""
    bearers: dict[str, list[Name]] = defaultdict(list)
    uses: Counter[str] = Counter()
    for name, times in Counter(book.names.values()).items():
        if forename := _forename(name):
            bearers[forename].append(name)
            uses[forename] += times
    told, spoken = _contacts(book)
    found: list[tuple[Name, Name]] = []
    for pair in told.keys() | spoken.keys():
        rarer = min(uses[forename] for forename in pair)
        if told[pair] > _MET * rarer or told[pair] + spoken[pair] >= _NAMED * rarer:
            one, other = pair
            found += itertools.product(bearers[one], bearers[other])
    return found


def _contacts(book: Book) -> tuple[Counter[_Pair], Counter[_Pair]]:
    """How often two such forenames meet outside of speech, or in a tag and its line; and in speech."""
    told: Counter[_Pair] = Counter()
    spoken: Counter[_Pair] = Counter()
    inside: dict[int, set[str]] = defaultdict(set)
    together: dict[tuple[int, int], set[str]] = defaultdict(set)
    for i, name in book.names.items():
        if forename := _forename(name):
            inside[book.quotation[i]].add(forename)
            together[book.sentence[i], book.quotation[i]].add(forename)
    for (sentence, row), forenames in together.items():
        if len(forenames) > 1 and not _gives_names(book, sentence):
            (told if row < 0 else spoken).update(_alike(forenames))
    spoken.update(_in_turn(book))
    for row, tag in enumerate(book.plain_tags):
        speaker = _forename(book.names[tag]) if tag in book.names else ""
        others = inside.get(row, set()) - {speaker} if speaker else ()
        told.update(_pair(speaker, other) for other in others if same_forename(speaker, other))
    return told, spoken


def _in_turn(book: Book) -> Iterator[_Pair]:
    """Bare forenames in tags one after the other: the telling calls nobody now Will, now Bill."""
    tags = [(row, book.names[i]) for row, i in enumerate(book.plain_tags) if i in book.names]
    for (before, one), (row, other) in itertools.pairwise(tags):
        forenames = {name.words[0] for name in (one, other) if len(name.words) == 1 and not name.titles}
        if row - before <= _NEAR:
            yield from _alike(forenames)


def _alike(forenames: set[str]) -> Iterator[_Pair]:
    for one, other in itertools.combinations(forenames, 2):
        if same_forename(one, other):
            yield _pair(one, other)


def _pair(one: str, other: str) -> _Pair:
    return min(one, other), max(one, other)


def _gives_names(book: Book, sentence: int) -> bool:
    tokens = range(int(book.notes.sentence_start[sentence]), int(book.notes.sentence_end[sentence]))
    return any(book.word(token) in _CALLING for token in tokens)


def _forename(name: Name) -> str:
    """The forename in a name, empty where it has none, or an initial alone: there may be many of one."""
    words = content(name.words)
    alone = len(words) == 1 and set(name.rank) - WITH_FORENAME
    return words[0] if words and not alone and len(words[0]) > 1 else ""
