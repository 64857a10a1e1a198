"""Works as they are now, the last few of them kept in memory, for programs that answer many questions."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from weakref import WeakValueDictionary

from fabula.api import open_world
from fabula.reading import Reading
from fabula.world import World

KEPT = 24
"""Works in memory at a time: a novel takes some 30 MB."""

Stamp = tuple[int, int, int]
_Key = tuple[Path, int, int | None]


@dataclass(frozen=True, slots=True)
class _Held:
    """A work in memory: its file when it was last looked at, and how often the work had been written."""

    stamp: Stamp
    revision: int
    reading: Reading


class _Turn:
    """Held by the one who loads a work."""

    def __init__(self) -> None:
        self.lock = Lock()


class LoadedWorks:
    """Gives works of worlds; one is loaded again when it has been written since. ``most`` are kept."""

    def __init__(self, most: int = KEPT) -> None:
        self._most = most
        self._lock = Lock()
        self._kept: OrderedDict[_Key, _Held] = OrderedDict()
        self._loading: WeakValueDictionary[_Key, _Turn] = WeakValueDictionary()

    def get(self, path: Path, work: int, until: int | None = None) -> Reading:
        """A work, or what of it comes before a code point.

        Raises :class:`fabula.FabulaError` where there is no such work or the world cannot be opened.
        """
        return self._held(path, work, until).reading

    def revision(self, path: Path, work: int) -> int:
        """How often the work has been written, as :meth:`get` gives it."""
        return self._held(path, work, None).revision

    def _held(self, path: Path, work: int, until: int | None) -> _Held:
        asked = path, work, until
        with self._lock:
            turn = self._loading.setdefault(asked, _Turn())
        # Whoever asks for a work that is being loaded waits for that, and does not load it once more.
        with turn.lock:
            return self._held_now(asked)

    def _held_now(self, asked: _Key) -> _Held:
        (path, work, until), stamp = asked, stamped(asked[0])
        with self._lock:
            found = self._kept.get(asked)
            if found is not None and found.stamp == stamp:
                self._kept.move_to_end(asked)
                return found
        if until is None:
            held = self._looked_at(path, work, stamp, found)
        else:
            whole = self._held(path, work, None)
            same = found is not None and found.revision == whole.revision and found.stamp[0] == stamp[0]
            reading = found.reading if found is not None and same else whole.reading.until(f"@{until}")
            held = _Held(stamp, whole.revision, reading)
        with self._lock:
            self._kept[asked] = held
            self._kept.move_to_end(asked)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return held

    def _looked_at(self, path: Path, work: int, stamp: Stamp, found: _Held | None) -> _Held:
        """The work as it is in its file, which may have been written for the sake of another."""
        with World.open(path) as world:
            revision = world.revision(work)
        if found is not None and found.revision == revision and found.stamp[0] == stamp[0]:
            return _Held(stamp, revision, found.reading)
        with open_world(path) as opened:
            return _Held(stamp, revision, opened.work(work))


def stamped(path: Path) -> Stamp:
    """What tells that a file has been written since; zeros where it is gone."""
    try:
        status = path.stat()
    except OSError:
        return 0, 0, 0
    return status.st_ino, status.st_mtime_ns, status.st_size
