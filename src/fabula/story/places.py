"""Where a scene happens: evidence of each place that it tells of."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from fabula.lang.en.movement import ARRIVING, AWAY, INSIDE, LEAVING, TOWARDS
from fabula.lang.en.places import GROUNDS, PLACE_NOUNS, ROOMS, VEHICLES
from fabula.story.document import PLACES, Document, ToldMention
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
    "a noun of place",
    "a room",
    "out of doors",
    "nobody of the cast",
    "with an article",
    "an obliquely told place",
)
"""Features of a place in a scene."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a scene may be in, with its mentions there; ``carried``: the last scene was there.

    ``entity`` is None where the cast has none for it: "the study" that is told of once.
    """

    entity: int | None
    told: tuple[ToldMention, ...]
    carried: bool


@dataclass(frozen=True, slots=True)
class Spread:
    """How the places of a scene stand in its narration: first and last mention, all mentions, how many."""

    first: int
    last: int
    mentions: int
    places: int

    @classmethod
    def of(cls, every: Sequence[Candidate]) -> Spread:
        """That of the candidates of a scene."""
        told = [m.first for one in every for m in one.told if not m.spoken]
        return cls(min(told, default=-1), max(told, default=-1), len(told), len(every))


def candidates(
    document: Document, first: int, end: int, before: int | None = None, *, carried: bool = False
) -> list[Candidate]:
    """The places that some tokens tell of, and with ``carried`` that of the scene before.

    ``before`` is its entity, None where the cast has none for it.
    """
    told: dict[int, list[ToldMention]] = defaultdict(list)
    for m in document.told(first, end):
        if m.type in PLACES and m.form is not MentionForm.PRONOUN:
            told[m.entity].append(m)
    if before is not None:
        told.setdefault(before, [])
    found = [Candidate(n, tuple(own), n == before) for n, own in sorted(told.items())]
    if carried and before is None:
        found.append(Candidate(None, (), carried=True))
    return [*found, *_unnamed(document, first, end)]


def _unnamed(document: Document, first: int, end: int) -> list[Candidate]:
    """Nouns of places that narration leads in by a preposition and no mention holds, by noun."""
    told: dict[str, list[ToldMention]] = defaultdict(list)
    held = {k for m in document.told(first, end) for k in range(m.first, m.end)}
    for k in document.narrated(first, end):
        noun = document.lemma[k].lower()
        if k in held or noun not in PLACE_NOUNS or document.upos[k] not in ("NOUN", "PROPN", "ADV"):
            continue
        own = document.phrase(k)
        if own.preposition in INSIDE | TOWARDS | AWAY:
            told[noun].append(own)
    return [Candidate(None, tuple(own), carried=False) for _, own in sorted(told.items())]


def place_features(document: Document, own: Candidate, spread: Spread, first: int, *, broken: bool) -> Array:
    """The features of a place in a scene from token ``first``; ``broken``: after a printed break."""
    narrated = [m for m in own.told if not m.spoken]
    named = own.entity is not None
    kind = own.told[0].type if own.told else _type(document, own.entity)
    nouns = {document.lemma[m.head].lower() for m in own.told}
    values = {
        "bias": 1.0,
        "somebody is in it": float(any(m.preposition in INSIDE for m in narrated)),
        "somebody goes to it": float(any(m.preposition in TOWARDS for m in narrated)),
        "somebody comes from it": float(any(m.preposition in AWAY for m in narrated)),
        "arrives": float(any(m.governor in ARRIVING for m in narrated)),
        "leaves": float(any(m.governor in LEAVING for m in narrated)),
        "first place told of": float(bool(narrated) and narrated[0].first == spread.first),
        "told of early": 1.0 / (1.0 + math.log1p(narrated[0].first - first)) if narrated else 0.0,
        "mentions": math.log1p(len(narrated)),
        "share of the mentions": len(narrated) / max(1, spread.mentions),
        "only in speech": float(bool(own.told) and not narrated),
        "told of last": float(bool(narrated) and narrated[-1].first == spread.last),
        "a facility": float(kind is EntityType.FACILITY),
        "a town or land": float(kind is EntityType.PLACE),
        "a vehicle": float(kind is EntityType.VEHICLE),
        "has a name": float(any(m.form is MentionForm.NAME for m in own.told)),
        "carried from the scene before": float(own.carried),
        "carried, and told of": float(own.carried and bool(narrated)),
        "carried over a break": float(own.carried and broken),
        "no other place": float(spread.places == 1),
        "a subject": float(any(m.relation.startswith("nsubj") for m in narrated)),
        "owned": float(any(m.relation == "nmod:poss" for m in narrated)),
        "a noun of place": float(bool(nouns & PLACE_NOUNS)),
        "a room": float(bool(nouns & (ROOMS | VEHICLES))),
        "out of doors": float(bool(nouns & GROUNDS)),
        "nobody of the cast": float(not named),
        "with an article": float(any(document.lemma[m.first].lower() in ("the", "a") for m in narrated)),
        "an obliquely told place": float(any(m.relation in ("obl", "nmod") for m in narrated)),
    }
    return np.asarray([values[name] for name in PLACE])


def _type(document: Document, entity: int | None) -> EntityType | None:
    return None if entity is None else document.entities[entity].type
