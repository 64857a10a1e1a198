"""What happens, as `story` decides it: scenes, where they are, who is there, through whose eyes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from fabula.types.columns import Span


class SceneMode(str, Enum):
    """Whether a stretch is told moment by moment, passes over time, or describes."""

    SCENE = "scene"
    SUMMARY = "summary"
    DESCRIPTION = "description"


@dataclass(frozen=True, slots=True)
class Presence:
    """Somebody who is bodily in a scene, with the probability that this is so.

    ``start`` and ``end`` are the first and the last place in the scene that tells of this one.
    """

    entity: int
    start: int
    end: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Scene:
    """A stretch of the telling with one place, one time and one company; scenes are in order, without gaps.

    ``place_span`` are the words that tell where it happens, None where nothing does, and ``place`` is the
    entity that they stand for, None where the cast has none. ``focal`` is through whose eyes it is told, None
    where nobody's. ``confidence`` is the probability that a scene begins at ``start``; those of place and
    focal stand beside them.
    """

    id: int
    start: int
    end: int
    mode: SceneMode
    place: int | None
    place_span: Span | None
    place_confidence: float
    present: tuple[Presence, ...]
    focal: int | None
    focal_confidence: float
    confidence: float


@dataclass(frozen=True, slots=True)
class Story:
    """What happens in a work."""

    scenes: tuple[Scene, ...] = ()
