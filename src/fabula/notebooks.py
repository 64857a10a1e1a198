"""What a notebook shows while a story is read, where IPython runs one; nothing is loaded for it."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

PAUSE = 0.2
"""Seconds between two updates: a notebook keeps up with no more."""


def in_notebook() -> bool:
    """Whether this is a notebook's kernel (Jupyter, Colab), which shows what IPython displays."""
    running = getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)()
    return getattr(running, "kernel", None) is not None


class NotebookProgress:
    """One line of text below the cell, changed in place: the stage, and how much of it is done."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._stage = ""
        self._shown_at = 0.0
        self._begun = time.monotonic()
        self._display: Any = None

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Show how far a stage is, unless that was shown a moment ago."""
        now = time.monotonic()
        if stage == self._stage and now - self._shown_at < PAUSE:
            return
        self._stage, self._shown_at = stage, now
        self._show(f"{self._what}: {stage}" + (f", {done / total:.0%}" if 0 < done < total else ""))

    def end(self, how: str) -> None:
        """Show how it ended, and how long that took."""
        self._show(f"{self._what}: {how} {time.monotonic() - self._begun:.1f} s")

    def _show(self, line: str) -> None:
        shown = {"text/plain": line}
        if self._display is None:
            self._display = sys.modules["IPython.display"].display(shown, raw=True, display_id=True)
        else:
            self._display.update(shown, raw=True)


@contextmanager
def shown_in_notebook(what: str) -> Iterator[NotebookProgress | None]:
    """Progress for what is done inside where a notebook runs; else None."""
    if not in_notebook() or "IPython.display" not in sys.modules:
        yield None
        return
    progress = NotebookProgress(what)
    try:
        yield progress
    except BaseException:
        progress.end("stopped after")
        raise
    progress.end("read in")
