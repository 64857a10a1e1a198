"""Who of this work is in others of its world too, joined and taken apart."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from fabula import errors
from fabula.explorer.asking import Asked, asked, whole_number
from fabula.explorer.rendering import render_work
from fabula.explorer.routing import change, page, words
from fabula.joining import all_proposals
from fabula.types import Entity
from fabula.world import WorkSummary, World

PROPOSED = 100


@dataclass(frozen=True, slots=True)
class Shared:
    """Somebody of this work, and the other works that have them."""

    entity: Entity
    works: tuple[WorkSummary, ...]


def joined(request: Request) -> Response:
    """Who is in several works; with ``?ask=1`` who may be."""
    own = asked(request)
    ask = request.query_params.get("ask") == "1"
    with World.open(own.path) as world:
        titled = {each.id: each for each in world.works()}
        several = world.in_several_works()
        found = all_proposals(world) if ask and own.until is None else []
    shared = [
        Shared(each, tuple(titled[work] for work in several[each.id] if work != own.work))
        for each in own.reading.entities
        if own.work in several.get(each.id, ())
    ]
    proposed = [each for each in found if own.work in each.works][:PROPOSED]
    return render_work(
        own,
        "joined.html",
        title="In other works",
        shared=shared,
        proposed=proposed,
        titled=titled,
        ask=ask,
        alone=len(titled) == 1,
    )


def join(request: Request, form: FormData) -> Response:
    """Make two of different works one, or take one who is in several apart."""
    own = asked(request)
    with World.create_or_open(own.path) as world:
        if words(form, "do") == "apart":
            world.part(_shown(own, words(form, "entity")), own.work)
        else:
            one, other = _number(words(form, "one")), _number(words(form, "other"))
            if one not in own.people and other not in own.people:
                raise errors.no_such_thing(f"character {one}")
            world.join(one, other, again=True)
    return RedirectResponse(own.link("joined"), 303)


def _shown(own: Asked, given: str) -> int:
    number = _number(given)
    if number not in own.people:
        raise errors.no_such_thing(f"character {number}")
    return number


def _number(given: str) -> int:
    number = whole_number(given)
    if number is None:
        raise errors.no_such_thing("character of that number")
    return number


ROUTES = [
    page("/{key}/{work:int}/joined", joined, "joined"),
    change("/{key}/{work:int}/joined", join, "join"),
]
