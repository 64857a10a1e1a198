"""Draws lanes: small bars for several measures, one above the other over the same parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from fabula.explorer.charts.links import Links
from fabula.explorer.charts.svg import Cell, Pen, Picture, Value, grid, look, tag
from fabula.explorer.charts.telling import Part

LEFT, TOP = 118.0, 14.0
LANE, ROOM = 74.0, 22.0
SMALL = 11.5
WIDE = 1040.0
NARROWEST, BROADEST = 24.0, 64.0

Look = dict[str, Value | None]


@dataclass(frozen=True, slots=True)
class Lane:
    """One measure over the parts: None where there is none of it; ``most`` is the top of its lane.

    ``starts`` is where the bar of each part leads to in the text; without it, to where the part begins.
    """

    name: str
    unit: str
    values: tuple[float | None, ...]
    most: float
    starts: tuple[int, ...] = ()


def draw_lanes(
    pen: Pen,
    links: Links,
    name: str,
    parts: Sequence[Part],
    lanes: Sequence[Lane],
    *,
    bars: Look | None = None,
    lane: float = LANE,
    wide: float = WIDE,
) -> Picture:
    """Small bars for each measure; ``bars`` is how they look, ``lane`` how high a lane is, ``wide`` how wide
    all of them are where there is no need to be wider."""
    step = min(BROADEST, max(NARROWEST, wide / max(1, len(parts))))
    style = look("accent") if bars is None else bars
    drawn = [
        _lane(pen, links, parts, own, (TOP + (lane + ROOM) * at, lane, step), style)
        for at, own in enumerate(lanes)
    ]
    foot = TOP + (lane + ROOM) * len(lanes)
    labels = [
        tag(
            "text",
            part.label,
            x=LEFT + step * (at + 0.5),
            y=foot,
            font_size=SMALL,
            text_anchor="middle",
            **look("faint"),
        )
        for at, part in enumerate(parts)
    ]
    rows = (
        (Cell(part.title, links.text(part.start)), *(Cell(_told(own.values[at])) for own in lanes))
        for at, part in enumerate(parts)
    )
    return Picture(
        name=name,
        width=LEFT + step * len(parts) + 8,
        height=foot + 10,
        body=Markup("").join([*drawn, *labels]),
        grid=grid(("", *(f"{own.name}, {own.unit}" for own in lanes)), rows),
        classes="lanes",
    )


def _lane(
    pen: Pen,
    links: Links,
    parts: Sequence[Part],
    own: Lane,
    box: tuple[float, float, float],
    style: Look,
) -> Markup:
    """A lane in a ``box``: where its top is, how high it is, and how wide a part."""
    y, high, step = box
    base, right = y + high, LEFT + step * len(parts)
    heading = [
        tag("text", own.name, x=0, y=y + 0.5 * high - 7, font_size=13, font_weight=600, **look("ink")),
        tag("text", own.unit, x=0, y=y + 0.5 * high + 9, font_size=SMALL, **look("faint")),
        tag(
            "text", _told(own.most), x=LEFT - 6, y=y + 10, font_size=10.5, text_anchor="end", **look("faint")
        ),
        tag("line", x1=LEFT, x2=right, y1=base, y2=base, **look("rule")),
        tag("line", x1=LEFT, x2=right, y1=y, y2=y, stroke_dasharray="2 4", **look("rule")),
    ]
    marks = []
    for at, (part, value) in enumerate(zip(parts, own.values, strict=True)):
        if value is None:
            continue
        height = max(1.0, high * value / own.most)
        x = LEFT + step * at
        room = tag("rect", x=x, y=y, width=step, height=high, fill_opacity=0, class_="hit")
        bar = tag(
            "rect", x=x + 2, y=base - height, width=step - 4, height=height, rx=2, fill_opacity=0.8, **style
        )
        title = f"{part.title}: {own.name} {_told(value)} ({own.unit})"
        start = own.starts[at] if own.starts else part.start
        marks.append(pen.link(links.text(start), title, room, bar))
    return tag("g", *heading, *marks)


def _told(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.0f}" if value >= 100 or value == round(value) else f"{value:.1f}"
