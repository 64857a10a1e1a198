"""From the scores of a head to probabilities."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]


def softmax(scores: Floats) -> Floats:
    """The probabilities of choices of which one holds, over the last axis."""
    shifted = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(shifted / shifted.sum(axis=-1, keepdims=True), np.float32)


def logistic(scores: Floats) -> Floats:
    """The probabilities of things of which each may hold or not, whatever the size of a score."""
    return np.asarray(0.5 + 0.5 * np.tanh(0.5 * scores), np.float32)
