"""What stands around the beginning of a paragraph: places, who moves, and how it is told; no decision."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from fabula.lang.en.movement import AWAY, DOORS, ELSEWHERE, INSIDE, MOVING, TOWARDS, WAYS, WAYS_OUT
from fabula.lang.en.openings import OPENINGS, PASSED, SOME, THIS
from fabula.lang.en.places import PLACE_NOUNS
from fabula.lang.en.times import DAYS, HABITS, LATER, TIME_NOUNS
from fabula.story.document import Document, Paragraph
from fabula.types import MentionForm

_EARLY, _ENDING = 30, 25
"""Words of narration at the beginning and at the end of a paragraph."""
_NEAR, _LATELY = 150, 400
"""Tokens around a paragraph in which places are looked for, and before it in which they are not new."""
_MANNER = 100
"""Tokens before and after whose manner of telling is compared."""

FIRST_WORDS: Final = (
    *(f"opens with {name}" for name in OPENINGS),
    "opens with an adverb of time",
    "opens with this day",
    "opens at once with a time",
    "opens with so long after",
    "tells early of a time",
    "tells early of a day",
    "opens with there is",
)
PLACES_TOLD: Final = (
    "tells early where",
    "tells early of a new place",
    "somebody goes to a place early",
    "new places",
    "places after are new",
    "places after are the same",
    "no place after",
)
MOVES: Final = (
    "somebody moves early",
    "moves early in an event",
    "moves early to elsewhere",
    "a door early",
    "somebody moved last",
    "moved last in an event",
    "moved last to elsewhere",
    "moved in the last words",
    "a door last",
    "who moved last is told of next",
    "who moved last is not told of next",
    "somebody moved in two paragraphs",
    "moves after",
)
_SHARES: Final = ("narration", "past perfect", "habits", "events", "present tense")
MANNER: Final = (
    *(f"{name}: {way}" for name in _SHARES for way in ("more after", "otherwise after")),
    "events of the paragraph",
    "habits of the paragraph",
    "words of narration",
    "words of narration before",
    "closes with a dash",
    "is all speech",
    "is all speech before",
    "is all speech and before",
)
SURROUNDINGS: Final = (*FIRST_WORDS, *PLACES_TOLD, *MOVES, *MANNER)
"""Features of what stands around the beginning of a paragraph."""


@dataclass(frozen=True, slots=True)
class Move:
    """Somebody moves: who, None where the sentence does not say; how surely it happens; the ways."""

    who: int | None
    event: float
    ways: frozenset[str]


class Surroundings:
    """What stands around each paragraph of a document."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._lemma = document.lower
        self._told = ~np.asarray(document.spoken, bool)
        self._places = _places(document)
        self._place_tokens = np.asarray(sorted(self._places), np.int64)
        self._moves = _moves(document)
        self._sums = _sums(document, self._lemma, self._told)

    def features(self, k: int) -> Mapping[str, float]:
        """The features of a paragraph, by their names in ``SURROUNDINGS``."""
        own = self._document.paragraphs[k]
        before = self._document.paragraphs[k - 1] if k else None
        opening = self._narrated(own)[:_EARLY]
        found = {**self._first_words(own, opening), **self._where(own, opening), **self._manner(own, before)}
        found.update(self._early(own, opening))
        return {**found, **self._last(k, own, before)} if before else found

    def _narrated(self, own: Paragraph) -> list[int]:
        return self._document.narrated(own.first, own.last)

    def _first_words(self, own: Paragraph, opening: Sequence[int]) -> dict[str, float]:
        document, lemma = self._document, self._lemma
        first, words = lemma[own.first], [lemma[w] for w in opening]
        counted = [w for w in opening[:12] if document.upos[w] == "NUM" or lemma[w] in SOME]
        long = any(own in TIME_NOUNS for w in counted for own in lemma[w + 1 : w + 4])
        return {
            **{f"opens with {name}": float(first in own) for name, own in OPENINGS.items()},
            "opens with an adverb of time": float(first in LATER),
            "opens with this day": float(first in THIS and bool(TIME_NOUNS.intersection(words[:4]))),
            "opens at once with a time": float(bool(TIME_NOUNS.intersection(words[:5]))),
            "opens with so long after": float(long and bool(PASSED.intersection(words[:14]))),
            "tells early of a time": float(bool(TIME_NOUNS.intersection(words))),
            "tells early of a day": float(bool(DAYS.intersection(words[:12]))),
            "opens with there is": float("there" in words[:3] and "be" in words[:5]),
        }

    def _near(self, first: int, end: int) -> set[int | str]:
        low, high = np.searchsorted(self._place_tokens, (first, end))
        return {self._places[k][0] for k in self._place_tokens[low:high].tolist()}

    def _where(self, own: Paragraph, opening: Sequence[int]) -> dict[str, float]:
        lately = self._near(max(0, own.first - _LATELY), own.first)
        here = [self._places[w] for w in opening if w in self._places]
        led = [(key, verb) for key, preposition, verb in here if preposition in INSIDE | TOWARDS]
        after = self._near(own.first, own.first + _NEAR)
        same = after & self._near(max(0, own.first - _NEAR), own.first)
        return {
            "tells early where": float(bool(led)),
            "tells early of a new place": float(any(key not in lately for key, _ in led)),
            "somebody goes to a place early": float(any(verb in MOVING for _, verb in led)),
            "new places": math.log1p(len(self._near(own.first, own.last) - lately)),
            "places after are new": len(after - lately) / max(1, len(after)),
            "places after are the same": len(same) / max(1, len(after)),
            "no place after": float(not after),
        }

    def _early(self, own: Paragraph, opening: Sequence[int]) -> dict[str, float]:
        moves = [self._moves[w] for w in opening[:20] if w in self._moves]
        after = [w for w in range(own.first, min(len(self._told), own.first + 120)) if self._told[w]]
        return {
            "somebody moves early": float(bool(moves)),
            "moves early in an event": max((move.event for move in moves), default=0.0),
            "moves early to elsewhere": float(any(move.ways & WAYS_OUT for move in moves)),
            "a door early": float(any(self._lemma[w] in DOORS for w in opening[:20])),
            "moves after": sum(w in self._moves for w in after) / (len(after) + 5.0),
        }

    def _last(self, k: int, own: Paragraph, before: Paragraph) -> dict[str, float]:
        document = self._document
        ending = self._narrated(before)[-_ENDING:]
        moves = [self._moves[w] for w in ending if w in self._moves]
        who = {move.who for move in moves}
        subjects = (
            m.entity
            for m in document.told(own.first, own.last)
            if not m.spoken and m.relation.startswith("nsubj") and document.is_person(m.entity)
        )
        subject = next(subjects, None)
        two = range(document.paragraphs[max(0, k - 2)].first, before.last)
        return {
            "somebody moved last": float(bool(moves)),
            "moved last in an event": max((move.event for move in moves), default=0.0),
            "moved last to elsewhere": float(any(move.ways & WAYS_OUT for move in moves)),
            "moved in the last words": float(any(w in self._moves for w in ending[-10:])),
            "a door last": float(any(self._lemma[w] in DOORS for w in ending)),
            "who moved last is told of next": float(subject is not None and subject in who),
            "who moved last is not told of next": float(
                subject is not None and bool(who) and subject not in who
            ),
            "somebody moved in two paragraphs": float(any(w in self._moves for w in two)),
        }

    def _share(self, name: str, first: int, end: int) -> float:
        """How much of some tokens there is of something: of all of them, or of the verbs of narration."""
        own = float(self._sums[name][end] - self._sums[name][first])
        if name == "narration":
            return own / max(1, end - first)
        return own / (float(self._sums["verbs"][end] - self._sums["verbs"][first]) + 2.0)

    def _manner(self, own: Paragraph, before: Paragraph | None) -> dict[str, float]:
        low, high = max(0, own.first - _MANNER), min(len(self._told), own.first + _MANNER)
        found: dict[str, float] = {}
        for name in _SHARES:
            more = self._share(name, own.first, high) - self._share(name, low, own.first)
            found[f"{name}: more after"], found[f"{name}: otherwise after"] = more, abs(more)
        silent = self._share("narration", own.first, own.last) < 0.2
        found.update(
            {
                "events of the paragraph": self._share("events", own.first, own.last),
                "habits of the paragraph": self._share("habits", own.first, own.last),
                "words of narration": math.log1p(len(self._narrated(own))),
                "is all speech": float(silent),
            }
        )
        if before:
            words = self._document.text.content[before.start : before.end].rstrip(" \n”\"’'")
            talk = self._share("narration", before.first, before.last) < 0.2
            found["words of narration before"] = math.log1p(len(self._narrated(before)))
            found["closes with a dash"] = float(words.endswith(("…", "...", "-", "—")))
            found["is all speech before"] = float(talk)
            found["is all speech and before"] = float(talk and silent)
        return found


