"""What words may be shown to one who has not read to the end: none that only the rest of the work tells."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from fabula.called import names_of
from fabula.errors import FabulaError
from fabula.explorer.asking import Asked
from fabula.types import Because, Span, Why
from fabula.world.corrections import Correction, Person

UNKNOWN = "somebody"
FURTHER_ON = "something further on"
UNKNOWN_NAME = "F215"
"""The error that nobody is called so: it is told of what the reader knows, and holds what was typed."""
_TELLS_NOTHING = frozenset(("there", "here", "where", "it", "this", "that", "one"))
"""Words that stand for somebody or some place, and in any other words too."""
_QUOTED = re.compile(r"“([^“”]+)”")


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
            kept = (own for own in part.reasons if not self.hides(own.text, own.spans))
            seen = tuple(own for own in kept if not self._quotes_later(own.text))
            hidden += len(part.reasons) - len(seen)
            if self.hides(part.decided) or self._quotes_later(part.decided):
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
        if correction.target is None and not any(_is_met(person, until) for person in correction.people):
            return FURTHER_ON
        people = tuple(self._known(person, until) for person in correction.people)
        target = correction.target
        if target is not None and target.end > until:  # a paragraph in the midst of which the reader is
            target = replace(target, exact=target.exact[: until - target.start].rstrip() + "…")
        return replace(correction, people=people, target=target).words

    def message(self, error: FabulaError) -> str:
        """What an error about the whole work says, under the names that the reader knows."""
        message = str(error)
        if self.asked.until is None or error.code == UNKNOWN_NAME:
            return message
        for name, known in sorted(self._names.items(), key=lambda each: -len(each[0])):
            if name != known:
                message = message.replace(name, known)
        return f"that does not go together with {FURTHER_ON}" if self.hides(message) else message

    def _quotes_later(self, words: str) -> bool:
        """Whether words quote what does not stand before the reader's place."""
        if self.asked.until is None:
            return False
        quoted = (_plain(found).rstrip("…") for found in _QUOTED.findall(words))
        return any(each not in self._read for each in quoted)

    def _known(self, person: Person, until: int) -> Person:
        name = self._names.get(person.name, person.name)
        met = _is_met(person, until) and not self.hides(name)
        return replace(person, name=name if met else UNKNOWN)

    @cached_property
    def _read(self) -> str:
        return _plain(self.asked.reading.text)

    @cached_property
    def _names(self) -> dict[str, str]:
        """What those whom the reader has met are called in the end, and what up to here."""
        there = self.asked.people
        return {each.name: there[each.id].name for each in self.asked.whole.entities if each.id in there}

    @cached_property
    def _later(self) -> re.Pattern[str] | None:
        known = {name for each in self.asked.reading.entities for name in names_of(each)}
        every = {name for each in self.asked.whole.entities for name in names_of(each)}
        names = (name for name in every - known if name.strip() and name.casefold() not in _TELLS_NOTHING)
        later = sorted(map(re.escape, names), key=len, reverse=True)
        return re.compile(rf"(?<!\w)(?:{'|'.join(later)})(?!\w)") if later else None


def _is_met(person: Person, until: int) -> bool:
    """Whether any of the places that stand for somebody comes before the reader's."""
    return any(anchor.start < until for anchor in person.anchors)


def _plain(words: str) -> str:
    return " ".join(words.split()).casefold()
