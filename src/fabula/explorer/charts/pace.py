"""Draws the pace of the telling: lengths, dialogue, scenes and sentences by part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from fabula.explorer.charts.links import Links
from fabula.explorer.charts.svg import Cell, Pen, Picture, grid, look, tag
from fabula.explorer.charts.telling import Pace, Part, Telling

LEFT, TOP = 118.0, 14.0
LANE, ROOM = 74.0, 22.0
SMALL = 11.5
WIDE = 1040.0
NARROWEST, BROADEST = 24.0, 64.0


@dataclass(frozen=True, slots=True)
class Lane:
    """One measure over the parts: None where there is none of it; ``most`` is the top of its lane."""

    name: str
    unit: str
    values: tuple[float | None, ...]
    most: float


def lanes(paces: Sequence[Pace]) -> list[Lane]:
    """Length, dialogue, scenes and sentences of each part."""
    words = tuple(float(own.words) for own in paces)
    talk = tuple(100 * min(1.0, own.spoken / own.words) if own.words else None for own in paces)
    scenes = tuple(100 * own.as_scene / own.told if own.told else None for own in paces)
    sentences = tuple(own.words / own.sentences if own.sentences else None for own in paces)
    found = [
        Lane("length", "words", words, max(words, default=0)),
        Lane("dialogue", "% of the words", talk, 100),
        Lane("scenes", "% told as scene", scenes, 100),
        Lane("sentences", "words, the mean", sentences, max((own or 0 for own in sentences), default=0)),
    ]
    return [own for own in found if own.most and any(each is not None for each in own.values)]


def draw_pace(pen: Pen, links: Links, telling: Telling, name: str) -> Picture:
    """Small bars for each measure, one above the other over the same parts."""
    own = lanes(telling.paces)
    step = min(BROADEST, max(NARROWEST, WIDE / max(1, len(telling.parts))))
    width = step * len(telling.parts)
    drawn = [
        _lane(pen, links, telling.parts, lane, TOP + (LANE + ROOM) * at, step) for at, lane in enumerate(own)
    ]
    foot = TOP + (LANE + ROOM) * len(own)
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
        for at, part in enumerate(telling.parts)
    ]
    rows = (
        (Cell(part.title, links.text(part.start)), *(Cell(_told(lane.values[at])) for lane in own))
        for at, part in enumerate(telling.parts)
    )
    return Picture(
        name=name,
        width=LEFT + width + 8,
        height=foot + 10,
        body=Markup("").join([*drawn, *labels]),
        grid=grid(("", *(f"{lane.name}, {lane.unit}" for lane in own)), rows),
        classes="pace",
    )


def _lane(pen: Pen, links: Links, parts: Sequence[Part], lane: Lane, y: float, step: float) -> Markup:
    base = y + LANE
    heading = [
        tag("text", lane.name, x=0, y=y + 28, font_size=13, font_weight=600, **look("ink")),
        tag("text", lane.unit, x=0, y=y + 44, font_size=SMALL, **look("faint")),
        tag(
            "text", _told(lane.most), x=LEFT - 6, y=y + 10, font_size=10.5, text_anchor="end", **look("faint")
        ),
        tag("line", x1=LEFT, x2=LEFT + step * len(parts), y1=base, y2=base, **look("rule")),
        tag("line", x1=LEFT, x2=LEFT + step * len(parts), y1=y, y2=y, stroke_dasharray="2 4", **look("rule")),
    ]
    marks = []
    for at, (part, value) in enumerate(zip(parts, lane.values, strict=True)):
        if value is None:
            continue
        height = max(1.0, LANE * value / lane.most)
        x = LEFT + step * at
        room = tag("rect", x=x, y=y, width=step, height=LANE, fill_opacity=0, class_="hit")
        bar = tag(
            "rect",
            x=x + 2,
            y=base - height,
            width=step - 4,
            height=height,
            rx=2,
            fill_opacity=0.8,
            **look("accent"),
        )
        title = f"{part.title}: {lane.name} {_told(value)} ({lane.unit})"
        marks.append(pen.link(links.text(part.start), title, room, bar))
    return tag("g", *heading, *marks)


def _told(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.0f}" if value >= 100 or value == round(value) else f"{value:.1f}"
