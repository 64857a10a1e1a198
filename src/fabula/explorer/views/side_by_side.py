"""Works of one world side by side: how long, how told, who leads, who is in several."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from fabula.amounts import percent
from fabula.explorer.asking import Asked, asked_work, site_of, whole_number
from fabula.explorer.charts.telling import Pace, Telling
from fabula.explorer.drawing import gallery_of
from fabula.explorer.rendering import colour_class, render
from fabula.explorer.routing import page
from fabula.types import Entity
from fabula.world import World

MOST_BESIDE = 4
LEADING = 6


@dataclass(frozen=True)
class Column:
    """One work, as far as its reader has come; ``leading`` are those whom it is most about."""

    asked: Asked
    telling: Telling

    @property
    def title(self) -> str:
        """What it is called."""
        return self.asked.reading.title

    @property
    def leading(self) -> Sequence[Entity]:
        """Those whom it is most about."""
        return self.asked.reading.characters[:LEADING]

    @property
    def tellers(self) -> list[Entity]:
        """Those who tell it."""
        return [each for each in self.asked.reading.characters if each.narrator]


@dataclass(frozen=True, slots=True)
class Measure:
    """One row: what it is called, the page that it leads to, and its value for each work."""

    name: str
    to: str
    values: tuple[str, ...]


def side_by_side(request: Request) -> Response:
    """Some works of a world, those that ``?work=`` names or the first ones."""
    key = request.path_params["key"]
    path = site_of(request).library.path(key)
    with World.open(path) as opened:
        works = [each.id for each in opened.works()]
        several = opened.in_several_works()
    given = [whole_number(each) for each in request.query_params.getlist("work")]
    wanted = [each for each in works if each in given] or works
    every = [asked_work(request, key, work) for work in wanted[:MOST_BESIDE]]
    columns = [Column(own, gallery_of(own).telling) for own in every]
    measures = [Measure(name, to, tuple(map(value, columns))) for name, to, value in MEASURES]
    return render(
        request,
        "side_by_side.html",
        key=key,
        name=path.stem,
        columns=columns,
        measures=[each for each in measures if any(each.values)],
        shared=_shared(columns, several),
        left_out=max(0, len(wanted) - MOST_BESIDE),
        colour=colour_class,
    )


def _shared(
    columns: Sequence[Column], several: Mapping[int, Sequence[int]]
) -> list[tuple[Entity, list[Column]]]:
    """Who is in more than one of the works that are shown, with those in which the reader has met them."""
    found = []
    numbers = {number for each in columns for number in each.asked.people if number in several}
    for number in sorted(numbers):
        inside = [each for each in columns if number in each.asked.people]
        if len(inside) > 1:
            found.append((inside[0].asked.people[number], inside))
    return found


def _total(of: Callable[[Pace], int], telling: Telling) -> int:
    return sum(map(of, telling.paces))


def _share(part: int, whole: int) -> str:
    return percent(part / whole) if whole else ""


def _sentence(own: Column) -> str:
    sentences = _total(lambda each: each.sentences, own.telling)
    return f"{own.telling.words / sentences:.1f} words" if sentences else ""


MEASURES: Sequence[tuple[str, str, Callable[[Column], str]]] = (
    ("Words", "text", lambda own: f"{own.telling.words:,}"),
    ("Chapters", "text", lambda own: f"{len(own.asked.reading.chapters) or ''}"),
    ("Scenes", "scenes", lambda own: f"{len(own.telling.scenes) or ''}"),
    ("People", "people", lambda own: f"{len(own.telling.people):,}"),
    ("Lines", "glance", lambda own: f"{len(own.telling.lines):,}"),
    (
        "Dialogue",
        "glance",
        lambda own: _share(_total(lambda each: each.spoken, own.telling), own.telling.words),
    ),
    (
        "Told as scene",
        "scenes",
        lambda own: _share(
            _total(lambda each: each.as_scene, own.telling), _total(lambda each: each.told, own.telling)
        ),
    ),
    ("A sentence", "glance", _sentence),
)

ROUTES = [page("/{key}/side-by-side", side_by_side, "side_by_side")]
