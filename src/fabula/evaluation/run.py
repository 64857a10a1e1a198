"""What every evaluation shares: how a program is called on raw text, and how progress is told."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from fabula.types import Text, Work

Read: TypeAlias = Callable[[Text], Work]
"""The program under test: from a text to its cast."""

Parse: TypeAlias = Callable[[Path, str], Text]
"""What makes a text of a decoded plain text file: the file's name and its characters."""

Progress: TypeAlias = Callable[[str, int, int], None]
"""Told before each document its name, how many are done and how many there are; once more at the end."""


def ignore_progress(_name: str, _done: int, _total: int) -> None:
    """Tell nobody."""


def timed_read(read: Read, parse: Parse, content: str, name: str) -> tuple[Work, float]:
    """The work that the program makes of ``content``, and the seconds that it took."""
    started = time.perf_counter()
    work = read(parse(Path(f"{name}.txt"), content))
    return work, time.perf_counter() - started
