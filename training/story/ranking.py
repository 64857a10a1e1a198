"""Regression over named signs: of one case at a time, or of candidates of which one is right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import torch

from training.cast import logistic

Signs = Mapping[str, float]
_STEPS = 200


def columns(every: Sequence[Signs]) -> dict[str, int]:
    """A column for each sign."""
    return {name: i for i, name in enumerate(sorted({name for signs in every for name in signs}))}


def matrix(every: Sequence[Signs], column: Mapping[str, int]) -> np.ndarray:
    """The signs of cases as rows."""
    rows = np.zeros((len(every), len(column)))
    for i, signs in enumerate(every):
        for name, value in signs.items():
            rows[i, column[name]] = value
    return rows


def fit_cases(texts: Sequence[Sequence[tuple[Signs, bool]]], ridge: float) -> dict[str, float]:
    """The weights that make what is right likeliest; ``texts``: the cases of each text."""
    column = columns([signs for cases in texts for signs, _ in cases])
    full = [cases for cases in texts if cases]
    weights = logistic.fit(
        [matrix([signs for signs, _ in cases], column) for cases in full],
        [np.asarray([right for _, right in cases], float) for cases in full],
        [np.ones(len(cases)) for cases in full],
        ridge,
    )
    return dict(zip(column, weights.tolist(), strict=True))


def fit_choices(choices: Sequence[tuple[Sequence[Signs], Sequence[bool]]], ridge: float) -> dict[str, float]:
    """The weights that make a right candidate of each choice likeliest; choices without one are left out."""
    kept = [own for own in choices if any(own[1])]
    column = columns([signs for every, _ in kept for signs in every])
    x = torch.as_tensor(matrix([signs for every, _ in kept for signs in every], column))
    right = torch.as_tensor([float(own) for _, every in kept for own in every], dtype=torch.float64)
    group = torch.as_tensor([i for i, (every, _) in enumerate(kept) for _ in every])
    weights = torch.zeros(len(column), dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.LBFGS([weights], max_iter=_STEPS, line_search_fn="strong_wolfe")

    def closure() -> torch.Tensor:
        optimizer.zero_grad()
        likely = torch.exp(x @ weights)
        empty = torch.zeros(len(kept), dtype=torch.float64)
        share = empty.index_add(0, group, likely * right) / empty.index_add(0, group, likely)
        loss = ridge * (weights**2).sum() - torch.log(share).mean()
        loss.backward()
        return loss

    optimizer.step(closure)
    return dict(zip(column, weights.detach().tolist(), strict=True))
