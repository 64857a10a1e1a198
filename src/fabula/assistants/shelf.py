"""The works of a world file, loaded once and taken anew where somebody has changed the file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from fabula.api import OpenWorld, open_world
from fabula.loaded_works import LoadedWorks
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
        self._loaded = LoadedWorks(KEPT)
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
        if number is None:
            with self._opened() as world:
                number = world.only_number
        whole = self._loaded.get(self.path, number)
        if until is None:
            return Asked(whole, whole, None)
        end = end_of(whole.work.text, until)
        return Asked(self._loaded.get(self.path, number, end), whole, end)

    def _opened(self) -> OpenWorld:
        return open_world(self.path)
