"""A conversation decoded as a whole: a chain whose state is the last two different speakers.

A line without a tag takes its speaker from the turns around it: a new paragraph changes the speaker, two
people alternate, one who is called by name is not the one who speaks. Forward and backward passes (Rabiner
1989) give the probability of every speaker of every line.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from fabula.cast.figures import Attribution
from fabula.cast.manners import Manners
from fabula.cast.readings import Reading, Readings, Tag

Array = npt.NDArray[np.float64]

_FEW = 0.02
_DOUBT = 1e-4
"""The least doubt left in a tag, so that no conversation becomes impossible."""

_NAMED = 0.95
"""The probability from which on two tags of one paragraph outweigh that it is mostly one speaker's."""

PLAIN, PLAIN_NAME = 0.9, 0.98
"""How far the page is believed about a tag, against the model; the second where it is a name."""

MOST = 20
"""Speakers considered in one conversation."""


@dataclass(frozen=True, slots=True)
class Turns:
    """How turns pass, as weights; chosen on the training novels (training/EXPERIMENTS.md)."""

    plain: float = PLAIN
    pronoun: float = 0.2
    nominal: float = 0.5
    stated: float = 0.95
    kin: float = 0.2
    unnamed: float = 0.3
    same_again: float = 0.05
    same_paragraph: float = 6.0
    alternate: float = 1.0
    called: float = 0.5
    near: float = 0.24
    unheard: float = 0.2
    heard: float = 0.3
    unknown: float = 0.02
    anybody: float = 0.01
    vocative: float = 0.95
    talked_of: float = 0.5
    gap_same: float = 0.35
    gap_alternate: float = 0.25
    break_words: int = 250


@dataclass(frozen=True, slots=True)
class Voices:
    """What the whole book tells of its figures, by number.

    ``genders``: the pronouns used of each. ``told``: how many tags name each, as a sum of probabilities.
    """

    genders: Sequence[Counter[str]]
    told: Mapping[int, float]
    manners: Manners

    def heard(self, figure: int, turns: Turns) -> float:
        """What is left of one whom no tag of the book names, and who may be spoken of and no more."""
        told = self.told.get(figure, 0.0)
        return (told + turns.unheard * turns.heard) / (told + turns.heard)


@dataclass(slots=True)
class Line:
    """One quotation as the decoder sees it.

    ``readings`` are the ways to read it where nobody knows how many paragraphs part it from the line before.
    ``label`` is what stands before it where it is one of a chat, or of an interview.
    """

    number: int
    mention: int
    tag: Tag
    called: dict[int, float]
    talked_of: set[int]
    near: dict[int, float]
    barred: Sequence[int]
    first_block: int
    last_block: int
    start: int
    end: int
    manners: frozenset[str] = frozenset()
    readings: Readings | None = None
    label: str = ""

    @property
    def is_turn(self) -> bool:
        """Whether "Q" or "A" is all that tells who speaks."""
        return bool(self.label) and self.mention < 0

    def after(self, before: Line) -> int:
        """How many paragraphs it begins after another line; each line of a chat is one of its own."""
        if self.label and before.label:
            return int(self.label != before.label)
        return self.first_block - before.last_block


def decode(talk: Sequence[Line], voices: Voices, turns: Turns, found: list[Attribution]) -> None:
    """Forward and backward over one conversation, in pieces that bound the number of speakers."""
    for low in range(0, len(talk), 40):
        start = max(0, low - 6)
        piece = talk[start : low + 46]
        people = _speakers(piece)
        posterior = _posterior(piece, people, voices, turns)
        if not people:
            continue
        for k in range(low - start, min(low - start + 40, len(piece))):
            row = posterior[k]
            best = int(row[:-1].argmax())
            if row[best] > 0.0:
                shares = {n: float(p) for n, p in zip(people, row, strict=False) if p > _FEW}
                found[piece[k].number] = Attribution(people[best], confidence=float(row[best]), shares=shares)


def _speakers(piece: Sequence[Line]) -> list[int]:
    """The figures that may speak in a piece of conversation, the likeliest first."""
    weight: dict[int, float] = defaultdict(float)
    for line in piece:
        for n, p in line.tag.figures.items():
            weight[n] += p
        for n, p in line.called.items():
            weight[n] += 0.5 * p
        for n, share in line.near.items():
            weight[n] += 0.3 * share
    return sorted(weight, key=lambda n: -weight[n])[:MOST]


def _posterior(piece: Sequence[Line], people: Sequence[int], voices: Voices, turns: Turns) -> Array:
    """Probabilities (lines, people + 1) of each speaker; the last column is somebody unknown."""
    n = len(people) + 1
    steps = [_step(piece[k - 1] if k else None, line, people, voices, turns) for k, line in enumerate(piece)]
    forward: list[Array] = [np.full((n, n), 1.0 / (n * n))]
    for step in steps:
        forward.append(_normal(step.advance(forward[-1])))
    backward: list[Array] = [np.ones((n, n))]
    for step in reversed(steps):
        backward.append(_normal(step.retreat(backward[-1])))
    backward.reverse()
    joint = np.asarray(forward[1:]) * np.asarray(backward[1:])
    rows = joint.sum(axis=1)
    return np.asarray(rows / np.maximum(rows.sum(axis=1, keepdims=True), 1e-300))


