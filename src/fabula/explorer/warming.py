"""What the first page would wait for, made ready while a browser starts."""

from __future__ import annotations

from contextlib import suppress

from fabula.errors import FabulaError
from fabula.explorer.rendering import environment
from fabula.explorer.site import Site

FIRST_PAGES = ("library.html", "world.html", "glance.html", "text.html", "passage.html")


def warm(site: Site) -> None:
    """Compile the templates of the first pages, and load the work if there is but one."""
    for name in FIRST_PAGES:
        environment().get_template(name)
    with suppress(FabulaError):
        works = [(shelf.path, work.id) for shelf in site.library.shelves() for work in shelf.works]
        if len(works) == 1:
            site.readings.get(*works[0])
