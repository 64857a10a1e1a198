"""What somebody has had the chance to know, as `story` decides it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from fabula.types.columns import Span


class How(str, Enum):
    """How somebody comes to know a thing: saw or heard it, was told it, overheard it, read it …

    ``own`` is what somebody says, thinks or does, and ``inferred`` what none of the others explains.
    """

    PRESENT = "present"
    TOLD = "told"
    OVERHEARD = "overheard"
    READ = "read"
    OWN = "own"
    INFERRED = "inferred"


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Whether somebody has had the chance to know what a stretch of the text tells.

    ``knows`` is the probability, ``how`` the likeliest way, and ``spans`` is where the text shows it: where
    this one is told it, or stands by. They are empty where nothing does.
    """

    entity: int
    start: int
    end: int
    knows: float
    how: How
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Secret:
    """What only some of those whom it concerns have had the chance to know, the surest first."""

    start: int
    end: int
    known_by: tuple[Knowledge, ...]
    hidden_from: tuple[Knowledge, ...]
