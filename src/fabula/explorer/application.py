"""The application: its routes, its guard, and what it answers where something is wrong."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from importlib import import_module

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from fabula.errors import FabulaError
from fabula.explorer.rendering import render
from fabula.explorer.security import Guard
from fabula.explorer.site import Site

VIEWS = (
    "library",
    "arriving",
    "side_by_side",
    "world",
    "about",
    "mending",
    "reader",
    "glance",
    "text",
    "people",
    "person",
    "pairs",
    "places",
    "scenes",
    "findings",
    "search",
    "history",
    "joined",
    "review",
    "drafts",
)
"""The modules of ``fabula.explorer.views``, each with its ``ROUTES``."""

NOT_THERE = ("F503", "F770", "F771")
"""The codes of errors that say that there is no such thing."""


def application(site: Site) -> Starlette:
    """The web application over a site."""
    files = StaticFiles(packages=[("fabula.explorer", "static")])

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        await run_in_threadpool(site.close)

    made = Starlette(
        lifespan=lifespan,
        routes=[Mount("/static", files, name="static"), *_routes()],
        middleware=[Middleware(Guard, site=site)],
        exception_handlers={FabulaError: _told, HTTPException: _refused, 500: _broken},
    )
    made.state.site = site
    # Starlette looks through all routes for each path that it makes, and a page has hundreds.
    made.state.paths = {each.name: each.path_format for each in made.routes if isinstance(each, Route)}
    return made


def _routes() -> Iterable[BaseRoute]:
    for name in VIEWS:
        yield from import_module(f"fabula.explorer.views.{name}").ROUTES


def _told(request: Request, error: Exception) -> Response:
    """What was wrong, and what would be right, on a page or as a part of one."""
    assert isinstance(error, FabulaError)
    status = 404 if error.code in NOT_THERE else 409 if error.code == "F240" else 422
    template = "error_part.html" if request.headers.get("x-part") else "error.html"
    return render(request, template, status=status, message=str(error))


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return render(request, "error.html", status=error.status_code, message=str(error.detail))


def _broken(request: Request, error: Exception) -> Response:
    message = f"a mistake in Fabula itself ({type(error).__name__}); fabula open prints where"
    return render(request, "error.html", status=500, message=message)