def _places(document: Document) -> dict[int, tuple[int | str, str, str]]:
    """The places that narration tells of, by their first token: which, the preposition, the word it hangs on.

    A noun of a place that no mention holds counts where a preposition leads it in.
    """
    found: dict[int, tuple[int | str, str, str]] = {}
    held: set[int] = set()
    for m in document.mentions:
        if m.type.is_setting and m.form is not MentionForm.PRONOUN:
            held.update(range(m.first, m.end))
            if not m.spoken:
                found[m.first] = m.entity, m.preposition, m.governor
    for k, noun in enumerate(document.lower):
        if document.spoken[k]:
            continue
        if k not in held and noun in PLACE_NOUNS and document.upos[k] in ("NOUN", "PROPN", "ADV"):
            own = document.phrase(k)
            if own.preposition in INSIDE | TOWARDS | AWAY:
                found[own.first] = noun, own.preposition, own.governor
    return found


def _moves(document: Document) -> dict[int, Move]:
    """The verbs of narration by which somebody moves, by their token."""
    subjects: dict[int, int] = {}
    for m in document.mentions:
        if m.relation.startswith("nsubj") and document.is_person(m.entity):
            subjects[document.head[m.head]] = m.entity
    ways: dict[int, set[str]] = {}
    for k, lemma in enumerate(document.lemma):
        over = document.head[k]
        if over < 0 or lemma.lower() not in WAYS:
            continue
        if abs(over - k) < 8:
            ways.setdefault(over, set()).add(lemma.lower())
        if document.relation[k] == "case" and document.relation[over] in ("obl", "nmod"):
            ways.setdefault(document.head[over], set()).add(lemma.lower())
    found: dict[int, Move] = {}
    for k, verb in enumerate(document.lemma):
        if (
            document.spoken[k]
            or document.upos[k] != "VERB"
            or verb not in MOVING
            or not (k in ways or verb in ELSEWHERE)
        ):
            continue
        shared = document.relation[k] in ("conj", "xcomp", "advcl")
        who = subjects.get(k, subjects.get(document.head[k]) if shared else None)
        found[k] = Move(who, document.event[k], frozenset(ways.get(k, ())))
    return found


def _sums(
    document: Document, lemma: Sequence[str], told: npt.NDArray[np.bool_]
) -> dict[str, npt.NDArray[Any]]:
    """How much there is of each manner of telling before each token."""
    upos, xpos = document.upos, document.xpos
    have = (own == "have" for own in document.lemma)
    counted = {
        "narration": repeat(True, len(lemma)),
        "verbs": (own in ("VERB", "AUX") for own in upos),
        "past perfect": (a and b == "AUX" and c == "VBD" for a, b, c in zip(have, upos, xpos, strict=True)),
        "habits": (own in HABITS for own in lemma),
        "present tense": (own in ("VBZ", "VBP") for own in xpos),
    }
    columns = {name: np.fromiter(own, bool, len(lemma)) & told for name, own in counted.items()}
    found: dict[str, npt.NDArray[Any]] = {
        name: np.concatenate([[0], np.cumsum(own, dtype=np.int32)]).astype(np.int32)
        for name, own in columns.items()
    }
    found["events"] = np.concatenate([[0.0], np.cumsum(np.asarray(document.event, np.float64) * told)])
    return found
