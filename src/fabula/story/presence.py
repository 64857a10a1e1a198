"""Who is bodily in a scene, and through whose eyes it is told: evidence of each person of it."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
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
    "minds of a work of one mind",
    "most minds of a work of one mind",
    "far more minds than anybody",
    "is there",
    "only one there",
    "nobody tells",
)
"""Features of one through whose eyes a scene may be told."""


@dataclass(slots=True)
class Showing:
    """What a stretch tells of somebody, counted."""

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

    @property
    def minds(self) -> int:
        """How often it tells what this one sees or thinks."""
        return self.perceives + self.thinks

    def add(self, other: Showing) -> None:
        """Adds what another stretch tells of lines, mentions and minds."""
        self.lines += other.lines
        self.narrated += other.narrated
        self.perceives += other.perceives
        self.thinks += other.thinks


def showings_of(document: Document, first: int, end: int, quotes: Sequence[Quote]) -> dict[int, Showing]:
    """What the tokens of a scene, and the quotations in it, tell of each person."""
    found: dict[int, Showing] = defaultdict(Showing)
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
        place = bisect_left(document.starts, quote.start)
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
class Everybody:
    """What a stretch tells of each person, and of all together.

    ``first`` is the token that tells of the first of them, ``first_subject`` of the first that acts; -1 for
    nobody.
    """

    showings: Mapping[int, Showing]
    narrated: int
    lines: int
    subjects: int
    most_subjects: int
    minds: int
    most_minds: int
    second_minds: int
    first: int
    first_subject: int

    @classmethod
    def of(cls, showings: Mapping[int, Showing]) -> Everybody:
        """That of the people of one stretch."""
        every = showings.values()
        minds = nlargest(2, (own.minds for own in every))
        return cls(
            showings,
            narrated=sum(own.narrated for own in every),
            lines=sum(own.lines for own in every),
            subjects=sum(own.subject for own in every),
            most_subjects=max((own.subject for own in every), default=0),
            minds=sum(own.minds for own in every),
            most_minds=minds[0] if minds else 0,
            second_minds=minds[1] if len(minds) > 1 else 0,
            first=min((own.first for own in every if own.first >= 0), default=-1),
            first_subject=min((own.first for own in every if own.first >= 0 and own.subject), default=-1),
        )

    @classmethod
    def together(cls, stretches: Iterable[Everybody]) -> Everybody:
        """That of several stretches: lines, mentions and minds of each person, added up."""
        showings: dict[int, Showing] = defaultdict(Showing)
        for stretch in stretches:
            for n, own in stretch.showings.items():
                showings[n].add(own)
        return cls.of(dict(showings))

    def showing(self, n: int) -> Showing:
        """What it tells of one; nothing of one who is not there."""
        return self.showings.get(n, Showing())

    def share(self, n: int) -> float:
        """The share of all mentions of people in narration that are of one."""
        return self.showing(n).narrated / max(1, self.narrated)


def presence_features(
    n: int, here: Everybody, teller: int | None, beside: tuple[bool, bool], whole: Everybody
) -> Array:
    """The features of one in a scene; ``beside``: whether the scenes before and after tell of this one."""
    own = here.showing(n)
    silent = not (own.narrated or own.lines or own.heard or own.spoken)
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
        "share of the mentions": here.share(n),
        "tells": float(n == teller),
        "told of first": float(own.first == here.first >= 0),
        "is a group": float(2 * own.group > own.narrated > 0),
        "is there before": float(beside[0]),
        "is there after": float(beside[1]),
        "not told of here": float(silent),
        "there before and after, not told of here": float(silent and all(beside)),
        "in a group that is told of": float(own.in_group),
        "share of the whole work": whole.share(n),
        "long scene": math.log1p(here.narrated / 10.0),
        "no speech": float(not here.lines),
    }
    return np.asarray([values[name] for name in PRESENCE])


def focal_features(
    n: int,
    here: Everybody,
    there: Mapping[int, float],
    teller: int | None,
    before: int | None,
    whole: Everybody,
) -> Array:
    """The features of one through whose eyes a scene may be told; ``there``: who is in it, how surely."""
    own = here.showing(n)
    minds = whole.showing(n).minds
    every = whole.minds + 1.0
    one = whole.most_minds / every
    leads = minds == whole.most_minds
    others = whole.second_minds  # of all but this one, where this one leads
    sure = there.get(n, 0.0)
    values = {
        "bias": 1.0,
        "tells": float(n == teller),
        "perceives": float(own.perceives > 0),
        "thinks": float(own.thinks > 0),
        "perceives or thinks, of all": own.minds / (here.minds + 1.0),
        "subject first": float(own.first == here.first_subject >= 0),
        "subject most": float(own.subject == here.most_subjects > 0),
        "share of the subjects": own.subject / max(1, here.subjects),
        "share of the lines": own.lines / max(1, here.lines),
        "share of the mentions": here.share(n),
        "focal before": float(n == before),
        "minds of the whole work": minds / max(1, whole.minds),
        "most minds of the whole work": float(minds == whole.most_minds > 0),
        "share of the whole work": whole.share(n),
        "minds of a work of one mind": minds / every * one,
        "most minds of a work of one mind": one if minds == whole.most_minds > 0 else 0.0,
        "far more minds than anybody": max(0, minds - others) / every if leads else 0.0,
        "is there": sure,
        "only one there": float(sure > 0.5 and sum(p > 0.5 for p in there.values()) == 1),
        "nobody tells": float(teller is None),
    }
    return np.asarray([values[name] for name in FOCAL])
