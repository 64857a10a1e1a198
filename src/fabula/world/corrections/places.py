"""What corrections are about in one text: its quotations and mentions, found by their anchors."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from fabula.types import Annotations, Cast, Span, Text, Who
from fabula.world.alignment import Moves
from fabula.world.corrections.anchors import Ambiguous, Missing, anchored, find
from fabula.world.corrections.values import Anchor, Correction, Person, Thing
from fabula.world.words import WordIndex

NOWHERE, SEVERAL = "fits nowhere", "fits in several places"
"""The problems of a correction that a person has to look at."""

OPENING_WORDS = 12
"""Words by which a stretch is known: those that it begins with."""

SAME_THING, ALL_BUT = 0.5, 0.8
"""The share of the words of a line or mention, and of those found, that are of both: where a few are of one
alone, and where more are. A line that has run into the next, whose marks are gone, is another's too."""
FEW = 3
"""Words of one alone that are few."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """A correction in a text: the span that it is about, and the spans that mean its people.

    ``problem`` says why it does not fit; the rest is then empty.
    """

    correction: Correction
    target: Span | None = None
    people: tuple[Who, ...] = ()
    problem: str = ""


class Places:
    """The quotations and mentions of a text by their spans."""

    def __init__(
        self, text: Text, quotations: Iterable[Span], mentions: Iterable[Span], moves: Moves | None = None
    ) -> None:
        self.index = moves.new if moves is not None else WordIndex(text.content)
        self._moves = moves
        self._things = {
            Thing.QUOTATION: _Spans(quotations, self.index),
            Thing.MENTION: _Spans(mentions, self.index),
        }
        self._found: dict[Anchor, Span | str] = {}

    @classmethod
    def of_cast(cls, text: Text, cast: Cast, moves: Moves | None = None) -> Places:
        """The places of a text by its cast, which keeps whatever the annotations have."""
        quotations = ((quote.start, quote.end) for quote in cast.quotes)
        return cls(text, quotations, ((each.start, each.end) for each in cast.mentions), moves)

    @classmethod
    def of_annotations(
        cls, text: Text, notes: Annotations, moves: Moves | None = None, more: Iterable[Span] = ()
    ) -> Places:
        """The places of a text by what the language stage found in it.

        ``more`` are mentions that the cast has besides: those who speak though the model made none of them.
        """
        quotations = ((each.start, each.end) for each in notes.quotations)
        starts = notes.token_start[notes.mention_start].tolist()
        ends = notes.token_end[notes.mention_end - 1].tolist()
        return cls(text, quotations, (*zip(starts, ends, strict=True), *more), moves)

    def anchor(self, thing: Thing, start: int, end: int) -> Anchor:
        """The anchor of a place; of a stretch the words that it begins with."""
        if thing is Thing.STRETCH:
            first, last = self.index.within(start, end)
            end = self.index.span(first, min(last, first + OPENING_WORDS))[1] if first < last else end
        return anchored(thing, start, end, self.index)

    def find(self, anchor: Anchor) -> Span | str:
        """Where an anchor is, or what is wrong with it."""
        found = self._found.get(anchor)
        if found is None:
            found = self._found[anchor] = self._find(anchor)
        return found

    def fit(self, correction: Correction) -> Fitted:
        """A correction in this text."""
        target: Span | None = None
        if correction.target is not None:
            found = self.find(correction.target)
            if isinstance(found, str):
                return Fitted(correction, problem=found)
            target = found
        people: list[Who] = []
        for person in correction.people:
            who = self._who(person)
            if isinstance(who, str):
                return Fitted(correction, problem=f"{person.name} {who}")
            people.append(who)
        return Fitted(correction, target, tuple(people))

    def renewed(self, fitted: Fitted) -> Correction:
        """A correction that fits, anchored to this text; anchors of people that are gone are left as is."""
        correction = fitted.correction
        if fitted.problem:
            return correction
        target = correction.target and self._renewed(correction.target)
        people = tuple(
            Person(person.name, tuple(map(self._renewed, person.anchors))) for person in correction.people
        )
        return Correction(correction.kind, target, people, correction.name)

    def _renewed(self, anchor: Anchor) -> Anchor:
        found = self.find(anchor)
        if isinstance(found, str):
            return anchor
        start, end = found
        return anchored(anchor.thing, start, end, self.index)

    def _who(self, person: Person) -> Who | str:
        """The spans that mean somebody; half of them at least have to be there."""
        found = [self.find(anchor) for anchor in person.anchors]
        spans = tuple(dict.fromkeys(span for span in found if not isinstance(span, str)))
        if 2 * sum(not isinstance(span, str) for span in found) >= len(found):
            return spans
        return SEVERAL if SEVERAL in found else NOWHERE

    def _find(self, anchor: Anchor) -> Span | str:
        hint = self._moves.start(anchor.start) if self._moves is not None else None
        found = find(anchor, self.index, hint)
        if isinstance(found, Missing):
            return NOWHERE
        if isinstance(found, Ambiguous):
            return SEVERAL
        content = self.index.content
        if anchor.thing is Thing.STRETCH:
            return _with_marks(content, *found, anchor.exact)
        snapped = self._things[anchor.thing].like(*found)
        if snapped is None and content[found[0] : found[1]] == anchor.exact:
            return found
        return snapped if snapped is not None else NOWHERE


class _Spans:
    """Spans of one thing, by their words."""

    def __init__(self, spans: Iterable[Span], index: WordIndex) -> None:
        self._index = index
        self._spans = sorted(set(spans))
        self._starts = [start for start, _ in self._spans]
        self._known = set(self._spans)
        self._longest = max((end - start for start, end in self._spans), default=0)

    def like(self, start: int, end: int) -> Span | None:
        """The span that has most of the words of this one, and little else."""
        if (start, end) in self._known:
            return start, end
        wanted = self._index.within(start, end)
        if wanted[0] == wanted[1]:
            return self._without_words(wanted[0])
        best: tuple[float, Span] | None = None
        for at in range(bisect_left(self._starts, start - self._longest), len(self._spans)):
            span = self._spans[at]
            if span[0] > end:
                break
            share = _overlap(wanted, self._index.within(*span))
            if share and (best is None or share > best[0]):
                best = share, span
        return None if best is None else best[1]

    def _without_words(self, at: int) -> Span | None:
        """The only span that stands before a word and after the one before it, and holds none."""
        index = self._index
        begin = index.ends[at - 1] if at else 0
        end = index.starts[at] if at < len(index) else len(index.content)
        found = [span for span in self._spans if begin <= span[0] and span[1] <= end]
        return found[0] if len(found) == 1 else None


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> float:
    """The share of the words of two stretches that are of both; 0 where they are not the same thing."""
    common = min(one[1], other[1]) - max(one[0], other[0])
    every = max(one[1], other[1]) - min(one[0], other[0])
    least = SAME_THING if every - common <= FEW else ALL_BUT
    return common / every if every > 0 and common >= least * every else 0.0


def _with_marks(content: str, start: int, end: int, exact: str) -> Span:
    """A stretch with the marks that stand before its first word, where it began with some."""
    if exact[:1].isalnum():
        return start, end
    while start and not content[start - 1].isspace() and not content[start - 1].isalnum():
        start -= 1
    return start, end
