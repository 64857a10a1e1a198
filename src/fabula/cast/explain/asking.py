"""What can be asked about: a quotation, somebody of the cast, a mention."""

from __future__ import annotations

from fabula.cast.explain.mentions import why_mention
from fabula.cast.explain.people import why_person
from fabula.cast.explain.quotations import why_quotation
from fabula.cast.explain.told import Told
from fabula.types import Annotations, Cast, Pins, Span, Text, Why

_LONGEST = 100
"""Characters of a quotation or a mention that are shown."""


class Explainer:
    """Tells why the cast of a text is as it is. The cast is settled once more for it, when it is first asked.

    ``pinned``: what a person has settled. ``known``: the cast as it is kept, whose numbers of entities are
    given.
    """

    def __init__(
        self, text: Text, notes: Annotations, pinned: Pins | None = None, known: Cast | None = None
    ) -> None:
        self._text, self._notes, self._pinned, self._known = text, notes, pinned or Pins(), known
        self._told: Told | None = None
        self._of_people = False

    def quote(self, quote: Span) -> Why | None:
        """Why a quotation is somebody's, and said to somebody; None where there is none.

        ``quote``: from its first character to its last.
        """
        told = self._settled()
        quotes = told.cast.quotes
        row = next((row for row, own in enumerate(quotes) if (own.start, own.end) == quote), None)
        if row is None:
            return None
        words = " … ".join(" ".join(self._text.content[a:b].split()) for a, b in quotes[row].spans)
        return Why(_short(words), tuple(why_quotation(told, row)))

    def entity(self, entity: int) -> Why | None:
        """Why somebody of the cast is one, and who is somebody else; None where there is no such entity."""
        told = self._settled(of_people=True)
        n = told.figure(entity)
        if n < 0:
            return None
        own = told.cast.entities[told.number[n] - 1]
        counts = f"{_counted(own.mentions, 'mention')}, {_counted(own.quotes, 'line')}"
        return Why(f"{told.name(n)}: {counts}", tuple(why_person(told, n)))

    def offset(self, offset: int, end: int | None = None) -> Why | None:
        """Why the innermost mention around a place of the text is somebody; None where there is none.

        With ``end`` the mention is the one from there to the other.
        """
        told = self._settled()
        around = [
            i
            for i, (a, b) in enumerate(told.book.spans)
            if (a <= offset < b if end is None else (a, b) == (offset, end))
        ]
        if not around:
            return None
        i = min(around, key=lambda i: told.book.spans[i][1] - told.book.spans[i][0])
        return Why(f"“{_short(told.book.shown[i])}”", tuple(why_mention(told, i)))

    def _settled(self, *, of_people: bool = False) -> Told:
        """The cast settled; who may be one person is worked out along with it only where that is asked."""
        if self._told is None or (of_people and not self._of_people):
            self._told = Told(self._text, self._notes, self._pinned, self._known, identity=of_people)
            self._of_people = of_people
        return self._told


def _counted(number: int, thing: str) -> str:
    return f"{number:,} {thing if number == 1 else f'{thing}s'}"


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1].rstrip()}…"
