"""Pages out of templates; all that they are given is escaped."""

from __future__ import annotations

import re
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import HTMLResponse

from fabula.amounts import counted, percent
from fabula.explorer.asking import Asked, site_of
from fabula.explorer.colours import colour_of
from fabula.explorer.evidence import snippet
from fabula.pages import CONTROLS
from fabula.types import Entity

if TYPE_CHECKING:
    from jinja2 import Environment

_CONTROL = re.compile(f"[{re.escape(''.join(map(chr, CONTROLS)))}]")

NAVIGATION = (
    ("glance", "At a glance"),
    ("text", "Read"),
    ("people", "People"),
    ("places", "Places"),
    ("scenes", "Scenes"),
    ("findings", "Findings"),
    ("search", "Search"),
    ("review", "Review"),
    ("history", "Changes"),
    ("drafts", "New draft"),
)
"""The pages about a work that its header leads to: the name of the route and what it is called."""


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The templates of the explorer."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("fabula.explorer", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(percent=percent, counted=counted, thousands="{:,}".format, rounded=_rounded)
    return made


def render(request: Request, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
    """A page that is about no work, or a part of one."""
    site = site_of(request)

    def url(name: str, **parts: object) -> str:
        return str(request.app.url_path_for(name, **parts))

    page = environment().get_template(template)
    shown = page.render(url=url, csrf=site.secret, here=request.url.path, **values)
    # To translate a page takes longer than to fill its template, and hardly any has something to translate.
    return HTMLResponse(shown.translate(CONTROLS) if _CONTROL.search(shown) else shown, status)


def render_work(asked: Asked, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
    """A page about a work, or a part of one. The template has ``asked``, ``reading``, ``colour`` and
    ``snippet`` too."""
    every = {name: asked.link(name) for name, _ in NAVIGATION}
    navigation = [(name, title, every[name]) for name, title in NAVIGATION]

    return render(
        asked.request,
        template,
        status=status,
        asked=asked,
        reading=asked.reading,
        navigation=navigation,
        colour=colour_class,
        snippet=partial(snippet, asked.reading),
        **values,
    )


def part(asked: Asked, template: str, title: str, *, status: int = 200, **values: Any) -> HTMLResponse:
    """A part for the panel; where no script has asked for it, the page that holds nothing else."""
    if asked.request.headers.get("x-part"):
        return render_work(asked, template, status=status, **values)
    return render_work(asked, "part_page.html", status=status, title=title, part=template, **values)


def _rounded(count: int) -> str:
    """A count of words as one says it: to three figures."""
    size = 10 ** max(0, len(str(count)) - 3)
    return f"{round(count / size) * size:,}"


def colour_class(entity: Entity | None) -> str:
    """The class that gives somebody's colour; one who is no character has none of their own."""
    if entity is None:
        return "c-nobody"
    return f"c{colour_of(entity.id)}" if entity.is_character else "c-thing"
