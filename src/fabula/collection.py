"""The garbage collector put off while much is made that is kept."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

_lock = Lock()
_pausing = 0
_was_on = False


@contextmanager
def without_collection() -> Iterator[None]:
    """Looks for no cycles of garbage meanwhile, in any thread.

    Millions of small values are made and kept; to go through them over and over takes a tenth of the time
    of reading a novel, and nearly half of the time of taking one out of its world.
    """
    global _pausing, _was_on
    with _lock:
        if not _pausing:
            _was_on = gc.isenabled()
            gc.disable()
        _pausing += 1
    try:
        yield
    finally:
        with _lock:
            _pausing -= 1
            if not _pausing and _was_on:
                gc.enable()
