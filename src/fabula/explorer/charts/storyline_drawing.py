"""Draws the storyline chart: people as lines from left to right, which run side by side where they meet."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, pairwise
from math import ceil

from markupsafe import Markup

from fabula.explorer.charts.links import Links
from fabula.explorer.charts.occasions import Occasion
from fabula.explorer.charts.svg import (
    BOLD,
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
from fabula.explorer.charts.telling import Person, Telling
from fabula.layouts.storyline import Layout, Run

NARROW, BROAD, BROADEST = 30.0, 64.0, 84.0
"""The least width of a column that is a scene, of one that is several, and the most of either."""
WIDE = 940.0
"""The width that few columns share."""
LEFT, RIGHT = 140.0, 140.0
BAND, PLACES, GAP = 20.0, 92.0, 26.0
"""Heights of what is above the lines: chapters, places, and the room under them."""
NAME_EVERY = 620.0
"""A line has its name again after so many pixels, so that one who has scrolled need not go back."""
NAME_SIZE, SMALL = 11.5, 11
EACH_TEXTURE = 4
"""So many lines after one another have one texture: so many colours are easily told apart."""


def step(columns: Sequence[Occasion]) -> float:
    """How wide a column is."""
    least = NARROW if all(each.number is not None for each in columns) else BROAD
    return max(least, min(BROADEST, WIDE / max(1, len(columns))))


def lead(columns: Sequence[Occasion]) -> int:
    """How many columns before a line its name takes."""
    return ceil((LEFT - 24) / step(columns))


@dataclass(frozen=True)
class StorylineDrawing:
    """What is drawn: columns, their layout, who the lines are."""

    telling: Telling
    columns: Sequence[Occasion]
    layout: Layout
    pen: Pen
    links: Links
    name: str

    def picture(self) -> Picture:
        """The chart."""
        parts = [
            *self._heads(),
            *self._chapters(),
            *self._places(),
            *self._columns(),
            *self._companies(),
            *self._lines(),
        ]
        return Picture(
            name=self.name,
            width=LEFT + RIGHT + self._step * len(self.columns),
            height=self._top + self.layout.height + 26,
            body=Markup("").join(parts),
            grid=grid(("", "where", "who is there"), self._rows()),
            classes="storyline",
        )

    @cached_property
    def _step(self) -> float:
        return step(self.columns)

    @property
    def _flat(self) -> float:
        """Half of the straight piece of a line in the middle of a column."""
        return min(self._step * 0.22, 12)

    def _bends_in(self, number_of_run: int, run: Run) -> bool:
        """Whether the room for the name before a line is not as high as the line begins."""
        at = run.begins
        return run.first < at and self._y(at - 1, number_of_run) != self._y(at, number_of_run)

    @property
    def _top(self) -> float:
        return BAND + PLACES + GAP

    def _x(self, at: int) -> float:
        return LEFT + self._step * (at + 0.5)

    def _y(self, at: int, run: int) -> float:
        return self._top + self.layout.heights[at][run]

    def _stretches(self, of: Callable[[Occasion], Value]) -> Iterator[tuple[int, int, Value]]:
        """Columns after one another that have something in common: the first, the one after the last, it."""
        at = 0
        for key, own in groupby(self.columns, key=of):
            length = len(list(own))
            yield at, at + length, key
            at += length

    def _heads(self) -> Iterator[Markup]:
        """What the rows above the lines are."""
        part = "chapter" if self.telling.by_chapter else "part"
        for words, y in ((part, 14.0), ("place", BAND + PLACES + 5)):
            yield tag("text", words, x=LEFT - 10, y=y, font_size=SMALL, text_anchor="end", **look("faint"))

    def _chapters(self) -> Iterator[Markup]:
        stretches = list(self._stretches(lambda each: each.part))
        titles = [(self.telling.parts[int(part)].title, after - first) for first, after, part in stretches]
        whole = all(text_width(title, SMALL) < self._step * columns - 8 for title, columns in titles)
        for shaded, (first, after, part) in enumerate(stretches):
            own = self.telling.parts[int(part)]
            left, width = LEFT + first * self._step, (after - first) * self._step
            words = own.title if whole else own.label
            box = tag(
                "rect",
                x=left + 0.5,
                y=0,
                width=width - 1,
                height=BAND,
                rx=3,
                fill_opacity=0.09 if shaded % 2 else 0.17,
                **look("ink"),
            )
            label = tag(
                "text",
                fitting(words, width - 6, SMALL),
                x=left + width / 2,
                y=14,
                font_size=SMALL,
                text_anchor="middle",
                **look("ink"),
            )
            yield self.pen.link(self.links.text(own.start), f"{own.title}: to the text", box, label)

    def _places(self) -> Iterator[Markup]:
        base = BAND + PLACES
        for first, after, place in self._stretches(lambda each: each.placed):
            if not place:
                continue
            left, width = LEFT + first * self._step, (after - first) * self._step
            bar = tag(
                "rect", x=left + 2, y=base, width=width - 4, height=4, rx=2, fill_opacity=0.45, **look("ink")
            )
            at = left + self._step / 2 - 2
            label = tag(
                "text",
                fitting(str(place), 112, SMALL),
                transform=f"translate({number(at)},{number(base - 6)}) rotate(-46)",
                font_size=SMALL,
                **look("faint"),
            )
            room = tag("rect", x=left, y=base - 20, width=width, height=26, fill_opacity=0, class_="hit")
            column = self.columns[first]
            to = self.links.text(column.start) if column.place is None else self.links.place(column.place)
            yield self.pen.link(to, str(place), room, bar, label)

    def _columns(self) -> Iterator[Markup]:
        """What of a column can be chosen, beneath the lines."""
        for at, own in enumerate(self.columns):
            box = tag(
                "rect",
                x=self._x(at) - self._step / 2,
                y=BAND + PLACES + 6,
                width=self._step,
                height=self.layout.height + GAP + 12,
                rx=4,
                fill_opacity=0,
                class_="hit",
            )
            yield self.pen.link(self.links.text(own.start), self._told(own), box)

    def _companies(self) -> Iterator[Markup]:
        """The shapes around those who meet."""
        half = min(self._step * 0.5 - 3, 14)
        for at, own in enumerate(self.columns):
            run_of = {self.layout.runs[run].person: run for run in self.layout.orders[at]}
            for group in own.groups:
                if len(group) < 2:
                    continue
                heights = [self._y(at, run_of[person]) for person in group]
                yield tag(
                    "rect",
                    x=self._x(at) - half,
                    y=min(heights) - 8,
                    width=2 * half,
                    height=max(heights) - min(heights) + 16,
                    rx=8,
                    class_="company",
                    pointer_events="none",
                    fill="#e9e2d3",
                    stroke="#b9b09d",
                )

    def _lines(self) -> Iterator[Markup]:
        """The lines, each over a broad stroke of paper, so that one sees which goes over which."""
        names: list[Markup] = []
        at_of = {person: at for at, person in enumerate(self._order)}
        for at, run in enumerate(self.layout.runs):
            person = self.telling.known[run.person]
            solid, away = self._paths(at, run)
            own: dict[str, Value | None] = {
                "class_": f"own-line {person.style}",
                "stroke": person.colour,
                "fill": "none",
            }
            under = tag("path", d=f"{solid}{away}", fill="none", stroke_width=8, **look("halo"))
            strokes = [
                tag("path", d=away, stroke_width=1.6, stroke_dasharray="0.1 5", stroke_linecap="round", **own)
                if away
                else Markup(""),
                *self._there(solid, at_of[person.id], own),
                *self._dots(at, run, person),
            ]
            yield under
            yield self.pen.link(
                self.links.person(person.id), person.name, *strokes, class_="line", data_person=person.id
            )
            names += self._names(at, run, person)
        yield from names

    @cached_property
    def _order(self) -> list[int]:
        """The people of the lines, those most mentioned first."""
        there = {run.person for run in self.layout.runs}
        return [person.id for person in self.telling.people if person.id in there]

    def _there(self, solid: str, at: int, own: dict[str, Value | None]) -> Iterator[Markup]:
        """The line where one is there: plain, hollow or in dashes, so that it is not told by colour alone."""
        texture = at // EACH_TEXTURE % 3
        dashes = "9 5" if texture == 2 else None
        yield tag(
            "path",
            d=solid,
            stroke_width=3.6,
            stroke_linecap=None if dashes else "round",
            stroke_dasharray=dashes,
            **own,
        )
        if texture == 1:
            yield tag("path", d=solid, stroke_width=1.3, fill="none", **look("halo"))

    def _paths(self, number_of_run: int, run: Run) -> tuple[str, str]:
        """Where one is there, and where they are away."""
        flat = self._flat
        solid, away = [], []
        for at in range(run.begins, run.last + 1):
            x, y = self._x(at), self._y(at, number_of_run)
            if at in run.there:
                solid.append(f"M{number(x - flat)} {number(y)}H{number(x + flat)}")
            else:
                away.append(f"M{number(x - flat)} {number(y)}H{number(x + flat)}")
        start = run.begins - 1 if self._bends_in(number_of_run, run) else run.begins
        for left, right in pairwise(range(start, run.last + 1)):
            x, y = self._x(left) + flat, self._y(left, number_of_run)
            to_x, to_y = self._x(right) - flat, self._y(right, number_of_run)
            middle = number((x + to_x) / 2)
            bend = (
                f"M{number(x)} {number(y)}C{middle} {number(y)} {middle} {number(to_y)} "
                f"{number(to_x)} {number(to_y)}"
            )
            (solid if {max(left, run.begins), right} <= run.there else away).append(bend)
        return "".join(solid), "".join(away)

    def _dots(self, number_of_run: int, run: Run, person: Person) -> Iterator[Markup]:
        for at in sorted(run.there):
            column = self.columns[at]
            doubtful = run.person in column.doubtful
            yield tag(
                "circle",
                cx=self._x(at),
                cy=self._y(at, number_of_run),
                r=2.6 + 2 * column.shares[run.person],
                stroke=person.colour,
                stroke_width=1.5,
                fill="#fbf8f1" if doubtful else person.colour,
                class_=f"dot {'doubtful ' if doubtful else ''}{person.style}",
            )

    def _names(self, number_of_run: int, run: Run, person: Person) -> Iterator[Markup]:
        """Their name at both ends of the line, and now and then along it where it runs straight."""
        x, y = self._x(run.begins), self._y(run.begins, number_of_run)
        if self._bends_in(number_of_run, run):
            before = self._x(run.begins - 1) + self._flat - 3
            yield self._name(person, before, self._y(run.begins - 1, number_of_run) + 4, "end")
        else:
            yield self._name(person, x - self._step / 2 + 1, y + 4, "end")
        last = x
        for at in sorted(run.there):
            x, y = self._x(at), self._y(at, number_of_run)
            ends = (run.last - at) * self._step < NAME_EVERY / 2
            if x - last >= NAME_EVERY and not ends and self._straight(number_of_run, run, at):
                last = x
                yield self._name(person, x + self._step / 2, y - 5, "middle", NAME_SIZE - 1)
        if run.last == len(self.columns) - 1:
            x, y = self._x(run.last), self._y(run.last, number_of_run)
            yield self._name(person, x + self._step / 2, y + 4, "start")

    def _straight(self, number_of_run: int, run: Run, at: int) -> bool:
        ahead = range(at, min(at + 3, run.last + 1))
        return len({round(self._y(each, number_of_run)) for each in ahead}) == 1

    def _name(self, person: Person, x: float, y: float, anchor: str, size: float = NAME_SIZE) -> Markup:
        return tag(
            "text",
            fitting(person.name, RIGHT - 8, size, BOLD),
            x=x,
            y=y,
            font_size=size,
            font_weight=600,
            fill=person.colour,
            stroke="#fbf8f1",
            text_anchor=anchor,
            stroke_width=3,
            paint_order="stroke",
            stroke_linejoin="round",
            class_=f"own name {person.style}",
            data_person=person.id,
        )

    def _told(self, own: Occasion) -> str:
        companies = [self._listed(group) for group in own.groups]
        there = "; ".join(companies) or "none of those shown"
        return f"{own.title}{', ' + own.placed if own.placed else ''}: {there}"

    def _listed(self, group: Sequence[int]) -> str:
        return ", ".join(self.telling.known[person].name for person in group)

    def _rows(self) -> Iterator[tuple[Cell, ...]]:
        for own in self.columns:
            there = "; ".join(map(self._listed, own.groups))
            yield Cell(own.title, self.links.text(own.start)), Cell(own.placed), Cell(there)
