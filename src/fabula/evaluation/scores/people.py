"""Whether each person of a story is one entity, and each entity one person, by what they are called.

An entity *holds* the names and epithets that are its name or one of its aliases, whatever their article and
case. A person is *whole* if one entity holds all of this one's names that any entity holds. An entity is
*of one person* if somebody bears all of the names that it holds; entities that hold no name count for
nothing. Either alone is easily had, by joining everybody or nobody: they are to be read side by side.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

_ARTICLE = re.compile(r"^(?:the|an?) ")


@dataclass(frozen=True, slots=True)
class PeopleScore:
    """The people asked for with the entities that hold all of each (none: not whole), and the entities.

    ``people`` has an entry for everybody asked for, ``entities`` one for each that holds a name: whether it
    is of one person.
    """

    people: Mapping[str, frozenset[int]]
    entities: Mapping[int, bool]

    @property
    def whole(self) -> list[bool]:
        """Of each person asked for whether this one is whole."""
        return [bool(holders) for holders in self.people.values()]

    @property
    def of_one(self) -> list[bool]:
        """Of each entity whether it is of one person."""
        return list(self.entities.values())

    @property
    def apart(self) -> list[bool]:
        """Of each person asked for whether an entity is all of this one and of nobody else."""
        return [any(self.entities[label] for label in holders) for holders in self.people.values()]


def score_people(
    names: Mapping[str, Collection[str]],
    asked: Collection[str],
    entities: Mapping[int, Collection[str]],
) -> PeopleScore:
    """Score the entities of one text, by their names; ``asked`` are those of the people who count."""
    called: dict[str, set[str]] = defaultdict(set)
    for person, theirs in names.items():
        for name in theirs:
            called[plain_name(name)].add(person)
    holders: dict[str, set[int]] = defaultdict(set)
    bearers: dict[int, bool] = {}
    for label, theirs in entities.items():
        held = {plain_name(name) for name in theirs} & called.keys()
        for name in held:
            holders[name].add(label)
        if held:
            bearers[label] = bool(set.intersection(*(called[name] for name in held)))
    people: dict[str, frozenset[int]] = {}
    for person in asked:
        of_each = [holders[name] for name in {plain_name(name) for name in names[person]} if name in holders]
        people[person] = frozenset(set.intersection(*of_each)) if of_each else frozenset()
    return PeopleScore(people, bearers)


def plain_name(name: str) -> str:
    """A name without its article, in small letters, with straight apostrophes and single spaces."""
    return _ARTICLE.sub("", " ".join(name.casefold().replace("’", "'").split()), count=1)
