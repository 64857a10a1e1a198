"""Where each character is, as intervals: in the place of the scene, or where a sentence puts them."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Final

import numpy as np
import numpy.typing as npt

from fabula.story.document import NOBODY, Document, ToldMention
from fabula.story.evidence import Evidence
from fabula.story.trees import Tree
from fabula.story.whereabouts import pair_signs
from fabula.types import (
    Annotations,
    Cast,
    EntityType,
    Location,
    MentionForm,
    Presence,
    Role,
    Scene,
    Span,
    Text,
    Whereabouts,
)

Floats = npt.NDArray[np.float64]

ANSWERS: Final = (*Whereabouts, None)
"""How somebody can stand to a place; None where the words tell nothing of it."""

_STAYING = (Whereabouts.IN, Whereabouts.NEAR)
"""What holds until the next thing is told; the others hold for their sentence."""
_TOWNS = (EntityType.PLACE, EntityType.LOCATION)
_REACHED = (Whereabouts.IN, Whereabouts.TO)
_KEPT = 0.7
"""How much of what speaks for a town does so a scene later."""
_SURE = 0.5
"""The probability from which on a sentence puts somebody somewhere."""
_FARTHEST = 40
"""Words between a person and a place that one sentence may join."""


@dataclass(frozen=True, slots=True)
class PairWeights:
    """The weights of each sign for each of :data:`ANSWERS`."""

    rows: Mapping[str, Floats]

    def probabilities(self, signs: Mapping[str, float]) -> dict[Whereabouts | None, float]:
        """How likely each answer is."""
        known = [name for name in signs if name in self.rows]
        total = np.zeros(len(ANSWERS))
        if known:
            total = np.asarray([signs[name] for name in known]) @ np.asarray([self.rows[n] for n in known])
        likely = np.exp(total - total.max())
        return dict(zip(ANSWERS, (likely / likely.sum()).tolist(), strict=True))


@lru_cache(maxsize=1)
def shipped() -> PairWeights:
    """The weights that the package ships, fitted by ``training.story.places``."""
    kept = json.loads(files("fabula.story").joinpath("locations.json").read_text(encoding="utf8"))
    return parse(kept["weights"])


def parse(kept: Mapping[str, Sequence[float]]) -> PairWeights:
    """Weights by the names of their signs."""
    return PairWeights({name: np.asarray(own, np.float64) for name, own in kept.items()})


def relation_of(
    text: Text, notes: Annotations, cast: Cast, person: Span, place: Span
) -> dict[Whereabouts | None, float]:
    """How likely the words say that a person is in a place, near it and so on; both by code points."""
    document = Document(text, notes, cast)
    pair = document.mention_at(notes, *person), document.mention_at(notes, *place)
    return shipped().probabilities(pair_signs(document, Tree(document), *pair))


@dataclass(frozen=True, slots=True)
class Told:
    """That a sentence puts somebody somewhere, from the sentence's words on."""

    entity: int
    place: ToldMention
    relation: Whereabouts
    start: int
    end: int
    sure: float


def locations(document: Document, scenes: Sequence[Scene], every: Sequence[Pair]) -> tuple[Location, ...]:
    """Where everybody is whom a scene shows, in the order of the text.

    A scene's place holds for all who are bodily there while they are. A sentence that puts one of them
    somewhere else holds from there on until the next does, or the scene ends.
    """
    sentences = _told(document, every)
    told = defaultdict(list)
    for own in sentences:
        told[own.entity].append(own)
    found = list(_towns(document, scenes, every))
    for scene in scenes:
        there = _there(scene)
        for n, one in there.items():
            if scene.place_span is not None:
                sure = one.confidence * scene.place_confidence
                found.append(
                    Location(n, scene.place, scene.place_span, Whereabouts.IN, one.start, one.end, sure)
                )
        for n in told:
            inside = _within(told[n], scene)
            if inside:
                end = there[n].end if n in there else scene.end
                found += _intervals(document, inside, max(end, inside[-1].end))
    return tuple(sorted(found, key=lambda own: (own.start, own.end, own.entity)))


def _there(scene: Scene) -> dict[int, Presence]:
    """Who is bodily in a scene."""
    return {one.entity: one for one in scene.present if one.role is Role.BODILY}


def _within(told: Sequence[Told], scene: Scene) -> Sequence[Told]:
    """What of something in order a scene tells."""
    first = bisect_left(told, scene.start, key=lambda own: own.start)
    return told[first : bisect_left(told, scene.end, key=lambda own: own.start)]


