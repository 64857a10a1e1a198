"""The work at a glance."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from fabula.explorer.asking import asked
from fabula.explorer.rendering import render_work
from fabula.explorer.routing import page


def glance(request: Request) -> Response:
    """Who is in it, where, and what happens."""
    own = asked(request)
    return render_work(own, "glance.html", title=own.reading.title, characters=own.reading.characters[:24])


ROUTES = [page("/{key}/{work:int}", glance, "glance")]
