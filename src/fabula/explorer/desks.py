"""Where corrections are worked out: for each work a desk with a thread of its own, kept for a while.

A desk holds a connection to its world, which is of one thread, and what makes the second preview quick.
"""

from __future__ import annotations

import secrets
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from threading import Lock, Timer
from time import monotonic
from typing import TypeVar

from fabula.correcting import Change, Corrections
from fabula.loaded_works import Stamp, stamped
from fabula.reviewing import Review, open_review
from fabula.types import Work

MOST = 3
"""Desks at a time: each holds a work and what was made of it, some 100 MB for a novel."""
IDLE_SECONDS = 600.0
PENDING = 4
"""Changes of one work that were shown and not kept yet; earlier ones are worked out again."""

_T = TypeVar("_T")


class Desk:
    """The corrections of one work; all of it happens on its own thread."""

    def __init__(self, path: Path, work: int) -> None:
        self._used = monotonic()
        self._begun, self._ended = 0, 0
        self.answers: list[int] = []
        """The corrections that this round of review has kept, for its undo."""
        self._path, self._work = path, work
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="fabula-desk")
        self._beside = ThreadPoolExecutor(1, thread_name_prefix="fabula-desk-ahead")
        self._ahead: Future[Work] | None = None
        self._review: Review | None = None
        self._stamp: Stamp = (0, 0, 0)
        self._pending: OrderedDict[str, Change] = OrderedDict()

    def submit(self, what: Callable[[Desk], _T]) -> Future[_T]:
        """Have something done on its thread. Raises RuntimeError once it is closed."""
        doing = self._worker.submit(self._done, what)
        self._begun += 1
        return doing

    @property
    def idle(self) -> float:
        """For how many seconds nobody has used it."""
        return 0.0 if self._begun != self._ended else monotonic() - self._used

    @property
    def review(self) -> Review:
        """The work as it is now, for a round of review."""
        if self._review is not None and (
            stamped(self._path)[0] != self._stamp[0] or not self._review.corrections.is_current
        ):
            self._put_away()
        if self._review is None:
            self._stamp = stamped(self._path)
            self._review = open_review(self._path, self._work)
        return self._review

    @property
    def corrections(self) -> Corrections:
        """The work as it is now, to correct it."""
        return self.review.corrections

    def show(self, change: Change) -> str:
        """Hold a change until it is kept; the token by which it is known."""
        token = secrets.token_urlsafe(12)
        self._pending[token] = change
        while len(self._pending) > PENDING:
            self._pending.popitem(last=False)
        # What the story is then is worked out while somebody reads what follows; only the last one is likely
        # to be kept.
        if self._ahead is not None:
            self._ahead.cancel()
        self._ahead = self._beside.submit(change.prepare)
        return token

    def shown(self, token: str) -> Change | None:
        """The change of a token; None where it does not hold any more, as the work has changed."""
        if self._review is None or self.review is not self._review:
            return None
        return self._pending.pop(token, None)

    def kept(self) -> None:
        """Note that something was kept: what was shown before does not follow any more."""
        self._pending.clear()

    def close(self) -> None:
        """Close it once what it does is done."""
        self._worker.submit(self._put_away)
        self._worker.shutdown(wait=False)
        self._beside.shutdown(wait=False, cancel_futures=True)

    def _done(self, what: Callable[[Desk], _T]) -> _T:
        try:
            return what(self)
        finally:
            self._used = monotonic()
            self._ended += 1

    def _put_away(self) -> None:
        self._pending.clear()
        if self._ahead is not None:
            self._ahead.cancel()
            self._ahead = None
        if self._review is not None:
            self._review.close()
            self._review = None


class Desks:
    """The desks of a site; those that nobody has used for a while are closed."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: OrderedDict[tuple[Path, int], Desk] = OrderedDict()
        self._timer: Timer | None = None

    def do(self, path: Path, work: int, what: Callable[[Desk], _T]) -> _T:
        """Do something at the desk of a work, and wait for it. Raises what that raises."""
        return self._begin(path, work, what).result()

    def open(self, path: Path, work: int) -> None:
        """Open the desk of a work behind the pages, as it looks as if it will be corrected."""
        self._begin(path, work, lambda desk: desk.corrections.prepare())

    def _begin(self, path: Path, work: int, what: Callable[[Desk], _T]) -> Future[_T]:
        with self._lock:
            desk = self._kept.get((path, work))
            if desk is None:
                desk = self._kept[path, work] = Desk(path, work)
            self._kept.move_to_end((path, work))
            while len(self._kept) > MOST:
                self._kept.popitem(last=False)[1].close()
            doing = desk.submit(what)
            self._watch()
        return doing

    def close(self, idle: float = 0.0) -> None:
        """Close those that were not used for some seconds."""
        with self._lock:
            for key, desk in list(self._kept.items()):
                if desk.idle >= idle:
                    del self._kept[key]
                    desk.close()
            self._timer = None
            if self._kept:
                self._watch()

    def _watch(self) -> None:
        if self._timer is None:
            self._timer = Timer(IDLE_SECONDS / 2, self.close, (IDLE_SECONDS,))
            self._timer.daemon = True
            self._timer.start()
