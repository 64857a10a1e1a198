"""Which world a story goes into, and whether it can."""

from __future__ import annotations

import os
from pathlib import Path


def target_of(file: Path, world: Path | None) -> Path:
    """The world file that a story goes into."""
    return world if world is not None else Path(f"{file.stem}.fabula")


def require_writable(world: Path) -> None:
    """Raise :class:`fabula.errors.WorldError` before a long reading, not after it, if it cannot be kept."""
    from fabula import errors
    from fabula.world import World

    if world.exists():
        World.create_or_open(world).close()
    elif not world.parent.is_dir():
        raise errors.world_not_writable(world, f"there is no folder {world.parent}")
    elif not os.access(world.parent, os.W_OK):
        raise errors.world_not_writable(world, f"the folder {world.parent} lets nothing be written")
