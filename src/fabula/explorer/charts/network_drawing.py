"""Draws the network: people at places that never change, and what links them in a stretch of the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from markupsafe import Markup

from fabula.explorer.charts.counts import Counts
from fabula.explorer.charts.links import Links, person_cell
from fabula.explorer.charts.svg import BOLD, Cell, Pen, Picture, fitting, grid, look, tag, text_width
from fabula.explorer.charts.telling import Person
from fabula.layouts.network import Points, parted, positions
from fabula.tables import counted

WIDTH, HEIGHT = 860.0, 560.0
MARGIN = 70.0
SMALLEST, LARGEST = 12.0, 30.0
NAME_SIZE, LONGEST_NAME = 12.5, 150.0
THICKEST = 14.0


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
    pen: Pen, links: Links, own: Placed, weights: Counts, *, strongest: float, what: str, name: str
) -> Picture:
    """The links of a stretch; ``strongest`` is the most over the whole, so that stretches compare."""
    size = len(own.people)
    pairs = [
        (a, b, float(weights[a, b])) for a in range(size) for b in range(a + 1, size) if weights[a, b] > 0
    ]
    pairs.sort(key=lambda pair: pair[2])
    busy = {each for a, b, _ in pairs for each in (a, b)}
    edges = [_edge(own, a, b, weight, strongest, what) for a, b, weight in pairs]
    nodes = [_node(pen, links, own, at, at in busy) for at in range(size)]
    rows = [
        (person_cell(links, own.people[a]), person_cell(links, own.people[b]), Cell(f"{weight:.0f}"))
        for a, b, weight in reversed(pairs)
    ]
    return Picture(
        name=name,
        width=WIDTH,
        height=HEIGHT,
        body=Markup("").join([tag("g", *edges, class_="edges"), *nodes]),
        grid=grid(("one", "other", what), rows),
        classes="network",
    )


def _edge(own: Placed, a: int, b: int, weight: float, strongest: float, what: str) -> Markup:
    (x, y), (to_x, to_y) = own.points[a], own.points[b]
    share = min(1.0, weight / max(strongest, 1.0))
    title = f"{own.people[a].name} and {own.people[b].name}: {counted(round(weight), what)}"
    return tag(
        "line",
        tag("title", title),
        x1=float(x),
        y1=float(y),
        x2=float(to_x),
        y2=float(to_y),
        stroke_width=round(1 + (THICKEST - 1) * share**0.8, 1),
        stroke="#665f55",
        stroke_opacity=round(0.22 + 0.4 * share**0.5, 2),
        stroke_linecap="round",
        class_="edge",
        data_one=own.people[a].id,
        data_other=own.people[b].id,
    )


def _node(pen: Pen, links: Links, own: Placed, at: int, busy: bool) -> Markup:
    person, radius = own.people[at], own.radii[at]
    x, y = map(float, own.points[at])
    disc = tag("circle", cx=x, cy=y - 9, r=radius, stroke_width=3, **look("halo"), fill="#fbf8f1")
    face = tag(
        "circle",
        cx=x,
        cy=y - 9,
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
