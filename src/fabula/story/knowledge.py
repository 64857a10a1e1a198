"""What somebody has had the chance to know: the evidence of each way, and the decision."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from fabula.lang.en.knowing import READING, WRITINGS
from fabula.story.document import Document
from fabula.story.passages import Passage, Passages
from fabula.story.private_states import is_thought, private_state
from fabula.story.tellings import Tellings
from fabula.story.witnesses import WITNESS, Witnesses
from fabula.types import How, Knowledge, Quote, Span, Story

if TYPE_CHECKING:
    from fabula.story.facts import Facts

Array = npt.NDArray[np.float64]

KNOWLEDGE: Final = (
    "bias",
    "speech",
    "not yet",
    "there, speech",
    "there, narration",
    "mentions",
    "comes soon",
    "speaks",
    "said to",
    "said to others",
    "question",
    "spoken of",
    "focal or tells",
    "reported",
    "reported to this one",
    "perceives",
    "mind of this one",
    "mind of another",
    "background",
    "background, eyes of another",
    "past perfect",
    "modal",
    "denied",
    "unaware",
    "hidden",
    "private",
    "in writing",
    "told again",
    "not yet, speaks",
    "not yet, spoken of",
)
"""Features of somebody who may know what a passage tells."""

_SURE = 0.01
"""How near to 0 and 1 the probability of being there is taken to come, where it is turned into odds."""
_SPEAKS = 0.4
"""The probability from which on somebody is taken for the speaker of a line."""
_LETTER = 3
"""Paragraphs around a passage in which somebody may read it."""


@dataclass(frozen=True, slots=True)
class KnowledgeWeights:
    """One weight a feature, in the order of ``WITNESS`` and of ``KNOWLEDGE``."""

    witness: Array
    knowledge: Array


@dataclass(frozen=True, slots=True)
class _Way:
    """How somebody may have come to know, how strongly it shows, and where."""

    how: How
    strength: float
    spans: tuple[Span, ...] = ()


class Knowers:
    """Answers, for one work, what somebody has had the chance to know by some point of it."""

    def __init__(self, document: Document, story: Story, weights: KnowledgeWeights) -> None:
        self.document, self.story, self.weights = document, story, weights
        self.passages = Passages(document)
        self.witnesses = Witnesses(self.passages, story)
        self.tellings = Tellings(self.passages)
        self._groups: dict[int, set[int]] = {}
        for entity in document.cast.entities:
            for member in entity.members:
                self._groups.setdefault(member, set()).add(entity.id)

    def knows(self, entity: int, start: int, end: int, at: int, until: int | None = None) -> Knowledge:
        """Whether somebody has had the chance to know what a stretch tells, by a code point of the text.

        Nothing that stands after ``until`` is looked at.
        """
        values, ways = self._evidence(entity, self.passages.at(start, end), at, until)
        row = np.asarray([values[name] for name in KNOWLEDGE])
        best = max(ways, key=lambda way: way.strength, default=_Way(How.INFERRED, 0.0))
        last = len(self.document.text.content) if until is None else until
        spans = tuple(sorted({(a, min(b, last)) for a, b in best.spans if a < last}))
        return Knowledge(entity, start, end, _probability(row, self.weights.knowledge), best.how, spans)

    @cached_property
    def facts(self) -> Facts:
        """The sentences that tell most."""
        from fabula.story.facts import Facts

        return Facts(self)

    def features(self, entity: int, start: int, end: int, at: int) -> Array:
        """The features of somebody who may know what a stretch tells, in the order of ``KNOWLEDGE``."""
        values, _ = self._evidence(entity, self.passages.at(start, end), at, None)
        return np.asarray([values[name] for name in KNOWLEDGE])

    def ones(self, entity: int) -> frozenset[int]:
        """Somebody, the groups of which this one is, and the members of a group."""
        return frozenset({entity, *self._groups.get(entity, ()), *self.document.entities[entity].members})

    def there(self, ones: Collection[int], passage: Passage) -> float:
        """The probability that somebody sees or hears a passage."""
        return _probability(self.witnesses.features(ones, passage), self.weights.witness)

    def is_reached(self, offset: int, at: int) -> bool:
        """Whether a point of the text is past by another, in the time of the story as far as it is known."""
        here, there = self.witnesses.scene(offset), self.witnesses.scene(at)
        if here is None or there is None or at >= there.end or not (here.order and there.order):
            return offset < at
        return (here.order, offset) < (there.order, at)

    def _evidence(
        self, entity: int, passage: Passage, at: int, until: int | None
    ) -> tuple[dict[str, float], list[_Way]]:
        ones = self.ones(entity)
        came = self.is_reached(passage.start, at)
        values = dict.fromkeys(KNOWLEDGE, 0.0) | {
            "bias": 1.0,
            "not yet": float(not came),
            "mentions": math.log1p(self.witnesses.mentions(ones, passage)),
        }
        seen = dict(zip(WITNESS, self.witnesses.features(ones, passage).tolist(), strict=True))
        ways: list[_Way] = []
        if not came:
            values["not yet, speaks"] = float(seen["speaks"] > _SPEAKS)
            values["not yet, spoken of"] = self._is_in(ones, passage)
            there = 0.0
        else:
            there = self.there(ones, passage)
            values["comes soon"] = seen["comes soon"]
            if passage.quote is not None:
                values |= self._of_speech(ones, passage, passage.quote, seen, there)
            else:
                values |= self._of_narration(ones, passage, seen, there)
            ways += self._ways(ones, passage, values, there, until)
        values["told again"], again = self._told_again(ones, passage, at, until, there)
        return values, ways + again

    def _of_speech(
        self, ones: Collection[int], passage: Passage, quote: Quote, seen: Mapping[str, float], there: float
    ) -> dict[str, float]:
        """The evidence of a line: who says it to whom, and who is there."""
        if quote.thought or is_thought(self.passages, quote):
            own = seen["speaks"] > _SPEAKS
            return {"speech": 1.0, "mind of this one": float(own), "private": float(not own)}
        return {
            "speech": 1.0,
            "there, speech": _odds(there),
            "speaks": seen["speaks"],
            "said to": seen["said to"],
            "said to others": seen["said to others"],
            "question": float("?" in self.document.text.content[passage.start : passage.end]),
            "spoken of": self._is_in(ones, passage),
        }

    def _of_narration(
        self, ones: Collection[int], passage: Passage, seen: Mapping[str, float], there: float
    ) -> dict[str, float]:
        """The evidence of what is narrated: who is there, and whether one who is could see it."""
        state = private_state(self.passages, passage, ones)
        eyes = seen["focal"] > 0 or seen["tells"] > 0
        return {
            "there, narration": _odds(there),
            "focal or tells": float(eyes),
            "reported": float(state.reported),
            "reported to this one": float(state.told_to),
            "perceives": float(state.perceives),
            "mind of this one": float(state.own_mind),
            "mind of another": float(state.other_mind),
            "background": float(state.background),
            "background, eyes of another": float(state.background and not eyes),
            "past perfect": float(state.past_perfect),
            "modal": float(state.modal),
            "denied": float(state.denied),
            "unaware": float(state.unaware),
            "hidden": float(state.hidden),
            "private": float(state.private and not eyes),
            "in writing": self._is_written(passage),
        }

    def _told_again(
        self, ones: Collection[int], passage: Passage, at: int, until: int | None, there: float
    ) -> tuple[float, list[_Way]]:
        """How surely one who is not there says the same in other lines, or hears it, and where most so."""
        best, way = 0.0, _Way(How.INFERRED, 0.0)
        for telling in self.tellings.of(passage):
            quote = telling.quote
            if not self.is_reached(quote.start, at) or (until is not None and quote.end > until):
                continue
            says = quote.speaker in ones
            heard = not set(quote.addressees).isdisjoint(ones)
            sure = quote.confidence if says else float(heard)
            if not says and not heard:
                sure = self.there(ones, self.passages.of_quote(quote))
            if telling.share * sure > best:
                best = telling.share * sure
                how = How.OWN if says else How.TOLD if heard else How.OVERHEARD
                way = _Way(how, best * (1.0 - there), quote.spans)
        return best * (1.0 - there), [way] if best else []

    def _ways(
        self,
        ones: Collection[int],
        passage: Passage,
        values: Mapping[str, float],
        there: float,
        until: int | None,
    ) -> list[_Way]:
        """How somebody may know a passage itself, as far as it shows this one near it."""
        own = self._shown(ones, passage, until)
        if passage.quote is not None:
            parts = [(a, b) for a, b in passage.quote.spans if a < passage.end and passage.start < b]
            said = tuple(parts) or passage.quote.spans
            speaks = float(values["speaks"] > _SPEAKS)
            return [
                _Way(How.OWN, max(speaks, values["mind of this one"]), said),
                _Way(How.TOLD, 0.95 * values["said to"], said),
                _Way(How.OVERHEARD, 0.9 * there * (1.0 - values["private"]), (*said, *own)),
            ]
        visible = 0.5 if values["private"] else 0.95
        told = values["reported to this one"] or 0.5 * values["reported"] * there
        return [
            _Way(How.OWN, 0.97 * values["mind of this one"], ((passage.start, passage.end),)),
            _Way(How.TOLD, 0.96 * told, ((passage.start, passage.end),)),
            _Way(How.READ, 0.96 * self._reads(ones, passage) * max(there, values["in writing"]), own),
            _Way(How.PRESENT, visible * there, ((passage.start, passage.end), *own)),
        ]

    def _shown(self, ones: Collection[int], passage: Passage, until: int | None) -> tuple[Span, ...]:
        """The nearest words of its scene that show somebody."""
        scene = self.witnesses.scene(passage.start)
        shown = self.witnesses.trail(ones).shown
        k = bisect_left(shown, passage.first)
        around = [
            token
            for token in shown[max(0, k - 1) : k + 1]
            if scene is not None
            and scene.start <= self.document.starts[token] < scene.end
            and (until is None or self.document.ends[token] <= until)
        ]
        if not around:
            return ()
        near = min(around, key=lambda token: abs(token - passage.first))
        mentions = [own for own in self.document.told(near, near + 1) if own.entity in ones]
        if mentions:
            return ((self.document.starts[near], self.document.ends[mentions[0].end - 1]),)
        line = self.passages.quotes[bisect_left(self.passages.quote_tokens, near)]
        return (line.spans[0],)

    def _is_in(self, ones: Collection[int], passage: Passage) -> float:
        return float(any(own.entity in ones for own in self.document.told(passage.first, passage.last)))

    def _is_written(self, passage: Passage) -> float:
        """Whether a passage is about something written."""
        document = self.document
        return float(any(document.lower[k] in WRITINGS for k in range(*passage.sentence)))

    def _reads(self, ones: Collection[int], passage: Passage) -> float:
        """Whether somebody reads near a passage."""
        paragraphs, k = self.document.paragraphs, self.passages.paragraph(passage.first)
        first = paragraphs[max(0, k - _LETTER)].first
        last = paragraphs[min(len(paragraphs) - 1, k + _LETTER)].last
        return float(
            any(
                m.governor in READING and m.entity in ones and m.relation.startswith("nsubj")
                for m in self.document.told(first, last)
            )
        )


def _probability(row: Array, weights: Array) -> float:
    return float(1.0 / (1.0 + np.exp(-(row @ weights))))


def _odds(sure: float) -> float:
    return math.log((sure + _SURE) / (1.0 - sure + _SURE))
