"""The chart of who belongs together, over the whole work or a stretch of it."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise

from fabula.explorer.charts.counts import Counts, first_together, first_words, talk, together
from fabula.explorer.charts.links import Links
from fabula.explorer.charts.network_drawing import Placed, draw_network, placed
from fabula.explorer.charts.options import Options
from fabula.explorer.charts.svg import Pen, Picture
from fabula.explorer.charts.telling import Part, Person, Telling, equal_parts

MOST_PEOPLE = 24
FEW_CHAPTERS, EQUAL_STEPS = 8, 20
"""So many chapters make good steps; a work of fewer is cut into steps of the same size."""


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
        _firsts(telling, people, what, start, end),
        strongest=float(whole.max(initial=1)),
        what=what,
        name=name if (start, end) == (0, telling.length) else f"{name}, {name_of_stretch(telling, options)}",
    )


def _firsts(
    telling: Telling, people: list[Person], what: str, start: int, end: int
) -> dict[tuple[int, int], int]:
    """Where the first of what links two stands, the lesser number first."""
    if what == "scenes":
        return first_together(telling, people, start, end)
    found: dict[tuple[int, int], int] = {}
    for (one, other), at in first_words(telling, people, start, end).items():
        pair = min(one, other), max(one, other)
        found[pair] = min(at, found.get(pair, at))
    return found


def steps(telling: Telling) -> tuple[Part, ...]:
    """What a stretch is made of: chapters, or smaller parts where there are few of them."""
    fine = telling.by_chapter and len(telling.parts) >= FEW_CHAPTERS
    return telling.parts if fine else equal_parts(telling.length, EQUAL_STEPS)


def names_of_steps(telling: Telling) -> list[tuple[str, str]]:
    """What each step is called as the first of a stretch and as its last."""
    own = steps(telling)
    if own is telling.parts and telling.by_chapter:
        return [(step.title, step.title) for step in own]
    ends = [*(step.label for step in own), "100 %"]
    return list(pairwise(ends))


def bounds(telling: Telling, options: Options) -> tuple[int, int]:
    """The numbers of the first step that is asked for and of the one after the last."""
    every = len(steps(telling))
    if options.last is None or not every:
        return 0, every
    first = min(options.first, every - 1)
    return first, min(max(options.last, first + 1), every)


def stretch(telling: Telling, options: Options) -> tuple[int, int]:
    """From where to where in the text the steps that are asked for go."""
    own, (first, last) = steps(telling), bounds(telling, options)
    if last - first == len(own):
        return 0, telling.length
    return own[first].start if first else 0, own[last - 1].end


def name_of_stretch(telling: Telling, options: Options) -> str:
    """What the stretch that is asked for is called."""
    names, (first, last) = names_of_steps(telling), bounds(telling, options)
    if last - first == len(names):
        return "all of it"
    begins, ends = names[first][0], names[last - 1][1]
    return begins if begins == ends else f"{begins} to {ends}"


def dialogue_by_step(telling: Telling) -> list[int]:
    """How much of each step is said, in percent: what stands in the control for a stretch."""
    own = steps(telling)
    said = [0] * len(own)
    starts = [step.start for step in own]
    for line in telling.lines:
        said[max(0, bisect_right(starts, line.start) - 1)] += line.end - line.start
    return [
        min(100, round(100 * each / (step.end - step.start))) for each, step in zip(said, own, strict=True)
    ]


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
