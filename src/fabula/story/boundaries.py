"""Where a scene ends and the next begins: evidence at each paragraph.

Breaks on the page are sure; shifts of place, time and company that nobody marks are weighed (compare Zehe et
al. 2021 on scene segmentation).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Final

import numpy as np
import numpy.typing as npt

from fabula.lang.en.movement import ARRIVING, LEAVING
from fabula.lang.en.times import EARLIER, LATER, TIME_NOUNS
from fabula.story.document import Document, Paragraph
from fabula.story.surroundings import SURROUNDINGS, Surroundings

Array = npt.NDArray[np.float64]

_OPENING = 14
"""Words of narration in which a paragraph says when and where."""
_WINDOW = 150
"""Tokens before and after that tell whose company it is."""
_LATELY = 400
"""Tokens within which a place or a person has been told of lately."""

BOUNDARY: Final = (
    "bias",
    "printed break",
    "chapter",
    "breaks are printed elsewhere",
    "how many breaks are printed elsewhere",
    "opens with a time",
    "opens with later",
    "opens with earlier",
    "opens with a time and later",
    "opens with a place",
    "opens with a new place",
    "opens with arriving",
    "closes with leaving",
    "opens with a name",
    "opens with speech",
    "closes with speech",
    "within a talk",
    "company goes on",
    "company is new",
    "the one told of changes",
    "past perfect begins",
    "past perfect ends",
    "present tense changes",
    "long paragraph before",
    "long paragraph",
    "since the last break",
    "first paragraphs",
    "the words around",
    "the words around a printed break",
    *SURROUNDINGS,
)
"""Features of a paragraph that may begin a scene."""


class Boundaries:
    """What speaks for a new scene at each paragraph of a document."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._surroundings = Surroundings(document)
        self._perfect = [self._past_perfect(own) for own in document.paragraphs]
        self._present = [self._present_tense(own) for own in document.paragraphs]
        words = sum(own.last - own.first for own in document.paragraphs)
        self._printed = 1000.0 * sum(own.after_break for own in document.paragraphs) / max(1000, words)

    def features(self) -> Array:
        """The features (paragraphs, n), in the order of ``BOUNDARY``."""
        rows, since = [], 0
        for k, own in enumerate(self._document.paragraphs):
            since = 0 if own.is_parted else since
            found = {"bias": 1.0, **self._page(k), **self._opening(k), **self._change(k)}
            found.update(self._surroundings.features(k))
            found["since the last break"] = math.log1p(since / 100.0)
            found["first paragraphs"] = float(since < 60)
            rows.append([found.get(name, 0.0) for name in BOUNDARY])
            since += own.last - own.first
        return np.asarray(rows).reshape(-1, len(BOUNDARY))

    def _page(self, k: int) -> Mapping[str, float]:
        own = self._document.paragraphs[k]
        before = self._document.paragraphs[k - 1] if k else None
        spoken = self._document.spoken
        opens, closes = spoken[own.first], before is not None and spoken[before.last - 1]
        both = (
            before is not None
            and any(spoken[before.first : before.last])
            and any(spoken[own.first : own.last])
        )
        return {
            "printed break": float(own.after_break),
            "chapter": float(own.opens_chapter),
            "breaks are printed elsewhere": 0.0 if own.after_break else float(self._printed > 0.0),
            "how many breaks are printed elsewhere": 0.0 if own.after_break else self._printed,
            "opens with speech": float(opens),
            "closes with speech": float(closes),
            "within a talk": float(both),
            "the words around": own.boundary,
            "the words around a printed break": own.boundary if own.after_break else 0.0,
            "long paragraph": math.log1p(own.last - own.first),
            "long paragraph before": math.log1p(before.last - before.first) if before else 0.0,
        }

    def _opening(self, k: int) -> Mapping[str, float]:
        document, own = self._document, self._document.paragraphs[k]
        words = document.narrated(own.first, own.last)[:_OPENING]
        if not words:
            return {}
        lemmas = {document.lower[w] for w in words}
        time, later = bool(lemmas & TIME_NOUNS), bool(lemmas & LATER)
        here = [m for m in document.told(words[0], words[-1] + 1) if not m.spoken]
        lately = {m.entity for m in document.told(max(0, own.first - _LATELY), own.first)}
        places = [m for m in here if m.type.is_setting]
        return {
            "opens with a time": float(time),
            "opens with later": float(later),
            "opens with earlier": float(bool(lemmas & EARLIER)),
            "opens with a time and later": float(time and later),
            "opens with a place": float(bool(places)),
            "opens with a new place": float(any(m.entity not in lately for m in places)),
            "opens with arriving": float(bool(lemmas & ARRIVING)),
            "opens with a name": float(
                any(m.form.value == "name" and document.is_person(m.entity) for m in here[:1])
            ),
        }

    def _change(self, k: int) -> Mapping[str, float]:
        document, own = self._document, self._document.paragraphs[k]
        if not k:
            return {}
        before = document.paragraphs[k - 1]
        left = self._company(max(0, own.first - _WINDOW), own.first)
        lately = self._company(max(0, own.first - _LATELY), own.first)
        right = self._company(own.first, own.first + _WINDOW)
        last = document.narrated(before.first, before.last)[-_OPENING:]
        subjects = [self._subject(paragraph) for paragraph in (before, own)]
        return {
            "closes with leaving": float(any(document.lemma[w] in LEAVING for w in last)),
            "company goes on": len(left & right) / max(1, len(left | right)),
            "company is new": len(right - lately) / max(1, len(right)),
            "the one told of changes": float(None not in subjects and subjects[0] != subjects[1]),
            "past perfect begins": max(0.0, self._perfect[k] - self._perfect[k - 1]),
            "past perfect ends": max(0.0, self._perfect[k - 1] - self._perfect[k]),
            "present tense changes": abs(self._present[k] - self._present[k - 1]),
        }

    def _company(self, first: int, end: int) -> set[int]:
        document = self._document
        return {m.entity for m in document.told(first, end) if not m.spoken and document.is_person(m.entity)}

    def _subject(self, own: Paragraph) -> int | None:
        """Whom the narration of a paragraph tells of first as a subject."""
        for m in self._document.told(own.first, own.last):
            if not m.spoken and m.relation.startswith("nsubj") and self._document.is_person(m.entity):
                return m.entity
        return None

    def _past_perfect(self, own: Paragraph) -> float:
        """The share of the verbs of narration with "had"."""
        document = self._document
        words = document.narrated(own.first, own.last)
        verbs = [w for w in words if document.upos[w] == "VERB"]
        had = [
            w
            for w in words
            if document.lemma[w] == "have" and document.xpos[w] == "VBD" and document.upos[w] == "AUX"
        ]
        return len(had) / (len(verbs) + 1.0)

    def _present_tense(self, own: Paragraph) -> float:
        """The share of the finite verbs of narration that are in the present."""
        document = self._document
        tags = [document.xpos[w] for w in document.narrated(own.first, own.last)]
        now = tags.count("VBZ") + tags.count("VBP")
        return now / (now + tags.count("VBD") + 1.0)
