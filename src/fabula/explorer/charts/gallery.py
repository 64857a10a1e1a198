"""All charts of one work: which there are, what each is called, and how each is made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from fabula.explorer.charts.charts_of_people import (
    presence_chart,
    shares_chart,
    storyline_chart,
    talk_chart,
)
from fabula.explorer.charts.charts_of_places import places_chart, whereabouts_chart
from fabula.explorer.charts.links import Links
from fabula.explorer.charts.network_chart import network_chart
from fabula.explorer.charts.options import DEFAULT, Options
from fabula.explorer.charts.pace import draw_pace
from fabula.explorer.charts.svg import PAGE, Pen, Picture
from fabula.explorer.charts.telling import Telling
from fabula.explorer.charts.times import draw_times

MOST_KEPT = 60
"""Drawn pictures kept for each work."""

Draw = Callable[[Telling, Options, Pen, Links, str], Picture]


@dataclass(frozen=True)
class Chart:
    """One kind of chart. ``is_there`` tells whether a work has what it shows, ``told`` says what that is.

    ``takes`` names the options that change it, ``told_plain`` says what it shows of a work without scenes.
    """

    key: str
    name: str
    told: str
    draw: Draw
    is_there: Callable[[Telling], bool]
    takes: tuple[str, ...] = ()
    told_plain: str = ""


def _with_scenes(telling: Telling) -> bool:
    return bool(telling.scenes) and bool(telling.scenes_of)


def _with_lines(telling: Telling) -> bool:
    return any(line.speaker in telling.known for line in telling.lines)


CHARTS: Mapping[str, Chart] = {
    chart.key: chart
    for chart in (
        Chart(
            "storyline",
            "Storyline",
            "Each line is a person. Lines run side by side where people meet; a dotted line is one who is "
            "away, and an open dot one who is perhaps not there.",
            storyline_chart,
            _with_scenes,
            ("by", "order", "people"),
        ),
        Chart(
            "presence",
            "Who is there when",
            "The stronger the colour, the more of the {part} somebody is in.",
            presence_chart,
            lambda telling: bool(telling.people and telling.parts),
            told_plain="The stronger the colour, the more often somebody is named in the {part}.",
        ),
        Chart("shares", "Who speaks how much", "Words in direct speech.", shares_chart, _with_lines),
        Chart(
            "network",
            "Who belongs together",
            "People stay where they are whatever stretch is chosen; only what links them changes.",
            network_chart,
            lambda telling: len(telling.people) > 1 and (_with_scenes(telling) or _with_lines(telling)),
            ("links", "first", "last"),
        ),
        Chart(
            "talk",
            "Who talks to whom",
            "A row is who speaks, a column who is spoken to; the stronger, the more lines.",
            talk_chart,
            lambda telling: any(line.speaker in telling.known and line.heard for line in telling.lines),
        ),
        Chart(
            "places",
            "Where it happens",
            "How much of the text happens at each place. One that is said to lie in another stands under it.",
            places_chart,
            lambda telling: any(scene.place_text or scene.place for scene in telling.scenes),
        ),
        Chart(
            "whereabouts",
            "Who is where",
            "The stronger, the more scenes somebody has at a place.",
            whereabouts_chart,
            lambda telling: (
                _with_scenes(telling) and any(scene.place_text or scene.place for scene in telling.scenes)
            ),
        ),
        Chart(
            "pace",
            "Pace",
            "How long each {part} is, how much of it is dialogue, how much is told moment by moment, "
            "and how long its sentences are.",
            lambda telling, _, pen, links, name: draw_pace(pen, links, telling, name),
            lambda telling: bool(telling.parts and telling.words),
        ),
        Chart(
            "times",
            "Telling and time",
            "From left to right as it is told, from the top down as it happens: what goes back up is told "
            "after what it comes before. An open dot is a scene whose time is not known.",
            lambda telling, _, pen, links, name: draw_times(pen, links, telling, name),
            lambda telling: len(telling.scenes) > 1,
        ),
    )
}


class Gallery:
    """The charts of a work as they are drawn, each kept once it was."""

    def __init__(self, telling: Telling) -> None:
        self.telling = telling
        self._kept: dict[tuple[str, Options, Pen, str], Picture] = {}

    @property
    def charts(self) -> list[Chart]:
        """Those that the work has something to show in."""
        return [chart for chart in CHARTS.values() if chart.is_there(self.telling)]

    def picture(
        self, chart: Chart, links: Links, options: Options = DEFAULT, *, pen: Pen = PAGE, under: str = ""
    ) -> Picture:
        """A chart as drawn. ``under`` is what its links begin with: a picture is kept for each."""
        options = options.only(chart.takes)
        asked = chart.key, options, pen, under
        found = self._kept.get(asked)
        if found is None:
            found = chart.draw(self.telling, options, pen, links, chart.name)
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            self._kept[asked] = found
        return found
