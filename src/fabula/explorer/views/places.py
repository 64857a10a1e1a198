"""The places of a work, and the page of each."""

from __future__ import annotations

from collections import defaultdict

from starlette.requests import Request
from starlette.responses import Response

from fabula.explorer.asking import Asked, asked
from fabula.explorer.drawing import gallery_of
from fabula.explorer.paging import paged
from fabula.explorer.rendering import render_work
from fabula.explorer.routing import page
from fabula.story_records import ToldLocation, ToldScene
from fabula.types import Entity


def places(request: Request) -> Response:
    """All places, those of most scenes first."""
    own = asked(request)
    scenes = _scenes(own)
    found = [each for each in own.reading.entities if each.type.is_setting and not each.is_character]
    found.sort(key=lambda each: (-len(scenes[each.id]), -each.mentions, each.id))
    rows = [(each, len(scenes[each.id])) for each in found]
    return render_work(own, "places.html", title="Places", page=paged(request, rows, 100))


def place(request: Request) -> Response:
    """What one place is called, what is told of it, what happens there, and who is there."""
    own = asked(request)
    entity = own.entity(request.path_params["entity"], "place")
    there = [each for each in own.locations if each.place == entity]
    return render_work(
        own,
        "place.html",
        title=entity.name,
        entity=entity,
        scenes=_scenes(own)[entity.id],
        above=_above(own, entity),
        below=_below(own, entity),
        visitors=_visitors(there),
        page=paged(request, there),
        attributes=[each for each in own.attributes if each.entity.id == entity.id],
    )


def _above(own: Asked, entity: Entity) -> list[Entity]:
    """The places in which one lies, the smallest first."""
    nested, found, at = gallery_of(own).telling.nested, [], entity.id
    while at in nested:
        at = nested[at]
        found.append(own.people[at])
    return found


def _below(own: Asked, entity: Entity) -> list[Entity]:
    """The places that lie in one."""
    nested = gallery_of(own).telling.nested
    return [own.people[inner] for inner, around in nested.items() if around == entity.id]


def _scenes(own: Asked) -> dict[int, list[ToldScene]]:
    found: dict[int, list[ToldScene]] = defaultdict(list)
    for scene in own.scenes:
        if scene.place is not None:
            found[scene.place.id].append(scene)
    return found


def _visitors(there: list[ToldLocation]) -> list[tuple[Entity, int]]:
    """Who is there, and how often that is told."""
    people = {each.entity.id: each.entity for each in there}
    count: dict[int, int] = defaultdict(int)
    for each in there:
        count[each.entity.id] += 1
    return [(people[each], count[each]) for each in sorted(count, key=lambda each: -count[each])]


ROUTES = [
    page("/{key}/{work:int}/places", places, "places"),
    page("/{key}/{work:int}/places/{entity:int}", place, "place"),
]
