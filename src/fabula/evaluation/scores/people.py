"""Whether each person of a story is one entity, and each entity one person, by what they are called.

An entity *holds* the names and epithets that are its name or one of its aliases, whatever their article and
case. A person is *whole* if one entity holds all of this one's names that any entity holds. An entity is
*of one person* if somebody bears all of the names that it holds; entities that hold no name count for
nothing. Either alone is easily had, by joining everybody or nobody: they are to be read side by side.

Of a whole novel, where a name that is once given to somebody else is no great matter, a person is *one
entity* if nearly all mentions by names that are this one's alone are of one entity, and nearly all of that
entity's mentions by anybody's names are by this one's.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

NEARLY_ALL = 0.85
"""The share of mentions that makes a person one entity."""
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


def one_entity_each(
    names: Mapping[str, Collection[str]], mentions: Iterable[tuple[str, int | None]]
) -> dict[str, bool]:
    """Whether each person is one entity, from the words and the entity of each mention by name or epithet."""
    bearers: dict[str, set[str]] = defaultdict(set)
    for person, theirs in names.items():
        for name in theirs:
            bearers[plain_name(name)].add(person)
    alone = {name: next(iter(people)) for name, people in bearers.items() if len(people) == 1}
    together = Counter(
        (alone[name], entity) for words, entity in mentions if (name := plain_name(words)) in alone
    )
    of_person, of_entity = Counter[str](), Counter["int | None"]()
    for (person, entity), count in together.items():
        of_person[person] += count
        of_entity[entity] += count
    found = dict.fromkeys(names, False)
    for (person, entity), count in together.items():
        nearly = NEARLY_ALL * max(of_person[person], of_entity[entity])
        found[person] |= entity is not None and count >= nearly
    return found


def plain_name(name: str) -> str:
    """A name without its article, in small letters, with straight apostrophes and single spaces."""
    return _ARTICLE.sub("", " ".join(name.casefold().replace("’", "'").split()), count=1)
