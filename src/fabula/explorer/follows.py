"""What follows from a correction, as far as the reader may see it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from fabula.correcting import Change
from fabula.explorer.asking import Asked
from fabula.explorer.veil import Veil
from fabula.types import Entity
from fabula.up_to import up_to
from fabula.world.alignment import Moves
from fabula.world.corrections import Entry, State
from fabula.world.differences import ChangedLine, Differences, differences
from fabula.world.story_differences import StoryChange

LINES_SHOWN = 40
PEOPLE_SHOWN = 12


@dataclass(frozen=True)
class Follows:
    """What a change says and brings about. ``further`` counts changed lines after the reader's place.

    ``misfits`` are those of an import that do not fit, each with what is wrong.
    """

    says: tuple[str, ...]
    misfits: tuple[tuple[str, str], ...]
    asked: tuple[ChangedLine, ...]
    lines: tuple[ChangedLine, ...]
    more: int
    further: int
    new: tuple[Entity, ...]
    gone: tuple[Entity, ...]
    renamed: tuple[tuple[Entity, Entity], ...]
    heard: int
    mentions: int
    told: tuple[StoryChange, ...] = ()

    @property
    def nothing(self) -> bool:
        """Whether nothing is another but what was asked for."""
        people = self.new or self.gone or self.renamed
        changed = self.lines or self.further or self.heard or self.mentions or self.told
        return not (changed or people)


def follows(own: Asked, change: Change, entries: tuple[Entry, ...]) -> Follows:
    """What follows from a change; ``entries`` are the corrections that there are already."""
    veil = Veil(own)
    seen = _seen(own, change)
    pairs = tuple(zip(change.corrections, change.problems, strict=True))
    says = [veil.words(each) for each, problem in pairs if not problem]
    for entry in entries:
        if entry.id in change.states:
            undone = change.states[entry.id] is State.UNDONE
            says.append(f"{'Undo' if undone else 'Again'}: {veil.words(entry.correction)}")
    others = tuple(line for line in seen.lines if line.quote not in change.asked)
    return Follows(
        tuple(says),
        tuple((veil.words(each), problem) for each, problem in pairs if problem),
        tuple(line for line in seen.lines if line.quote in change.asked),
        others[:LINES_SHOWN],
        max(0, len(others) - LINES_SHOWN),
        len(change.differences.lines) - len(seen.lines),
        seen.new[:PEOPLE_SHOWN],
        seen.gone[:PEOPLE_SHOWN],
        seen.renamed[:PEOPLE_SHOWN],
        seen.heard,
        seen.mentions,
        tuple(_told(own, change, veil))[:LINES_SHOWN],
    )


def _told(own: Asked, change: Change, veil: Veil) -> Iterator[StoryChange]:
    """What is told otherwise before the reader's place, in words that tell no more than that."""
    for each in change.told:
        later = own.until is not None and each.start >= own.until
        if not later and not veil.hides(f"{each.what} {each.before} {each.after}"):
            yield each


def _seen(own: Asked, change: Change) -> Differences:
    """What is another in the part of the work that the reader has come to."""
    if own.until is None:
        return change.differences
    moves = Moves(own.whole.text, own.whole.text)
    before = up_to(replace(own.whole.work, story=None), own.until)
    return differences(before, up_to(replace(change.settled, story=None), own.until), moves)
