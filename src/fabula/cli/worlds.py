"""The work of a world that a command is about, as far as it is to be known."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fabula.reading import Reading


def one_work(world: Path, number: int | None, until: str | None = None) -> Reading:
    """The work of that number, or the only one, up to the place that ``--until`` names.

    Raises :class:`fabula.errors.FabulaError` where there is none, or several to choose from.
    """
    from fabula import open_world
    from fabula.cli.progress import working

    with working(f"opening {world.name}"), open_world(world) as opened:
        reading = opened.only_work(number)
        return reading if until is None else reading.until(until)
