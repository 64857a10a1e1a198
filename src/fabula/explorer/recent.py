"""What is worked out of a work once and kept while the work is looked at."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future
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
        self._kept: OrderedDict[Reading, Future[_T]] = OrderedDict()

    def of(self, reading: Reading, make: Callable[[], _T]) -> _T:
        """What is kept of a reading, made now where there is nothing yet.

        Whoever asks while it is made waits for it. Raises what ``make`` raises, and keeps nothing then.
        """
        with self._lock:
            found = self._kept.get(reading)
            own = Future[_T]() if found is None else None
            if own is not None:
                self._kept[reading] = own
            self._kept.move_to_end(reading)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        if own is None:
            assert found is not None
            return found.result()
        try:
            own.set_result(make())
        except BaseException as error:
            with self._lock:
                if self._kept.get(reading) is own:
                    del self._kept[reading]
            own.set_exception(error)
            raise
        return own.result()

    def __len__(self) -> int:
        return len(self._kept)
