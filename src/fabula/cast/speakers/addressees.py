"""To whom each line is said: each of those around it by itself, once the speakers are decided.

A line may be said to several, to nobody, or to one who never answers; so each candidate is weighed on its
own, and all who are likely enough are addressees.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from fabula.cast.figures import Attribution, Figure, lean
from fabula.cast.lexicon import FEMALE, MALE, PLURAL
from fabula.cast.speakers.evidence import Array
from fabula.cast.speakers.lines import Line
from fabula.cast.units import Units

ADDRESSEE: Final = (
    "always",
    "called",
    "called, and silent",
    "hailed",
    "hailed, and silent",
    "somebody else is called",
    "speaks the line before",
    "... in the next paragraph",
    "speaks two lines before",
    "speaks three or four lines before",
    "speaks the line after",
    "... in the next paragraph after",
    "speaks two lines after",
    "speaks three or four lines after",
    "the last other voice before",
    "the next other voice after",
    "the only other voice around",
    "voices around",
    "told of beside it",
    "told of beside it as who acts",
    "told of in the paragraph above",
    "told of near",
    "there in the scene",
    "tells the story",
    "manner of address fits",
    "manner of address does not fit",
    "said aside",
    "called by the line before",
    "calls the speaker before",
    "calls the speaker after",
    "a group",
    "unnamed",
    "named in the line",
    "first line",
)
"""Features of a line and one who may hear it."""

_COLUMN: Final = {name: k for k, name in enumerate(ADDRESSEE)}
_ALWAYS: Final = [_COLUMN[name] for name in ("always", "voices around", "said aside", "first line")]
_EARSHOT = 4
_MOST = 12
"""Candidates of one line at most."""
_TOGETHER = 200
"""Candidates weighed at once: a product of larger tables is shared out among cores, which takes longer."""


@dataclass(frozen=True, slots=True)
class Hearing:
    """What who hears is weighed by: ``addressee``, one weight a feature, and the units beside them.

    ``addressed``: the probability from which on one is an addressee.
    """

    addressee: Array
    units: Units
    addressed: float

    def odds(self, rows: Array) -> Array:
        """The log odds (n) that each of n candidates is an addressee, by their features."""
        return np.asarray(rows @ self.addressee + self.units.worth(rows)[:, 0])

    def weights(self, row: Array) -> Array:
        """The weight of each feature of one candidate, where they are as given."""
        return self.addressee + self.units.slopes(row)


def candidates(k: int, talk: Sequence[Line], speaker: Sequence[int]) -> list[int]:
    """Who may hear line ``k`` of a conversation, the likeliest first; ``speaker``: of each line, or -1."""
    line = talk[k]
    weight: dict[int, float] = defaultdict(float)
    for away, other in _around(k, speaker):
        weight[other] += 2.0 / abs(away)
    for n, p in line.called.items():
        weight[n] += 3.0 * p
    for beat in (line.beats.before, line.beats.within, line.beats.after, line.beats.above):
        for n, share in beat.told.items():
            weight[n] += share
    for n, share in line.near.items():
        weight[n] += share
    if line.teller >= 0:
        weight[line.teller] += 0.2
    weight.pop(-1, None)
    weight.pop(speaker[k], None)
    return sorted(weight, key=lambda n: -weight[n])[:_MOST]


def _around(k: int, speaker: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The other speakers around a line, with how many lines away."""
    for other in range(max(0, k - _EARSHOT), min(len(speaker), k + _EARSHOT + 1)):
        if other != k and speaker[other] not in (-1, speaker[k]):
            yield other - k, speaker[other]


def features(
    k: int, talk: Sequence[Line], speaker: Sequence[int], people: Sequence[int], figures: Sequence[Figure]
) -> Array:
    """The features (len(people), len(ADDRESSEE)) of line ``k`` for each who may hear it."""
    rows = _rows(k, talk, speaker, people, figures)
    return np.asarray(rows, dtype=np.float64).reshape(len(people), len(ADDRESSEE))


