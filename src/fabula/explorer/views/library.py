"""The library: the worlds and works there are."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from fabula.explorer.asking import site_of
from fabula.explorer.rendering import render
from fabula.explorer.routing import page


def library(request: Request) -> Response:
    """All worlds with their works; one world with one work leads straight to it."""
    shelves = site_of(request).library.shelves()
    return render(request, "library.html", shelves=shelves)


def world(request: Request) -> Response:
    """A world leads to its work, or to its place in the library where it has several."""
    key, site = request.path_params["key"], site_of(request)
    site.library.path(key)
    shelf = next(each for each in site.library.shelves() if each.key == key)
    if len(shelf.works) == 1:
        path = str(request.app.url_path_for("glance", key=key, work=shelf.works[0].id))
    else:
        path = str(request.app.url_path_for("library")) + f"#{key}"
    return RedirectResponse(path, 303)


ROUTES = [page("/", library, "library"), page("/{key}", world, "world")]
