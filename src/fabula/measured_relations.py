"""How two characters deal with one another, measured: scenes, lines, forms of address, warmth.

Nothing here is told by the text; it is counted, for the whole work or for any stretch of it. How warm lines
and deeds are is by a published lexicon (:mod:`fabula.lang.en.valence`), which knows no irony.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import permutations
from typing import Final

from fabula.address_terms import address_terms, most_used
from fabula.lang.en.valence import NEGATING, lexicon, scaled, warmth
from fabula.networks import LIKELY
from fabula.tables import Columns
from fabula.types import Cast, Chapter, Entity, Event, MentionForm, Realis, Span, Work

_TURNED: Final = -0.74
_DONE: Final = (Realis.ACTUAL, Realis.NEGATED)
"""What counts as a deed: that somebody did something, or did not."""


@dataclass(frozen=True, slots=True)
class MeasuredRelation:
    """What ``a`` says and does to ``b`` in a stretch of the text, from ``start`` to ``end``.

    ``scenes`` are those in which both take part, ``lines`` those that ``a`` says to ``b``. ``warmth`` is how
    kind these lines are on the whole, from -1 to 1, ``deeds_warmth`` the same of the ``deeds``: both None
    where there are none. ``terms`` is what ``a`` calls ``b``, the most used first, each with how often.
    ``chapter`` is the chapter that the stretch is, None for the whole work.
    """

    a: Entity
    b: Entity
    start: int
    end: int
    scenes: int
    lines: int
    warmth: float | None
    deeds: int
    deeds_warmth: float | None
    terms: Mapping[str, int]
    chapter: Chapter | None

    def __repr__(self) -> str:
        return f"<{self.a.name} to {self.b.name}: {self.lines} lines, {self.scenes} scenes>"


@dataclass(slots=True)
class _Dealings:
    """What one says and does to another, as it is counted."""

    scenes: int = 0
    lines: list[float] = field(default_factory=list)
    deeds: list[float] = field(default_factory=list)


class Measured:
    """What is counted once of a work, for as many stretches of it as one asks for."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._people = {
            each.id: each for each in work.cast.entities if each.is_character and each.is_recurring
        }
        self._lines = list(self._warm_lines())
        self._deeds = [] if work.story is None else list(_warm_deeds(work.story.events, self._people))
        self._terms = list(address_terms(work.text.content, work.cast))

    def between(
        self, stretch: Span | None = None, chapter: Chapter | None = None
    ) -> Iterator[MeasuredRelation]:
        """Who deals with whom in a stretch, or in all of the work, by the numbers of the two."""
        first, last = stretch or (0, len(self._work.text.content))
        found: dict[tuple[int, int], _Dealings] = defaultdict(_Dealings)
        for at, a, b, warm in self._lines:
            if first <= at < last:
                found[a, b].lines.append(warm)
        for at, a, b, warm in self._deeds:
            if first <= at < last:
                found[a, b].deeds.append(warm)
        for company in self._companies(first, last):
            for pair in permutations(sorted(company), 2):
                found[pair].scenes += 1
        terms = most_used(own for own in self._terms if first <= own[3][0] < last)
        for a, b in sorted(found):
            own = found[a, b]
            yield MeasuredRelation(
                self._people[a],
                self._people[b],
                first,
                last,
                own.scenes,
                len(own.lines),
                _mean(own.lines),
                len(own.deeds),
                _mean(own.deeds),
                terms.get((a, b), {}),
                chapter,
            )

    def _warm_lines(self) -> Iterator[tuple[int, int, int, float]]:
        """Each line with who says it to whom, and how kind it is; what people are called is no kindness."""
        content = _without_names(self._work.text.content, self._work.cast)
        for quote in self._work.cast.quotes:
            if quote.thought or quote.speaker not in self._people:
                continue
            warm: float | None = None
            for other in quote.addressees:
                if other in self._people and other != quote.speaker:
                    if warm is None:
                        warm = warmth(" ".join(content[start:end] for start, end in quote.spans))
                    yield quote.start, quote.speaker, other, warm

    def _companies(self, first: int, last: int) -> Iterator[set[int]]:
        """Who is in each scene of a stretch."""
        for scene in self._work.story.scenes if self._work.story is not None else ():
            if scene.start < last and first < scene.end:
                yield {
                    own.entity
                    for own in scene.present
                    if own.confidence >= LIKELY
                    and own.entity in self._people
                    and own.start < last
                    and first < own.end
                }


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None


def _without_names(content: str, cast: Cast) -> str:
    """A text with blanks for names: "Grace" and "Faith" are no words of the lexicon."""
    parts, done = [], 0
    for own in sorted(cast.mentions, key=lambda each: each.start):
        if own.form is MentionForm.NAME and own.start >= done:
            parts += [content[done : own.start], " " * (own.end - own.start)]
            done = own.end
    return "".join((*parts, content[done:]))


def _warm_deeds(
    events: Iterable[Event], people: Mapping[int, Entity]
) -> Iterator[tuple[int, int, int, float]]:
    """What people do to one another in narration, each with how kind it is."""
    known = lexicon()
    for event in events:
        if event.spoken or event.realis not in _DONE or event.lemma in NEGATING:
            continue
        kind = known.get(event.lemma, 0.0)
        warm = scaled(kind * _TURNED if event.realis is Realis.NEGATED else kind)
        for a in event.agents:
            for b in {*event.patients, *event.recipients}:
                if a != b and a in people and b in people:
                    yield event.start, a, b, warm


def measured_relations(work: Work, chapters: Sequence[Chapter] | None = None) -> Iterator[MeasuredRelation]:
    """Who deals with whom in a work, or in each of some chapters of it, in their order."""
    measured = Measured(work)
    if chapters is None:
        yield from measured.between()
        return
    for chapter in chapters:
        yield from measured.between((chapter.start, chapter.end), chapter)


MEASURED_COLUMNS: Columns[MeasuredRelation] = {
    "a": lambda own: own.a.name,
    "a_id": lambda own: own.a.id,
    "b": lambda own: own.b.name,
    "b_id": lambda own: own.b.id,
    "chapter": lambda own: own.chapter and own.chapter.title,
    "start": lambda own: own.start,
    "end": lambda own: own.end,
    "scenes": lambda own: own.scenes,
    "lines": lambda own: own.lines,
    "warmth": lambda own: None if own.warmth is None else round(own.warmth, 4),
    "deeds": lambda own: own.deeds,
    "deeds_warmth": lambda own: None if own.deeds_warmth is None else round(own.deeds_warmth, 4),
    "terms": lambda own: [[term, times] for term, times in own.terms.items()],
}
