"""What words may be shown to one who has not read to the end: none that only the rest of the work tells."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from fabula.called import names_of
from fabula.explorer.asking import Asked
from fabula.types import Because, Span, Why
from fabula.world.corrections import Correction, Person

UNKNOWN = "somebody"
FURTHER_ON = "something further on"


@dataclass(frozen=True)
class Veil:
    """Hides what comes after the reader's place from words that were made of the whole work."""

    asked: Asked

    def hides(self, words: str, spans: Iterable[Span] = ()) -> bool:
        """Whether words tell a name, or rest on a stretch, that comes later."""
        until = self.asked.until
        if until is None:
            return False
        if any(end > until for _, end in spans):
            return True
        return self._later is not None and self._later.search(words) is not None

    def why(self, why: Why) -> tuple[Why, int]:
        """The reasons that may be shown, and how many may not."""
        parts: list[Because] = []
        hidden = 0
        for part in why.parts:
            seen = tuple(own for own in part.reasons if not self.hides(own.text, own.spans))
            hidden += len(part.reasons) - len(seen)
            if self.hides(part.decided):
                hidden += 1
            else:
                parts.append(replace(part, reasons=seen))
        return replace(why, parts=tuple(parts)), hidden

    def words(self, correction: Correction) -> str:
        """What a correction says, under the names that the reader knows."""
        until = self.asked.until
        if until is None:
            return correction.words
        if correction.target is not None and correction.target.start >= until:
            return FURTHER_ON
        people = tuple(self._known(person, until) for person in correction.people)
        return replace(correction, people=people).words

    def _known(self, person: Person, until: int) -> Person:
        name = self._names.get(person.name, person.name)
        met = any(anchor.start < until for anchor in person.anchors)
        return replace(person, name=name if met and not self.hides(name) else UNKNOWN)

    @cached_property
    def _names(self) -> dict[str, str]:
        """What those whom the reader has met are called in the end, and what up to here."""
        there = self.asked.people
        return {each.name: there[each.id].name for each in self.asked.whole.entities if each.id in there}

    @cached_property
    def _later(self) -> re.Pattern[str] | None:
        known = {name for each in self.asked.reading.entities for name in names_of(each)}
        every = {name for each in self.asked.whole.entities for name in names_of(each)}
        later = sorted(map(re.escape, filter(str.strip, every - known)), key=len, reverse=True)
        return re.compile(rf"(?<!\w)(?:{'|'.join(later)})(?!\w)") if later else None
