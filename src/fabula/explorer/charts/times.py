"""Draws the time of the telling against that of the story."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from fabula.explorer.charts.links import Links
from fabula.explorer.charts.occasions import in_runs, in_story_order, place_name
from fabula.explorer.charts.svg import Cell, Pen, Picture, grid, look, number, tag, text_width
from fabula.explorer.charts.telling import Telling
from fabula.story_records import ToldScene
from fabula.types import When

HIGH, WIDE, WIDEST = 420.0, 860.0, 3200.0
EACH = 5.0
"""Pixels that each mark has from left to right, where there are many."""
EDGE, SMALL, HIT = 24.0, 11.5, 24.0
LONGEST_TIME = 32


@dataclass(frozen=True, slots=True)
class Moment:
    """A mark: a scene, or several that are told after one another; ``rank`` is its place as it happens."""

    scenes: tuple[ToldScene, ...]
    rank: float
    x: float
    y: float

    @property
    def title(self) -> str:
        """What it is called."""
        first, last = self.scenes[0], self.scenes[-1]
        return f"Scene {first.id}" if first is last else f"Scenes {first.id} to {last.id}"

    @property
    def time(self) -> str:
        """The words that tell when the first of its scenes happens."""
        return " ".join(self.scenes[0].time_text.split())

    @property
    def when(self) -> When:
        """Its time against what is told before it: earlier, if any of its scenes is."""
        found = [scene.when for scene in self.scenes]
        return When.EARLIER if When.EARLIER in found else found[0]


def moments(telling: Telling) -> list[Moment]:
    """The marks, in the order of the telling."""
    rank = {scene.id: at for at, scene in enumerate(in_story_order(telling.scenes))}
    runs = in_runs([[scene] for scene in telling.scenes])
    wide, last = width(len(runs)), max(1, len(telling.scenes) - 1)
    found = []
    for run in runs:
        own = sum(rank[scene.id] for scene in run) / len(run)
        x = _across(telling, run[0].start, wide)
        found.append(Moment(tuple(run), own, x, 44 + (HIGH - 84) * own / last))
    return found


def width(marks: int) -> float:
    """How wide the chart is for so many marks."""
    return max(WIDE, min(WIDEST, EACH * marks))


def draw_times(pen: Pen, links: Links, telling: Telling, name: str) -> Picture:
    """Scenes from left to right as they are told, from the top down as they happen."""
    found = moments(telling)
    wide = width(len(found))
    path = "M" + "L".join(f"{number(own.x)} {number(own.y)}" for own in found)
    drawn = [
        *_axes(telling, wide),
        tag("path", d=path, fill="none", stroke_width=1.5, stroke_opacity=0.5, **look("accent-line")),
        *(_mark(pen, links, own) for own in found),
    ]
    return Picture(
        name=name,
        width=wide,
        height=HIGH + 30,
        body=Markup("").join(drawn),
        grid=grid(
            ("as told", "as it happens", "against what is told before", "time", "place"), _rows(links, found)
        ),
        classes="times",
    )


def _axes(telling: Telling, wide: float) -> Iterator[Markup]:
    yield tag("line", x1=0, x2=wide, y1=HIGH - 12, y2=HIGH - 12, **look("rule"))
    yield tag("line", x1=8, x2=8, y1=22, y2=HIGH - 12, **look("rule"))
    for words, x, y, anchor in (
        ("happens first", 0.0, 14.0, "start"),
        ("happens last", 14.0, HIGH - 20, "start"),
        ("told first", 0.0, HIGH + 22, "start"),
        ("told last", wide, HIGH + 22, "end"),
    ):
        yield tag("text", words, x=x, y=y, font_size=SMALL, text_anchor=anchor, **look("faint"))
    last = 0.0
    for part in telling.parts:
        x = _across(telling, part.start, wide)
        yield tag("line", x1=x, x2=x, y1=HIGH - 12, y2=HIGH - 7, **look("rule"))
        if x - last >= 14 + text_width(part.label, SMALL):
            last = x
            yield tag(
                "text", part.label, x=x, y=HIGH + 5, font_size=SMALL, text_anchor="middle", **look("faint")
            )


def _across(telling: Telling, offset: int, wide: float) -> float:
    return EDGE + (wide - 2 * EDGE) * offset / max(1, telling.length)


def _mark(pen: Pen, links: Links, own: Moment) -> Markup:
    back = own.when is When.EARLIER
    unknown = own.when is When.UNKNOWN
    first = own.scenes[0]
    title = ", ".join(filter(None, (own.title, place_name(first), own.time, own.when.value)))
    room = tag(
        "rect", x=own.x - HIT / 2, y=own.y - HIT / 2, width=HIT, height=HIT, fill_opacity=0, class_="hit"
    )
    mark = tag(
        "circle",
        cx=own.x,
        cy=own.y,
        r=7 if back else 4.2,
        stroke_width=2,
        stroke="#9c2f1f" if back else "#3b4a8f",
        fill="#9c2f1f" if back else "#fbf8f1" if unknown else "#3b4a8f",
        class_=f"moment {'back' if back else 'open' if unknown else ''}".strip(),
    )
    words = Markup("")
    if back and own.time:
        words = tag("text", own.time[:LONGEST_TIME], x=own.x, y=own.y - 13, font_size=SMALL, **look("ink"))
    return pen.link(links.text(first.start), title, room, mark, words)


def _rows(links: Links, found: Sequence[Moment]) -> Iterator[tuple[Cell, ...]]:
    for own in found:
        yield (
            Cell(own.title, links.text(own.scenes[0].start)),
            Cell(f"{own.rank + 1:.0f}"),
            Cell(own.when.value),
            Cell(own.time),
            Cell(place_name(own.scenes[0])),
        )
