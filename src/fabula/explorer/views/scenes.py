"""The scenes of a work, and the page of each."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from fabula import errors
from fabula.explorer.asking import asked
from fabula.explorer.rendering import render_work
from fabula.explorer.routing import page


def scenes(request: Request) -> Response:
    """All scenes, in the order of the telling."""
    own = asked(request)
    return render_work(own, "scenes.html", title="Scenes", scenes=own.reading.scenes)


def scene(request: Request) -> Response:
    """Where and when one scene happens, who is there, and what is said."""
    own, number = asked(request), request.path_params["scene"]
    found = next((each for each in own.reading.scenes if each.id == number), None)
    if found is None:
        raise errors.no_such_thing(f"scene {number}")
    return render_work(own, "scene.html", title=f"Scene {found.id}", scene=found)


ROUTES = [
    page("/{key}/{work:int}/scenes", scenes, "scenes"),
    page("/{key}/{work:int}/scenes/{scene:int}", scene, "scene"),
]
