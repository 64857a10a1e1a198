"""Logistic regression with a weight for each case."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch

_STEPS = 300


def fit(
    features: Sequence[np.ndarray], right: Sequence[np.ndarray], counts: Sequence[np.ndarray], ridge: float
) -> np.ndarray:
    """The weights (n) that make what is right likeliest.

    Of each text: ``features`` (m, n), ``right`` (m), and how much each case counts there, ``counts`` (m);
    a text counts by the root of its cases. ``ridge``: against large weights, of the mean loss.
    """
    x = torch.as_tensor(np.concatenate(features), dtype=torch.float64)
    y = torch.as_tensor(np.concatenate(right), dtype=torch.float64)
    share = np.concatenate([own * max(len(own), 1) ** -0.5 for own in counts])
    weight = torch.as_tensor(share / share.sum())
    weights = torch.zeros(x.shape[1], dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.LBFGS([weights], max_iter=_STEPS, line_search_fn="strong_wolfe")

    def closure() -> torch.Tensor:
        optimizer.zero_grad()
        losses = torch.nn.functional.binary_cross_entropy_with_logits(x @ weights, y, reduction="none")
        loss = (losses * weight).sum() + ridge * (weights**2).sum()
        loss.backward()
        return loss

    optimizer.step(closure)
    return weights.detach().numpy()
