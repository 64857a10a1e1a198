"""The reading view: the story set as a book is set, of which only what is on the screen is in the page."""

from __future__ import annotations

import json

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from fabula import errors
from fabula.amounts import percent
from fabula.explorer.asking import Asked, asked, number, site_of
from fabula.explorer.marks import DOUBTFUL
from fabula.explorer.passages import FACES_SHOWN, Passages
from fabula.explorer.rendering import colour_class, render_work
from fabula.explorer.routing import page

PRINTED_MOST = 120
"""Passages of a chapter for printing, some 50,000 words."""
SHOWN_FIRST = 3
"""Passages that come with the page, before any script runs."""


def passages_of(own: Asked) -> Passages:
    """The passages of a work, made once for each reading of it."""

    def made() -> Passages:
        classes = {entity.id: colour_class(entity) for entity in own.reading.entities}
        return Passages(own.reading, classes)

    return site_of(own.request).passages.of(own.reading, made)


def text(request: Request) -> Response:
    """The page, opened at a place."""
    own = asked(request)
    passages = passages_of(own)
    at = min(number(request, "at", 0) or 0, max(0, len(own.reading.text) - 1))
    first = passages.at(at)
    shown = passages.all[first : first + SHOWN_FIRST]
    people = [each for each in own.reading.characters if each.quotes]
    return render_work(
        own,
        "text.html",
        title=own.reading.title,
        shown=[(passage, passages.blocks(passage.number)) for passage in shown],
        sizes=json.dumps([[passage.start, passage.lines] for passage in passages.all], separators=(",", ":")),
        at=at,
        to=number(request, "to", at),
        first=first,
        before=passages.all[max(0, first - SHOWN_FIRST)].start if first else None,
        after=passages.all[first + SHOWN_FIRST].start if first + SHOWN_FIRST < len(passages.all) else None,
        people=people,
        chapters=own.reading.chapters if len(own.reading.chapters) > 1 else (),
        faces=FACES_SHOWN,
        doubtful=percent(DOUBTFUL),
    )


def text_print(request: Request) -> Response:
    """All of the chapter around a place in one page, as paper takes it."""
    own = asked(request)
    passages = passages_of(own)
    at = min(number(request, "at", 0) or 0, max(0, len(own.reading.text) - 1))
    chapter = next((each for each in own.reading.chapters if each.start <= at < each.end), None)
    start, end = (0, len(own.reading.text)) if chapter is None else (chapter.start, chapter.end)
    inside = [each for each in passages.all[passages.at(start) :] if each.start < end]
    return render_work(
        own,
        "text_print.html",
        title=own.reading.place(start) or own.reading.title,
        place=own.reading.place(start),
        start=start,
        shown=[passages.blocks(each.number) for each in inside[:PRINTED_MOST]],
        cut=len(inside) > PRINTED_MOST,
        faces=FACES_SHOWN,
    )


def passage(request: Request) -> Response:
    """One passage, as a part of the page."""
    own = asked(request)
    passages, wanted = passages_of(own), request.path_params["passage"]
    if wanted >= len(passages.all):
        raise errors.no_such_thing(f"passage {wanted}")
    return render_work(own, "passage.html", blocks=passages.blocks(wanted), faces=FACES_SHOWN)


def next_line(request: Request) -> Response:
    """The next line after a place, or the one before: its number and its place, or null."""
    own = asked(request)
    speaker = number(request, "speaker")
    lines = (each for each in own.reading.work.cast.quotes if speaker is None or each.speaker == speaker)
    return _next(request, [(each.start, each.id) for each in lines])


def next_scene(request: Request) -> Response:
    """The next scene after a place, or the one before: its number and its place, or null."""
    own = asked(request)
    return _next(request, [(each.start, each.id) for each in own.reading.scenes])


def _next(request: Request, places: list[tuple[int, int]]) -> Response:
    at = number(request, "from", 0) or 0
    if request.query_params.get("step") == "-1":
        found = max((each for each in places if each[0] < at), default=None)
    else:
        found = min((each for each in places if each[0] > at), default=None)
    return JSONResponse(found and {"id": found[1], "start": found[0]})


ROUTES = [
    page("/{key}/{work:int}/text", text, "text"),
    page("/{key}/{work:int}/text/print", text_print, "text_print"),
    page("/{key}/{work:int}/text/line", next_line, "next_line"),
    page("/{key}/{work:int}/text/scene", next_scene, "next_scene"),
    page("/{key}/{work:int}/text/{passage:int}", passage, "passage"),
]