def _rows(
    k: int, talk: Sequence[Line], speaker: Sequence[int], people: Sequence[int], figures: Sequence[Figure]
) -> list[list[float]]:
    """The rows of :func:`features`."""
    line = talk[k]
    around = list(_around(k, speaker))
    voices = {n for _, n in around}
    turns = _turns(k, talk, speaker, around)
    beats = (line.beats.before, line.beats.within, line.beats.after)
    told = {n for beat in beats for n in beat.told}
    doing = {n for beat in beats for n in beat.subjects}
    wanted = MALE if "sir" in line.manners else FEMALE if "madam" in line.manners else ""
    before = talk[k - 1].called if k else {}
    alike = [0.0] * len(ADDRESSEE)
    for column, value in zip(_ALWAYS, (1.0, math.log1p(len(voices)), line.aside, k == 0), strict=True):
        alike[column] = value
    found = []
    for n in people:
        facts: dict[str, float] = {
            **turns.get(n, {}),
            **_calling(line, n, silent=n not in voices),
            "told of near": line.near.get(n, 0.0),
            "there in the scene": math.log1p(line.there.get(n, 0)),
            "called by the line before": before.get(n, 0.0),
            "a group": _is_group(figures[n]),
            "unnamed": not figures[n].named,
        }
        if n in told:
            facts["told of beside it as who acts" if n in doing else "told of beside it"] = 1.0
        if n in line.beats.above.told:
            facts["told of in the paragraph above"] = 1.0
        if n == line.teller:
            facts["tells the story"] = 1.0
        if wanted and (gender := lean(figures[n].genders)):
            facts["manner of address fits" if gender == wanted else "manner of address does not fit"] = 1.0
        row = alike.copy()
        for name, value in facts.items():
            row[_COLUMN[name]] = value
        found.append(row)
    return found


def _calling(line: Line, n: int, *, silent: bool) -> dict[str, float]:
    """How far a line calls one, who speaks around it or is silent, and how far somebody else."""
    found: dict[str, float] = {}
    someone, called = max(line.called.values(), default=0.0), line.called.get(n, 0.0)
    if someone:
        found["somebody else is called"] = max(0.0, someone - called)
    if called:
        found["called"] = called / max(someone, 0.5)
        found["called, and silent"] = silent * called / max(someone, 0.5)
    if n in line.hailed:
        found["hailed"] = 1.0
        found["hailed, and silent"] = silent
    if n in line.talked_of:
        found["named in the line"] = 1.0
    return found


def _is_group(figure: Figure) -> bool:
    genders = figure.genders
    return genders.get(PLURAL, 0) > genders.get(MALE, 0) + genders.get(FEMALE, 0)


def _nearest(around: Sequence[tuple[int, int]], side: int) -> int:
    """The nearest other speaker before (-1) or after (1) a line, or -1."""
    return min(((abs(away), n) for away, n in around if away * side > 0), default=(0, -1))[1]


def _turns(
    k: int, talk: Sequence[Line], speaker: Sequence[int], around: Sequence[tuple[int, int]]
) -> dict[int, dict[str, float]]:
    """Where around a line each of those beside it speaks, and whom they call there."""
    places: dict[int, set[int]] = defaultdict(set)
    for away, n in around:
        places[n].add(away)
    before = bool(k) and talk[k].after(talk[k - 1]) == 1
    after = k + 1 < len(talk) and talk[k + 1].after(talk[k]) == 1
    last, following = _nearest(around, -1), _nearest(around, 1)
    return {
        n: {
            "speaks the line before": -1 in own,
            "... in the next paragraph": -1 in own and before,
            "speaks two lines before": -2 in own,
            "speaks three or four lines before": -3 in own or -4 in own,
            "speaks the line after": 1 in own,
            "... in the next paragraph after": 1 in own and after,
            "speaks two lines after": 2 in own,
            "speaks three or four lines after": 3 in own or 4 in own,
            "the last other voice before": n == last,
            "the next other voice after": n == following,
            "the only other voice around": len(places) == 1,
            "calls the speaker before": _calls(talk[k - 1], speaker[k]) if -1 in own else 0.0,
            "calls the speaker after": _calls(talk[k + 1], speaker[k]) if 1 in own else 0.0,
        }
        for n, own in places.items()
    }


def _calls(line: Line, called: int) -> float:
    """How probably a line calls the speaker of one beside it."""
    return line.called.get(called, 0.0) if called >= 0 else 0.0


def address(
    talk: Sequence[Line],
    figures: Sequence[Figure],
    weights: Hearing,
    found: Sequence[Attribution],
) -> None:
    """Gives each line of a conversation its addressees, the likeliest first; ``found``: by quotation."""
    speaker = [found[line.number].speaker for line in talk]
    may_hear: list[tuple[Line, list[int]]] = []
    rows: list[list[float]] = []
    for k, line in enumerate(talk):
        found[line.number].addressees = ()
        people = candidates(k, talk, speaker)
        if people and not line.aside:
            may_hear.append((line, people))
            rows += _rows(k, talk, speaker, people, figures)
    if not rows:
        return
    table = np.asarray(rows, dtype=np.float64)
    parts = (table[first : first + _TOGETHER] for first in range(0, len(table), _TOGETHER))
    odds = iter([own for part in parts for own in weights.odds(part).tolist()])
    for line, people in may_hear:
        likely = {n: 1.0 / (1.0 + math.exp(-own)) for n, own in zip(people, odds, strict=False)}
        found[line.number].addressees = _chosen(likely, weights.addressed)


def _chosen(likely: Mapping[int, float], threshold: float) -> tuple[int, ...]:
    order = sorted(likely, key=lambda n: -likely[n])
    return tuple(n for n in order if likely[n] >= threshold)
