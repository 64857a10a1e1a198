"""Decides who speaks each line of a conversation, a piece of it at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from fabula.cast.figures import Attribution
from fabula.cast.readings import Reading
from fabula.cast.speakers.chain import Step, Way, posterior, ways
from fabula.cast.speakers.evidence import Observer, Voices
from fabula.cast.speakers.lines import Line
from fabula.cast.speakers.worth import Speaking

MOST = 20
"""Speakers considered in one piece of a conversation."""
PIECE, BEFORE, AFTER = 40, 6, 6
"""Lines decided together, and those before and after them that are looked at with them."""
_NAMED = 0.9
"""How likely a tag gives a line to somebody by name, or to the *I* that tells, for it to be no stranger's."""
_FEW = 0.02
"""The probability up to which a runner-up is left out."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some lines of a conversation with the figures that may speak them, the likeliest first.

    Lines ``first`` to ``end`` of the talk are looked at, ``low`` to ``high`` decided.
    """

    first: int
    end: int
    low: int
    high: int
    people: tuple[int, ...]


def pieces(talk: Sequence[Line]) -> Iterator[Piece]:
    """Cuts a conversation into pieces that bound the number of speakers."""
    for low in range(0, len(talk), PIECE):
        first, high = max(0, low - BEFORE), min(low + PIECE, len(talk))
        end = min(high + AFTER, len(talk))
        yield Piece(first, end, low, high, tuple(_candidates(talk[first:end])))


def _candidates(lines: Sequence[Line]) -> list[int]:
    weight: dict[int, float] = defaultdict(float)
    for line in lines:
        for n, p in line.tag.figures.items():
            weight[n] += p
        for n, p in line.called.items():
            weight[n] += 0.5 * p
        for n, share in line.near.items():
            weight[n] += 0.3 * share
        if line.teller >= 0:
            weight[line.teller] += 0.1
    settled = dict.fromkeys(line.settled for line in lines if line.settled is not None and line.settled >= 0)
    others = [n for n in sorted(weight, key=lambda n: -weight[n]) if n not in settled]
    return [*settled, *others[: max(0, MOST - len(settled))]]


def decide(talk: Sequence[Line], voices: Voices, weights: Speaking, found: list[Attribution]) -> None:
    """Gives each line of a conversation its likeliest speaker and the runners-up; ``found``: by quotation."""
    observer = Observer(voices, talk)
    for piece in pieces(talk):
        if not piece.people:
            continue
        steps = _steps(observer, talk, piece, weights)
        rows = posterior(steps, len(piece.people) + 1).tolist()
        for k in range(piece.low, piece.high):
            *row, _ = rows[k - piece.first]
            most = max(row)
            if most > 0.0:
                shares = {n: p for n, p in zip(piece.people, row, strict=True) if p > _FEW}
                best = piece.people[row.index(most)]
                found[talk[k].number] = Attribution(best, confidence=most, shares=shares)


def _steps(observer: Observer, talk: Sequence[Line], piece: Piece, weights: Speaking) -> list[Step]:
    """Weighs who may speak each line of a piece, in every way to read it."""
    within = range(piece.first, piece.end)
    # nobody's line passes no turn
    read = [(k, own) for k in within if talk[k].settled != -1 for own in _readings(talk[k], k)]
    found: dict[int, list[Way]] = {k: [] for k in within}
    if read:
        shares = [1.0 if own is None else own.share for _, own in read]
        weighed = ways(observer.all_features(read, piece.people), weights, shares)
        for (k, _), own in zip(read, weighed, strict=True):
            found[k].append(own)
    return [_step(talk[k], found[k], k, piece.people) for k in within]


def _readings(line: Line, k: int) -> Sequence[Reading | None]:
    """The ways to read line ``k`` of a conversation; None: as it stands."""
    if line.settled is not None or line.unspoken_by or k == 0 or line.readings is None:
        return (None,)
    return line.readings.ways


def _step(line: Line, own: Sequence[Way], k: int, people: Sequence[int]) -> Step:
    """How the turn passes to line ``k`` of a conversation, by the ways to read it."""
    if line.settled == -1:
        return Step((), 1.0)
    if line.settled is not None or line.unspoken_by or k == 0 or line.readings is None:
        return Step((_clamped(own[0], line, people),))
    return Step(own, line.readings.goes_on)


def _is_named(line: Line, people: Sequence[int]) -> bool:
    """Whether a tag tells outright which of some people speaks a line: nobody unknown does, then."""
    return any(p >= _NAMED and n in people for n, p in line.tag.outright.items())


def _clamped(own: Way, line: Line, people: Sequence[int]) -> Way:
    """A way to read a line in which only those speak it whom its tag and what is settled allow."""
    everyone = (*people, -1)
    if line.settled is not None:
        allowed = [n == line.settled for n in everyone]
    else:
        barred = {*line.unspoken_by, *([-1] if _is_named(line, people) else [])}
        if not barred:
            return own
        allowed = [n not in barred for n in everyone]
    may = np.asarray(allowed, dtype=np.float64)
    parts = [part * may for part in (own.joins, own.answers, own.goes_on)]
    most = max(float(part.max()) for part in parts)
    joins, answers, goes_on = [part / most for part in parts] if most > 0.0 else [may] * 3
    return replace(own, joins=joins, answers=answers, goes_on=goes_on)
