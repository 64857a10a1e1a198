"""The voices of a work: its narrator, everyone who speaks, and one for lines whose speaker is not known."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from operator import attrgetter

from fabula.types import Entity, Narration, Quote, Span, Work

NARRATOR, UNKNOWN = "Narrator", "Unknown"
_BRACKETS = str.maketrans("[]<>{}|", "()()()/")


class VoiceKind(str, Enum):
    """Whose voice it is."""

    NARRATOR = "narrator"
    CHARACTER = "character"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice; no two of a work have one name, in whatever letters. ``entity`` is whose it is."""

    name: str
    kind: VoiceKind
    entity: Entity | None = None


class Voices:
    """Whose voice it is at each place of a work, as it reads."""

    def __init__(self, work: Work) -> None:
        self.narrator = Voice(NARRATOR, VoiceKind.NARRATOR)
        self.unknown = Voice(UNKNOWN, VoiceKind.UNKNOWN)
        self._of = _named(work.cast.entities)
        self._narrations = work.cast.narrations
        self._tales = frozenset(
            number for number, told in enumerate(self._narrations) if _is_said_aloud(told, work.cast.quotes)
        )

    def of_entity(self, entity: int | None) -> Voice:
        """The voice of somebody; that of nobody known for None."""
        return self.unknown if entity is None else self._of[entity]

    def telling(self, at: int) -> Voice:
        """Who tells what stands at a code point outside of lines: an *I* by name, or else the narrator.

        Between the parts of a tale that somebody tells aloud it is whoever tells of that.
        """
        number = self._narration(at)
        while number in self._tales:
            number -= 1
        told = self._narrations[number] if number >= 0 else None
        return self.narrator if told is None or told.narrator is None else self._of[told.narrator]

    def announcing(self, at: int, until: int) -> Voice:
        """Who reads a heading at a code point: whoever tells what follows it in its chapter."""
        number = bisect_right(self._narrations, at, key=attrgetter("end"))
        follows = self._narrations[number] if number < len(self._narrations) else None
        return self.telling(follows.start) if follows and follows.start < until else self.telling(at)

    def tale_of(self, at: int) -> int | None:
        """Who tells a tale aloud at a code point, in which others have lines; None where nobody does."""
        number = self._narration(at)
        return self._narrations[number].narrator if number in self._tales else None

    def confidence(self, at: int) -> float:
        """How likely it is that :meth:`telling` is right about whoever tells the text at a code point."""
        number = self._narration(at)
        return 1.0 if number < 0 else float(self._narrations[number].confidence)

    def _narration(self, at: int) -> int:
        """The number of the stretch told by one voice that a code point is in; -1 for none."""
        number = bisect_right(self._narrations, at, key=attrgetter("start")) - 1
        return number if number >= 0 and at < self._narrations[number].end else -1

    def edges(self, start: int, end: int) -> list[int]:
        """Where within a stretch of the text the telling begins or ends to be another's."""
        first = bisect_right(self._narrations, start, key=attrgetter("end"))
        found: set[int] = set()
        for told in self._narrations[first:]:
            if told.start >= end:
                break
            found.update(at for at in (told.start, told.end) if start < at < end)
        return sorted(found)


def _is_said_aloud(told: Narration, quotes: Iterable[Quote]) -> bool:
    """Whether a stretch with a voice of its own is a tale within lines of whoever tells it."""
    if told.narrator is None:
        return False
    own = [
        (max(start, told.start), min(end, told.end))
        for quote in quotes
        if quote.speaker == told.narrator
        for start, end in quote.spans
        if start < told.end and end > told.start
    ]
    return any(start <= told.start for start, _ in own) and 2 * _covered(own) >= told.end - told.start


def _covered(spans: Iterable[Span]) -> int:
    """The code points that are in one of these spans or in several."""
    covered, at = 0, -1
    for start, end in sorted(spans):
        covered += max(0, end - max(start, at))
        at = max(at, end)
    return covered


def _named(entities: Sequence[Entity]) -> dict[int, Voice]:
    """A name of its own for everyone; one that somebody else has gets the number of the entity behind it."""
    taken = {NARRATOR.casefold(), UNKNOWN.casefold()}
    found: dict[int, Voice] = {}
    for entity in entities:
        name = " ".join(entity.name.translate(_BRACKETS).split()) or f"Character {entity.id}"
        if name.casefold() in taken:
            name = f"{name} (#{entity.id})"
        taken.add(name.casefold())
        found[entity.id] = Voice(name, VoiceKind.CHARACTER, entity)
    return found
