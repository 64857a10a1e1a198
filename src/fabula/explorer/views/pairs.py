"""Two people: where they first meet, what they are to each other, the scenes and lines that they share."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from fabula import errors
from fabula.explorer.asking import Asked, asked, site_of
from fabula.explorer.paging import paged
from fabula.explorer.rendering import part, render_work
from fabula.explorer.routing import page
from fabula.explorer.views.person import SURE
from fabula.plots.counts import present
from fabula.records import SpokenQuote
from fabula.story_records import ToldScene
from fabula.types import Entity

SCENES_SHOWN = 24


def pair(request: Request) -> Response:
    """What two share as far as the reader has come."""
    own, one, other = _asked_for(request)
    scenes = _scenes(own, one, other)
    lines = [each for each in own.reading.quotes if _is_between(each, one, other)]
    return render_work(
        own,
        "pair.html",
        title=f"{one.name} and {other.name}",
        one=one,
        other=other,
        scenes=scenes[:SCENES_SHOWN],
        more=max(0, len(scenes) - SCENES_SHOWN),
        first=lines[0] if lines else None,
        relations=[
            each
            for each in own.relations
            if {each.a.id, each.b.id} == {one.id, other.id} and each.confidence >= SURE
        ],
        page=paged(request, lines),
    )


def dealings(request: Request) -> Response:
    """How they deal with each other, counted, as a part: a long work takes a moment."""
    own, one, other = _asked_for(request)
    every = site_of(request).dealings.of(own.reading, own.reading.measured_relations)
    found = [each for each in every if {each.a.id, each.b.id} == {one.id, other.id}]
    return part(own, "pair_dealings.html", f"{one.name} and {other.name}", dealings=found)


def _asked_for(request: Request) -> tuple[Asked, Entity, Entity]:
    own = asked(request)
    one, other = (own.entity(request.path_params[name]) for name in ("entity", "other"))
    if one.id == other.id:
        raise errors.no_such_thing("pair of one")
    return own, one, other


def _scenes(own: Asked, one: Entity, other: Entity) -> list[ToldScene]:
    """The scenes in which both are likely to be."""
    both = {one.id, other.id}
    return [scene for scene in own.scenes if both <= {who for who, *_ in present(scene)}]


def _is_between(line: SpokenQuote, one: Entity, other: Entity) -> bool:
    """Whether one of two says a line aloud to the other."""
    if line.thought or line.speaker is None or line.speaker.id not in (one.id, other.id):
        return False
    heard = one.id if line.speaker.id == other.id else other.id
    return any(each.id == heard for each in line.addressees)


ROUTES = [
    page("/{key}/{work:int}/people/{entity:int}/with/{other:int}", pair, "pair"),
    page("/{key}/{work:int}/people/{entity:int}/with/{other:int}/dealings", dealings, "dealings"),
]
