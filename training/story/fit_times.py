"""Fits what tells when a scene is, and how its time stands to that of the scene before it.

The second is a multinomial logistic regression. Of earlier scenes and those at the same time there are too
few to learn what grammar is sure of, so its weights are pulled towards ``_PRIOR`` instead of nought. Scenes
of which the annotation says "unknown" are left out.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch

from fabula.evaluation.scores.scene_times import gold_times, is_told, paired
from fabula.evaluation.story_layers import GoldScene
from fabula.story.document import Document
from fabula.story.steps import Stretch, boundaries, cut
from fabula.story.times import Expression, as_told, expressions
from fabula.story.weights import shipped
from fabula.story.when import CLASSES, TIME, WHEN, Opening, spread, time_features, told_in, when_features
from fabula.types import When
from training.cast import logistic

_RIDGE_TIME = 3e-3
_RIDGE_WHEN = 3e-2
_STEPS = 300
_THRESHOLDS = np.arange(0.2, 0.61, 0.05)
_PRIOR: Mapping[tuple[When, str], float] = {
    (When.EARLIER, "bias"): -2.5,
    (When.EARLIER, "leads back"): 1.0,
    (When.EARLIER, "leads back, in the first clause"): 1.5,
    (When.EARLIER, "leads back, at once"): 2.5,
    (When.EARLIER, "past perfect begins"): 4.0,
    (When.EARLIER, "an age"): 2.0,
    (When.EARLIER, "dated earlier"): 6.0,
    (When.LATER, "dated later"): 4.0,
    (When.EARLIER, "opens with earlier"): 0.5,
    (When.EARLIER, "a tale in speech begins"): 2.0,
    (When.SAME_TIME, "bias"): -3.0,
    (When.SAME_TIME, "at the same time"): 3.0,
    (When.SAME_TIME, "opens with meanwhile"): 3.0,
    (When.LATER, "leads on, in the first clause"): 1.5,
    (When.LATER, "leads on, at once"): 1.5,
}
"""Weights as grammar has them: the past perfect and "three years before" lead back."""


@dataclass(frozen=True)
class TimeCases:
    """What a story has to learn from: of each scene its expressions (m, n), and which of them tell its time;
    of each but the first its features, and which of ``CLASSES`` it is, -1 for unknown.
    """

    time: Sequence[np.ndarray]
    right: Sequence[np.ndarray]
    is_told: Sequence[bool]
    when: np.ndarray
    classes: np.ndarray


def time_cases(document: Document, stretches: Sequence[Stretch], scenes: Sequence[GoldScene]) -> TimeCases:
    """Those of a story whose stretches are the annotated scenes."""
    found = expressions(document)
    openings = [Opening(document, own, found) for own in stretches]
    time, right, when, classes = [], [], [], []
    named = [one.value for one in CLASSES]
    for k, (own, scene) in enumerate(zip(openings, scenes, strict=True)):
        inside = told_in(found, own.first, own.end)
        rows = [time_features(document, one, inside, own.first, own.end) for one in inside]
        gold = gold_times(scene, document.text.content)
        spans = [as_told(document, one) for one in inside]
        time.append(np.asarray(rows).reshape(-1, len(TIME)))
        right.append(np.asarray([is_told((one.start, one.end), gold) for one in spans], bool))
        if k:
            when.append(when_features(openings, k))
            classes.append(named.index(scene.when) if scene.when in named else -1)
    for row, own in _as_found(document, found, scenes):
        when.append(row)
        classes.append(named.index(own) if own in named else -1)
    return TimeCases(
        time,
        right,
        [scene.time is not None for scene in scenes],
        np.asarray(when).reshape(-1, len(WHEN)),
        np.asarray(classes, int),
    )


def _as_found(
    document: Document, found: Sequence[Expression], scenes: Sequence[GoldScene]
) -> list[tuple[np.ndarray, str]]:
    """The features of the scenes that the program finds, each with what is right of it.

    One that begins within an annotated scene goes on with what is before: of such, too, it has to say so.
    """
    stretches = cut(document, boundaries(document, shipped()))
    openings = [Opening(document, own, found) for own in stretches]
    starts = [own.start for own in document.paragraphs]
    gold = [bisect_right(starts, own.start) - 1 for own in scenes]
    return [
        (when_features(openings, k), scenes[g].when if g is not None else When.CONTINUES.value)
        for k, g in paired([own.first for own in stretches], gold)
    ]


def fit_times(cases: Sequence[TimeCases], threshold: Mapping[str, float]) -> dict[str, Any]:
    """The weights, as ``weights.json`` keeps them."""
    time, when = _fit_time(cases), _fit_when(cases)
    return {
        "time": {name: round(float(w), 4) for name, w in zip(TIME, time, strict=True)},
        "when": {
            own.value: {name: round(float(w), 4) for name, w in zip(WHEN, row, strict=True)}
            for own, row in zip(CLASSES, when, strict=True)
        },
        "threshold": dict(threshold),
    }


def _fit_time(cases: Sequence[TimeCases]) -> np.ndarray:
    features = [np.concatenate(own.time) for own in cases]
    right = [np.concatenate(own.right) for own in cases]
    return logistic.fit(features, right, [np.ones(len(own)) for own in right], _RIDGE_TIME)


def _fit_when(cases: Sequence[TimeCases]) -> np.ndarray:
    """The weights (classes, n) that make the classes likeliest.

    Features are scaled by how much they vary, but for those with a prior: they are rare, and their weights
    should not leave it for a handful of scenes.
    """
    known = np.concatenate([own.classes for own in cases])
    features = np.concatenate([own.when for own in cases])[known >= 0]
    prior = np.zeros((len(CLASSES), len(WHEN)))
    scale = features.std(0) + 0.05
    for (when, name), value in _PRIOR.items():
        prior[CLASSES.index(when), WHEN.index(name)] = value
        if when is not When.LATER or name == "dated later":
            scale[WHEN.index(name)] = 1.0
    x = torch.as_tensor(features / scale)
    y = torch.as_tensor(known[known >= 0])
    middle = torch.as_tensor(prior * scale)
    weights = middle.clone().requires_grad_(True)
    optimizer = torch.optim.LBFGS([weights], max_iter=_STEPS, line_search_fn="strong_wolfe")

    def closure() -> torch.Tensor:
        optimizer.zero_grad()
        loss = torch.nn.functional.cross_entropy(x @ weights.T, y)
        loss = loss + _RIDGE_WHEN * ((weights - middle) ** 2).sum()
        loss.backward()
        return loss

    optimizer.step(closure)
    return weights.detach().numpy() / scale


def chosen_thresholds(cases: Sequence[TimeCases], folds: int) -> dict[str, float]:
    """For each decision the probability from which on it is so: the one with the best score in folds."""
    pairs: list[tuple[float, bool, bool]] = []
    whens: list[tuple[float, int, int]] = []
    for fold in range(folds):
        kept = [own for i, own in enumerate(cases) if i % folds != fold]
        time, when = _fit_time(kept), _fit_when(kept)
        for own in cases[fold::folds]:
            for rows, right, told in zip(own.time, own.right, own.is_told, strict=True):
                sure = 1.0 / (1.0 + np.exp(-(rows @ time))) if len(rows) else np.zeros(1)
                best = int(np.argmax(sure))
                pairs.append((float(sure[best]), len(rows) > 0 and bool(right[best]), told))
            for row, gold in zip(own.when, own.classes, strict=True):
                every = spread(row, when)
                whens.append((float(every.max()), int(np.argmax(every)), int(gold)))
    return {
        "time": max(_THRESHOLDS, key=lambda t: (_f1(pairs, t), t)).round(2).item(),
        "when": max(_THRESHOLDS, key=lambda t: (_accuracy(whens, t), t)).round(2).item(),
    }


def _f1(pairs: Sequence[tuple[float, bool, bool]], threshold: float) -> float:
    said = [right for sure, right, _ in pairs if sure >= threshold]
    return 2.0 * sum(said) / max(1, len(said) + sum(told for _, _, told in pairs))


def _accuracy(whens: Sequence[tuple[float, int, int]], threshold: float) -> float:
    right = [(found if sure >= threshold else -1) == gold for sure, found, gold in whens]
    return sum(right) / max(1, len(right))
