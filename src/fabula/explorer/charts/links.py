"""Where the marks of a chart lead."""

from __future__ import annotations

from typing import Protocol

from fabula.explorer.charts.svg import Cell
from fabula.explorer.charts.telling import Person


class Links(Protocol):
    """Gives the paths of pages about the work."""

    def person(self, number: int) -> str:
        """The page of somebody."""

    def place(self, number: int) -> str:
        """The page of a place, empty where there is none."""

    def text(self, start: int, end: int | None = None) -> str:
        """The text at a place."""


def person_cell(links: Links, person: Person) -> Cell:
    """Somebody in a table."""
    return Cell(person.name, links.person(person.id), person.style)
