"""Evidence of who speaks: named features of each line for each candidate, and of how the turn passes.

Each function says one thing that a line shows; none decides. What each is worth is a weight
(``weights.json``), so that a feature times its weight is a reason.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
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
from fabula.cast.speakers.turns import turn_of

Array = npt.NDArray[np.float64]

_LEAST = 1e-3
"""The least probability that there is no tag, so that no tag is beyond doubt."""
_MANY = 20.0
"""As how many candidates a tag counts that names one of them."""
_NEARBY, _AROUND = 6, 20
"""Lines before and after one whose tags tell who takes part."""
_HEARD, _UNHEARD = 0.3, 0.06

_PLACES: Final = ("beat before", "beat within", "beat after", "paragraph above", "paragraph below")
_BEAT: Final = ("subject", "told of", "first", "last", "alone")
_BEATS: Final = tuple(f"{place}: {what}" for place in _PLACES for what in _BEAT)

CANDIDATE: Final = (
    *(f"tag: {kind.value}" for kind in TagKind),
    "tag asks for this gender",
    "tag, unnamed",
    "cannot be meant by the tag",
    "called in the line",
    "named in the line",
    "gives the name as their own",
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

HEARER: Final = (
    "last speaker is called",
    "somebody else is called",
    "manner of address fits the last speaker",
    "manner of address does not",
    "last speaker is told of beside it",
)
"""Features of a line and the last speaker, where another speaks."""

_COLUMN: Final = {name: k for k, name in enumerate(CANDIDATE)}
_TAG_COLUMN: Final = {kind: _COLUMN[f"tag: {kind.value}"] for kind in TagKind}
_BEAT_COLUMNS: Final = tuple(_COLUMN[f"{place}: {_BEAT[0]}"] for place in _PLACES)
"""The first column of each place; the others follow it."""
_UNNAMED_TAG, _ASKED = _COLUMN["tag, unnamed"], _COLUMN["tag asks for this gender"]
_NOT_MEANT = _COLUMN["cannot be meant by the tag"]
_CALLED, _NAMED = _COLUMN["called in the line"], _COLUMN["named in the line"]
_CLAIMED = _COLUMN["gives the name as their own"]
_CALLED_BESIDE: Final = tuple(
    (step, _COLUMN[name])
    for step, name in (
        (-1, "called in the line before"),
        (-2, "called two lines before"),
        (1, "called in the line after"),
        (2, "called two lines after"),
    )
)
_BESIDE_BEFORE = _COLUMN["told of beside the line before"]
_NEAR, _THERE = _COLUMN["told of near"], _COLUMN["there in the scene"]
_KNOWN, _SHARE = _COLUMN["a tag of the book names them"], _COLUMN["share of the book's tags"]
_TAGS_NEARBY, _TAGS_AROUND = _COLUMN["tags nearby"], _COLUMN["tags around"]
_TELLS, _MANNER, _UNNAMED = _COLUMN["tells the story"], _COLUMN["manner of address"], _COLUMN["unnamed"]
_SOMEBODY, _REST = _COLUMN["somebody else"], _COLUMN["somebody else: rest of the tag"]
_MALE_CALLS, _FEMALE_CALLS = frozenset(["sir"]), frozenset(["madam"])


@dataclass(frozen=True, slots=True)
class Features:
    """The evidence of a line in one way to read it, for n candidates and somebody else.

    ``candidate`` (n + 1, len(CANDIDATE)), ``turn`` (those of :mod:`fabula.cast.speakers.turns`), ``hearer``
    (n + 1, len(HEARER)). Of several lines each has an axis more, the first.
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
    most: float = 0.0
    _known: dict[int, tuple[float, float]] = field(default_factory=dict)
    _fits: dict[tuple[int, frozenset[str]], float] = field(default_factory=dict)
    _genders: dict[tuple[tuple[int, ...], str], Array] = field(default_factory=dict)

    def known(self, n: int) -> tuple[float, float]:
        """How far the tags of the whole book know a figure, as logarithms: at all, and its share of them.

        The first is held against whom they name ``most``: where they name nobody all are alike.
        """
        if n not in self._known:
            told = self.told.get(n, 0.0)
            known = _heard(told) - _heard(self.most)
            self._known[n] = known, math.log((told + 1.0) / (self.lines + 20.0))
        return self._known[n]

    def manner(self, n: int, manners: frozenset[str]) -> float:
        """The log of how many times likelier a line of these manners is if a figure says it."""
        if (n, manners) not in self._fits:
            self._fits[n, manners] = math.log(self.manners.fit(n, manners))
        return self._fits[n, manners]

    def of_gender(self, asks: Mapping[str, float], people: Sequence[int]) -> Array:
        """What the pronoun of a tag leaves of each figure of which other pronouns are used."""
        left = np.zeros(len(people))
        for gender, p in asks.items():
            left += p * self._column(people, gender) / self._column(people, "")
        return max(0.0, 1.0 - sum(asks.values())) + left

    def _column(self, people: Sequence[int], gender: str) -> Array:
        """How often each of some figures is called so, and half a time more; empty: how often by any word."""
        key = tuple(people), gender
        if key not in self._genders:
            known = [self.figures[n] for n in people]
            counts = [own.called(gender) + 0.5 if gender else own.calls + 1.0 for own in known]
            self._genders[key] = np.asarray(counts, dtype=np.float64)
        return self._genders[key]


