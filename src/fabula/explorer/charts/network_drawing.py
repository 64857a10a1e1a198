"""Draws the network: people at places that never change, and what links them in a stretch of the text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from markupsafe import Markup

from fabula.amounts import counted
from fabula.explorer.charts.counts import Counts
from fabula.explorer.charts.links import Links, person_cell
from fabula.explorer.charts.svg import BOLD, Cell, Pen, Picture, Value, fitting, grid, look, tag, text_width
from fabula.explorer.charts.telling import Person
from fabula.layouts.network import Points, parted, positions

WIDTH, HEIGHT = 860.0, 560.0
MARGIN = 70.0
SMALLEST, LARGEST = 12.0, 30.0
NAME_SIZE, LONGEST_NAME = 12.5, 150.0
THICKEST = 14.0
RAISED = 9.0
"""How far a disc stands above the middle of its box, which has the name under it."""


@dataclass(frozen=True)
class Placed:
    """People with their points and sizes in the picture."""

    people: Sequence[Person]
    points: Points
    radii: Sequence[float]


def placed(people: Sequence[Person], weights: Counts, importance: Sequence[float]) -> Placed:
    """Everybody's place, by what links them over the whole work."""
    most = max(importance, default=0) or 1
    radii = [SMALLEST + (LARGEST - SMALLEST) * (own / most) ** 0.5 for own in importance]
    room = np.array([WIDTH - 2 * MARGIN, HEIGHT - 2 * MARGIN])
    points = positions(weights) * room + MARGIN
    boxes = np.array(
        [
            (max(2 * radius + 8, text_width(_shown(person), NAME_SIZE, BOLD) + 10), 2 * radius + 26)
            for person, radius in zip(people, radii, strict=True)
        ]
    ).reshape(-1, 2)
    points = parted(points, boxes)
    half = boxes / 2
    return Placed(people, np.clip(points, half + 2, [WIDTH, HEIGHT] - half - 2), radii)


def _shown(person: Person) -> str:
    return fitting(person.name, LONGEST_NAME, NAME_SIZE, BOLD)


def draw_network(
    pen: Pen,
    links: Links,
    own: Placed,
    weights: Counts,
    firsts: Mapping[tuple[int, int], int],
    *,
    strongest: float,
    what: str,
    name: str,
) -> Picture:
    """The links of a stretch; ``strongest`` is the most over the whole, so that stretches compare.

    ``firsts`` says where the first of what links two stands, by entity, the lesser number first.
    """
    ties = _ties(own, weights, firsts)
    busy = {each for tie in ties for each in (tie.one, tie.other)}
    edges = [_edge(pen, links, own, tie, strongest, what) for tie in ties]
    nodes = [_node(pen, links, own, at, at in busy) for at in range(len(own.people))]
    rows = [
        (
            person_cell(links, own.people[tie.one]),
            person_cell(links, own.people[tie.other]),
            Cell(f"{tie.weight:.0f}", links.text(tie.first)),
        )
        for tie in reversed(ties)
    ]
    return Picture(
        name=name,
        width=WIDTH,
        height=HEIGHT,
        body=Markup("").join([*edges, *nodes]),
        grid=grid(("one", "other", what), rows),
        classes="network",
    )


@dataclass(frozen=True, slots=True)
class Tie:
    """What links two of the people, by their places among them; ``first`` is where the first of it stands."""

    one: int
    other: int
    weight: float
    first: int


def _ties(own: Placed, weights: Counts, firsts: Mapping[tuple[int, int], int]) -> list[Tie]:
    """All ties, the strongest last, where they are drawn over the others."""
    found = []
    for one, other in combinations(range(len(own.people)), 2):
        low, high = sorted((own.people[one].id, own.people[other].id))
        if weights[one, other] > 0:
            found.append(Tie(one, other, float(weights[one, other]), firsts[low, high]))
    return sorted(found, key=lambda tie: tie.weight)


def _edge(pen: Pen, links: Links, own: Placed, tie: Tie, strongest: float, what: str) -> Markup:
    one, other = own.people[tie.one], own.people[tie.other]
    (x, y), (to_x, to_y) = own.points[tie.one], own.points[tie.other]
    ends: dict[str, Value | None] = {
        "x1": float(x),
        "y1": float(y) - RAISED,
        "x2": float(to_x),
        "y2": float(to_y) - RAISED,
    }
    share = min(1.0, tie.weight / max(strongest, 1.0))
    room = tag("line", stroke_width=10, stroke_opacity=0, stroke="#665f55", **ends)
    line = tag(
        "line",
        stroke_width=round(1 + (THICKEST - 1) * share**0.8, 1),
        stroke="#665f55",
        stroke_opacity=round(0.22 + 0.4 * share**0.5, 2),
        stroke_linecap="round",
        **ends,
    )
    title = f"{one.name} and {other.name}: {counted(round(tie.weight), what)}; to the first"
    return pen.link(
        links.text(tie.first), title, room, line, class_="edge", data_one=one.id, data_other=other.id
    )


def _node(pen: Pen, links: Links, own: Placed, at: int, busy: bool) -> Markup:
    person, radius = own.people[at], own.radii[at]
    x, y = map(float, own.points[at])
    disc = tag("circle", cx=x, cy=y - RAISED, r=radius, stroke_width=3, **look("halo"), fill="#fbf8f1")
    face = tag(
        "circle",
        cx=x,
        cy=y - RAISED,
        r=radius,
        fill=person.colour,
        fill_opacity=0.85 if busy else 0.2,
        class_=f"own {person.style}",
    )
    label = tag(
        "text",
        _shown(person),
        x=x,
        y=y + radius + 5,
        font_size=NAME_SIZE,
        font_weight=600,
        text_anchor="middle",
        stroke_width=3.5,
        paint_order="stroke",
        stroke_linejoin="round",
        fill=person.colour if busy else "#665f55",
        stroke="#fbf8f1",
        class_=f"name {'own ' + person.style if busy else 'faint'}",
    )
    return pen.link(
        links.person(person.id), person.name, disc, face, label, class_="node", data_person=person.id
    )
