"""Making anchors, and finding their places in another text.

A place is found by words (:mod:`~fabula.world.words`): first where the anchor says it is, or where
a comparison of the two drafts says it has gone; then wherever the rare words of the quote and of what stands
around it come together. The words may have changed a little, by a slip of the pen or a name, as long as what
is left could stand there by no chance, and nowhere else so well. Else the anchor fits nowhere, or in several
places, and is for a person to look at.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from fabula.types import Span
from fabula.world.corrections.values import Anchor, Thing
from fabula.world.words import WordIndex, folded_words

CONTEXT_WORDS = 12
"""Words of an anchor on either side: two lines like "Yes" differ in what is said before and after."""
RARE_WORDS = 12
"""Words of an anchor by which its places are looked for."""
LOOKED_AT = 12
"""Places that are looked at closely."""
CLOSE = 4
"""Words that may have been put in or taken out before a place, for it to be the same place."""
LARGELY = 0.6
"""The share of the words around a place, each with its weight, that has to be there still."""
MOST_OF = 0.6
"""The same of the words of the quote itself."""
WHOLE = 0.8
"""The share of the words around a place that has to be there if those of the quote are others."""
ONE_SIDE = 0.9
"""The share of the words on one side that is enough where those of the quote stand."""
MARGIN = 0.15
"""How much better than any other place the best has to be."""
SURE = math.log(1000)
"""How sure it has to be that the words stand together by no chance: its odds in nats, beyond one a text."""
LONG = 400
"""Words from which on a quote is held against a text in pieces: its time grows with the square of a piece."""
ALIKE = 0.75
"""How alike two words are of which one is a slip of the other."""


@dataclass(frozen=True, slots=True)
class Missing:
    """An anchor fits nowhere."""


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """An anchor fits in several places."""

    spans: tuple[Span, ...]


def anchored(thing: Thing, start: int, end: int, index: WordIndex) -> Anchor:
    """The anchor of a stretch of a text."""
    prefix, suffix = index.context(start, end, CONTEXT_WORDS)
    return Anchor(thing, index.content[start:end], prefix, suffix, start, end)


def find(anchor: Anchor, index: WordIndex, hint: int | None = None) -> Span | Ambiguous | Missing:
    """Where an anchor is in a text; ``hint`` is where it is if nothing but what is before it changed.

    Words are found, not marks: what a reader takes for the line or the mention may be a few marks longer.
    """
    wanted = _Wanted(anchor, index)
    for start in dict.fromkeys(place for place in (hint, anchor.start) if place is not None):
        end = start + len(anchor.exact)
        if index.content[start:end] == anchor.exact and wanted.stands_at(start, end):
            return start, end
    return wanted.found()


@dataclass(frozen=True, slots=True)
class _Place:
    """A place that may be meant: words from ``first`` to ``last``, end exclusive, and how well it fits."""

    first: int
    last: int
    fit: float


class _Wanted:
    """The words of an anchor: those before, its own (from ``first`` to ``last``) and those after."""

    def __init__(self, anchor: Anchor, index: WordIndex) -> None:
        self.index = index
        before = folded_words(anchor.prefix)[-CONTEXT_WORDS:]
        own = folded_words(anchor.exact)
        self.words = [*before, *own, *folded_words(anchor.suffix)[:CONTEXT_WORDS]]
        self.first, self.last = len(before), len(before) + len(own)
        self.weights = [index.weight(word) for word in self.words]
        self.total = sum(self.weights)
        self.own = sum(self.weights[self.first : self.last])

    def stands_at(self, start: int, end: int) -> bool:
        """Whether the words around a place of the very same characters are those of the anchor too."""
        first, last = self.index.within(start, end)
        place = self._looked_at(first - self.first, last + len(self.words) - self.last)
        return place is not None and (place.first, place.last) == (first, last)

    def found(self) -> Span | Ambiguous | Missing:
        """The one place that fits."""
        places: dict[tuple[int, int], _Place] = {}
        for shift in self._shifts():
            place = self._looked_at(shift - CLOSE, shift + len(self.words) + CLOSE)
            if place is not None:
                key = (place.first, place.last)
                if key not in places or places[key].fit < place.fit:
                    places[key] = place
        if not places:
            return Missing()
        best, *others = sorted(places.values(), key=lambda each: -each.fit)
        near = [each for each in others if each.fit > best.fit - MARGIN]
        if near:
            return Ambiguous(tuple(self.index.span(each.first, each.last) for each in (best, *near)))
        return self.index.span(best.first, best.last)

    def _shifts(self) -> list[int]:
        """How many words into the text the anchor begins, wherever its rare words come together."""
        rare = sorted(
            (at for at in range(len(self.words)) if self.index.places(self.words[at])),
            key=lambda at: len(self.index.places(self.words[at])),
        )[:RARE_WORDS]
        votes: dict[int, float] = defaultdict(float)
        for at in rare:
            for place in self.index.places(self.words[at]):
                votes[place - at] += self.weights[at]
        heaviest = sorted(votes, key=lambda shift: (-votes[shift], shift))
        chosen: list[int] = []
        for shift in heaviest:
            if all(abs(shift - other) > CLOSE for other in chosen):
                chosen.append(shift)
            if len(chosen) == LOOKED_AT:
                break
        return chosen

    def _looked_at(self, begin: int, end: int) -> _Place | None:
        """The words of the text in a window held against those of the anchor; None where they do not fit."""
        begin, end = max(0, begin), min(len(self.index), end)
        window = self.index.words[begin:end]
        where, shares = _matched(self.words, window)
        got = [weight * share for weight, share in zip(self.weights, shares, strict=True)]
        own = sum(got[self.first : self.last])
        around, wanted = sum(got) - own, self.total - self.own
        first, last = self._bounds(where, len(window))
        if last <= first and self.own:
            return None
        changed = own < MOST_OF * self.own
        if around < (WHOLE if changed else LARGELY) * wanted and (
            changed or not (self._tells_alone(own) or self._one_side_stands(got))
        ):
            return None
        if sum(got) < min(math.log(len(self.index) + 1) + SURE, 0.95 * self.total):
            return None
        return _Place(begin + first, begin + last, sum(got) / max(self.total, 1e-9))

    def _tells_alone(self, own: float) -> bool:
        """Whether the words of the quote are so many that nothing around them need be there."""
        return own > 2 * (math.log(len(self.index) + 1) + SURE) and own >= (MOST_OF + LARGELY) / 2 * self.own

    def _one_side_stands(self, got: Sequence[float]) -> bool:
        """Whether what was before the quote is there, or what was after it: the other was rewritten."""
        chance = math.log(len(self.index) + 1) + SURE
        return self.own > 0 and any(
            sum(got[side]) >= max(ONE_SIDE * sum(self.weights[side]), 2 * chance)
            for side in (slice(0, self.first), slice(self.last, None))
        )

    def _bounds(self, where: Sequence[int], size: int) -> tuple[int, int]:
        """Where in a window the quote begins and ends, by the words that are there still."""
        inside = [at for at in range(self.first, self.last) if where[at] >= 0]
        before = [at for at in range(self.first) if where[at] >= 0]
        after = [at for at in range(self.last, len(self.words)) if where[at] >= 0]
        if inside and where[self.first] >= 0:
            first = where[self.first]
        elif before:
            # Words put in before the first one of the quote are nobody's; one that is another counts here.
            first = where[before[-1]] + self.first - before[-1]
        else:
            first = where[inside[0]] - (inside[0] - self.first) if inside else 0
        if inside and where[self.last - 1] >= 0:
            last = where[self.last - 1] + 1
        elif after:
            last = where[after[0]] - (after[0] - self.last)
        else:
            last = where[inside[-1]] + (self.last - inside[-1]) if inside else first
        return max(0, first), min(max(last, first), size)


def _matched(wanted: Sequence[str], window: Sequence[str]) -> tuple[list[int], list[float]]:
    """For each word wanted where it stands in a window, -1 for nowhere, and how much of it stands there."""
    where, shares = [-1] * len(wanted), [0.0] * len(wanted)
    for a, b, c, d in _gaps(wanted, window, where):
        matcher = SequenceMatcher(None, wanted[a:b], window[c:d], autojunk=False)
        for tag, i, j, k, m in matcher.get_opcodes():
            if tag == "equal":
                where[a + i : a + j] = range(c + k, c + m)
            elif tag == "replace" and j - i == m - k:
                for at, other in zip(range(a + i, a + j), range(c + k, c + m), strict=True):
                    likeness = SequenceMatcher(None, wanted[at], window[other], autojunk=False).ratio()
                    if likeness >= ALIKE:
                        where[at], shares[at] = other, likeness
    return where, [share or float(at >= 0) for at, share in zip(where, shares, strict=True)]


def _gaps(
    wanted: Sequence[str], window: Sequence[str], where: list[int]
) -> Iterator[tuple[int, int, int, int]]:
    """The stretches of both that are still to be held against each other.

    A quote of many pages is cut at the words that each of both has once, in the same order (patience
    diff); what is between these is short. The places of those words go into ``where``.
    """
    if len(wanted) <= LONG:
        yield 0, len(wanted), 0, len(window)
        return
    once = {word for word, times in Counter(window).items() if times == 1}
    place = {word: at for at, word in enumerate(window) if word in once}
    shared = [(at, place[w]) for at, w in enumerate(wanted) if w in place]
    times = Counter(wanted[at] for at, _ in shared)
    a = c = 0
    for at, other in _in_order([own for own in shared if times[wanted[own[0]]] == 1]):
        yield a, at, c, other
        where[at] = other
        a, c = at + 1, other + 1
    yield a, len(wanted), c, len(window)


def _in_order(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The most of some pairs, in the order of the first, whose second are in order too."""
    tops: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for at, (_, other) in enumerate(pairs):
        k = bisect_left(tops, other)
        before.append(ends[k - 1] if k else -1)
        tops[k : k + 1], ends[k : k + 1] = [other], [at]
    found: list[tuple[int, int]] = []
    at = ends[-1] if ends else -1
    while at >= 0:
        found.append(pairs[at])
        at = before[at]
    return found[::-1]
