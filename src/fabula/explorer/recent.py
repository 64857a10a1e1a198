"""What is worked out of a work once and kept while the work is looked at."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

from fabula.reading import Reading

KEPT = 16
"""Works of which it is kept, the last ones looked at."""

_T = TypeVar("_T")


class Recent(Generic[_T]):
    """Something of each of the last few readings. A reading that has changed is another one."""

    def __init__(self, most: int = KEPT) -> None:
        self._most = most
        self._lock = Lock()
        self._kept: OrderedDict[Reading, _T] = OrderedDict()

    def of(self, reading: Reading, make: Callable[[], _T]) -> _T:
        """What is kept of a reading, made now where there is nothing yet."""
        with self._lock:
            if reading in self._kept:
                self._kept.move_to_end(reading)
                return self._kept[reading]
        made = make()
        with self._lock:
            self._kept[reading] = made
            self._kept.move_to_end(reading)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return made

    def __len__(self) -> int:
        return len(self._kept)
