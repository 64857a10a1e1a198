"""Where a text contradicts itself, as `story` decides it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from fabula.types.columns import Span


class FindingKind(str, Enum):
    """What does not agree: looks, ages, names, kin, pronouns, the dead, places, clock times."""

    EYES = "eyes"
    HAIR = "hair"
    AGE = "age"
    NAME = "name"
    RANK = "rank"
    KIN = "kin"
    PRONOUN = "pronoun"
    DEAD = "dead"
    PLACE = "place"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class Finding:
    """Two or more places of a text that cannot both be so, with the probability that this is a slip.

    ``message`` is a plain sentence; ``spans`` are the places, in order; ``entities`` are those of whom it is.
    """

    id: int
    kind: FindingKind
    message: str
    spans: tuple[Span, ...]
    entities: tuple[int, ...]
    confidence: float
