"""Progress of a reading on standard error: a bar on a terminal, elsewhere a line a stage after a while."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING

from fabula.cli.ends import say
from fabula.cli.plain import clean

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

PATIENCE = 2.0
"""Seconds that a reading may take before it is worth a line where there is no terminal."""


class ReadingProgress:
    """Shows how far a reading is. Called with the name of the stage, how much is done and of how much."""

    def __init__(self, what: str) -> None:
        self.what = what
        self._begun = time.monotonic()
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
        elif new and time.monotonic() - self._begun > PATIENCE:
            say(f"{self.what}: {stage}")

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
