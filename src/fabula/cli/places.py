"""Where a command may write, asked before a long reading, not after it."""

from __future__ import annotations

import os
from pathlib import Path


def require_place(output: Path) -> None:
    """Raise :class:`fabula.errors.UsageError` if nothing can be written there, or a world is there."""
    from fabula.errors import cannot_write
    from fabula.exports import is_world

    folder = output if output.is_dir() else output.parent
    if not folder.is_dir():
        raise cannot_write(str(output), f"there is no folder {folder}")
    if _is_device(output):
        return  # whose folder need let nothing be written
    if not os.access(folder, os.W_OK):
        raise cannot_write(str(output), f"the folder {folder} lets nothing be written")
    if is_world(output):
        raise cannot_write(str(output), "it is a world, which this would wipe out; name another file")


def require_place_of_page(output: Path) -> None:
    """Raise :class:`fabula.errors.UsageError` if no page of wrong speakers can go there.

    Nothing but an earlier page is written over: what lies near an annotated corpus is hard to come by.
    """
    from fabula.errors import cannot_write
    from fabula.pages import is_page

    require_place(output)
    if output.is_dir():
        raise cannot_write(str(output), "it is a folder; name a file, such as wrong.html")
    if output.exists() and not _is_device(output) and not is_page(output):
        raise cannot_write(str(output), "it is there and is no page of Fabula's; name another file")


def _is_device(path: Path) -> bool:
    """Whether it is a pipe or a device."""
    return path.exists() and not path.is_file() and not path.is_dir()
