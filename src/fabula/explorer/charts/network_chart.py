"""The chart of who belongs together, over the whole work or a stretch of it."""

from __future__ import annotations

from fabula.explorer.charts.counts import Counts, talk, together
from fabula.explorer.charts.links import Links
from fabula.explorer.charts.network_drawing import Placed, draw_network, placed
from fabula.explorer.charts.options import Options
from fabula.explorer.charts.svg import Pen, Picture
from fabula.explorer.charts.telling import Person, Telling

MOST_PEOPLE = 24


def linked_by(telling: Telling, options: Options) -> str:
    """What links people: ``scenes`` that they share, or ``lines`` that they say to each other."""
    if options.links == "lines" or not telling.scenes_of:
        return "lines"
    return "scenes"


def network_chart(telling: Telling, options: Options, pen: Pen, links: Links, name: str) -> Picture:
    """People where they always are, with what links them in the stretch that is asked for."""
    people, what = telling.leading(MOST_PEOPLE), linked_by(telling, options)
    whole = _weights(telling, people, what, 0, telling.length)
    start, end = stretch(telling, options)
    part = _weights(telling, people, what, start, end)
    return draw_network(
        pen,
        links,
        _places(telling, people),
        part,
        strongest=float(whole.max(initial=1)),
        what=what,
        name=name,
    )


def stretch(telling: Telling, options: Options) -> tuple[int, int]:
    """From where to where in the text the parts that are asked for go."""
    if options.last is None or not telling.parts:
        return 0, telling.length
    first = min(options.first, len(telling.parts) - 1)
    last = min(max(options.last, first + 1), len(telling.parts))
    return telling.parts[first].start if first else 0, telling.parts[last - 1].end


def _weights(telling: Telling, people: list[Person], what: str, start: int, end: int) -> Counts:
    if what == "scenes":
        return together(telling, people, start, end)
    said = talk(telling, people, start, end)
    both: Counts = said + said.T
    return both


def _places(telling: Telling, people: list[Person]) -> Placed:
    """Everybody's place, worked out once: by the scenes that they share and the lines that they exchange."""
    if telling.network is None:
        shared = _weights(telling, people, "scenes", 0, telling.length)
        said = _weights(telling, people, "lines", 0, telling.length)
        weights = shared / max(1.0, shared.max(initial=0)) + said / max(1.0, said.max(initial=0))
        counts = [float(len(telling.scenes_of.get(own.id, ()))) for own in people]
        importance = [count + line for count, line in zip(counts, map(float, said.sum(1)), strict=True)]
        telling.network = placed(people, weights, importance)
    return telling.network
