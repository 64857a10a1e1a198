"""A correction before it is kept, and the corrections that are kept, as a table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from threading import Lock
from typing import Generic, TypeVar

from fabula.tables import Columns
from fabula.types import StoryPins, Work
from fabula.world.corrections import Correction, Entry, State
from fabula.world.differences import ChangedLine, Differences
from fabula.world.story_differences import StoryChange

_T = TypeVar("_T")

ENTRY_COLUMNS: Columns[Entry] = {
    "id": lambda entry: entry.id,
    "step": lambda entry: entry.step,
    "standing": lambda entry: entry.standing,
    "kind": lambda entry: entry.correction.kind.value,
    "words": lambda entry: entry.correction.words,
    "created": lambda entry: entry.created,
    "program": lambda entry: entry.program,
}


class Once(Generic[_T]):
    """Something that is worked out by whoever asks for it first; who asks meanwhile waits for that."""

    def __init__(self, make: Callable[[], _T]) -> None:
        self._make = make
        self._lock = Lock()
        self._made: list[_T] = []

    def __call__(self) -> _T:
        """What was worked out."""
        with self._lock:
            if not self._made:
                self._made.append(self._make())
            return self._made[0]


@dataclass(frozen=True)
class Change:
    """What follows from a correction, before it is kept; :meth:`keep` keeps it.

    ``corrections`` are those that come in, ``states`` those that are undone or taken up again; ``problems``
    says of each that comes in why it does not fit, and is empty where it does. ``settled`` is the work as it
    is then, ``differences`` what is another in it; ``asked`` are the numbers of the lines that it is about.
    ``story`` is what is settled of the story then. ``told`` says what is another in it, where that is known
    before it is kept: for what is said of scenes, attributes and relations.
    """

    corrections: tuple[Correction, ...]
    problems: tuple[str, ...]
    states: Mapping[int, State]
    settled: Work
    differences: Differences
    asked: frozenset[int]
    _keep: Callable[[Change], list[Entry]] = field(repr=False)
    _told: Callable[[], Work] = field(repr=False)
    story: StoryPins = field(default_factory=StoryPins)
    told: tuple[StoryChange, ...] = ()

    @property
    def lines(self) -> tuple[ChangedLine, ...]:
        """The lines whose speaker is another then, but for those that were asked about."""
        return tuple(line for line in self.differences.lines if line.quote not in self.asked)

    def prepare(self) -> Work:
        """The work with what happens in it then, which keeping it writes: the longer part of keeping it.

        It is worked out once, and may be on another thread, while somebody looks at what follows.
        """
        return self._told()

    def keep(self) -> list[Entry]:
        """Keep it in the world; the corrections that came in.

        Raises :class:`fabula.FabulaError` where the work has changed meanwhile or cannot be written, which
        leaves everything as it was.
        """
        return self._keep(self)
