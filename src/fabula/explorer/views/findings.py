"""Where a work contradicts itself."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from fabula import errors
from fabula.explorer.asking import asked
from fabula.explorer.paging import paged
from fabula.explorer.rendering import render_work
from fabula.explorer.routing import page


def findings(request: Request) -> Response:
    """All findings, the surest first."""
    own = asked(request)
    found = sorted(own.reading.findings, key=lambda each: -each.confidence) if own.has_story else []
    return render_work(own, "findings.html", title="Findings", page=paged(request, found))


def finding(request: Request) -> Response:
    """The places that do not agree, side by side."""
    own, number = asked(request), request.path_params["finding"]
    every = own.reading.findings if own.has_story else ()
    found = next((each for each in every if each.id == number), None)
    if found is None:
        raise errors.no_such_thing(f"finding {number}")
    return render_work(own, "finding.html", title="A contradiction", finding=found)


ROUTES = [
    page("/{key}/{work:int}/findings", findings, "findings"),
    page("/{key}/{work:int}/findings/{finding:int}", finding, "finding"),
]
