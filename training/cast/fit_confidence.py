"""Fits how far to believe a speaker: logistic regression of what is right, against the one-to-one score."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch

from fabula.cast.calibration import SPEAKER
from fabula.cast.casting import Settled
from fabula.cast.confidence import speaker_signs
from fabula.evaluation.scores.quotations import match_parts
from fabula.evaluation.scores.speakers import score_speakers
from training.cast.ground import GoldPart


@dataclass(frozen=True)
class Claimed:
    """Speakers given to lines of a text: their signs (m, signs), and which are right (m)."""

    signs: np.ndarray
    right: np.ndarray


def claimed(settled: Settled, parts: Sequence[GoldPart]) -> Claimed:
    """The lines of a text that are annotated and have a speaker."""
    signs = speaker_signs(settled.book, settled.resolution, settled.said)
    spans = [(span, row) for row, own in enumerate(settled.book.notes.quotations) for span in own.spans]
    matched = match_parts([part.span for part in parts], [span for span, _ in spans]).matched
    rows = [None if place is None else spans[place][1] for place in matched]
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
    x = torch.as_tensor(np.concatenate([own.signs for own in texts]), dtype=torch.float64)
    y = torch.as_tensor(np.concatenate([own.right for own in texts]), dtype=torch.float64)
    share = np.concatenate([np.full(len(own.right), max(len(own.right), 1) ** -0.5) for own in texts])
    weight = torch.as_tensor(share / share.sum())
    weights = torch.zeros(len(SPEAKER), dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.LBFGS([weights], max_iter=200, line_search_fn="strong_wolfe")

    def closure() -> torch.Tensor:
        optimizer.zero_grad()
        losses = torch.nn.functional.binary_cross_entropy_with_logits(x @ weights, y, reduction="none")
        loss = (losses * weight).sum() + ridge * (weights**2).sum()
        loss.backward()
        return loss

    optimizer.step(closure)
    return weights.detach().numpy()
