"""The decision: who is joined over works, who is proposed to a person, by the probability of each pair."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt

from fabula.joining.evidence import PAIR, NameTools, People, Person, candidates, features
from fabula.types import Entity

Array = npt.NDArray[np.float64]

_MARGIN = 1.0
"""Log-odds by which a pair has to be likelier than any other of the two to be joined without a person."""


@dataclass(frozen=True, slots=True)
class Weights:
    """One weight a feature, and the probabilities from which on a pair is joined, and proposed.

    ``known`` is that from which two of one shown name are joined, once their works are known to share
    somebody.
    """

    pair: Array
    safe: float
    likely: float
    known: float


@dataclass(frozen=True, slots=True)
class Joined:
    """Two entities of two works who are one person with that probability.

    ``reasons`` are the features that speak for it (above 0) and against it, the strongest first.
    """

    one: int
    other: int
    probability: float
    reasons: tuple[tuple[str, float], ...] = ()


@lru_cache(maxsize=1)
def shipped() -> Weights:
    """The weights that the package ships."""
    return parse(json.loads(files("fabula.joining").joinpath("weights.json").read_text(encoding="utf8")))


def parse(kept: Mapping[str, Any]) -> Weights:
    """Weights by the names of their features; one that is missing is an error in the package."""
    pair = np.asarray([kept["pair"][name] for name in PAIR], dtype=np.float64)
    own = kept["threshold"]
    return Weights(pair, float(own["safe"]), float(own["likely"]), float(own["known"]))


def work_people(entities: Iterable[Entity]) -> People:
    """The people of a work, to be held against those of others."""
    from fabula.pipeline import name_tools

    tools = name_tools()
    return People(entities, NameTools(*tools))


def proposals(one: People, other: People, weights: Weights | None = None) -> list[Joined]:
    """The pairs of two works that are likely one person, the likeliest first; nobody is in two of them."""
    weights = weights or shipped()
    found = weighed(one, other, weights)
    return _one_each([own for own in found if own.probability >= weights.likely])


def joined_safely(one: People, other: People, weights: Weights | None = None) -> list[Joined]:
    """Those pairs that are so likely one person that nobody need be asked.

    Somebody with two partners that are nearly as likely as one another is left to a person.
    """
    weights = weights or shipped()
    found = weighed(one, other, weights)
    people = {p.entity.id: p for p in (*one.people, *other.people)}

    def is_clear(own: Joined) -> bool:
        recur = all(people[n].entity.is_recurring for n in (own.one, own.other))
        return recur and not any(_is_rival(own, each) for each in found)

    best = [own for own in _one_each(found) if own.probability >= weights.known and is_clear(own)]
    safe = [own for own in best if own.probability >= weights.safe]
    if not safe:
        return []
    alike = (own for own in best if _are_called_alike(people[own.one], people[own.other], one))
    return list(dict.fromkeys([*safe, *alike]))


def _are_called_alike(a: Person, b: Person, people: People) -> bool:
    """Whether two have the very name that is shown, and it is no mere forename."""
    _, words = a.shown
    return a.shown == b.shown and not all(people.tools.is_forename(word) for word in words)


def weighed(one: People, other: People, weights: Weights) -> list[Joined]:
    """Every pair with a name in common, with its probability and what speaks for it."""
    pairs: Sequence[tuple[Person, Person]] = candidates(one, other)
    if not pairs:
        return []
    rows = features(one, other, pairs)
    sure = 1.0 / (1.0 + np.exp(-(rows @ weights.pair)))
    return [
        Joined(a.entity.id, b.entity.id, float(p), _reasons(row * weights.pair))
        for (a, b), row, p in zip(pairs, rows, sure, strict=True)
    ]


def _one_each(found: Iterable[Joined]) -> list[Joined]:
    taken: set[tuple[int, int]] = set()
    chosen = []
    for own in sorted(found, key=lambda own: (-own.probability, own.one, own.other)):
        ends = {(0, own.one), (1, own.other)}
        if taken.isdisjoint(ends):
            taken |= ends
            chosen.append(own)
    return chosen


def _is_rival(own: Joined, other: Joined) -> bool:
    """Whether another pair of one of the two is nearly as likely."""
    partly = (own.one == other.one) != (own.other == other.other)
    return partly and _odds(own.probability) - _odds(other.probability) < _MARGIN


def _odds(probability: float) -> float:
    share = min(max(probability, 1e-9), 1.0 - 1e-9)
    return math.log(share / (1.0 - share))


def _reasons(parts: Array) -> tuple[tuple[str, float], ...]:
    told = [(name, float(part)) for name, part in zip(PAIR, parts, strict=True) if name != "bias" and part]
    return tuple(sorted(told, key=lambda each: -abs(each[1])))
