"""The library: the worlds and works there are, and a place to give a story to read."""

from __future__ import annotations

from pathlib import PurePath

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from fabula.explorer.arrivals import LARGEST
from fabula.explorer.asking import site_of
from fabula.explorer.rendering import render
from fabula.explorer.routing import change, page, words
from fabula.explorer.views.arriving import given, shown

FIELDS = 1 << 16
"""Bytes of what a form has beside its file."""


def library(request: Request) -> Response:
    """All worlds with their works, and the stories that are being read."""
    site = site_of(request)
    coming = shown(request, site.arrivals.where())
    return render(
        request, "library.html", shelves=site.library.shelves(), coming=coming, largest=LARGEST - FIELDS
    )


def give(request: Request, form: FormData) -> Response:
    """Begin to read a file into a world, or into a new one beside it."""
    site, upload = site_of(request), given(form)
    key = words(form, "world")
    if key:
        path = site.library.path(key)
    else:
        path = site.library.fresh(words(form, "name").strip() or PurePath(upload.label).stem)
        site.library.show(path)
    site.arrivals.take(upload, path)
    return RedirectResponse(str(request.app.url_path_for("library")), 303)


ROUTES = [
    page("/", library, "library"),
    change("/read", give, "give", largest=LARGEST, files=1),
]
