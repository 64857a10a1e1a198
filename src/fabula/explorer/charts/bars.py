"""Draws bars: how much of something each has, in one row or several over the same columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from fabula.explorer.charts.svg import ACCENT, BOLD, Cell, Pen, Picture, fitting, grid, look, tag, text_width

ROW = 28.0
LONGEST_NAME = 170.0
NAME_SIZE, SMALL = 12.5, 11.5
WIDE = 420.0


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: ``share`` is its length from 0 to 1, ``words`` what is written beside it.

    ``to`` is where its name leads, ``href`` where the bar does; ``inner`` is the part of it, from 0 to 1,
    that is drawn strong. ``depth`` moves it in, under what it belongs to.
    """

    name: str
    to: str
    share: float
    words: str
    title: str
    href: str
    style: str = ""
    colour: str = ""
    depth: int = 0


def bars(pen: Pen, name: str, heads: tuple[str, ...], own: Sequence[Bar]) -> Picture:
    """Bars one under the other, the name at the left and the count at the right."""
    left = (
        min(
            LONGEST_NAME,
            max((text_width(each.name, NAME_SIZE, BOLD) + 16 * each.depth for each in own), default=0),
        )
        + 14
    )
    drawn = [_bar(pen, each, left, ROW * at) for at, each in enumerate(own)]
    return Picture(
        name=name,
        width=left + WIDE + 150,
        height=ROW * len(own) + 4,
        body=Markup("").join(drawn),
        grid=grid(
            heads, ((Cell(each.name, each.to, each.style), Cell(each.words, each.href)) for each in own)
        ),
        classes="bars",
    )


def _bar(pen: Pen, own: Bar, left: float, y: float) -> Markup:
    indent = 16.0 * own.depth
    ink = (
        {"class_": f"own {own.style}", "fill": own.colour, "font_weight": 600} if own.colour else look("ink")
    )
    label = tag(
        "text",
        fitting(own.name, LONGEST_NAME - indent, NAME_SIZE, BOLD),
        x=indent,
        y=y + 18,
        font_size=NAME_SIZE,
        **ink,
    )
    box = tag("rect", x=0, y=y + 1, width=left - 8, height=ROW - 2, fill_opacity=0, class_="hit")
    named = pen.link(own.to, own.name, box, label) if own.to else label
    width = max(2.0, WIDE * own.share) if own.share else 0.0
    bar = tag(
        "rect",
        x=left,
        y=y + 5,
        width=width,
        height=ROW - 10,
        rx=3,
        fill=own.colour or ACCENT,
        fill_opacity=0.8,
        class_=f"own {own.style}" if own.colour else "accent",
    )
    room = tag("rect", x=left, y=y + 1, width=width + 150, height=ROW - 2, fill_opacity=0, class_="hit")
    count = tag("text", own.words, x=left + width + 8, y=y + 18, font_size=SMALL, **look("faint"))
    shown = pen.link(own.href, own.title, room, bar, count) if own.href else count
    return tag("g", named, shown)
