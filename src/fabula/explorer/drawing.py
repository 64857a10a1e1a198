"""The charts of a work as its pages draw them: where marks lead, in whose colour, and the files."""

from __future__ import annotations

import re

from starlette.responses import Response

from fabula.explorer.asking import Asked, site_of
from fabula.explorer.charts.gallery import Gallery
from fabula.explorer.charts.svg import INK, Picture
from fabula.explorer.charts.telling import Person, Telling
from fabula.explorer.colours import colour_of
from fabula.explorer.rendering import colour_class
from fabula.exports.palette import colours
from fabula.types import Entity

_NO_NAME = re.compile(r"[^a-z0-9]+")


class WorkLinks:
    """The paths of the pages about one work."""

    def __init__(self, own: Asked) -> None:
        self._own = own
        # A path is asked for thousands of times, and to make one costs a search over all routes.
        self._text, self._home = own.link("text"), own.link("glance")

    def person(self, number: int) -> str:
        """The page of somebody."""
        return f"{self._home}/people/{number}"

    def place(self, number: int) -> str:
        """The page of a place."""
        return f"{self._home}/places/{number}"

    def text(self, start: int, end: int | None = None) -> str:
        """The text at a place."""
        return f"{self._text}?at={start}" + ("" if end is None else f"&to={end}") + "#here"


def styles(entity: Entity) -> tuple[str, str]:
    """The class of somebody's colour in a page, and the colour itself for a file."""
    return colour_class(entity), colours(colour_of(entity.id))[0] if entity.is_character else INK


def drawn_person(entity: Entity) -> Person:
    """Somebody as the charts take them."""
    return Person(entity.id, entity.name, *styles(entity))


def gallery_of(own: Asked) -> Gallery:
    """The charts of a work as far as it may be seen, made once for each reading of it."""
    return site_of(own.request).galleries.of(own.reading, lambda: Gallery(Telling(own.reading, styles)))


def svg_file(own: Asked, picture: Picture, name: str) -> Response:
    """A chart as an SVG file; ``name`` tells it from the others of the work."""
    plain = _NO_NAME.sub("-", f"{own.reading.title} {name}".casefold()).strip("-") or "chart"
    return Response(
        picture.file(own.reading.title),
        media_type="image/svg+xml",
        headers={"Content-Disposition": f'attachment; filename="{plain[:80]}.svg"'},
    )
