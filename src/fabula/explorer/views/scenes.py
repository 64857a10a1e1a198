"""The scenes of a work, and the page of each."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import groupby

from starlette.requests import Request
from starlette.responses import Response

from fabula.chronicles import timeline
from fabula.explorer.asking import asked, number, numbered
from fabula.explorer.paging import paged
from fabula.explorer.rendering import render_work
from fabula.explorer.routing import page
from fabula.story_records import ToldScene
from fabula.types import Realis

DEEDS_SHOWN = 12


def scenes(request: Request) -> Response:
    """All scenes, in the order of the telling, or with ``?by=story`` as they happen; ``?in=3`` those of
    the third chapter."""
    own = asked(request)
    happened = request.query_params.get("by") == "story"
    found: Sequence[ToldScene] = timeline(own.reading) if happened and own.has_story else own.scenes
    every, at = own.reading.chapters, number(request, "in")
    chosen = every[at - 1] if at is not None and 1 <= at <= len(every) else None
    if chosen is not None:
        found = [each for each in found if each.chapter == chosen]
    shown = paged(request, found)
    chapters = [
        (chapter, list(each)) for chapter, each in groupby(shown.rows, key=lambda scene: scene.chapter)
    ]
    return render_work(
        own,
        "scenes.html",
        title="Scenes",
        page=shown,
        happened=happened,
        chapters=chapters,
        every_chapter=every if len(every) > 1 else (),
        chosen=chosen,
        numbers={each: at for at, each in enumerate(every, 1)},
    )


def scene(request: Request) -> Response:
    """Where and when one scene happens, who is there, what is said and done."""
    own = asked(request)
    found = numbered(own.scenes, request.path_params["scene"], "scene")
    at = own.scenes.index(found)
    starts = [each.start for each in own.reading.quotes]
    lines = own.reading.quotes[bisect_left(starts, found.start) : bisect_left(starts, found.end)]
    events = [each for each in own.events if found.start <= each.start < found.end]
    told = [each for each in events if each.realis is Realis.ACTUAL and not each.spoken and each.agents]
    return render_work(
        own,
        "scene.html",
        title=f"Scene {found.id}",
        scene=found,
        before=own.scenes[at - 1] if at else None,
        after=own.scenes[at + 1] if at + 1 < len(own.scenes) else None,
        page=paged(request, lines),
        deeds=[(who, list(each)[:DEEDS_SHOWN]) for who, each in groupby(told, key=lambda own: own.agents[0])],
    )


ROUTES = [
    page("/{key}/{work:int}/scenes", scenes, "scenes"),
    page("/{key}/{work:int}/scenes/{scene:int}", scene, "scene"),
]
