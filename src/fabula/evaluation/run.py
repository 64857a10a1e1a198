"""What every evaluation shares: how a program is called on raw text, and how progress is told."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol, TypeAlias, TypeVar

from fabula.types import Annotations, Span, Text, Words, Work

Made = TypeVar("Made")

Read: TypeAlias = Callable[[Text], Work]
"""The program under test: from a text to its cast."""


class Annotate(Protocol):
    """The first half of the program: what it finds in a text, or finds of mentions given (code points)."""

    def __call__(self, text: Text, *, mentions: Sequence[Span] | None = None) -> Annotations:
        """The annotations of a text."""


Resolve: TypeAlias = Callable[[Text, Annotations], Work]
"""The second half: from a text and its annotations to its cast."""

Tag: TypeAlias = Callable[[Text, Sequence[Span], Sequence[Span]], Words]
"""What the program says of words given: a text, the code points of each word, the words of each sentence."""

Titles: TypeAlias = Callable[[Sequence[str]], int]
"""How many words at the start of a name the program takes for titles."""

Parse: TypeAlias = Callable[[Path, str], Text]
"""What makes a text of a decoded plain text file: the file's name and its characters."""

Progress: TypeAlias = Callable[[str, int, int], None]
"""Told before each document its name, how many are done and how many there are; once more at the end."""


def ignore_progress(_name: str, _done: int, _total: int) -> None:
    """Tell nobody."""


def timed(task: Callable[[], Made]) -> tuple[Made, float]:
    """What a task gives, and the seconds that it took."""
    started = time.perf_counter()
    made = task()
    return made, time.perf_counter() - started


def timed_read(read: Read, parse: Parse, content: str, name: str) -> tuple[Work, float]:
    """The work that the program makes of ``content``, and the seconds that it took."""
    return timed(lambda: read(parse(Path(f"{name}.txt"), content)))
