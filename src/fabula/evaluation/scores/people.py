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

from fabula.evaluation.scores.quotations import Label

_ARTICLE = re.compile(r"^(?:the|an?) ")


@dataclass(frozen=True, slots=True)
class PeopleScore:
    """The people asked for with the entities that hold all of each (none: not whole), and the entities.

    ``people`` has an entry for everybody asked for, ``entities`` one for each that holds a name: whether it
    is of one person.
    """

    people: Mapping[str, frozenset[Label]]
    entities: Mapping[Label, bool]

    @property
    def whole(self) -> int:
        """How many people are whole."""
        return sum(bool(holders) for holders in self.people.values())

    @property
    def of_one(self) -> int:
        """How many entities are of one person."""
        return sum(self.entities.values())


def score_people(
    names: Mapping[str, Collection[str]],
    asked: Collection[str],
    entities: Mapping[Label, Collection[str]],
) -> PeopleScore:
    """Score the entities of one text, by their names; ``asked`` are those of the people who count."""
    called: dict[str, set[str]] = defaultdict(set)
    for person, theirs in names.items():
        for name in theirs:
            called[plain_name(name)].add(person)
    holders: dict[str, set[Label]] = defaultdict(set)
    bearers: dict[Label, bool] = {}
    for label, theirs in entities.items():
        held = {plain_name(name) for name in theirs} & called.keys()
        for name in held:
            holders[name].add(label)
        if held:
            bearers[label] = bool(set.intersection(*(called[name] for name in held)))
    people: dict[str, frozenset[Label]] = {}
    for person in asked:
        of_each = [holders[name] for name in {plain_name(name) for name in names[person]} if name in holders]
        people[person] = frozenset(set.intersection(*of_each)) if of_each else frozenset()
    return PeopleScore(people, bearers)


def plain_name(name: str) -> str:
    """A name without its article, in small letters, with straight apostrophes and single spaces."""
    return _ARTICLE.sub("", " ".join(name.casefold().replace("’", "'").split()), count=1)
