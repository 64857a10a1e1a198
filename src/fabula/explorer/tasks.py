"""What takes a while, done behind the pages: started, watched, stopped."""

from __future__ import annotations

import logging
import secrets
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from threading import Event, Lock, Thread
from typing import Any, Generic, TypeVar

from fabula.errors import FabulaError

KEPT = 20
"""Tasks that are remembered after their end, for a page to show what became of them."""
TURN_SECONDS = 0.1
"""How often one that waits for its turn looks whether it was stopped."""

_T = TypeVar("_T")
_LOG = logging.getLogger(__name__)


class State(str, Enum):
    """How a task stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    STOPPED = "stopped"

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen."""
        return self not in (State.WAITING, State.RUNNING)


class Stopped(Exception):  # noqa: N818 - it is no error
    """Somebody has stopped the task; what it has kept so far is kept."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a task is: its stage, and how much of it is done of how much."""

    state: State
    stage: str = ""
    done: int = 0
    total: int = 0


class Task(Generic[_T]):
    """One thing that is done. ``result`` is there once it is done, ``trouble`` if it has failed."""

    def __init__(self, work: Callable[[Task[_T]], _T]) -> None:
        self.token = secrets.token_urlsafe(12)
        self.result: _T | None = None
        self.trouble = ""
        self.progress = Progress(State.WAITING)
        self._work = work
        self._stopping = Event()
        self._over = Event()

    def tell(self, stage: str, done: int, total: int) -> None:
        """Note how far it is, which what is done calls often. Raises :class:`Stopped` to end it."""
        if self._stopping.is_set():
            raise Stopped
        self.progress = Progress(State.RUNNING, stage, done, total)

    def stop(self) -> None:
        """End it where it next tells how far it is."""
        self._stopping.set()

    def wait(self, seconds: float) -> bool:
        """Whether it is over, at the latest after some seconds."""
        return self._over.wait(seconds)

    def run(self, turn: Lock) -> None:
        """Do it, once it is its turn."""
        try:
            while not turn.acquire(timeout=TURN_SECONDS):
                if self._stopping.is_set():
                    raise Stopped
            try:
                self.tell("", 0, 0)
                self.result = self._work(self)
                self._end(State.DONE)
            finally:
                turn.release()
        except Stopped:
            self._end(State.STOPPED)
        except FabulaError as error:
            self._end(State.FAILED, str(error))
        except Exception as error:  # noqa: BLE001 - whatever it is, the page has to say so
            _LOG.exception("a task has failed")
            self._end(State.FAILED, f"a mistake in Fabula itself ({type(error).__name__})")

    def _end(self, state: State, trouble: str = "") -> None:
        self.trouble = trouble
        now = self.progress
        self.progress = Progress(state, now.stage, now.done, now.total)
        self._over.set()


class Tasks:
    """The tasks of a site. One runs at a time; the others wait for their turn."""

    def __init__(self) -> None:
        self._lock, self._turn = Lock(), Lock()
        self._tasks: OrderedDict[str, Task[Any]] = OrderedDict()

    def start(self, work: Callable[[Task[_T]], _T]) -> Task[_T]:
        """Have something done; ``work`` is given the task, to tell how far it is."""
        task = Task(work)
        with self._lock:
            self._tasks[task.token] = task
            over = [token for token, each in self._tasks.items() if each.progress.state.is_over]
            for token in over[: max(0, len(self._tasks) - KEPT)]:
                del self._tasks[token]
        # a daemon: the program can end while one reads, as every chapter is kept whole once it is read
        Thread(target=task.run, args=(self._turn,), name="fabula-task", daemon=True).start()
        return task

    def get(self, token: str) -> Task[Any] | None:
        """The task of a token; None where there is none, or it was long ago."""
        with self._lock:
            return self._tasks.get(token)

    def close(self, seconds: float) -> None:
        """Stop all, and wait a little for them to end."""
        with self._lock:
            running = [each for each in self._tasks.values() if not each.progress.state.is_over]
        for each in running:
            each.stop()
        for each in running:
            each.wait(seconds)
