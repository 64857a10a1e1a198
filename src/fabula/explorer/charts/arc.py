"""Draws the arc of one person: how much they are there, named and speaking, from part to part."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fabula.explorer.charts.counts import presence
from fabula.explorer.charts.lanes import Lane, Look, draw_lanes
from fabula.explorer.charts.links import Links
from fabula.explorer.charts.svg import Pen, Picture
from fabula.explorer.charts.telling import Person, Telling

LOW, WIDE = 46.0, 940.0


def draw_arc(pen: Pen, links: Links, telling: Telling, person: Person, name: str) -> Picture:
    """Small bars in their colour; each leads to where the part first tells of it."""
    bars: Look = {"class_": f"own {person.style}", "fill": person.colour}
    return draw_lanes(pen, links, name, telling.parts, arc(telling, person), bars=bars, lane=LOW, wide=WIDE)


def arc(telling: Telling, person: Person) -> list[Lane]:
    """Of each part how much of it one is there, how often one is named, and how many words one says."""
    found = []
    scenes = [own.start for scene in telling.scenes for own in scene.present if own.entity.id == person.id]
    if scenes:
        there = tuple(float(round(100 * each)) or None for each in presence(telling, [person])[0])
        found.append(Lane("there", "% of the part", there, 100, _firsts(telling, scenes)))
    named = telling.mentions_of(person)
    counts = _counted(telling, ((start, 1) for start in named))
    found.append(Lane("named", "times", counts, _most(counts), _firsts(telling, named)))
    lines = [line for line in telling.lines if line.speaker == person.id]
    said = _counted(telling, ((line.start, line.words) for line in lines))
    found.append(Lane("speaks", "words", said, _most(said), _firsts(telling, [line.start for line in lines])))
    return [own for own in found if own.most]


def _counted(telling: Telling, every: Iterable[tuple[int, int]]) -> tuple[float | None, ...]:
    counts = [0] * len(telling.parts)
    for start, much in every:
        counts[telling.part_at(start)] += much
    return tuple(float(each) or None for each in counts)


def _most(values: Sequence[float | None]) -> float:
    return max((each or 0.0 for each in values), default=0.0)


def _firsts(telling: Telling, starts: Sequence[int]) -> tuple[int, ...]:
    """The first of the places in each part; where there is none, where the part begins."""
    firsts = [part.start for part in telling.parts]
    for start in sorted(starts, reverse=True):
        at = telling.part_at(start)
        firsts[at] = max(start, telling.parts[at].start)
    return tuple(firsts)
