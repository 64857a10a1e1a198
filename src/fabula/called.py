"""Who of a work's characters a name or a number means."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from fabula import errors
from fabula.types import Entity, Mention, MentionForm
from fabula.world.names import (
    ambiguous,
    bearer,
    called_so,
    folded,
    is_narrator,
    main_bearers,
    number_in,
    told_apart,
)

_SHOWN = 5


def character_called(
    characters: Sequence[Entity], name: str | int, content: str = "", mentions: Iterable[Mention] = ()
) -> Entity:
    """The one called so, as :meth:`fabula.Reading.character` says. Raises what that raises."""
    name = name if isinstance(name, str) else f"#{name}"
    wanted = folded(name)
    found = main_bearers(
        [
            bearer(entity, whole=folded(entity.name) == wanted)
            for entity in characters
            if wanted in map(folded, names_of(entity))
        ]
    )
    if not found and is_narrator(name):
        found = [bearer(entity) for entity in characters if entity.narrator]
    if not found and number_in(name) is None:
        spans = (
            (each.entity, each.start, each.end)
            for each in mentions
            if each.entity is not None and each.form is MentionForm.NOMINAL
        )
        so = set(called_so(name, content, spans))
        found = main_bearers([bearer(entity, whole=False) for entity in characters if entity.id in so])
    if len(found) > 1:
        raise ambiguous(name, found)
    number = found[0].id if found else number_in(name)
    for entity in characters:
        if entity.id == number:
            return entity
    raise errors.unknown_name(name, _near(characters, wanted))


def names_of(entity: Entity) -> tuple[str, ...]:
    """All that somebody is called, the shown name first."""
    return (entity.name, *entity.aliases)


def _near(characters: Sequence[Entity], wanted: str) -> str:
    if not characters:
        return "there are no characters"
    known = {folded(called): called for entity in characters for called in names_of(entity)}
    near = [known[match] for match in get_close_matches(wanted, known)]
    if near:
        return f"did you mean {', '.join(near)}?"
    first = told_apart((entity.id, entity.name) for entity in characters[:_SHOWN])
    return f"there are {', '.join(first)}"
