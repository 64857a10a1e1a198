"""The work at a glance: its charts, each of which can be drawn anew and saved."""

from __future__ import annotations

import json

from starlette.requests import Request
from starlette.responses import Response

from fabula import errors
from fabula.explorer.asking import Asked, asked
from fabula.explorer.charts.charts_of_people import by_scene
from fabula.explorer.charts.gallery import CHARTS, Chart, Gallery
from fabula.explorer.charts.network_chart import (
    bounds,
    dialogue_by_step,
    linked_by,
    name_of_stretch,
    names_of_steps,
)
from fabula.explorer.charts.options import DEFAULT, PEOPLE, Options, options
from fabula.explorer.charts.svg import FILE, PAGE, Pen, Picture
from fabula.explorer.charts.telling import Telling
from fabula.explorer.drawing import WorkLinks, gallery_of, svg_file
from fabula.explorer.rendering import part, render_work
from fabula.explorer.routing import page

FACES = 12


def glance(request: Request) -> Response:
    """All charts that the work has something to show in.

    The first comes with the page, and one of which something is asked; a script brings the others.
    """
    own = asked(request)
    gallery, wanted = gallery_of(own), options(request.query_params)
    shown = [
        (chart, _drawn(own, gallery, chart, wanted) if not at or _chosen(chart, wanted) else None)
        for at, chart in enumerate(gallery.charts)
    ]
    telling = gallery.telling
    return render_work(
        own,
        "glance.html",
        title=own.reading.title,
        characters=own.reading.characters[:FACES],
        counts=_counts(own, telling),
        charts=shown,
        options=wanted,
        by="scene" if by_scene(telling, wanted) else "chapter",
        by_chapter=telling.by_chapter,
        links=linked_by(telling, wanted),
        has_scenes=bool(telling.scenes_of),
        people=[each for each in PEOPLE if each < len(telling.scenes_of)],
        steps=json.dumps(names_of_steps(telling), ensure_ascii=False, separators=(",", ":")),
        heights=dialogue_by_step(telling),
        bounds=bounds(telling, wanted),
        stretch=name_of_stretch(telling, wanted),
    )


def chart(request: Request) -> Response:
    """One chart as a part of a page."""
    own = asked(request)
    gallery, kind = _asked_for(own)
    picture = _drawn(own, gallery, kind, options(request.query_params))
    return part(own, "chart.html", kind.name, picture=picture)


def chart_file(request: Request) -> Response:
    """One chart as an SVG file, on light paper, with its colours as attributes and no links."""
    own = asked(request)
    gallery, kind = _asked_for(own)
    picture = _drawn(own, gallery, kind, options(request.query_params), FILE)
    return svg_file(own, picture, kind.key)


def _chosen(chart: Chart, wanted: Options) -> bool:
    """Whether a page asks for something of a chart: its form is sent where no script runs."""
    return wanted.only(chart.takes) != DEFAULT


def _asked_for(own: Asked) -> tuple[Gallery, Chart]:
    gallery, key = gallery_of(own), own.request.path_params["chart"]
    kind = CHARTS.get(key)
    if kind is None or not kind.is_there(gallery.telling):
        raise errors.no_such_thing(f"chart {key}")
    return gallery, kind


def _drawn(own: Asked, gallery: Gallery, kind: Chart, wanted: Options, pen: Pen = PAGE) -> Picture:
    return gallery.picture(kind, WorkLinks(own), wanted, pen=pen, under=own.link("glance"))


def _counts(own: Asked, telling: Telling) -> list[tuple[int, str]]:
    """What there is of it, for its heading."""
    found = [
        (telling.words, "words"),
        (len(own.reading.chapters), "chapters"),
        (len(telling.scenes), "scenes"),
        (len(telling.people), "people"),
        (len(own.reading.work.cast.quotes), "lines"),
    ]
    return [(count, what) for count, what in found if count]


ROUTES = [
    page("/{key}/{work:int}", glance, "glance"),
    page("/{key}/{work:int}/charts/{chart}", chart, "chart"),
    page("/{key}/{work:int}/charts/{chart}/file.svg", chart_file, "chart_file"),
]