def _towns(document: Document, scenes: Sequence[Scene], every: Sequence[Pair]) -> Iterator[Location]:
    """The town or land of all who are in a scene: the one that most speaks for, of late.

    People who are together are in one town. What is told of a town speaks for it, less with every scene.
    """
    told = sorted(
        (one for one in every if one.place.type in _TOWNS and one.place.form is MentionForm.NAME),
        key=lambda one: one.place.first,
    )
    starts = [document.starts[one.place.first] for one in told]
    known: dict[int, dict[int, tuple[float, ToldMention]]] = {}
    for scene in scenes:
        there = _there(scene)
        votes = _together(known, there)
        for pair in told[bisect_left(starts, scene.start) : bisect_left(starts, scene.end)]:
            gain = sum(pair.likely[own] for own in _REACHED) - pair.likely[Whereabouts.FROM]
            before, m = votes.get(pair.place.entity, (0.0, pair.place))
            votes[pair.place.entity] = before + gain, pair.place if gain > 0 else m
        for n in there:
            known[n] = votes
        best = max(votes, key=lambda n: (votes[n][0], votes[n][1].first), default=None)
        if best is None or votes[best][0] <= 0:
            continue
        total = sum(max(0.0, own) for own, _ in votes.values())
        share, m = votes[best][0] / max(1.0, total), votes[best][1]
        for n, one in there.items():
            sure = one.confidence * share
            yield Location(n, m.entity, _span(document, m), Whereabouts.IN, one.start, one.end, sure)


def _together(
    known: Mapping[int, Mapping[int, tuple[float, ToldMention]]], there: Iterable[int]
) -> dict[int, tuple[float, ToldMention]]:
    """What speaks for each town from the scenes before, of all who are together: the mean of theirs."""
    people = [known[n] for n in there if n in known]
    found: dict[int, tuple[float, ToldMention]] = {}
    for own in people:
        for town, (score, m) in own.items():
            found[town] = found.get(town, (0.0, m))[0] + _KEPT * score / len(people), m
    return found


def _span(document: Document, m: ToldMention) -> Span:
    return document.starts[m.first], document.ends[m.end - 1]


def _intervals(document: Document, told: Sequence[Told], end: int) -> Iterator[Location]:
    """What is told of one person in one scene, each until the next."""
    for own, after in zip(told, [*told[1:], None], strict=False):
        last = end if after is None else after.start
        m = own.place
        yield Location(
            entity=own.entity,
            place=None if m.entity == NOBODY else m.entity,
            place_span=_span(document, m),
            relation=own.relation,
            start=own.start,
            end=max(own.end, last) if own.relation in _STAYING else own.end,
            confidence=own.sure,
        )


@dataclass(frozen=True, slots=True)
class Pair:
    """A person and a place of one sentence of narration, and how likely each answer is."""

    person: ToldMention
    place: ToldMention
    likely: Mapping[Whereabouts | None, float]


def pairs(evidence: Evidence, weights: PairWeights | None = None) -> list[Pair]:
    """Every person and place that one sentence of narration tells of."""
    document, tree = evidence.document, evidence.tree
    model = weights or shipped()
    people: dict[int, list[ToldMention]] = defaultdict(list)
    places: dict[int, list[ToldMention]] = defaultdict(list)
    for m in document.mentions:
        if m.spoken:
            continue
        if m.type.is_setting and m.form is not MentionForm.PRONOUN:
            places[tree.root(m.head)].append(m)
        elif document.is_person(m.entity):
            people[tree.root(m.head)].append(m)
    for m in evidence.nouns:
        places[tree.root(m.head)].append(m)
    return [
        Pair(person, place, model.probabilities(pair_signs(document, tree, person, place)))
        for root in sorted(places.keys() & people.keys())
        for person in people[root]
        for place in places[root]
        if place.entity != person.entity
        and max(person.end, place.end) - min(person.first, place.first) <= _FARTHEST
    ]


def _told(document: Document, every: Sequence[Pair]) -> list[Told]:
    """Of each person and sentence the surest place that narration tells."""
    best: dict[tuple[int, int], Told] = {}
    for pair in every:
        one = _one(document, pair)
        if one is None:
            continue
        key = pair.person.entity, _sentence(document, pair.person.head)
        if key not in best or one.sure > best[key].sure:
            best[key] = one
    return sorted(best.values(), key=lambda own: (own.start, own.entity))


def _sentence(document: Document, word: int) -> int:
    while document.head[word] >= 0:
        word = document.head[word]
    return word


def _one(document: Document, pair: Pair) -> Told | None:
    """What a sentence tells of a person and a place, None where it is nothing sure."""
    person, place = pair.person, pair.place
    relation = max((own for own in pair.likely if own is not None), key=lambda own: pair.likely[own])
    if pair.likely[relation] < _SURE:
        return None
    start = document.starts[min(person.first, place.first)]
    end = document.ends[max(person.end, place.end) - 1]
    return Told(person.entity, place, relation, start, end, pair.likely[relation])


def at(found: Iterable[Location], entity: int, offset: int) -> list[Location]:
    """Where somebody is at a code point, the latest told first."""
    own = [one for one in found if one.entity == entity and one.start <= offset < one.end]
    return sorted(own, key=lambda one: (-one.start, one.end))
