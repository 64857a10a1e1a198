"""Where a scene happens: evidence of each place that it may be, against all the others and against none."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from fabula.lang.en.movement import AWAY, TOWARDS
from fabula.lang.en.places import ADVERBS, BUILDINGS, FURNITURE, GROUNDS, ROOMS, VEHICLES
from fabula.story.company import Stage
from fabula.story.document import Document, ToldMention
from fabula.story.evidence import Evidence
from fabula.types import EntityType, MentionForm, Span, Whereabouts

Key = tuple[int, str]
"""What tells a place from the others: its entity, or 0 and its noun."""
Standing = tuple[int, Mapping[Whereabouts | None, float]]
"""Somebody, and how likely this one is in a place, near it and so on."""

_KINDS: Final = {
    "furniture": FURNITURE,
    "a room": ROOMS - FURNITURE,
    "a building": BUILDINGS,
    "out of doors": GROUNDS - FURNITURE,
    "a vehicle": VEHICLES,
    "an adverb": ADVERBS,
    "home": frozenset(["home"]),
}
_ARTICLES: Final = frozenset("the a an his her their my our this that another some every any no".split())  # noqa: SIM905
_PREPOSITIONS: Final = {
    **dict.fromkeys(("in", "inside", "within", "aboard"), "in"),
    **dict.fromkeys(("at", "on", "upon"), "at"),
    **dict.fromkeys(TOWARDS, "to"),
    **dict.fromkeys(AWAY, "from"),
    "of": "of",
    "": "none",
}
_REMEMBERED = 6
"""Places of earlier scenes that a scene may return to."""
_OFTEN = 10
"""Mentions of a place in the whole work beyond which more say nothing: a novel has more than a tale."""
_OPENING = 60
"""Words of a scene that tell where it begins."""


@dataclass(frozen=True, slots=True)
class Known:
    """Where an earlier scene was: the words that tell it, and the number of the scene."""

    span: Span
    scene: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """Where a scene may be, None for nowhere that the text tells; with the mentions of it there."""

    key: Key | None
    mentions: tuple[ToldMention, ...]
    span: Span | None
    signs: Mapping[str, float]


@dataclass(slots=True)
class Course:
    """Where the scenes before were: each place with the last scene there, and the place of the last one."""

    known: dict[Key, Known] = field(default_factory=dict)
    last: Key | None = None

    def move(self, key: Key | None, span: Span | None, scene: int) -> None:
        """A scene was at a place; nowhere leaves it as it was."""
        if key is not None and span is not None:
            self.last = key
            self.known.pop(key, None)
            self.known[key] = Known(span, scene)


def candidates(
    evidence: Evidence, stage: Stage, course: Course, standing: Mapping[int, Sequence[Standing]]
) -> list[Candidate]:
    """Every place that a scene may be in; the last one is none.

    ``standing``: for the head word of a place, who stands to it in what way.
    """
    document = evidence.document
    told = _told(evidence, stage)
    narrated = [m.first for own in told.values() for m in own if not m.spoken]
    keys = dict.fromkeys([*told, *list(course.known)[-_REMEMBERED:]])
    found = []
    for key in sorted(keys):
        own = told.get(key, [])
        mine = [m for m in own if not m.spoken]
        signs = {"bias": 1.0, "only": float(len(told) == 1 and bool(own))}
        signs |= _of_course(course, stage, key, bool(mine), len(narrated) - len(mine))
        if own:
            signs |= _of_mentions(document, key, own, mine, len(narrated))
        if mine:
            signs |= _of_narration(document, stage, mine, min(narrated))
            signs |= _of_people(stage, mine, standing)
        span = _span(document, (mine or own)[0]) if own else course.known[key].span
        found.append(Candidate(key, tuple(own), span, signs))
    nowhere = {
        "nowhere": 1.0,
        "nowhere, nothing told": float(not narrated),
        "nowhere, little told": float(len(narrated) == 1),
        "nowhere, first scene": float(stage.number == 0),
        "nowhere before": float(stage.number > 0 and course.last is None),
    }
    return [*found, Candidate(None, (), None, nowhere)]


def _span(document: Document, m: ToldMention) -> Span:
    return document.starts[m.first], document.ends[m.end - 1]


def _told(evidence: Evidence, stage: Stage) -> dict[Key, list[ToldMention]]:
    """The places that a scene tells of, with their mentions."""
    document, found = evidence.document, defaultdict(list)
    for m in document.told(stage.first.first, stage.last.last):
        if m.type.is_setting and m.form is not MentionForm.PRONOUN:
            found[m.entity, ""].append(m)
    for m in evidence.nouns_in(stage.first.first, stage.last.last):
        found[0, document.lower[m.head]].append(m)
    return dict(found)


def _of_course(course: Course, stage: Stage, key: Key, told: bool, others: int) -> dict[str, float]:
    """What the scenes before say of a place."""
    carried = key == course.last
    found = {
        "carried": float(carried),
        "carried over a break": float(carried and stage.first.is_parted),
        "carried, told of": float(carried and told),
        "carried, others told of": float(carried and others > 0),
        "carried, nothing told": float(carried and not told and not others),
        "been before": float(key in course.known),
        "been before, told of": float(key in course.known and not carried and told),
        "been before, not told of": float(key in course.known and not carried and not told),
    }
    if key in course.known:
        found["scenes ago"] = math.log1p(stage.number - course.known[key].scene)
    return found


def _of_mentions(
    document: Document, key: Key, own: Sequence[ToldMention], mine: Sequence[ToldMention], narrated: int
) -> dict[str, float]:
    """What a place is, and how much is told of it."""
    nouns = {document.lower[m.head] for m in own}
    entity = document.entities.get(key[0])
    kind = own[0].type
    return {
        **{name: float(bool(nouns & words)) for name, words in _KINDS.items()},
        "narrated": float(bool(mine)),
        "mentions in narration": math.log1p(len(mine)),
        "share of the mentions": len(mine) / max(1, narrated),
        "only in speech": float(not mine),
        "mentions in speech": math.log1p(len(own) - len(mine)),
        "nobody of the cast": float(entity is None),
        "a town or land": float(kind is EntityType.PLACE),
        "a landscape": float(kind is EntityType.LOCATION),
        "a ship or car": float(kind is EntityType.VEHICLE),
        "a facility": float(kind is EntityType.FACILITY and entity is not None),
        "has a name": float(any(m.form is MentionForm.NAME for m in own)),
        "mentions in the work": math.log1p(min(entity.mentions, _OFTEN)) if entity is not None else 0.0,
    }


def _of_narration(
    document: Document, stage: Stage, mine: Sequence[ToldMention], first: int
) -> dict[str, float]:
    """How and where narration tells of a place."""
    begin, opening = stage.first.first, mine[0].first
    found = {
        "first place told of": float(opening == first),
        "early": 1.0 / (1.0 + math.log1p((opening - begin) / 5)),
        "in the first sentence": float(opening - begin < 25),
        "in the first paragraph": float(opening < stage.first.last),
    }
    for m in mine:
        found[f"after {_PREPOSITIONS.get(m.preposition, 'another')}"] = 1.0
        found[f"as {m.relation.split(':')[0]}"] = 1.0
        over, article = document.head[m.head], document.lower[m.first]
        if over >= 0 and document.event[over] >= 0.5:
            found["in an event"] = 1.0
        if article in _ARTICLES:
            found[f"with {article}"] = 1.0
    return found


def _of_people(
    stage: Stage, mine: Iterable[ToldMention], standing: Mapping[int, Sequence[Standing]]
) -> dict[str, float]:
    """How those whom a scene tells of stand to a place."""
    most: dict[str, float] = defaultdict(float)
    total: dict[str, float] = defaultdict(float)
    for m in mine:
        for n, likely in standing.get(m.head, ()):
            if n not in stage.everybody.showings:
                continue
            for answer, share in likely.items():
                name = "unrelated" if answer is None else answer.value
                most[f"somebody {name}"] = max(most[f"somebody {name}"], share)
                total[f"people {name}"] += share
                if m.first - stage.first.first < _OPENING:
                    key = f"somebody {name}, early"
                    most[key] = max(most[key], share)
    found = {name: math.log1p(own) for name, own in total.items()}
    return {**most, **found, "somebody stands to it": float(bool(most))}
