"""One world: its works, and who is in several of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from fabula.explorer.asking import asked_work, site_of
from fabula.explorer.paging import paged
from fabula.explorer.rendering import render
from fabula.explorer.routing import page
from fabula.explorer.views.side_by_side import MOST_BESIDE
from fabula.types import Entity
from fabula.world import WorkSummary, World


@dataclass(frozen=True, slots=True)
class Wanderer:
    """Somebody who is in several works, as far as the reader has met them there."""

    entity: Entity
    works: tuple[WorkSummary, ...]


def world(request: Request) -> Response:
    """The works and the people whom they share; a world of one work leads to that."""
    key = request.path_params["key"]
    path = site_of(request).library.path(key)
    with World.open(path) as opened:
        works = opened.works()
    if len(works) == 1:
        return RedirectResponse(str(request.app.url_path_for("glance", key=key, work=works[0].id)), 303)
    people = paged(request, _wanderers(request, key, path, works))
    return render(request, "world.html", key=key, name=path.stem, works=works, page=people, most=MOST_BESIDE)


def _wanderers(request: Request, key: str, path: Path, works: list[WorkSummary]) -> list[Wanderer]:
    with World.open(path) as opened:
        several = opened.in_several_works()
        # The works that share nobody are left alone: to load the people of twenty novels takes a second.
        sharing = sorted({work for each in several.values() for work in each})
        there = {
            each.id: each
            for work in reversed(sharing)
            for each in opened.characters(work)
            if each.id in several
        }
    everybody = sorted(there.values(), key=lambda each: (-each.mentions, each.id))
    each_asked = (asked_work(request, key, work.id) for work in works)
    begun = {own.work: own.people for own in each_asked if own.until is not None}
    titled = {each.id: each for each in works}
    found = []
    for entity in everybody:
        met = [work for work in several[entity.id] if work not in begun or entity.id in begun[work]]
        if len(met) > 1:
            # The name is that by which a reader in the midst of a work knows them.
            known = next((begun[work][entity.id] for work in met if work in begun), entity)
            found.append(Wanderer(known, tuple(titled[work] for work in met)))
    return found


ROUTES = [page("/{key}", world, "world")]
