"""A new draft of a work: read behind the page, and what has changed with it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from fabula.correcting.drafts import Kept
from fabula.explorer.arrivals import LARGEST, Arrival
from fabula.explorer.asking import Asked, asked, site_of
from fabula.explorer.rendering import render_work
from fabula.explorer.routing import change, page
from fabula.explorer.views.arriving import given, shown
from fabula.types import Entity
from fabula.world.differences import ChangedLine, Differences

LINES_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Changed:
    """What a draft has changed, as far as the reader may see it; ``further`` counts lines after that."""

    label: str
    lines: tuple[ChangedLine, ...]
    more: int
    further: int
    new: tuple[Entity, ...]
    gone: tuple[Entity, ...]
    renamed: tuple[tuple[Entity, Entity], ...]
    heard: int
    mentions: int
    misfits: int


def drafts(request: Request) -> Response:
    """A place to give a draft, those that are being read, and what the last one has changed."""
    own = asked(request)
    coming = site_of(request).arrivals.where(lambda each: _is_of(own, each))
    last = next((each for each in coming if each.arrived is not None), None)
    changed = None if last is None or last.arrived is None else _changed(own, last.label, last.arrived.kept)
    return render_work(
        own,
        "drafts.html",
        title="New draft",
        coming=shown(request, coming),
        changed=changed,
        story=None if last is None or last.arrived is None or own.until is not None else last.arrived.story,
    )


def give_draft(request: Request, form: FormData) -> Response:
    """Begin to read a draft in place of this work."""
    own = asked(request)
    site_of(request).arrivals.take(given(form), own.path, replacing=own.work)
    return RedirectResponse(own.link("drafts"), 303)


def _is_of(own: Asked, arrival: Arrival) -> bool:
    work = arrival.arrived.work if arrival.arrived is not None else arrival.replacing
    return arrival.world.absolute() == own.path.absolute() and work == own.work


def _changed(own: Asked, label: str, kept: Kept) -> Changed | None:
    found = kept.changes
    if found is None:
        return None
    if own.until is not None:
        return _seen(own, label, kept, found)
    return Changed(
        label,
        found.lines[:LINES_SHOWN],
        max(0, len(found.lines) - LINES_SHOWN),
        0,
        found.new,
        found.gone,
        found.renamed,
        found.heard,
        found.mentions,
        len(kept.misfits),
    )


def _seen(own: Asked, label: str, kept: Kept, found: Differences) -> Changed:
    """The same for one who has not read to the end: people under the names that are known here."""
    lines = []
    for line in found.lines:
        people = [None if each is None else own.people.get(each.id) for each in (line.before, line.after)]
        known = (people[0] is not None) == (line.before is not None)
        known = known and (people[1] is not None) == (line.after is not None)
        if line.start < (own.until or 0) and known:
            lines.append(replace(line, before=people[0], after=people[1]))
    new = tuple(own.people[each.id] for each in found.new if each.id in own.people)
    further = len(found.lines) - len(lines)
    more = max(0, len(lines) - LINES_SHOWN)
    return Changed(label, tuple(lines[:LINES_SHOWN]), more, further, new, (), (), 0, 0, len(kept.misfits))


ROUTES = [
    page("/{key}/{work:int}/drafts", drafts, "drafts"),
    change("/{key}/{work:int}/drafts", give_draft, "give_draft", largest=LARGEST, files=1),
]
