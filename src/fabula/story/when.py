"""When a scene is: which words tell its time, and how it stands to the scene before it.

Both read what is told at its opening; nothing here decides.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from fabula.lang.en.movement import ARRIVING, LEAVING
from fabula.lang.en.times import AFTERWARDS, EARLIER, GOING_ON, MEANWHILE
from fabula.story.document import Document
from fabula.story.times import Expression, Kind
from fabula.story.times.expression import between
from fabula.types import When

if TYPE_CHECKING:
    from fabula.story.steps import Stretch

Array = npt.NDArray[np.float64]

_OPENING: Final = 30
"""Tokens in which a scene says when it is, if it does so at once."""
_AT_ONCE: Final = 3
"""Tokens from which on a time is the first thing that a scene says."""
_SENTENCE: Final = 12
"""Tokens in which its first clause does."""
_AROUND: Final = 15
"""Tokens on both sides of an expression that are of its clause, about."""
_DATES: Final = 30
"""Scenes back to which the last date is looked for."""
_PERFECT: Final = 60
"""Tokens whose tense tells how a scene opens."""
_LATELY: Final = 150
"""Tokens before a scene that it goes on from."""

TIME: Final = (
    "bias",
    *(f"kind: {kind.value}" for kind in Kind),
    "of a day and an hour",
    "of moments",
    "of one word",
    "leads on",
    "leads back",
    "first of the scene",
    "only one of the scene",
    "in the first clause",
    "in the opening",
    "how far in",
    "opens its sentence",
    "after it was",
    "after a preposition",
    "in speech",
    "in the past perfect",
    "long scene",
)
"""Features of an expression that may tell when a scene is."""

WHEN: Final = (
    "bias",
    "printed break",
    "leads on",
    "leads on, in the first clause",
    "leads on, at once",
    "leads back",
    "leads back, in the first clause",
    "leads back, at once",
    "an hour or a part of the day",
    "an hour or a date, in the first clause",
    "that same time",
    "a date",
    "dated later",
    "dated earlier",
    "a length of moments",
    "a length of time",
    "an age",
    "again and again",
    "at the same time",
    "opens with going on",
    "opens with later",
    "opens with earlier",
    "opens with meanwhile",
    "opens with when",
    "past perfect",
    "past perfect begins",
    "past perfect ends",
    "present tense changes",
    "a tale in speech begins",
    "a tale in speech ends",
    "company goes on",
    "company of the scene before the last",
    "company is new",
    "nobody of the scene before",
    "the one told of goes on",
    "words go on",
    "opens with a place",
    "opens with a new place",
    "opens with arriving",
    "closes with leaving",
    "leaves and arrives",
    "opens with speech",
    "closed with speech",
    "opens with he or she",
    "opens with it",
    "speech",
    "no speech",
    "events",
    "events before",
)
"""Features of how the time of a scene stands to that of the scene before it."""

CLASSES: Final = (When.CONTINUES, When.LATER, When.EARLIER, When.SAME_TIME)
"""What they decide between: only the first scene of a work is the first, and unknown is what is not sure."""


def spread(features: Array, weights: Array) -> Array:
    """The probability of each of ``CLASSES``, by the weights of each (a row a class)."""
    scores = weights @ features
    found = np.exp(scores - scores.max())
    every: Array = found / found.sum()
    return every


def told_in(found: Sequence[Expression], first: int, end: int) -> Sequence[Expression]:
    """The expressions that begin within some tokens, of all in order."""
    return found[
        bisect_left(found, first, key=lambda own: own.first) : bisect_left(
            found, end, key=lambda own: own.first
        )
    ]


def time_features(
    document: Document, own: Expression, inside: Sequence[Expression], first: int, end: int
) -> Array:
    """The features of one of the expressions ``inside`` a scene, whose tokens are given."""
    lead = document.lower[own.first - 1] if own.first > first else ""
    far = own.first - first
    around = range(max(first, own.first - _AROUND), min(end, own.end + _AROUND))
    values = {
        "bias": 1.0,
        f"kind: {own.kind.value}": 1.0,
        "of a day and an hour": float(bool(own.day and own.hour)),
        "of moments": float(is_moment(own)),
        "of one word": float(own.kind is Kind.LENGTH and own.end == own.first + 1),
        "leads on": float((own.seconds or 0.0) > 0.0),
        "leads back": float((own.seconds or 0.0) < 0.0),
        "first of the scene": float(own is inside[0]),
        "only one of the scene": float(len(inside) == 1),
        "in the first clause": float(far < _SENTENCE),
        "in the opening": float(far < _OPENING),
        "how far in": math.log1p(far / 10.0),
        "opens its sentence": float(own.first > first and document.lemma[own.first - 1] in _STOPS),
        "after it was": float(lead == "be"),
        "after a preposition": float(lead in ("at", "by", "on", "in", "until", "till", "towards")),
        "in speech": float(own.spoken),
        "in the past perfect": float(any(_is_had(document, w) for w in around)),
        "long scene": math.log1p((end - first) / 300.0),
    }
    return np.asarray([values.get(name, 0.0) for name in TIME])


class Opening:
    """A scene as far as its time goes: its tokens, and which of them tell the story.

    A scene that is all speech is a tale that somebody tells: its speech is what tells.
    """

    def __init__(self, document: Document, own: Stretch, found: Sequence[Expression]) -> None:
        self.document, self.stretch = document, own
        self.paragraph = document.paragraphs[own.first]
        self.first, self.end = self.paragraph.first, document.paragraphs[own.end - 1].last
        narrated = document.narrated(self.first, self.end)
        self.speech = 1.0 - len(narrated) / max(1, self.end - self.first)
        self.is_tale = self.speech > _TALE
        self.told = list(range(self.first, self.end)) if self.is_tale else narrated
        self.opens = [document.lower[w] for w in self.told if w < self.first + _OPENING]
        self.clause = self.opens[:_SENTENCE]
        self.times = [
            one
            for one in told_in(found, self.first, min(self.end, self.first + _OPENING))
            if self.is_tale or not one.spoken
        ]
        above = document.paragraphs[own.first - 1].last if own.first else 0
        self.heading = told_in(found, above, self.first)
        first = [one for one in self.times if one.first < self.first + _SENTENCE]
        self.dated = next((one for one in (*self.heading, *first) if one.date is not None), None)
        self.mentions = [
            m
            for m in document.told(self.first, min(self.end, self.first + _OPENING))
            if self.is_tale or not m.spoken
        ]
        self.company = {n for n, one in own.everybody.showings.items() if one.subject or one.lines}
        tags = [document.xpos[w] for w in self.told]
        self.finite = sum(tag in ("VBD", "VBZ", "VBP") for tag in tags)
        self.present = (tags.count("VBZ") + tags.count("VBP")) / (self.finite + 1.0)
        self.perfect = self._perfect(self.told)
        self.opening_perfect = self._perfect([w for w in self.told if w < self.first + _PERFECT])
        self.nouns = self._nouns(self.told[:_PERFECT])
        self.closing_nouns = self._nouns(range(max(self.first, self.end - _LATELY), self.end))
        verbs = sum(document.upos[w] == "VERB" for w in self.told)
        self.events = sum(document.event[w] for w in self.told) / (verbs + 1.0)

    def _nouns(self, words: Sequence[int]) -> set[str]:
        return {self.document.lemma[w] for w in words if self.document.upos[w] == "NOUN"}

    def _perfect(self, words: Sequence[int]) -> float:
        """The share of the finite verbs with "had"."""
        tags = self.document.xpos
        had = sum(_is_had(self.document, w) for w in words)
        return had / (sum(tags[w] in ("VBD", "VBZ", "VBP") for w in words) + 1.0)


def when_features(openings: Sequence[Opening], k: int) -> Array:
    """The features of how a scene stands to the one before; ``openings`` are all of the work."""
    own, before = openings[k], openings[k - 1]
    values = {
        "bias": 1.0,
        "printed break": float(own.paragraph.after_break),
        **_times(own),
        "dated later": float((elapsed(openings, k) or 0.0) > 0.0),
        "dated earlier": float((elapsed(openings, k) or 0.0) < 0.0),
        **_words(own),
        **_people(own, before, openings[k - 2] if k > 1 else None),
        "past perfect": own.perfect,
        "past perfect begins": max(0.0, own.opening_perfect - before.perfect),
        "past perfect ends": max(0.0, before.perfect - own.perfect),
        "present tense changes": abs(own.present - before.present),
        "a tale in speech begins": float(own.is_tale and not before.is_tale),
        "a tale in speech ends": float(before.is_tale and not own.is_tale),
        "opens with speech": float(own.document.spoken[own.first]),
        "closed with speech": float(own.document.spoken[before.end - 1]),
        "speech": own.speech,
        "no speech": float(not own.stretch.quotes),
        "events": own.events,
        "events before": before.events,
    }
    return np.asarray([values[name] for name in WHEN])


def elapsed(openings: Sequence[Opening], k: int) -> float | None:
    """The seconds from the last date over or at the opening of a scene to the one of this scene, or None."""
    own = openings[k].dated
    for before in reversed(openings[max(0, k - _DATES) : k] if own else ()):
        if own is not None and before.dated is not None:
            return between(before.dated, own)
    return None


def _times(own: Opening) -> Mapping[str, float]:
    """What the expressions of time at an opening say."""
    clause = [one for one in own.times if one.first < own.first + _SENTENCE]
    at_once = [one for one in clause if one.first < own.first + _AT_ONCE]

    def any_of(*kinds: Kind, among: Sequence[Expression] = own.times) -> float:
        return float(any(one.kind in kinds for one in among))

    def leads(way: int, among: Sequence[Expression] = own.times) -> float:
        return float(any(one.seconds is not None and np.sign(one.seconds) == way for one in among))

    moments = [one for one in own.times if one.kind is Kind.LENGTH and is_moment(one)]
    return {
        "leads on": leads(1),
        "leads on, in the first clause": leads(1, clause),
        "leads back": leads(-1),
        "leads back, in the first clause": leads(-1, clause),
        "leads on, at once": leads(1, at_once),
        "leads back, at once": leads(-1, at_once),
        "that same time": leads(0),
        "an hour or a part of the day": any_of(Kind.CLOCK, Kind.PART),
        "an hour or a date, in the first clause": any_of(Kind.CLOCK, Kind.PART, Kind.DATE, among=clause),
        "a date": any_of(Kind.DATE),
        "a length of moments": float(bool(moments)),
        "a length of time": float(any(one.kind is Kind.LENGTH and one not in moments for one in own.times)),
        "an age": any_of(Kind.AGE),
        "again and again": any_of(Kind.SET),
        "at the same time": any_of(Kind.SAME),
    }


def _words(own: Opening) -> Mapping[str, float]:
    """What other words of an opening say."""
    first = own.opens[0] if own.opens else ""
    at_once = bool(own.told) and own.told[0] == own.first
    return {
        "opens with going on": float(bool(set(own.opens[:2]) & GOING_ON)),
        "opens with later": float(bool(set(own.clause) & AFTERWARDS)),
        "opens with earlier": float(bool(set(own.opens) & EARLIER)),
        "opens with meanwhile": float(bool(set(own.clause) & MEANWHILE)),
        "opens with when": float("when" in own.opens[:3] or "as" in own.opens[:2]),
        "opens with he or she": float(at_once and first in ("he", "she", "they", "i", "we")),
        "opens with it": float(at_once and first in ("it", "there")),
    }


def _people(own: Opening, before: Opening, last_but_one: Opening | None) -> Mapping[str, float]:
    """Whether the company, the place and what is told of go on."""
    document = own.document
    lately = document.told(max(before.first, before.end - _LATELY), before.end)
    subjects = [
        m.entity for m in own.mentions if m.relation.startswith("nsubj") and document.is_person(m.entity)
    ]
    closing = [document.lemma[w] for w in before.told[-_OPENING:]]
    places = [m for m in own.mentions if m.type.is_setting]
    older = last_but_one.company if last_but_one else set()
    leaves, arrives = any(w in LEAVING for w in closing), any(w in ARRIVING for w in own.clause)
    return {
        "company goes on": _shared(own.company, before.company),
        "company of the scene before the last": _shared(own.company, older),
        "company is new": len(own.company - before.company) / max(1, len(own.company)),
        "nobody of the scene before": float(not own.company & before.company),
        "the one told of goes on": float(bool(subjects) and subjects[0] in {m.entity for m in lately[-6:]}),
        "words go on": words_shared(own, before),
        "opens with a place": float(bool(places)),
        "opens with a new place": float(any(m.entity not in {one.entity for one in lately} for m in places)),
        "opens with arriving": float(arrives),
        "closes with leaving": float(leaves),
        "leaves and arrives": float(leaves and arrives),
    }


def _is_had(document: Document, w: int) -> bool:
    """Whether a word is the "had" of a past perfect."""
    return document.lemma[w] == "have" and document.upos[w] == "AUX" and document.xpos[w] == "VBD"


def words_shared(own: Opening, before: Opening) -> float:
    """How many of the nouns of an opening stand at the end of an earlier scene."""
    return len(own.nouns & before.closing_nouns) / (len(own.nouns) + 1.0)


def _shared(one: set[int], two: set[int]) -> float:
    return len(one & two) / max(1, len(one | two))


def is_moment(own: Expression) -> bool:
    """Whether an expression tells of some minutes at most, in which a scene goes on."""
    return own.day.lstrip("+-").startswith("PT") and own.day[-1] in "SM"


_STOPS: Final = frozenset('. ! ? ; : — ” " ’ “'.split())  # noqa: SIM905
"""What may stand before a sentence."""
_TALE: Final = 0.9
"""The share of speech from which on a scene is a tale that somebody tells."""
