"""Evidence of who speaks: named features of each line for each candidate, and of how the turn passes.

Each function says one thing that a line shows; none decides. What each is worth is a weight
(``weights.json``), so that a feature times its weight is a reason.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import numpy.typing as npt

from fabula.cast.figures import Figure, lean
from fabula.cast.lexicon import FEMALE, MALE
from fabula.cast.manners import Manners
from fabula.cast.readings import Reading
from fabula.cast.speakers.beats import Beat
from fabula.cast.speakers.lines import Line
from fabula.cast.speakers.tags import Tag, TagKind

Array = npt.NDArray[np.float64]

_LEAST = 1e-3
"""The least probability that there is no tag, so that no tag is beyond doubt."""
_MANY = 20.0
"""As how many candidates a tag counts that names one of them."""
_NEARBY, _AROUND = 6, 20
"""Lines before and after one whose tags tell who takes part."""
_HEARD, _UNHEARD = 0.3, 0.06

_TAG: Final = {kind: f"tag: {kind.value}" for kind in TagKind}
_BEAT: Final = {
    place: tuple(f"{place}: {what}" for what in ("subject", "told of", "first", "last", "alone"))
    for place in ("beat before", "beat within", "beat after", "paragraph above", "paragraph below")
}
_BEATS: Final = tuple(name for names in _BEAT.values() for name in names)

CANDIDATE: Final = (
    *_TAG.values(),
    "tag asks for this gender",
    "tag, unnamed",
    "cannot be meant by the tag",
    "called in the line",
    "named in the line",
    "called in the line before",
    "called two lines before",
    "called in the line after",
    "called two lines after",
    *_BEATS,
    "told of beside the line before",
    "told of near",
    "there in the scene",
    "a tag of the book names them",
    "share of the book's tags",
    "tags nearby",
    "tags around",
    "tells the story",
    "manner of address",
    "unnamed",
    "somebody else",
    "somebody else: rest of the tag",
)
"""Features of a line and one candidate; the last two are of nobody among the candidates."""

TURN: Final = (
    "first line",
    "same paragraph",
    "same paragraph, both with a tag",
    "next paragraph",
    "next paragraph, speech left open",
    "two paragraphs on",
    "further on",
    "words between",
    "after a question",
    "goes on in lower case",
    "broken off before",
    "line has a tag",
    "line before has a tag",
    "beat in the paragraph",
    "nothing told between",
    "thought",
    "thought before",
)
"""Features of how the turn passes to a line, for the last speaker to go on and the one before to answer."""

HEARER: Final = (
    "last speaker is called",
    "somebody else is called",
    "manner of address fits the last speaker",
    "manner of address does not",
    "last speaker is told of beside it",
)
"""Features of a line and the last speaker, where another speaks."""

_COLUMN: Final = {name: k for k, name in enumerate(CANDIDATE)}
_MALE_CALLS, _FEMALE_CALLS = frozenset(["sir"]), frozenset(["madam"])


@dataclass(frozen=True, slots=True)
class Features:
    """The evidence of a line in one way to read it, for n candidates and somebody else.

    ``candidate`` (n + 1, len(CANDIDATE)), ``turn`` (len(TURN)), ``hearer`` (n + 1, len(HEARER)).
    """

    candidate: Array
    turn: Array
    hearer: Array


@dataclass(frozen=True, slots=True)
class Voices:
    """What the whole book tells of its figures, by number: its tags, and how each calls others."""

    figures: Sequence[Figure]
    told: Mapping[int, float]
    lines: float
    manners: Manners
    _known: dict[int, tuple[float, float]] = field(default_factory=dict)
    _fits: dict[tuple[int, frozenset[str]], float] = field(default_factory=dict)

    def known(self, n: int) -> tuple[float, float]:
        """How far the tags of the whole book know a figure, as logarithms: at all, and its share of them."""
        if n not in self._known:
            told = self.told.get(n, 0.0)
            known = math.log((told + _UNHEARD) / (told + _HEARD))
            self._known[n] = known, math.log((told + 1.0) / (self.lines + 20.0))
        return self._known[n]

    def manner(self, n: int, manners: frozenset[str]) -> float:
        """The log of how many times likelier a line of these manners is if a figure says it."""
        if (n, manners) not in self._fits:
            self._fits[n, manners] = math.log(self.manners.fit(n, manners))
        return self._fits[n, manners]


class Observer:
    """Makes the features of the lines of a conversation."""

    def __init__(self, voices: Voices, talk: Sequence[Line]) -> None:
        self._voices, self._talk = voices, talk
        self._outright = [line.outright for line in talk]
        columns: dict[int, Array] = {}
        for k, own in enumerate(self._outright):
            for n, p in own.items():
                columns.setdefault(n, np.zeros(len(talk)))[k] = p
        self._sums: dict[int, list[float]] = {
            n: [0.0, *np.cumsum(column).tolist()] for n, column in columns.items()
        }

    def features(self, k: int, people: Sequence[int], reading: Reading | None = None) -> Features:
        """The features of line ``k``; ``reading``: another way to read it than as it stands."""
        line = self._talk[k]
        tag = line.tag if reading is None else reading.tag
        before = self._talk[k - 1] if k else None
        distance = 0 if before is None else line.after(before) if reading is None else reading.distance
        place = {n: row * len(CANDIDATE) for row, n in enumerate(people)}
        cells: list[int] = []
        values: list[float] = []
        for name, figure, value in self._of_candidates(k, line, tag, people):
            first = place.get(figure)
            if first is not None:
                cells.append(first + _COLUMN[name])
                values.append(value)
        size = len(people) * len(CANDIDATE)
        # values of one cell are added in their order
        found = np.zeros((len(people) + 1, len(CANDIDATE)))
        if cells:
            found[:-1] = np.bincount(cells, values, size).reshape(len(people), len(CANDIDATE))
        found[-1, _COLUMN["somebody else"]] = 1.0
        named = tag.figures
        rest = max(0.0, 1.0 - tag.none - sum(named.get(n, 0.0) for n in people))
        found[-1, _COLUMN["somebody else: rest of the tag"]] = _ratio(rest, tag.none)
        turn = np.asarray(_turn(before, line, tag, distance), dtype=np.float64)
        return Features(found, turn, self._hearers(line, people))

    def _of_candidates(
        self, k: int, line: Line, tag: Tag, people: Sequence[int]
    ) -> Iterator[tuple[str, int, float]]:
        """Name of the feature, figure and value; several values of one feature add up."""
        yield from _tag_features(tag, self._voices.figures, people)
        for n in line.barred:
            yield "cannot be meant by the tag", n, 1.0
        yield from (("called in the line", n, p) for n, p in line.called.items())
        yield from (("named in the line", n, 1.0) for n in line.talked_of)
        around = (
            (-1, "called in the line before"),
            (-2, "called two lines before"),
            (1, "called in the line after"),
            (2, "called two lines after"),
        )
        for step, name in around:
            if 0 <= k + step < len(self._talk):
                yield from ((name, n, p) for n, p in self._talk[k + step].called.items())
        for place, beat in (
            ("beat before", line.beats.before),
            ("beat within", line.beats.within),
            ("beat after", line.beats.after),
            ("paragraph above", line.beats.above),
            ("paragraph below", line.beats.below),
        ):
            yield from _beat_features(place, beat)
        if k:
            yield from self._beside_before(self._talk[k - 1])
        yield from (("told of near", n, share) for n, share in line.near.items())
        yield from (("there in the scene", n, math.log1p(count)) for n, count in line.there.items())
        for n in people:
            yield from self._of_book(k, line, n)

    def _beside_before(self, before: Line) -> Iterator[tuple[str, int, float]]:
        """Whom the words beside the line before tell of, but not as who acts: "said Anna to Tom"."""
        beats = (before.beats.before, before.beats.within, before.beats.after)
        told = {n for beat in beats for n in beat.told}
        doing = {n for beat in beats for n in beat.subjects}
        yield from (("told of beside the line before", n, 1.0) for n in told - doing)

    def _of_book(self, k: int, line: Line, n: int) -> Iterator[tuple[str, int, float]]:
        known, share = self._voices.known(n)
        yield "a tag of the book names them", n, known
        yield "share of the book's tags", n, share
        if n in self._sums:
            yield "tags nearby", n, math.log1p(self._tags(n, k, _NEARBY))
            yield "tags around", n, math.log1p(self._tags(n, k, _AROUND))
        if n == line.teller:
            yield "tells the story", n, 1.0
        yield "manner of address", n, self._voices.manner(n, line.manners)
        if not self._voices.figures[n].named:
            yield "unnamed", n, 1.0

    def _tags(self, n: int, k: int, reach: int) -> float:
        """The tags that name a figure outright among the lines around one, its own left out."""
        sums = self._sums[n]
        low, high = max(0, k - reach), min(len(self._talk), k + reach + 1)
        return sums[high] - sums[low] - (sums[k + 1] - sums[k])

    def _hearers(self, line: Line, people: Sequence[int]) -> Array:
        found = np.zeros((len(people) + 1, len(HEARER)))
        someone = max(line.called.values(), default=0.0)
        beats = (line.beats.before, line.beats.within, line.beats.after)
        beside = {n for beat in beats for n in beat.told} - {n for beat in beats for n in beat.subjects}
        wanted = MALE if line.manners & _MALE_CALLS else FEMALE if line.manners & _FEMALE_CALLS else ""
        for row, n in enumerate(people):
            if someone:
                called = line.called.get(n, 0.0)
                found[row, 0] = called
                found[row, 1] = max(0.0, someone - called)
            if wanted:
                gender = lean(self._voices.figures[n].genders)
                found[row, 2] = float(gender == wanted)
                found[row, 3] = float(bool(gender) and gender != wanted)
            if n in beside:
                found[row, 4] = 1.0
        return found


def _ratio(p: float, none: float) -> float:
    """The log odds of a tag that names one, with p, against that of no tag."""
    least = max(none, 0.0) + _LEAST
    return math.log((_MANY * p + least) / least)


def _tag_features(
    tag: Tag, figures: Sequence[Figure], people: Sequence[int]
) -> Iterator[tuple[str, int, float]]:
    for kind, name in _TAG.items():
        for n, p in tag.of(kind).items():
            value = _ratio(p, tag.none)
            yield name, n, value
            if not figures[n].named:
                yield "tag, unnamed", n, value
    if tag.asks:
        for n in people:
            yield "tag asks for this gender", n, math.log(_of_gender(tag.asks, figures[n].genders))


def _of_gender(asks: Mapping[str, float], known: Counter[str]) -> float:
    """What the pronoun of a tag leaves of a figure of which other pronouns are used."""
    free = max(0.0, 1.0 - sum(asks.values()))
    total = sum(known.values()) + 1.0
    return free + sum(p * (known[gender] + 0.5) / total for gender, p in asks.items())


def _beat_features(place: str, beat: Beat) -> Iterator[tuple[str, int, float]]:
    if not beat.told:
        return
    subject, told, *others = _BEAT[place]
    yield from ((subject, n, share) for n, share in beat.subjects.items())
    yield from ((told, n, share) for n, share in beat.told.items())
    for name, n in zip(others, (beat.first, beat.last, beat.alone), strict=True):
        if n >= 0:
            yield name, n, 1.0


def _turn(before: Line | None, line: Line, tag: Tag, distance: int) -> list[float]:
    if before is None:
        return [1.0, *[0.0] * (len(TURN) - 1)]
    opening = line.words.lstrip(" \t\n\"'“”‘’«»—–-_*(")[:1]
    ending = before.words.rstrip(" \t\n\"'“”‘’«»_*)")[-1:]
    both = _is_told(before.tag) and _is_told(tag)
    told = line.beats.before.told or line.beats.within.told or line.beats.after.told
    between = math.log1p(line.beats.since)
    facts = {
        "same paragraph": distance <= 0,
        "same paragraph, both with a tag": distance <= 0 and both,
        "next paragraph": distance == 1,
        "next paragraph, speech left open": distance == 1 and not before.closed,
        "two paragraphs on": distance == 2,
        "further on": distance > 2,
        "words between": between / 5.0 if distance != 1 else 0.0,
        "after a question": ending == "?" and distance >= 1,
        "goes on in lower case": opening.islower(),
        "broken off before": ending in ("—", "–", "-", ","),
        "line has a tag": 1.0 - tag.none,
        "line before has a tag": 1.0 - before.tag.none,
        "beat in the paragraph": bool(told),
        "nothing told between": distance == 1 and line.beats.since == 0,
        "thought": line.aside,
        "thought before": before.aside,
    }
    return [0.0, *(float(facts[name]) for name in TURN[1:])]


def _is_told(tag: Tag) -> bool:
    """Whether a tag names its speaker, as the tags of two who speak in one paragraph do."""
    return max(tag.figures.values(), default=0.0) >= 0.95


def voices_of(figures: Sequence[Figure], lines: Sequence[Line], manners: Manners) -> Voices:
    """What the tags of all lines tell of the figures."""
    told: dict[int, float] = defaultdict(float)
    for line in lines:
        for figure, p in line.outright.items():
            told[figure] += p
    return Voices(figures, told, float(len(lines)), manners)
