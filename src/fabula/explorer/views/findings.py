"""Where a work contradicts itself."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from fabula.explorer.asking import asked, number, numbered
from fabula.explorer.paging import paged
from fabula.explorer.rendering import part, render_work
from fabula.explorer.routing import page


def findings(request: Request) -> Response:
    """The page, which is there at once: to look for contradictions in a novel takes a moment."""
    own, at = asked(request), number(request, "page")
    query = "" if at is None else f"?page={at}"
    return render_work(own, "findings.html", title="Findings", query=query)


def found(request: Request) -> Response:
    """All findings as a part of it, the surest first."""
    own = asked(request)
    who, every = number(request, "who"), own.findings
    if who is not None:
        every = [each for each in every if any(one.id == who for one in each.entities)]
    rows = paged(request, sorted(every, key=lambda each: -each.confidence))
    return part(own, "findings_found.html", "Findings", page=rows, who=who)


def finding(request: Request) -> Response:
    """The places that do not agree, side by side."""
    own = asked(request)
    chosen = numbered(own.findings, request.path_params["finding"], "finding")
    return render_work(own, "finding.html", title="A contradiction", finding=chosen)


ROUTES = [
    page("/{key}/{work:int}/findings", findings, "findings"),
    page("/{key}/{work:int}/findings/all", found, "findings_found"),
    page("/{key}/{work:int}/findings/{finding:int}", finding, "finding"),
]
