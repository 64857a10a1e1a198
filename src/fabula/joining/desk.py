"""People of a world over its works: who is joined by itself, and whom a person is asked about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fabula.joining.evidence import People
from fabula.joining.proposals import Joined, joined_safely, proposals, work_people
from fabula.types import Entity
from fabula.world import World


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two entities of two works who are likely one; ``reasons`` are as in :class:`Joined`."""

    one: Entity
    other: Entity
    works: tuple[int, int]
    probability: float
    reasons: tuple[tuple[str, float], ...]


def join_new(world: World, work: int) -> list[Entity]:
    """Joins whoever of a work is safely somebody of another; gives them, under their numbers now.

    Whom a person has taken apart stays so, and so does whoever is in another work already.
    """
    others = [summary.id for summary in world.works() if summary.id != work]
    if not others:
        return []
    own = _people(world, work)
    parted = world.parted()
    best: dict[int, Joined] = {}
    for other in others:
        for found in joined_safely(_people(world, other), own):
            known = best.get(found.other)
            if known is None or found.probability > known.probability:
                best[found.other] = found
    taken: set[int] = set()
    for found in sorted(best.values(), key=lambda each: -each.probability):
        free = found.one not in taken and frozenset((found.one, found.other)) not in parted
        if free and found.one != found.other and not _shared(world, found.one, found.other):
            world.join(found.one, found.other)
            taken.add(found.one)
    return [entity for entity in world.entities(work) if entity.id in taken]


def all_proposals(world: World) -> list[Proposal]:
    """Who of two works may be one, the likeliest first; whom a person has taken apart is not asked about."""
    people = {summary.id: _people(world, summary.id) for summary in world.works()}
    works = _works(people)
    parted = world.parted()
    found: dict[frozenset[int], Proposal] = {}
    numbers = sorted(people)
    for at, one in enumerate(numbers):
        for other in numbers[at + 1 :]:
            entities = {p.entity.id: p.entity for p in (*people[one].people, *people[other].people)}
            for own in proposals(people[one], people[other]):
                pair = frozenset((own.one, own.other))
                if len(pair) == 1 or pair in parted or works[own.one] & works[own.other]:
                    continue
                known = found.get(pair)
                if known is None or own.probability > known.probability:
                    found[pair] = Proposal(
                        entities[own.one], entities[own.other], (one, other), own.probability, own.reasons
                    )
    return sorted(found.values(), key=lambda own: (-own.probability, own.one.id, own.other.id))


def _people(world: World, work: int) -> People:
    return work_people(world.entities(work))


def _works(people: Mapping[int, People]) -> dict[int, set[int]]:
    """In which works each entity is."""
    found: dict[int, set[int]] = {}
    for work, own in people.items():
        for person in own.people:
            found.setdefault(person.entity.id, set()).add(work)
    return found


def _shared(world: World, one: int, other: int) -> bool:
    """Whether a work has both."""
    return not set(world.works_of(one)).isdisjoint(world.works_of(other))
