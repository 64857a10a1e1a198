"""Writing SVG: every value is escaped, colours are attributes that the style of the page replaces.

One drawing serves both ends. In a page its classes take the colours of light or dark paper; saved as a file
it keeps the attributes, which are those of light paper. There are no ``style`` attributes: the policy of the
site forbids them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup, escape

from fabula.exports.palette import LIGHT_PAPER
from fabula.exports.xml_text import legal

INK, QUIET, RULE, LEAF, ACCENT = "#24211d", "#665f55", "#d9d2c3", "#f4efe4", "#3b4a8f"
FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'Liberation Sans', sans-serif"
LETTER, BOLD = 0.54, 0.63
"""The mean width of a letter against its size, plain and bold, to tell which words fit."""

Value = str | float | int
LOOKS: dict[str, tuple[str, str]] = {
    "ink": ("fill", INK),
    "faint": ("fill", QUIET),
    "rule": ("stroke", RULE),
    "leaf": ("fill", LEAF),
    "accent": ("fill", ACCENT),
    "accent-line": ("stroke", ACCENT),
    "paper": ("fill", LIGHT_PAPER),
    "halo": ("stroke", LIGHT_PAPER),
}
"""Classes that the style of the page knows, each with what it sets and to which colour."""


def tag(name: str, *inside: Markup | str, **attributes: Value | None) -> Markup:
    """An element. ``text_anchor`` is the attribute ``text-anchor``; one that is None is left out."""
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_written(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    words = "".join(map(escape, inside))
    return Markup(f"<{name}{given}>{words}</{name}>" if words else f"<{name}{given}/>")


def look(name: str) -> dict[str, Value | None]:
    """The attributes of one of :data:`LOOKS`."""
    what, colour = LOOKS[name]
    return {"class_": name, what: colour}


def number(value: float) -> str:
    """A coordinate, to a tenth."""
    return f"{value:.1f}".removesuffix(".0")


def _written(value: Value) -> str:
    return number(value) if isinstance(value, float) else str(value)


def fitting(words: str, width: float, size: float = 12, letter: float = LETTER) -> str:
    """Words cut to a width, with an ellipsis where something is left out."""
    words = " ".join(words.split())
    room = int(width / (letter * size))
    if len(words) <= room:
        return words
    return words[: room - 1].rstrip() + "…" if room > 2 else ""


def text_width(words: str, size: float = 12, letter: float = LETTER) -> float:
    """About how wide words are."""
    return letter * size * len(words)


@dataclass(frozen=True)
class Pen:
    """Draws links for a page; in a file, which leads nowhere, they are groups with the same name."""

    linked: bool = True

    def link(self, href: str, name: str, *inside: Markup, **attributes: Value | None) -> Markup:
        """What leads somewhere, with the name that is read out and shown beside the pointer."""
        named = tag("title", name)
        if not self.linked:
            return tag("g", named, *inside, **attributes)
        return tag("a", named, *inside, href=href, **attributes)


PAGE, FILE = Pen(), Pen(linked=False)


@dataclass(frozen=True)
class Cell:
    """A cell of the table form of a chart; ``href`` is where it leads, ``style`` the class of a person."""

    words: str
    href: str = ""
    style: str = ""

    def inside(self) -> Markup:
        """What is in it."""
        words = tag("bdi", self.words)
        if not self.href:
            return words
        return tag("a", words, href=self.href, class_=f"who {self.style}" if self.style else None)


@dataclass(frozen=True)
class Grid:
    """The table form of a chart: the first cell of a row is its heading."""

    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def in_page(self) -> Markup:
        """The table as HTML."""
        head = [tag("th", words, scope="col") if words else Markup("<td></td>") for words in self.head]
        rows = [
            tag("tr", tag("th", first.inside(), scope="row"), *map(_table_cell, rest))
            for first, *rest in self.rows
        ]
        return tag("table", tag("thead", tag("tr", *head)), tag("tbody", *rows))


def _table_cell(own: Cell) -> Markup:
    if not own.words:
        return Markup("<td></td>")
    return tag("td", own.inside(), class_="number" if own.words[0].isdigit() else None)


@dataclass(frozen=True)
class Picture:
    """A chart as drawn: its size, what it is called, what is in it, and the same as a table."""

    name: str
    width: float
    height: float
    body: Markup
    grid: Grid
    classes: str = ""

    @cached_property
    def table(self) -> Markup:
        """The same as a table, in HTML."""
        return self.grid.in_page()

    @cached_property
    def drawn(self) -> Markup:
        """The chart as a part of a page."""
        return tag(
            "svg",
            self.body,
            class_=f"picture {self.classes}".strip(),
            viewBox=f"0 0 {number(self.width)} {number(self.height)}",
            width=float(self.width),
            height=float(self.height),
            role="group",
            aria_label=self.name,
        )

    def file(self, title: str) -> str:
        """The chart as an SVG file under a heading, on light paper."""
        head, margin = 44, 16
        width = max(self.width, min(text_width(f"{title}: {self.name}", 15), 900)) + 2 * margin
        height = self.height + head + margin
        heading = tag(
            "text",
            fitting(f"{title}: {self.name}", width - 2 * margin, 15),
            x=margin,
            y=28,
            font_size=15,
            fill=INK,
        )
        whole = tag(
            "svg",
            tag("title", f"{title}: {self.name}"),
            tag("rect", width="100%", height="100%", fill=LIGHT_PAPER),
            heading,
            tag("g", self.body, transform=f"translate({margin},{head})"),
            xmlns="http://www.w3.org/2000/svg",
            viewBox=f"0 0 {number(width)} {number(height)}",
            width=float(width),
            height=float(height),
            font_family=FONT,
        )
        return legal(f'<?xml version="1.0" encoding="UTF-8"?>\n{whole}\n')


def grid(head: Iterable[str], rows: Iterable[Iterable[Cell]]) -> Grid:
    """A table out of anything that gives its cells."""
    return Grid(tuple(head), tuple(tuple(row) for row in rows))
