"""Fits the weights of who hears a line: logistic regression on annotated addressees."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from fabula.cast.attribution import conversations
from fabula.cast.casting import Settled
from fabula.cast.speakers.addressees import ADDRESSEE, candidates, features
from fabula.cast.speakers.lines import lines_of
from training.cast import logistic
from training.cast.fit_identity import gold_of_people
from training.cast.ground import GoldPart, Ground
from training.cast.lines import gold_of_figures, gold_of_lines, quotations_of


@dataclass(frozen=True)
class Heard:
    """Candidates of the lines of a text: features (m, features), and which are right (m).

    ``wanted``: how many gold addressees the lines have.
    """

    features: np.ndarray
    right: np.ndarray
    wanted: int


def heard_of(ground: Ground, settled: Settled) -> Heard:
    """The candidates of every line whose addressees are annotated.

    Who never speaks is known by his names.
    """
    lines = lines_of(settled.book, settled.resolution)
    gold = gold_of_lines(settled, ground.parts)
    known = gold_of_people(settled, ground.parts, ground.names) | gold_of_figures(settled, lines, gold)
    hearers = hearers_of_lines(settled, ground.parts)
    rows, right, wanted = [], [], 0
    for talk in conversations(settled.book, settled.resolution, lines):
        speaker = [settled.said[line.number].speaker for line in talk]
        for k, line in enumerate(talk):
            if line.number not in hearers or line.aside:
                continue
            who = hearers[line.number]
            people = candidates(k, talk, speaker)
            wanted += len(who)
            if not people:
                continue
            rows.append(features(k, talk, speaker, people, settled.resolution.figures))
            right.extend(known.get(n) in who for n in people)
    return Heard(
        np.concatenate(rows) if rows else np.zeros((0, len(ADDRESSEE))),
        np.asarray(right, bool),
        wanted,
    )


def hearers_of_lines(settled: Settled, parts: Sequence[GoldPart]) -> dict[int, frozenset[str]]:
    """The gold addressees of each quotation, of its first annotated part."""
    found: dict[int, frozenset[str]] = {}
    for part, row in zip(parts, quotations_of(settled, parts), strict=True):
        if row is not None and part.addressees is not None:
            found.setdefault(row, part.addressees)
    return found


def fit(texts: Sequence[Heard], ridge: float = 1e-4) -> np.ndarray:
    """The weights of the features; each text counts by the root of its candidates."""
    return logistic.fit(
        [own.features for own in texts],
        [own.right for own in texts],
        [np.ones(len(own.right)) for own in texts],
        ridge,
    )


def f1(texts: Sequence[Heard], weights: np.ndarray, threshold: float) -> float:
    """The mean F1 of the addressees of each text."""
    return float(np.mean([_f1(own, weights, threshold) for own in texts]))


def _f1(own: Heard, weights: np.ndarray, threshold: float) -> float:
    chosen = 1 / (1 + np.exp(-own.features @ weights)) >= threshold
    return float(2 * (chosen & own.right).sum() / max(1, chosen.sum() + own.wanted))
