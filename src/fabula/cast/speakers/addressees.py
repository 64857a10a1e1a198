"""To whom each line is said: each of those around it by itself, once the speakers are decided.

A line may be said to several, to nobody, or to one who never answers; so each candidate is weighed on its
own (logistic regression), and all who are likelier than not are addressees.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

import numpy as np

from fabula.cast.figures import Attribution, Figure, lean
from fabula.cast.lexicon import FEMALE, MALE, PLURAL
from fabula.cast.speakers.evidence import Array
from fabula.cast.speakers.lines import Line

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

_EARSHOT = 4
_MOST = 12
"""Candidates of one line at most."""


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
    line = talk[k]
    around = list(_around(k, speaker))
    voices = {n for _, n in around}
    turns = _turns(k, talk, around)
    last, following = _nearest(around, -1), _nearest(around, 1)
    beats = (line.beats.before, line.beats.within, line.beats.after)
    told = {n for beat in beats for n in beat.told}
    doing = {n for beat in beats for n in beat.subjects}
    someone = max(line.called.values(), default=0.0)
    wanted = MALE if "sir" in line.manners else FEMALE if "madam" in line.manners else ""
    before, after = talk[k - 1] if k else None, talk[k + 1] if k + 1 < len(talk) else None
    rows = []
    for n in people:
        genders = figures[n].genders
        gender = lean(genders) if wanted else ""
        called = line.called.get(n, 0.0)
        silent, hailed = n not in voices, n in line.hailed
        facts = turns.get(n, _SILENT) | {
            "always": 1.0,
            "called": called / max(someone, 0.5),
            "called, and silent": silent * called / max(someone, 0.5),
            "hailed": hailed,
            "hailed, and silent": hailed and silent,
            "somebody else is called": max(0.0, someone - called),
            "the last other voice before": n == last,
            "the next other voice after": n == following,
            "the only other voice around": voices == {n},
            "voices around": math.log1p(len(voices)),
            "told of beside it": n in told and n not in doing,
            "told of beside it as who acts": n in doing,
            "told of in the paragraph above": n in line.beats.above.told,
            "told of near": line.near.get(n, 0.0),
            "there in the scene": math.log1p(line.there.get(n, 0)),
            "tells the story": n == line.teller,
            "manner of address fits": bool(wanted) and gender == wanted,
            "manner of address does not fit": bool(wanted) and bool(gender) and gender != wanted,
            "said aside": line.aside,
            "called by the line before": before.called.get(n, 0.0) if before else 0.0,
            "calls the speaker before": _calls(before, k - 1, n, speaker, speaker[k]) if before else 0.0,
            "calls the speaker after": _calls(after, k + 1, n, speaker, speaker[k]) if after else 0.0,
            "a group": genders.get(PLURAL, 0) > genders.get(MALE, 0) + genders.get(FEMALE, 0),
            "unnamed": not figures[n].named,
            "named in the line": n in line.talked_of,
            "first line": k == 0,
        }
        rows.append([facts[name] for name in ADDRESSEE])
    return np.asarray(rows, dtype=np.float64).reshape(len(people), len(ADDRESSEE))


def _nearest(around: Sequence[tuple[int, int]], side: int) -> int:
    """The nearest other speaker before (-1) or after (1) a line, or -1."""
    return min(((abs(away), n) for away, n in around if away * side > 0), default=(0, -1))[1]


def _turns(k: int, talk: Sequence[Line], around: Sequence[tuple[int, int]]) -> dict[int, dict[str, float]]:
    """Where around a line each of those beside it speaks."""
    places: dict[int, set[int]] = defaultdict(set)
    for away, n in around:
        places[n].add(away)
    before = bool(k) and talk[k].after(talk[k - 1]) == 1
    after = k + 1 < len(talk) and talk[k + 1].after(talk[k]) == 1
    return {n: _turns_at(own, before=before, after=after) for n, own in places.items()}


def _turns_at(places: Collection[int], *, before: bool, after: bool) -> dict[str, float]:
    """Where around a line one speaks; ``before``, ``after``: the lines beside it are a paragraph away."""
    return {
        "speaks the line before": -1 in places,
        "... in the next paragraph": -1 in places and before,
        "speaks two lines before": -2 in places,
        "speaks three or four lines before": -3 in places or -4 in places,
        "speaks the line after": 1 in places,
        "... in the next paragraph after": 1 in places and after,
        "speaks two lines after": 2 in places,
        "speaks three or four lines after": 3 in places or 4 in places,
    }


_SILENT: Final = _turns_at((), before=False, after=False)


def _calls(line: Line, k: int, n: int, speaker: Sequence[int], called: int) -> float:
    """How probably one who speaks a line beside calls the speaker in it."""
    return line.called.get(called, 0.0) if speaker[k] == n and called >= 0 else 0.0


def address(
    talk: Sequence[Line],
    figures: Sequence[Figure],
    weights: Array,
    threshold: float,
    found: Sequence[Attribution],
) -> None:
    """Gives each line of a conversation its addressees, the likeliest first; ``found``: by quotation."""
    speaker = [found[line.number].speaker for line in talk]
    for k, line in enumerate(talk):
        people = candidates(k, talk, speaker)
        if not people or line.aside:
            found[line.number].addressees = ()
            continue
        odds = features(k, talk, speaker, people, figures) @ weights
        likely = {n: 1.0 / (1.0 + math.exp(-float(own))) for n, own in zip(people, odds, strict=True)}
        found[line.number].addressees = _chosen(likely, threshold)


def _chosen(likely: Mapping[int, float], threshold: float) -> tuple[int, ...]:
    order = sorted(likely, key=lambda n: -likely[n])
    return tuple(n for n in order if likely[n] >= threshold)
