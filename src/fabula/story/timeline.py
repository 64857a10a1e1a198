"""When each scene is: which words tell it, how it stands to the one before, where it stands in the story."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from fabula.story.document import Document
from fabula.story.order import Step, scene_order
from fabula.story.times import Expression, as_told
from fabula.story.when import (
    CLASSES,
    Opening,
    elapsed,
    spread,
    time_features,
    told_in,
    when_features,
    words_shared,
)
from fabula.types import Scene, When

if TYPE_CHECKING:
    from fabula.story.steps import Stretch
    from fabula.story.weights import TimeWeights


def timed(
    document: Document,
    stretches: Sequence[Stretch],
    scenes: Sequence[Scene],
    found: Sequence[Expression],
    weights: TimeWeights,
) -> tuple[Scene, ...]:
    """The scenes with their times; ``found`` are all expressions of the work."""
    openings = [Opening(document, own, found) for own in stretches]
    steps, told = [], []
    for k, (opening, scene) in enumerate(zip(openings, scenes, strict=True)):
        time = _time(document, opening, found, weights)
        when, sure = _when(openings, k, weights)
        steps.append(Step(when, _shift(openings, k, time), opening.paragraph.opens_chapter))
        told.append(
            replace(scene, time=as_told(document, time) if time else None, when=when, when_confidence=sure)
        )

    def likeness(one: int, two: int) -> float:
        """How much a scene shares with an earlier one: company, place, words, who tells and how."""
        left, right = openings[one], openings[two]
        both = len(left.company & right.company) / max(1, len(left.company | right.company))
        place = scenes[one].place is not None and scenes[one].place == scenes[two].place
        teller = left.stretch.teller == right.stretch.teller and left.is_tale == right.is_tale
        speech = 1.0 - abs(left.speech - right.speech)
        tense = 1.0 - abs(left.present - right.present)
        return both + 0.5 * (place + teller + speech + tense) + words_shared(left, right)

    return tuple(
        replace(scene, order=place) for scene, place in zip(told, scene_order(steps, likeness), strict=True)
    )


def _time(
    document: Document, own: Opening, found: Sequence[Expression], weights: TimeWeights
) -> Expression | None:
    """The expression that tells when a scene is: a date over it, or the likeliest of its own, or None."""
    if own.heading:
        return own.heading[-1]
    inside = told_in(found, own.first, own.end)
    best, most = None, weights.time_threshold
    for one in inside:
        features = time_features(document, one, inside, own.first, own.end)
        sure = 1.0 / (1.0 + float(np.exp(-(features @ weights.time))))
        if sure >= most and (best is None or sure > most):
            best, most = one, sure
    return best


def _when(openings: Sequence[Opening], k: int, weights: TimeWeights) -> tuple[When, float]:
    """How a scene stands to the one before, with the probability; unknown rather than a guess."""
    if not k:
        return When.FIRST, 1.0
    every = spread(when_features(openings, k), weights.when)
    best = int(np.argmax(every))
    sure = float(every[best])
    return (CLASSES[best], sure) if sure >= weights.when_threshold else (When.UNKNOWN, 1.0 - sure)


def _shift(openings: Sequence[Opening], k: int, time: Expression | None) -> float | None:
    """How far a scene lies from the one before, in seconds, if its words say so, or both are dated."""
    if time is not None and time.seconds:
        return time.seconds
    own = openings[k]
    if own.dated is not None and k and openings[k - 1].dated is not None:
        return elapsed(openings, k)
    return next((one.seconds for one in own.times if one.seconds), None)
