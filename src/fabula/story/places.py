"""Where a scene happens: evidence of each place that it tells of."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from fabula.lang.en.movement import ARRIVING, AWAY, INSIDE, LEAVING, TOWARDS
from fabula.story.document import PLACES, Document, Told
from fabula.types import EntityType, MentionForm

Array = npt.NDArray[np.float64]

PLACE: Final = (
    "bias",
    "somebody is in it",
    "somebody goes to it",
    "somebody comes from it",
    "arrives",
    "leaves",
    "first place told of",
    "told of early",
    "mentions",
    "share of the mentions",
    "only in speech",
    "told of last",
    "a facility",
    "a town or land",
    "a vehicle",
    "has a name",
    "carried from the scene before",
    "carried, and told of",
    "carried over a break",
    "no other place",
    "a subject",
    "owned",
)
"""Features of a place in a scene."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a scene may be in, with its mentions there; ``carried``: the last scene was there."""

    entity: int
    told: tuple[Told, ...]
    carried: bool


def candidates(document: Document, first: int, end: int, before: int | None) -> list[Candidate]:
    """The places that some tokens tell of, and that of the scene before."""
    told: dict[int, list[Told]] = defaultdict(list)
    for m in document.told(first, end):
        if m.type in PLACES and m.form is not MentionForm.PRONOUN:
            told[m.entity].append(m)
    if before is not None:
        told.setdefault(before, [])
    return [Candidate(n, tuple(own), n == before) for n, own in sorted(told.items())]


def place_features(
    document: Document, own: Candidate, every: list[Candidate], first: int, *, broken: bool
) -> Array:
    """The features of a place in a scene from token ``first``; ``broken``: after a printed break."""
    narrated = [m for m in own.told if not m.spoken]
    earliest = min((m.first for c in every for m in c.told if not m.spoken), default=-1)
    latest = max((m.first for c in every for m in c.told if not m.spoken), default=-1)
    total = sum(not m.spoken for c in every for m in c.told)
    kind = own.told[0].type if own.told else document.cast.entities[own.entity - 1].type
    values = {
        "bias": 1.0,
        "somebody is in it": float(any(m.preposition in INSIDE for m in narrated)),
        "somebody goes to it": float(any(m.preposition in TOWARDS for m in narrated)),
        "somebody comes from it": float(any(m.preposition in AWAY for m in narrated)),
        "arrives": float(any(m.governor in ARRIVING for m in narrated)),
        "leaves": float(any(m.governor in LEAVING for m in narrated)),
        "first place told of": float(bool(narrated) and narrated[0].first == earliest),
        "told of early": 1.0 / (1.0 + math.log1p(narrated[0].first - first)) if narrated else 0.0,
        "mentions": math.log1p(len(narrated)),
        "share of the mentions": len(narrated) / max(1, total),
        "only in speech": float(bool(own.told) and not narrated),
        "told of last": float(bool(narrated) and narrated[-1].first == latest),
        "a facility": float(kind is EntityType.FACILITY),
        "a town or land": float(kind is EntityType.PLACE),
        "a vehicle": float(kind is EntityType.VEHICLE),
        "has a name": float(any(m.form is MentionForm.NAME for m in own.told)),
        "carried from the scene before": float(own.carried),
        "carried, and told of": float(own.carried and bool(narrated)),
        "carried over a break": float(own.carried and broken),
        "no other place": float(len(every) == 1),
        "a subject": float(any(m.relation.startswith("nsubj") for m in narrated)),
        "owned": float(any(m.relation == "nmod:poss" for m in narrated)),
    }
    return np.asarray([values[name] for name in PLACE])
