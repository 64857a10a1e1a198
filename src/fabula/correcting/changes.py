"""A correction before it is kept, and the corrections that are kept, as a table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from fabula.tables import Columns
from fabula.types import StoryPins, Work
from fabula.world.corrections import Correction, Entry, State
from fabula.world.differences import ChangedLine, Differences
from fabula.world.story_differences import StoryChange

ENTRY_COLUMNS: Columns[Entry] = {
    "id": lambda entry: entry.id,
    "step": lambda entry: entry.step,
    "standing": lambda entry: entry.standing,
    "kind": lambda entry: entry.correction.kind.value,
    "words": lambda entry: entry.correction.words,
    "created": lambda entry: entry.created,
    "program": lambda entry: entry.program,
}


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
    story: StoryPins = field(default_factory=StoryPins)
    told: tuple[StoryChange, ...] = ()

    @property
    def lines(self) -> tuple[ChangedLine, ...]:
        """The lines whose speaker is another then, but for those that were asked about."""
        return tuple(line for line in self.differences.lines if line.quote not in self.asked)

    def keep(self) -> list[Entry]:
        """Keep it in the world; the corrections that came in.

        Raises :class:`fabula.FabulaError` where the work has changed meanwhile or cannot be written, which
        leaves everything as it was.
        """
        return self._keep(self)
