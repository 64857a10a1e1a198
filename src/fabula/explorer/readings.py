"""Works as they are now, the last few of them kept in memory."""

from __future__ import annotations

from collections import OrderedDict
from pathlib import Path
from threading import Lock

from fabula.api import open_world
from fabula.reading import Reading

KEPT = 12
"""Works in memory at a time: a novel takes some 50 MB."""

Stamp = tuple[int, int, int]


class Readings:
    """Gives works of worlds; one is loaded again when its file has been written since."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: OrderedDict[tuple[Path, int, int | None], tuple[Stamp, Reading]] = OrderedDict()

    def get(self, path: Path, work: int, until: int | None = None) -> Reading:
        """A work, or what of it comes before a code point.

        Raises :class:`fabula.FabulaError` where there is no such work or the world cannot be opened.
        """
        asked, stamp = (path, work, until), stamped(path)
        with self._lock:
            found = self._kept.get(asked)
            if found is not None and found[0] == stamp:
                self._kept.move_to_end(asked)
                return found[1]
        if until is None:
            with open_world(path) as world:
                reading = world.work(work)
        else:
            reading = self.get(path, work).until(f"@{until}")
        with self._lock:
            self._kept[asked] = stamp, reading
            self._kept.move_to_end(asked)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return reading


def stamped(path: Path) -> Stamp:
    """What tells that a file has been written since; zeros where it is gone."""
    try:
        status = path.stat()
    except OSError:
        return 0, 0, 0
    return status.st_ino, status.st_mtime_ns, status.st_size