class _Cells:
    """The features of lines for some candidates while they are found; values of one feature add up."""

    def __init__(self, people: Sequence[int]) -> None:
        self.place = {n: row * len(CANDIDATE) for row, n in enumerate(people)}
        self._size = (len(people) + 1) * len(CANDIDATE)
        self._lines = 0
        self._cells: list[int] = []
        self._values: list[float] = []

    def begin(self) -> None:
        """What is added from now on is of the next line."""
        if self._lines:
            self.place = {n: first + self._size for n, first in self.place.items()}
        self._lines += 1

    def add(self, column: int, figure: int, value: float) -> None:
        """A value of one figure; those of others than the candidates are nothing."""
        first = self.place.get(figure)
        if first is not None:
            self._cells.append(first + column)
            self._values.append(value)

    def each(self, column: int, values: Mapping[int, float]) -> None:
        """The values of some figures."""
        place = self.place
        for figure, value in values.items():
            if figure in place:
                self._cells.append(place[figure] + column)
                self._values.append(value)

    def column(self, column: int, values: Iterable[float]) -> None:
        """A value of each candidate."""
        self._cells += [first + column for first in self.place.values()]
        self._values += values

    def marked(self, column: int, figures: Iterable[int]) -> None:
        """One for each of some figures."""
        place = self.place
        for figure in figures:
            if figure in place:
                self._cells.append(place[figure] + column)
                self._values.append(1.0)

    def table(self) -> Array:
        """The features (lines, candidates and somebody else, len(CANDIDATE)); those of one cell in order."""
        shape = self._lines, self._size // len(CANDIDATE), len(CANDIDATE)
        if not self._cells:
            return np.zeros(shape)
        counted = np.bincount(self._cells, self._values, self._lines * self._size)
        return np.asarray(counted.reshape(shape))


