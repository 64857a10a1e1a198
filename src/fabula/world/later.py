"""The world that a story goes into: looked at before the long reading, written to when there is something."""

from __future__ import annotations

import os
from pathlib import Path

from fabula import errors
from fabula.types import Section
from fabula.world.world import World


def require_writable(world: Path) -> None:
    """Raise :class:`fabula.errors.WorldError` before a long reading, not after it, if it cannot be kept."""
    if world.exists():
        World.create_or_open(world).close()
    elif not world.parent.is_dir():
        raise errors.world_not_writable(world, f"there is no folder {world.parent}")
    elif not os.access(world.parent, os.W_OK):
        raise errors.world_not_writable(world, f"the folder {world.parent} lets nothing be written")


class LaterWorld:
    """A world that is made or opened when there is something to keep, so that a bad file leaves none behind.

    Chapters that it holds need not be read again, and those that are read go into it one by one.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._world: World | None = None
        self.chapters = 0
        """Chapters that were read and kept so far; long ones count for several, short ones together."""

    def __enter__(self) -> LaterWorld:
        return self

    def __exit__(self, *_: object) -> None:
        if self._world is not None:
            self._world.close()

    def open(self) -> World:
        """The world, open for writing."""
        if self._world is None:
            self._world = World.create_or_open(self._path)
        return self._world

    def get(self, key: str) -> Section | None:
        """A section that was read before."""
        return self.open().get(key) if self._world is not None or self._path.exists() else None

    def put(self, section: Section) -> None:
        """Keep a section that has just been read."""
        self.open().put(section)
        self.chapters += 1
