"""How far the reading of an archive is: a bar on a terminal, a line now and then in the log of a night."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING

from fabula.cli.ends import say

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID

    from fabula.corpus import Progress

PAUSE = 60.0
"""Seconds between two lines where standard error is no terminal."""


class CorpusProgress:
    """Shows how far a run is, each time it is called; ``last`` is what it was called with last."""

    def __init__(self) -> None:
        self.last: Progress | None = None
        self._said = time.monotonic()
        self._bar: Bar | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> CorpusProgress:
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, TextColumn
            from rich.progress import Progress as Bar

            columns = (TextColumn("reading", markup=False), BarColumn(), TextColumn("{task.description}"))
            self._bar = Bar(*columns, console=Console(stderr=True, highlight=False), transient=True)
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def __call__(self, progress: Progress) -> None:
        """Show how far it is."""
        self.last = progress
        if self._bar is not None:
            self._show(self._bar, progress)
        elif time.monotonic() - self._said >= PAUSE:
            self._said = time.monotonic()
            say(shown(progress))

    def _show(self, bar: Bar, progress: Progress) -> None:
        if self._task is None:
            self._task = bar.add_task(shown(progress), total=progress.works)
        done = progress.before + progress.done + progress.failed
        bar.update(self._task, completed=done, description=shown(progress))


def shown(progress: Progress) -> str:
    """How far a run is, in one line."""
    aside = f", {progress.failed:,} set aside" if progress.failed else ""
    done = f"{progress.before + progress.done:,} of {progress.works:,} works read{aside}"
    left = progress.seconds_left
    if not progress.done or left is None:
        return done
    return f"{done}; {progress.words_a_second:,.0f} words a second; {_time(left)} left"


def _time(seconds: float) -> str:
    minutes, hours = round(seconds / 60), round(seconds / 3600)
    if minutes < 1:
        return f"{seconds:.0f} s"
    if minutes < 90:
        return f"{minutes} min"
    return f"{hours} h" if hours < 72 else f"{round(seconds / 86400)} days"