@dataclass(frozen=True, slots=True)
class _Way:
    """How a line passes from the state (speaker before last, last speaker) to the next, read in one way.

    The next speaker is chosen by weight: ``stay`` for the last one, ``back`` added for the one before,
    ``base`` for anybody; ``total`` (n, n) is the sum of weights in each state. ``tag`` says how well each
    explains the line's own tag. All else is (n,).
    """

    share: float
    tag: Array
    base: Array
    stay: Array
    back: Array
    total: Array

    def advance(self, alpha: Array) -> Array:
        """Probabilities of the states after the line from those before it."""
        shares = alpha / self.total
        moved = shares.sum(axis=0)[:, None] * self.base + self.back * shares.T
        np.fill_diagonal(moved, 0.0)
        return np.asarray((moved + shares * self.stay) * self.tag)

    def retreat(self, beta: Array) -> Array:
        """How well the states before the line explain what follows, from the same after it."""
        worth = beta * self.tag
        others = worth.copy()
        np.fill_diagonal(others, 0.0)
        moved = (others @ self.base)[None, :] + self.back[:, None] * others.T
        return np.asarray((moved + worth * self.stay) / self.total)


@dataclass(frozen=True, slots=True)
class _Step:
    """How a line passes from one state to the next: by each way to read it, or going on with a speech."""

    ways: Sequence[_Way]
    goes_on: float

    def advance(self, alpha: Array) -> Array:
        """Probabilities of the states after the line from those before it."""
        return np.asarray(self.goes_on * alpha + sum(way.share * way.advance(alpha) for way in self.ways))

    def retreat(self, beta: Array) -> Array:
        """How well the states before the line explain what follows, from the same after it."""
        return np.asarray(self.goes_on * beta + sum(way.share * way.retreat(beta) for way in self.ways))


def _step(before: Line | None, line: Line, people: Sequence[int], voices: Voices, turns: Turns) -> _Step:
    """Weighs who may speak a line, given the line before it, in every way to read it."""
    if before is not None and line.readings is not None:
        found = line.readings
    else:
        distance = line.after(before) if before is not None else 0
        found = Readings((Reading(1.0, distance, line.tag),))
    ways = [_way(before, line, reading, people, voices, turns) for reading in found.ways]
    return _Step(ways, found.goes_on)


def _way(
    before: Line | None,
    line: Line,
    reading: Reading,
    people: Sequence[int],
    voices: Voices,
    turns: Turns,
) -> _Way:
    base = np.asarray([turns.anybody + turns.near * line.near[n] for n in people] + [turns.unknown])
    same, other = 0.0, 0.0
    turn_passes = False
    if before is not None:
        base[:-1] += [turns.called * before.called.get(n, 0.0) for n in people]
        turn_passes = reading.distance == 1
        if turn_passes:
            same, other = turns.same_again, turns.alternate
        elif reading.distance <= 0 and not (_is_told(before.tag) and _is_told(reading.tag)):
            same, other = turns.same_paragraph, turns.near
        else:
            same, other = turns.gap_same, turns.gap_alternate
    asks = reading.tag.asks
    heard = [voices.heard(n, turns) for n in people]
    known = [_of_gender(asks, voices.genders[n]) * own for n, own in zip(people, heard, strict=True)]
    likely = np.asarray(
        [_likely(line, n, turns) * voices.manners.fit(n, line.manners) for n in people] + [1.0]
    )
    likely *= [*known, max(heard, default=1.0)]
    base = base * likely
    stay = same * likely if turn_passes else base + same * likely
    back = other * likely
    total = base.sum() - base[None, :] + stay[None, :] + back[:, None] * (1.0 - np.eye(len(base)))
    return _Way(reading.share, _told(reading.tag, people), base, stay, back, total)


def _is_told(tag: Tag) -> bool:
    """Whether a tag names its speaker, as the tags of two who speak in one paragraph do."""
    return max(tag.figures.values(), default=0.0) >= _NAMED


def _told(tag: Tag, people: Sequence[int]) -> Array:
    """How well each of the people, and somebody unknown, explains a tag."""
    named = np.asarray([tag.figures.get(n, 0.0) for n in people] + [0.0])
    named[-1] = max(0.0, 1.0 - tag.none - named.sum())
    return np.asarray(len(named) * named + max(tag.none, _DOUBT))


def _of_gender(asks: Mapping[str, float], known: Counter[str]) -> float:
    """What the pronoun of a tag leaves of a figure of which other pronouns are used."""
    free = 1.0 - sum(asks.values())
    total = sum(known.values()) + 1.0
    return free + sum(p * (known[gender] + 0.5) / total for gender, p in asks.items())


def _likely(line: Line, figure: int, turns: Turns) -> float:
    """What the words of a line leave of a speaker.

    Nobody calls himself, few talk of themselves by name, and "her mother" is not she.
    """
    if figure in line.barred:
        return _DOUBT
    free = 1.0 - turns.vocative * min(1.0, line.called.get(figure, 0.0))
    return free * (turns.talked_of if figure in line.talked_of else 1.0)


def _normal(a: Array) -> Array:
    return np.asarray(a / max(float(a.sum()), 1e-300))
