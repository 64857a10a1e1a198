"""Draws a heat map: rows and columns, and how much there is of something where they cross."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from fabula.explorer.charts.svg import (
    BOLD,
    INK,
    Cell,
    Pen,
    Picture,
    Value,
    fitting,
    grid,
    look,
    number,
    tag,
    text_width,
)

SIDE = 26.0
NAME_SIZE, SMALL = 12.5, 11.5
LONGEST_NAME = 170.0
LONGEST_HEAD = 130.0
FAINTEST = 0.12
"""How strong the least that there is of something is shown, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Head:
    """The heading of a row or a column: ``style`` and ``colour`` are those of a person, empty for others."""

    words: str
    title: str
    href: str
    style: str = ""
    colour: str = ""
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a row and a column cross: how strong, what to say of it, where it leads, what the table shows."""

    strength: float
    title: str
    href: str
    words: str


def heat_map(
    pen: Pen,
    name: str,
    rows: Sequence[Head],
    columns: Sequence[Head],
    spots: Sequence[Sequence[Spot | None]],
) -> Picture:
    """The chart; None is where there is nothing."""
    left = min(LONGEST_NAME, max((text_width(_deep(row), NAME_SIZE, BOLD) for row in rows), default=0)) + 14
    upright = all(text_width(head.words, SMALL) < SIDE - 5 for head in columns)
    longest = max((text_width(head.words, SMALL) for head in columns), default=0)
    top = 26.0 if upright else min(longest, LONGEST_HEAD) * 0.78 + 24
    drawn = [
        *(_column_head(pen, head, left + SIDE * at, top, upright) for at, head in enumerate(columns)),
        *(
            _row(pen, head, own, left, top + SIDE * at)
            for at, (head, own) in enumerate(zip(rows, spots, strict=True))
        ),
    ]
    spare = 16.0 if upright else min(longest, LONGEST_HEAD) * 0.7
    return Picture(
        name=name,
        width=left + SIDE * len(columns) + spare,
        height=top + SIDE * len(rows) + 4,
        body=Markup("").join(drawn),
        grid=grid(
            ("", *(head.title for head in columns)),
            (
                (
                    Cell(head.title, head.href, head.style),
                    *(Cell(each.words, each.href) if each else Cell("") for each in own),
                )
                for head, own in zip(rows, spots, strict=True)
            ),
        ),
        classes="heat",
    )


def _deep(head: Head) -> str:
    return "   " * head.depth + head.words


def _column_head(pen: Pen, head: Head, x: float, top: float, upright: bool) -> Markup:
    middle = x + SIDE / 2
    place: dict[str, Value | None] = {"x": middle, "y": top - 8, "text_anchor": "middle"}
    if not upright:
        place = {"transform": f"translate({number(middle)},{number(top - 8)}) rotate(-48)"}
    words = head.words if upright else fitting(head.words, LONGEST_HEAD, SMALL)
    label = tag("text", words, font_size=SMALL, **place, **_ink(head))
    box = tag("rect", x=x, y=top - 26, width=SIDE, height=24, fill_opacity=0, class_="hit")
    return pen.link(head.href, head.title, box, label)


def _row(pen: Pen, head: Head, spots: Sequence[Spot | None], left: float, y: float) -> Markup:
    label = tag(
        "text",
        fitting(head.words, LONGEST_NAME - 12 * head.depth, NAME_SIZE, BOLD),
        x=12.0 * head.depth,
        y=y + SIDE / 2 + 4.5,
        font_size=NAME_SIZE,
        **_ink(head),
    )
    box = tag("rect", x=0, y=y + 1, width=left - 10, height=SIDE - 2, fill_opacity=0, class_="hit")
    base = tag(
        "line",
        x1=left,
        x2=left + SIDE * len(spots),
        y1=y + SIDE / 2,
        y2=y + SIDE / 2,
        stroke_width=1,
        **look("rule"),
    )
    named = pen.link(head.href, head.title, box, label) if head.href else label
    cells = [_spot(pen, head, own, left + SIDE * at, y) for at, own in enumerate(spots) if own is not None]
    return tag("g", named, base, *cells)


def _spot(pen: Pen, head: Head, own: Spot, x: float, y: float) -> Markup:
    strength = FAINTEST + (1 - FAINTEST) * min(1.0, own.strength)
    paper = tag("rect", x=x + 1, y=y + 1, width=SIDE - 2, height=SIDE - 2, rx=4, **look("paper"))
    box = tag(
        "rect",
        x=x + 1,
        y=y + 1,
        width=SIDE - 2,
        height=SIDE - 2,
        rx=4,
        fill_opacity=round(strength, 2),
        class_=f"own spot {head.style}".strip(),
        fill=head.colour or INK,
    )
    return pen.link(own.href, own.title, paper, box)


def _ink(head: Head) -> dict[str, str | float | int | None]:
    if head.colour:
        return {"class_": f"own {head.style}", "fill": head.colour, "font_weight": 600}
    return look("ink")
