"""What speaks for and against that somebody of one work is somebody of another: names, titles, company.

Evidence decides nothing; ``weights.json`` holds what each feature weighs. Nothing but a name makes two people
a pair at all: two narrators without names are never one.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Protocol

import numpy as np
import numpy.typing as npt

from fabula.types import Entity, EntityType

Array = npt.NDArray[np.float64]

PAIR: Final = (
    "bias",
    "the shown name in common",
    "a whole name in common",
    "surname and title in common",
    "a bare name of the other's with a title",
    "a bare name of the other's whole name",
    "a bare name of both",
    "all that both have is a forename",
    "forenames differ",
    "surnames differ",
    "titles tell two",
    "pronouns agree",
    "pronouns differ",
    "others are called so",
    "both matter",
    "one is in passing",
    "others are as like",
    "company with names in common",
    "share of the company",
    "a forename alone, in little company",
)
"""Features of a pair of people of two works."""
_MATTERS = 10
"""Mentions from which on somebody is more than a walk-on."""
_RECURS = 3
"""Mentions from which on somebody is company for others."""
_COMPANY = 4
"""People in common beyond which more of them say no more."""


class Parsed(Protocol):
    """A name taken apart."""

    @property
    def titles(self) -> tuple[str, ...]:
        """Its titles and ranks, lower-cased."""

    @property
    def words(self) -> tuple[str, ...]:
        """Its other words, lower-cased."""

    @property
    def gender(self) -> str:
        """What its title tells: "he", "she" or nothing."""


@dataclass(frozen=True)
class NameTools:
    """What is known of names: how they are taken apart, which are none, which words are forenames."""

    parse: Callable[[str], Parsed]
    is_name: Callable[[str], bool]
    same_forename: Callable[[str, str], bool]
    is_forename: Callable[[str], bool]


@dataclass(frozen=True)
class Person:
    """Somebody of a work with the names taken apart; descriptions ("the old man") are no names."""

    entity: Entity
    names: tuple[Parsed, ...]

    @cached_property
    def shown(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Titles and words of the first name."""
        return self.names[0].titles, self.names[0].words

    @cached_property
    def whole(self) -> frozenset[tuple[str, ...]]:
        """The names of two words and more, without titles."""
        return frozenset(name.words for name in self.names if len(name.words) > 1)

    @cached_property
    def titled(self) -> frozenset[tuple[str, str]]:
        """Title and last word of each name that has a title."""
        return frozenset((title, name.words[-1]) for name in self.names for title in name.titles)

    @cached_property
    def bare(self) -> frozenset[str]:
        """The names of one word without a title."""
        return frozenset(name.words[0] for name in self.names if len(name.words) == 1 and not name.titles)

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word of every name."""
        return frozenset(word for name in self.names for word in name.words)


class People:
    """The people of a work, and who bears each word of a name."""

    def __init__(self, entities: Iterable[Entity], tools: NameTools) -> None:
        self.tools = tools
        self.people = [
            person
            for entity in entities
            if entity.type is EntityType.PERSON and not entity.members
            for person in [_person(entity, tools)]
            if person.names
        ]
        self.bearers: Mapping[str, Sequence[Person]] = _by_word(self.people)


def candidates(one: People, other: People) -> list[tuple[Person, Person]]:
    """The pairs of people of two works that have a word of a name in common."""
    found: dict[tuple[int, int], tuple[Person, Person]] = {}
    for word in one.bearers.keys() & other.bearers.keys():
        for a in one.bearers[word]:
            for b in other.bearers[word]:
                found[a.entity.id, b.entity.id] = a, b
    return [found[key] for key in sorted(found)]


def features(one: People, other: People, pairs: Sequence[tuple[Person, Person]]) -> Array:
    """The features (pairs, n), in the order of ``PAIR``."""
    alike = [_is_alike(a, b) for a, b in pairs]
    rivals = Counter(
        key
        for (a, b), own in zip(pairs, alike, strict=True)
        if own
        for key in ((a.entity.id, 0), (b.entity.id, 1))
    )
    company = sum(alike)
    fewest = max(1, min(sum(p.entity.mentions >= _RECURS for p in every.people) for every in (one, other)))
    rows = []
    for (a, b), own in zip(pairs, alike, strict=True):
        values = _of_pair(one, other, a, b)
        beside = math.log1p(min(company - own, _COMPANY))
        values["company with names in common"] = beside
        values["share of the company"] = math.sqrt((company - own) / fewest)
        values["a forename alone, in little company"] = values["all that both have is a forename"] / (
            1 + beside
        )
        values["others are as like"] = float(rivals[a.entity.id, 0] + rivals[b.entity.id, 1] > 2 * own)
        rows.append([values[name] for name in PAIR])
    return np.asarray(rows, dtype=np.float64).reshape(-1, len(PAIR))


def _is_alike(a: Person, b: Person) -> bool:
    """Whether two who recur have a whole name in common, or a name with its title."""
    recur = min(a.entity.mentions, b.entity.mentions) >= _RECURS
    return recur and bool((a.whole & b.whole) or (a.titled & b.titled) or a.shown == b.shown)


def _of_pair(one: People, other: People, a: Person, b: Person) -> dict[str, float]:
    tools = one.tools
    whole, titled, shared = a.whole & b.whole, a.titled & b.titled, a.words & b.words
    crossed = (a.bare & _words(b.whole)) | (b.bare & _words(a.whole))
    behind = (a.bare & {word for _, word in b.titled}) | (b.bare & {word for _, word in a.titled})
    forenames = all(tools.is_forename(word) for word in shared)
    only = shared and not whole and not titled and forenames
    rivals = max((max(len(one.bearers[w]), len(other.bearers[w])) for w in shared), default=1)
    fewer = min(a.entity.mentions, b.entity.mentions)
    mine, theirs = set(a.entity.pronouns[:1]), set(b.entity.pronouns[:1])
    return {
        "bias": 1.0,
        "the shown name in common": float(a.shown == b.shown),
        "a whole name in common": float(bool(whole)),
        "surname and title in common": float(bool(titled) and not whole),
        "a bare name of the other's with a title": float(bool(behind)),
        "a bare name of the other's whole name": float(bool(crossed)),
        "a bare name of both": float(bool(a.bare & b.bare)),
        "all that both have is a forename": float(bool(only)),
        "forenames differ": float(_forenames_differ(a, b, tools)),
        "surnames differ": float(_surnames_differ(a, b, tools)),
        "titles tell two": float(_titles_differ(a, b)),
        "pronouns agree": float(bool(mine & theirs)),
        "pronouns differ": float(bool(mine and theirs and not mine & theirs)),
        "others are called so": math.log(rivals) if rivals > 1 else 0.0,
        "both matter": math.log1p(fewer),
        "one is in passing": float(fewer < _MATTERS),
    }


def _person(entity: Entity, tools: NameTools) -> Person:
    called = (name for name in (entity.name, *entity.aliases) if tools.is_name(name))
    return Person(entity, tuple(tools.parse(name) for name in called))


def _by_word(people: Iterable[Person]) -> Mapping[str, Sequence[Person]]:
    found: dict[str, list[Person]] = defaultdict(list)
    for person in people:
        for word in sorted(person.words):
            found[word].append(person)
    return found


def _words(names: Iterable[tuple[str, ...]]) -> set[str]:
    return {word for name in names for word in name}


def _forenames_differ(a: Person, b: Person, tools: NameTools) -> bool:
    """Whether both have a whole name with the surname in common, and no forenames that could be one."""
    pairs = [(x, y) for x in a.whole for y in b.whole if x[-1] == y[-1]]
    return bool(pairs) and not any(tools.same_forename(x[0], y[0]) for x, y in pairs)


def _surnames_differ(a: Person, b: Person, tools: NameTools) -> bool:
    """Whether both have a whole name with the forename in common, and never the surname."""
    pairs = [(x, y) for x in a.whole for y in b.whole if tools.same_forename(x[0], y[0])]
    return bool(pairs) and not any(x[-1] == y[-1] for x, y in pairs)


def _titles_differ(a: Person, b: Person) -> bool:
    """Whether the titles tell a man and a woman, or a Miss and a Mrs of one surname."""
    mine = {name.gender for name in a.names if name.gender}
    theirs = {name.gender for name in b.names if name.gender}
    if mine and theirs and not mine & theirs:
        return True
    by_name: dict[str, set[str]] = defaultdict(set)
    for title, word in a.titled:
        by_name[word].add(title)
    others: dict[str, set[str]] = defaultdict(set)
    for title, word in b.titled:
        others[word].add(title)
    return any(
        by_name[word].isdisjoint(others[word]) and "miss" in by_name[word] | others[word]
        for word in by_name.keys() & others.keys()
    )
