"""Progress on standard error where that is a terminal; elsewhere it would only litter a log."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Timer
from types import TracebackType
from typing import TYPE_CHECKING

from fabula.cli.plain import clean

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

PATIENCE = 2.0
"""Seconds that anything may take before it is said that it is still at work."""


@contextmanager
def working(on: str) -> Iterator[None]:
    """Says on a terminal what the program is at, if what is done inside takes longer than a moment."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console
    from rich.text import Text

    status = Console(stderr=True, highlight=False).status(Text(f"{clean(on)} …"))
    timer = Timer(PATIENCE, status.start)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        status.stop()


class ReadingProgress:
    """Shows how far a reading is. Called with the name of the stage, how much is done and of how much."""

    def __init__(self, what: str) -> None:
        self.what = what
        self._stage = ""
        self._bar: Progress | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> ReadingProgress:
        if sys.stderr.isatty():
            self._bar = _bar()
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Show the stage, and how much of it is left."""
        new, self._stage = stage != self._stage, stage
        if self._bar is not None:
            self._show(self._bar, new, done, total)

    def _show(self, bar: Progress, new: bool, done: int, total: int) -> None:
        if new and self._task is not None:
            bar.remove_task(self._task)
        if new or self._task is None:
            self._task = bar.add_task(clean(f"{self.what}: {self._stage}"), total=total or None)
        bar.update(self._task, completed=done, total=total or None)


def _bar() -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("time left"),
        TimeRemainingColumn(),
    )
    return Progress(*columns, console=Console(stderr=True, highlight=False), transient=True)
