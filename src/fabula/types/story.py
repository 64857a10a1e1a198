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


class When(str, Enum):
    """How the time of a scene stands to that of the scene before; ``continues`` leaves no gap."""

    FIRST = "first"
    CONTINUES = "continues"
    LATER = "later"
    EARLIER = "earlier"
    SAME_TIME = "same time"
    UNKNOWN = "unknown"


class Role(str, Enum):
    """How somebody takes part in a scene: bodily, or by telephone, letter, radio or spirit."""

    BODILY = "bodily"
    REMOTE = "remote"


class Whereabouts(str, Enum):
    """How somebody stands to a place; five of the answers of Soni et al. 2023, whose THRU is ``through``."""

    IN = "in"
    NEAR = "near"
    TO = "to"
    FROM = "from"
    THROUGH = "through"


@dataclass(frozen=True, slots=True)
class Presence:
    """Somebody who takes part in a scene, with the probability that this is so.

    ``start`` and ``end`` are from where to where: the bounds of the scene but for one who comes or leaves.
    """

    entity: int
    start: int
    end: int
    confidence: float
    role: Role = Role.BODILY


@dataclass(frozen=True, slots=True)
class Location:
    """Where somebody is from ``start`` to ``end``, with the probability.

    ``place`` is the entity of the place, None where the cast has none for it, and ``place_span`` its words.
    """

    entity: int
    place: int | None
    place_span: Span
    relation: Whereabouts
    start: int
    end: int
    confidence: float


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words that tell a time. ``value`` is as in TIMEX3 of TimeML (ISO 8601: ``1815-06-18``, ``XXXX-SU``,
    ``TMO``, ``PT10M``, ``+P1D``), empty where the words give none. ``spoken``: whether they stand in speech.
    """

    start: int
    end: int
    value: str
    spoken: bool = False


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
    time: TimeExpression | None = None
    when: When = When.UNKNOWN
    when_confidence: float = 0.0
    order: int = 0


class Realis(str, Enum):
    """Whether something happens: once and in fact, or only as denied, meant, imagined, said or usual."""

    ACTUAL = "actual"
    NEGATED = "negated"
    PLANNED = "planned"
    HYPOTHETICAL = "hypothetical"
    REPORTED = "reported"
    HABITUAL = "habitual"


class AttributeKind(str, Enum):
    """What of a character an attribute tells."""

    AGE = "age"
    HAIR = "hair"
    EYES = "eyes"
    BUILD = "build"
    FACE = "face"
    CLOTHING = "clothing"
    VOICE = "voice"
    OCCUPATION = "occupation"
    RANK = "rank"
    SPECIES = "species"
    NATIONALITY = "nationality"
    RESIDENCE = "residence"
    BELONGING = "belonging"
    CONDITION = "condition"
    TRAIT = "trait"
    OTHER = "other"


class RelationKind(str, Enum):
    """What one is of another: *a* is the parent of *b*."""

    PARENT = "parent of"
    CHILD = "child of"
    SIBLING = "sibling of"
    SPOUSE = "spouse of"
    ENGAGED = "engaged to"
    LOVER = "lover of"
    RELATIVE = "relative of"
    FRIEND = "friend of"
    ENEMY = "enemy of"
    SUPERIOR = "superior of"
    SUBORDINATE = "subordinate of"
    COLLEAGUE = "colleague of"
    EMPLOYER = "employer of"
    SERVANT = "servant of"
    TEACHER = "teacher of"
    PUPIL = "pupil of"
    OWNER = "owner of"
    PET = "pet of"
    DOCTOR = "doctor of"
    PATIENT = "patient of"
    HOST = "host of"
    GUEST = "guest of"
    NEIGHBOUR = "neighbour of"
    MEMBER = "member of"


@dataclass(frozen=True, slots=True)
class Event:
    """Something that somebody does or that happens, from ``start`` to ``end`` of the word that tells it.

    ``agents`` do it, it is done to ``patients``, ``recipients`` get something by it; ``place`` is where, None
    where nothing tells. ``spoken``: it is told in speech. ``scene`` is the number of the scene, None outside.
    """

    id: int
    start: int
    end: int
    lemma: str
    agents: tuple[int, ...]
    patients: tuple[int, ...]
    recipients: tuple[int, ...]
    place: int | None
    realis: Realis
    spoken: bool
    scene: int | None
    confidence: float


@dataclass(frozen=True, slots=True)
class Attribute:
    """What is said of somebody or some place; ``start`` to ``end`` are the words that say it.

    ``by`` is who says it, None for the narrator. ``holds`` is false for what is said and is not so.
    It holds from ``since`` to ``until`` in the text, as far as that tells.
    """

    id: int
    entity: int
    kind: AttributeKind
    value: str
    start: int
    end: int
    by: int | None
    holds: bool
    since: int
    until: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Relation:
    """``a`` is ``relation`` ``b``; ``spans`` tell it, and ``inferred`` says that other relations do."""

    a: int
    relation: RelationKind
    b: int
    spans: tuple[Span, ...]
    inferred: bool
    confidence: float


@dataclass(frozen=True, slots=True)
class Story:
    """What happens in a work: scenes, where people are, times, events; what is told of whom. All in order."""

    scenes: tuple[Scene, ...] = ()
    locations: tuple[Location, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    events: tuple[Event, ...] = ()
    attributes: tuple[Attribute, ...] = ()
    relations: tuple[Relation, ...] = ()
