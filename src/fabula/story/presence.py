"""Who is bodily in a scene, and through whose eyes it is told: evidence of each person of it."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from fabula.lang.en.minds import PERCEIVING, THINKING
from fabula.story.document import Document
from fabula.types import EntityType, Quote

Array = npt.NDArray[np.float64]

PRESENCE: Final = (
    "bias",
    "speaks",
    "lines",
    "is spoken to",
    "only spoken to",
    "acts",
    "acts often",
    "told of in narration",
    "mentions in narration",
    "pronouns in narration",
    "mentions in speech alone",
    "only owns",
    "is an object",
    "after a preposition",
    "in an event",
    "share of the mentions",
    "tells",
    "told of first",
    "is a group",
    "is there before",
    "is there after",
    "not told of here",
    "there before and after, not told of here",
    "in a group that is told of",
    "share of the whole work",
    "long scene",
    "no speech",
)
"""Features of somebody in a scene."""

FOCAL: Final = (
    "bias",
    "tells",
    "perceives",
    "perceives or thinks, of all",
    "thinks",
    "subject first",
    "subject most",
    "share of the subjects",
    "share of the lines",
    "share of the mentions",
    "focal before",
    "minds of the whole work",
    "most minds of the whole work",
    "share of the whole work",
    "is there",
    "only one there",
    "nobody tells",
)
"""Features of one through whose eyes a scene may be told."""


@dataclass(slots=True)
class Part:
    """What a scene tells of somebody, counted."""

    lines: int = 0
    heard: int = 0
    subject: int = 0
    events: float = 0.0
    narrated: int = 0
    pronouns: int = 0
    spoken: int = 0
    owns: int = 0
    objects: int = 0
    obliques: int = 0
    perceives: int = 0
    thinks: int = 0
    first: int = -1
    last: int = -1
    group: int = 0
    in_group: bool = False

    def add(self, other: Part) -> None:
        """Adds what another stretch tells."""
        self.lines += other.lines
        self.narrated += other.narrated
        self.perceives += other.perceives
        self.thinks += other.thinks


def parts_of(document: Document, first: int, end: int, quotes: Sequence[Quote]) -> dict[int, Part]:
    """What the tokens of a scene, and the quotations in it, tell of each person."""
    found: dict[int, Part] = defaultdict(Part)
    for m in document.told(first, end):
        if not document.is_person(m.entity):
            continue
        own = found[m.entity]
        if m.spoken:
            own.spoken += 1
            continue
        own.first = m.first if own.first < 0 else own.first
        own.last = m.first
        own.narrated += 1
        own.group += m.type is not EntityType.PERSON or document.xpos[m.head] in ("NNS", "NNPS")
        own.pronouns += m.form.value == "pronoun"
        if m.relation.startswith("nsubj"):
            own.subject += 1
            own.events += document.event[document.head[m.head]] if document.head[m.head] >= 0 else 0.0
            own.perceives += m.governor in PERCEIVING
            own.thinks += m.governor in THINKING
        elif m.relation == "nmod:poss":
            own.owns += 1
        elif m.relation in ("obj", "iobj"):
            own.objects += 1
        elif m.relation in ("obl", "nmod"):
            own.obliques += 1
    for quote in quotes:
        place = int(np.searchsorted(document.starts, quote.start))
        if quote.speaker is not None:
            own = found[quote.speaker]
            own.lines += 1
            own.first = place if own.first < 0 else min(own.first, place)
            own.last = max(own.last, place)
        for n in quote.addressees:
            found[n].heard += 1
    groups = [n for n, own in found.items() if own.narrated]
    for n in groups:
        for member in document.entities[n].members:
            found[member].in_group = True
    return dict(found)


@dataclass(frozen=True, slots=True)
class Whole:
    """What a whole work tells of each person."""

    parts: Mapping[int, Part]
    narrated: int
    minds: int
    most: int

    @classmethod
    def of(cls, scenes: Sequence[Mapping[int, Part]]) -> Whole:
        """That of all scenes together."""
        parts: dict[int, Part] = defaultdict(Part)
        for scene in scenes:
            for n, own in scene.items():
                parts[n].add(own)
        minds = {n: own.perceives + own.thinks for n, own in parts.items()}
        narrated = sum(own.narrated for own in parts.values())
        return cls(dict(parts), max(1, narrated), max(1, sum(minds.values())), max(minds.values(), default=0))

    def share(self, n: int) -> float:
        """The share of all mentions of people in narration that are of one."""
        return self.parts.get(n, Part()).narrated / self.narrated

    def mind(self, n: int) -> int:
        """How often the work tells what one sees or thinks."""
        own = self.parts.get(n, Part())
        return own.perceives + own.thinks


def presence_features(
    n: int, parts: Mapping[int, Part], teller: int | None, beside: tuple[bool, bool], whole: Whole
) -> Array:
    """The features of one in a scene; ``beside``: whether the scenes before and after tell of this one."""
    own, words = parts.get(n, Part()), sum(p.narrated for p in parts.values())
    silent = not (own.narrated or own.lines or own.heard or own.spoken)
    earliest = min((p.first for p in parts.values() if p.first >= 0), default=-1)
    spoken = sum(p.lines for p in parts.values())
    values = {
        "bias": 1.0,
        "speaks": float(own.lines > 0),
        "lines": math.log1p(own.lines),
        "is spoken to": float(own.heard > 0),
        "only spoken to": float(own.heard > 0 and not own.narrated and not own.lines),
        "acts": float(own.subject > 0),
        "acts often": math.log1p(own.subject),
        "told of in narration": float(own.narrated > 0),
        "mentions in narration": math.log1p(own.narrated),
        "pronouns in narration": math.log1p(own.pronouns),
        "mentions in speech alone": float(own.spoken > 0 and not own.narrated and not own.lines),
        "only owns": float(own.owns > 0 and own.owns == own.narrated),
        "is an object": float(own.objects > 0),
        "after a preposition": float(own.obliques > 0),
        "in an event": math.log1p(own.events),
        "share of the mentions": own.narrated / max(1, words),
        "tells": float(n == teller),
        "told of first": float(own.first == earliest >= 0),
        "is a group": float(2 * own.group > own.narrated > 0),
        "is there before": float(beside[0]),
        "is there after": float(beside[1]),
        "not told of here": float(silent),
        "there before and after, not told of here": float(silent and all(beside)),
        "in a group that is told of": float(own.in_group),
        "share of the whole work": whole.share(n),
        "long scene": math.log1p(words / 10.0),
        "no speech": float(not spoken),
    }
    return np.asarray([values[name] for name in PRESENCE])


def focal_features(
    n: int,
    parts: Mapping[int, Part],
    there: Mapping[int, float],
    teller: int | None,
    before: int | None,
    whole: Whole,
) -> Array:
    """The features of one through whose eyes a scene may be told; ``there``: who is in it, how surely."""
    own = parts.get(n, Part())
    minds = sum(p.perceives + p.thinks for p in parts.values())
    subjects = Counter({m: p.subject for m, p in parts.items()})
    earliest = min((p.first for p in parts.values() if p.first >= 0 and p.subject), default=-1)
    values = {
        "bias": 1.0,
        "tells": float(n == teller),
        "perceives": float(own.perceives > 0),
        "thinks": float(own.thinks > 0),
        "perceives or thinks, of all": (own.perceives + own.thinks) / (minds + 1.0),
        "subject first": float(own.first == earliest >= 0),
        "subject most": float(own.subject == max(subjects.values(), default=0) > 0),
        "share of the subjects": own.subject / max(1, subjects.total()),
        "share of the lines": own.lines / max(1, sum(p.lines for p in parts.values())),
        "share of the mentions": own.narrated / max(1, sum(p.narrated for p in parts.values())),
        "focal before": float(n == before),
        "minds of the whole work": whole.mind(n) / whole.minds,
        "most minds of the whole work": float(whole.mind(n) == whole.most > 0),
        "share of the whole work": whole.share(n),
        "is there": there.get(n, 0.0),
        "only one there": float(sum(p > 0.5 for p in there.values()) == 1 and there.get(n, 0.0) > 0.5),
        "nobody tells": float(teller is None),
    }
    return np.asarray([values[name] for name in FOCAL])
