"""People of works built by hand."""

from __future__ import annotations

from fabula.joining import work_people
from fabula.joining.evidence import People
from fabula.types import Entity, EntityType


def person(
    number: int, name: str, *aliases: str, mentions: int = 20, pronouns: tuple[str, ...] = ()
) -> Entity:
    """A person of that number."""
    return Entity(number, EntityType.PERSON, name, aliases, pronouns, mentions, 1, False, 0)


def cast(*entities: Entity) -> People:
    """The people of a work."""
    return work_people(entities)


def crew(first: int, *others: Entity) -> People:
    """The people of a ship, who are in every work of a series, and some others."""
    named = ("Captain Aldous Reeve", "Ida Marsh", "Doctor Penhallow", "Tobias Quill", "Mrs. Garrow")
    return cast(*(person(first + k, name) for k, name in enumerate(named)), *others)
