"""Who tells each stretch, where a person has settled it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from fabula.cast.book import Book
from fabula.cast.figures import Resolution
from fabula.cast.pins.placing import Placed, own_words
from fabula.cast.tellers import NOBODY, Evidence, Told
from fabula.types import Narration, NarrativePerson, Span

_MOST = 0.5
"""The share of a stretch from which on what is settled of its words is settled of the stretch."""
_SURE = 50.0
"""Evidence that nothing outweighs."""


class SettledTellers:
    """The stretches of a book whose teller is settled.

    That is so by a pin on them, and where a pin makes somebody who has a name one with their *I*.
    """

    def __init__(self, book: Book, placed: Placed) -> None:
        self._stretches, self._placed = book.stretches.all, placed
        self.by_stretch: dict[int, int | None] = {}
        for span, k in placed.narrators:
            for s, stretch in enumerate(self._stretches):
                if _covered(span, (stretch.start, stretch.end)) > _MOST:
                    self.by_stretch[s] = k
        for k, person in enumerate(placed.people):
            own = {i for meant in person for i in meant.mentions}
            told = {book.stretches.own(i) for i in own if book.is_first_person(i)}
            if len(person) > 1 and any(i in book.names for i in own):
                for s in told:
                    if s >= 0 and self._stretches[s].is_narration:
                        self.by_stretch.setdefault(s, k)
        self._barred = list(self._apart(book))

    def _apart(self, book: Book) -> Iterator[tuple[int, int]]:
        """Stretches with those who do not tell them, as the *I* there is somebody else."""
        for pair in self._placed.apart:
            for mine, other in (pair, pair[::-1]):
                own = {i for meant in self._placed.people[mine] for i in meant.mentions}
                if any(book.is_first_person(i) and book.quotation[i] < 0 for i in own):
                    yield from (
                        (s, other) for s, stretch in enumerate(self._stretches) if stretch.is_narration
                    )

    def persons(self, persons: Sequence[float]) -> list[float]:
        """How far each stretch is told by an *I*, as it is settled."""
        found = list(persons)
        for s, k in self.by_stretch.items():
            found[s] = -1.0 if k is None else max(found[s], 1.0)
        return found

    def weigh(self, evidence: Sequence[Evidence], figures: Sequence[int], stable: int) -> None:
        """Makes what is settled the evidence; figures from ``stable`` on do not keep their numbers."""
        for s, k in self.by_stretch.items():
            if k is not None and 0 <= figures[k] < stable:
                evidence[s].page.clear()
                evidence[s].page[figures[k]] = _SURE
                evidence[s].pen.add(figures[k])
        for s, k in self._barred:
            n = figures[k]
            for scores in (evidence[s].page, evidence[s].heard, evidence[s].replied):
                scores.pop(n, None)
            evidence[s].pen.discard(n)
            evidence[s].calls[n] = _SURE

    def decide(self, told: Sequence[Told], figures: Sequence[int], stable: int) -> list[Told]:
        """Who tells each stretch, as it is settled."""
        found = list(told)
        for s, k in self.by_stretch.items():
            if k is None:
                found[s] = Told(NOBODY, 1.0, page=True)
            elif 0 <= figures[k] < stable:
                found[s] = Told(figures[k], 1.0, page=True)
        return found


def settle_telling(book: Book, resolution: Resolution, placed: Placed, figures: Sequence[int]) -> None:
    """Notes for each mention in a settled stretch who tells the words around it."""
    if not placed.narrators or not resolution.telling:
        return
    telling = list(resolution.telling)
    for span, k in placed.narrators:
        for i in own_words(book, span):
            telling[i] = -1 if k is None else figures[k]
    resolution.telling = telling


def _covered(span: Span, stretch: Span) -> float:
    """The share of a stretch that a span covers."""
    both = min(span[1], stretch[1]) - max(span[0], stretch[0])
    return both / max(stretch[1] - stretch[0], 1)


def settled_narrations(
    narrations: Sequence[Narration], placed: Placed, figures: Sequence[int], number: Mapping[int, int]
) -> tuple[Narration, ...]:
    """The stretches by voice, cut where a person has settled who tells."""
    found = list(narrations)
    for (start, end), k in placed.narrators:
        rest = [own for each in found for own in _outside(each, start, end)]
        who = None if k is None else number.get(figures[k])
        person = NarrativePerson.THIRD if k is None else NarrativePerson.FIRST
        found = sorted([*rest, Narration(start, end, person, who, 1.0)], key=lambda each: each.start)
    return tuple(found)


def _outside(told: Narration, start: int, end: int) -> Iterator[Narration]:
    """What is left of a stretch outside of another."""
    if told.start < start:
        yield replace(told, end=min(told.end, start))
    if told.end > end:
        yield replace(told, start=max(told.start, end))
