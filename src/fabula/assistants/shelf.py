"""The works of a world file, loaded once and taken anew where somebody has changed the file."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path

from fabula.api import OpenWorld, open_world
from fabula.positions import end_of
from fabula.reading import Reading
from fabula.types import Entity
from fabula.world import WorkSummary

KEPT = 4
"""Readings that are kept: some works, or one as far as several readers have come."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A work as it may be told of: ``reading`` ends where the reader is, ``whole`` is all of it."""

    reading: Reading
    whole: Reading
    until: int | None

    @property
    def names(self) -> dict[int, Entity]:
        """Those who may be told of, as they may be called."""
        return {entity.id: entity for entity in self.reading.entities}


class Shelf:
    """Answers from a world file, which is open only while a work is taken from it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._stamp: tuple[int, int] | None = None
        self._kept: OrderedDict[tuple[int, int | None], Reading] = OrderedDict()
        with self._opened():
            pass  # what is wrong with the file is said before anything is asked

    def works(self) -> list[WorkSummary]:
        """The works of the world."""
        with self._opened() as world:
            return list(world.works)

    def work(self, number: int | None, until: str | int | None) -> Asked:
        """A work, or the only one, up to a place in it.

        Raises :class:`fabula.errors.FabulaError` where there is none, several to choose from, or no such
        place.
        """
        self._refresh()
        if number is None or (number, None) not in self._kept:
            with self._opened() as world:
                taken = world.only_work(number)
            number = taken.id
            if (number, None) not in self._kept:
                self._keep(number, None, taken)
        whole = self._kept[number, None]
        if until is None:
            return Asked(whole, whole, None)
        end = end_of(whole.work.text, until)
        if (number, end) not in self._kept:
            self._keep(number, end, whole.until(f"@{end}"))
        return Asked(self._kept[number, end], whole, end)

    def _keep(self, number: int, end: int | None, reading: Reading) -> None:
        self._kept[number, end] = reading
        while len(self._kept) > KEPT:
            self._kept.pop(next(key for key in self._kept if key != (number, None) and key != (number, end)))

    def _refresh(self) -> None:
        """Forget what was loaded where the file is another by now."""
        found = self.path.stat() if self.path.exists() else None
        stamp = None if found is None else (found.st_mtime_ns, found.st_size)
        if stamp != self._stamp:
            self._kept.clear()
            self._stamp = stamp

    def _opened(self) -> OpenWorld:
        return open_world(self.path)
