"""Where a text contradicts itself, as `story` decides it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from fabula.types.columns import Span


class FindingKind(str, Enum):
    """What does not agree: looks and build, the side of a scar, ages, trades, origin, names and ranks, kin,
    pronouns, the dead, places, times, lost things, what is told twice, weather, a line and its tag.
    """

    EYES = "eyes"
    HAIR = "hair"
    BUILD = "build"
    SIDE = "side"
    AGE = "age"
    OCCUPATION = "occupation"
    ORIGIN = "origin"
    NAME = "name"
    RANK = "rank"
    KIN = "kin"
    PRONOUN = "pronoun"
    DEAD = "dead"
    PLACE = "place"
    OBJECT = "object"
    NUMBER = "number"
    WEATHER = "weather"
    TIME = "time"
    SPEAKER = "speaker"


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
