"""Fits how far to believe a speaker: logistic regression of what is right, against the one-to-one score."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from fabula.cast.calibration import SPEAKER
from fabula.cast.casting import Settled
from fabula.cast.confidence import speaker_signs
from fabula.evaluation.scores.speakers import score_speakers
from training.cast import logistic
from training.cast.ground import GoldPart
from training.cast.lines import quotations_of


@dataclass(frozen=True)
class Claimed:
    """Speakers given to lines of a text: their signs (m, signs), and which are right (m)."""

    signs: np.ndarray
    right: np.ndarray


def claimed(settled: Settled, parts: Sequence[GoldPart]) -> Claimed:
    """The lines of a text that are annotated and have a speaker."""
    signs = speaker_signs(settled.book, settled.resolution, settled.said)
    rows = quotations_of(settled, parts)
    said = [None if row is None or signs[row] is None else settled.said[row].speaker for row in rows]
    right = score_speakers([part.speaker for part in parts], said).one_to_one
    found = [
        ((*own.columns(), 1.0), is_right)
        for row, is_right in zip(rows, right, strict=True)
        if row is not None and (own := signs[row]) is not None
    ]
    return Claimed(
        np.asarray([columns for columns, _ in found], float).reshape(-1, len(SPEAKER)),
        np.asarray([is_right for _, is_right in found], bool),
    )


def fit(texts: Sequence[Claimed], ridge: float = 2e-4) -> np.ndarray:
    """The weights of the signs; each text counts by the root of its lines."""
    return logistic.fit(
        [own.signs for own in texts],
        [own.right for own in texts],
        [np.ones(len(own.right)) for own in texts],
        ridge,
    )