class Observer:
    """Makes the features of the lines of a conversation."""

    def __init__(self, voices: Voices, talk: Sequence[Line]) -> None:
        self._voices, self._talk = voices, talk
        self._named: dict[int, list[int]] = {}  # the lines whose tags name a figure outright,
        self._sums: dict[int, list[float]] = {}  # and the sums of those tags, before each of them and at last
        for k, line in enumerate(talk):
            for n, p in line.outright.items():
                sums = self._sums.setdefault(n, [0.0])
                sums.append(sums[-1] + p)
                self._named.setdefault(n, []).append(k)
        self._of_book: dict[tuple[tuple[int, ...], frozenset[str]], Array] = {}

    def features(self, k: int, people: Sequence[int], reading: Reading | None = None) -> Features:
        """The features of line ``k``; ``reading``: another way to read it than as it stands."""
        found = self.all_features([(k, reading)], people)
        return Features(found.candidate[0], found.turn[0], found.hearer[0])

    def all_features(self, read: Sequence[tuple[int, Reading | None]], people: Sequence[int]) -> Features:
        """The features of lines, each as it is read, in tables with an axis more for the lines."""
        cells, everyone = _Cells(people), tuple(people)
        hearers = np.zeros((len(read), len(people) + 1, len(HEARER)))
        turns: list[list[float]] = []
        rests: list[float] = []
        for row, (k, reading) in enumerate(read):
            line = self._talk[k]
            tag = line.tag if reading is None else reading.tag
            before = self._talk[k - 1] if k else None
            distance = 0 if before is None else line.after(before) if reading is None else reading.distance
            cells.begin()
            self._tag(cells, tag, people)
            self._of_line(cells, k, people)
            named = tag.figures
            rest = max(0.0, 1.0 - tag.none - sum([named.get(n, 0.0) for n in people]))
            rests.append(_ratio(rest, tag.none))
            turns.append(turn_of(self._talk, k, tag, distance))
            self._hearers(hearers[row], line, people)
        found = cells.table()
        for row, (k, _) in enumerate(read):
            found[row] += self._by_book(everyone, self._talk[k].manners)
        found[:, -1, _REST] = rests
        return Features(found, np.asarray(turns, dtype=np.float64), hearers)

    def _tag(self, cells: _Cells, tag: Tag, people: Sequence[int]) -> None:
        figures, place = self._voices.figures, cells.place
        for kind, column in _TAG_COLUMN.items():
            for n, p in tag.of(kind).items():
                if n not in place:
                    continue
                value = _ratio(p, tag.none)
                cells.add(column, n, value)
                if not figures[n].named:
                    cells.add(_UNNAMED_TAG, n, value)
        if tag.asks:
            cells.column(_ASKED, map(math.log, self._voices.of_gender(tag.asks, people).tolist()))

    def _of_line(self, cells: _Cells, k: int, people: Sequence[int]) -> None:
        """What the line and those beside it show of each figure."""
        line, talk = self._talk[k], self._talk
        cells.marked(_NOT_MEANT, line.barred)
        cells.each(_CALLED, line.called)
        cells.marked(_NAMED, line.talked_of)
        cells.marked(_CLAIMED, line.claimed)
        for step, column in _CALLED_BESIDE:
            if 0 <= k + step < len(talk):
                cells.each(column, talk[k + step].called)
        beats = line.beats
        places = (beats.before, beats.within, beats.after, beats.above, beats.below)
        for column, beat in zip(_BEAT_COLUMNS, places, strict=True):
            if beat.told:
                _beat_features(cells, column, beat)
        if k:
            cells.marked(_BESIDE_BEFORE, _told_beside(talk[k - 1]))
        cells.each(_NEAR, line.near)
        cells.each(_THERE, {n: math.log1p(line.there[n]) for n in people if n in line.there})
        for n in people:
            if n in self._sums:
                cells.add(_TAGS_NEARBY, n, math.log1p(self._tags(n, k, _NEARBY)))
                cells.add(_TAGS_AROUND, n, math.log1p(self._tags(n, k, _AROUND)))
        if line.teller >= 0:
            cells.add(_TELLS, line.teller, 1.0)

    def _by_book(self, people: tuple[int, ...], manners: frozenset[str]) -> Array:
        """What the whole book tells of each of some people; the same for all lines of these manners."""
        if (people, manners) not in self._of_book:
            found = np.zeros((len(people) + 1, len(CANDIDATE)))
            for row, n in enumerate(people):
                found[row, _KNOWN], found[row, _SHARE] = self._voices.known(n)
                found[row, _MANNER] = self._voices.manner(n, manners)
                found[row, _UNNAMED] = float(not self._voices.figures[n].named)
            found[-1, _SOMEBODY] = 1.0
            self._of_book[people, manners] = found
        return self._of_book[people, manners]

    def _tags(self, n: int, k: int, reach: int) -> float:
        """The tags that name a figure outright among the lines around one, its own left out."""
        sums, named = self._sums[n], self._named[n]
        low, high = bisect_left(named, k - reach), bisect_left(named, k + reach + 1)
        if low == high:
            return 0.0
        own = bisect_left(named, k, low, high)
        after = own + 1 if own < high and named[own] == k else own
        return sums[high] - sums[low] - (sums[after] - sums[own])

    def _hearers(self, found: Array, line: Line, people: Sequence[int]) -> None:
        """Writes into a table (n + 1, len(HEARER)) what a line shows of each as the one spoken to."""
        someone = max(line.called.values(), default=0.0)
        if someone:
            called = [line.called.get(n, 0.0) for n in people]
            found[:-1, 0] = called
            found[:-1, 1] = [max(0.0, someone - own) for own in called]
        wanted = MALE if line.manners & _MALE_CALLS else FEMALE if line.manners & _FEMALE_CALLS else ""
        if wanted:
            genders = [lean(self._voices.figures[n].genders) for n in people]
            found[:-1, 2] = [gender == wanted for gender in genders]
            found[:-1, 3] = [bool(gender) and gender != wanted for gender in genders]
        if beside := _told_beside(line):
            found[:-1, 4] = [n in beside for n in people]


def _heard(tags: float) -> float:
    """The logarithm of how well so many tags make somebody known."""
    return math.log((tags + _UNHEARD) / (tags + _HEARD))


def _ratio(p: float, none: float) -> float:
    """The log odds of a tag that names one, with p, against that of no tag."""
    least = max(none, 0.0) + _LEAST
    return math.log((_MANY * p + least) / least)


def _told_beside(line: Line) -> set[int]:
    """Whom the words beside a line tell of, but not as who acts: "said Anna to Tom"."""
    beats = (line.beats.before, line.beats.within, line.beats.after)
    return {n for beat in beats for n in beat.told} - {n for beat in beats for n in beat.subjects}


def _beat_features(cells: _Cells, column: int, beat: Beat) -> None:
    """The features of a beat; ``column``: the first of those of its place."""
    cells.each(column, beat.subjects)
    cells.each(column + 1, beat.told)
    for at, n in enumerate((beat.first, beat.last, beat.alone), column + 2):
        if n >= 0:
            cells.add(at, n, 1.0)


def voices_of(figures: Sequence[Figure], lines: Sequence[Line], manners: Manners) -> Voices:
    """What the tags of all lines tell of the figures."""
    told: dict[int, float] = defaultdict(float)
    for line in lines:
        for figure, p in line.outright.items():
            told[figure] += p
    return Voices(figures, told, float(len(lines)), manners, max(told.values(), default=0.0))
