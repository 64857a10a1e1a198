"""The people of a work, and the page of each."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from fabula import errors
from fabula.explorer.asking import asked
from fabula.explorer.rendering import render_work
from fabula.explorer.routing import page


def people(request: Request) -> Response:
    """Everybody, most mentioned first."""
    own = asked(request)
    return render_work(own, "people.html", title="People", characters=own.reading.characters)


def person(request: Request) -> Response:
    """All that is told of one."""
    own = asked(request)
    entity = own.entity(request.path_params["entity"])
    if entity is None:
        raise errors.no_such_thing(f"character {request.path_params['entity']}")
    return render_work(own, "person.html", title=entity.name, entity=entity)


ROUTES = [
    page("/{key}/{work:int}/people", people, "people"),
    page("/{key}/{work:int}/people/{entity:int}", person, "person"),
]
