"""Fits the weights of the evidence of speakers: the conditional likelihood of what is annotated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from fabula.cast.speakers.evidence import CANDIDATE, HEARER, TURN
from training.cast.lines import Example

BATCH = 64
IMPOSSIBLE = -1e9


@dataclass(frozen=True)
class Batch:
    """Pieces of conversation padded to the longest and to the most candidates.

    ``candidate`` (b, lines, n, features) and so on; ``there`` (b, lines), ``allowed`` (b, lines, n),
    ``weight`` (b).
    """

    candidate: Tensor
    turn: Tensor
    hearer: Tensor
    real: Tensor
    there: Tensor
    allowed: Tensor
    weight: Tensor
    decided: Tensor


def batches(examples: Sequence[Example], weights: Sequence[float]) -> list[Batch]:
    """The pieces in batches of like length."""
    order = sorted(
        range(len(examples)), key=lambda i: (len(examples[i].turn), examples[i].candidate.shape[1])
    )
    return [
        _batch([examples[i] for i in order[a : a + BATCH]], [weights[i] for i in order[a : a + BATCH]])
        for a in range(0, len(order), BATCH)
    ]


def _batch(examples: Sequence[Example], weights: Sequence[float]) -> Batch:
    b, lines = len(examples), max(len(e.turn) for e in examples)
    n = max(e.candidate.shape[1] for e in examples)
    candidate = np.zeros((b, lines, n, len(CANDIDATE)), np.float32)
    turn = np.zeros((b, lines, len(TURN)), np.float32)
    hearer = np.zeros((b, lines, n, len(HEARER)), np.float32)
    real, there = np.zeros((b, n), bool), np.zeros((b, lines), bool)
    allowed, decided = np.ones((b, lines, n), bool), np.zeros((b, lines), bool)
    for i, e in enumerate(examples):
        k, m = e.candidate.shape[:2]
        candidate[i, :k, :m], turn[i, :k], hearer[i, :k, :m] = e.candidate, e.turn, e.hearer
        real[i, :m], there[i, :k] = True, True
        allowed[i, :k, :m] = e.allowed | ~e.decided[:, None]
        decided[i, :k] = e.decided
    columns = (candidate, turn, hearer, real, there, allowed, np.asarray(weights, np.float32), decided)
    return Batch(*(torch.as_tensor(column) for column in columns))


class Speakers(torch.nn.Module):
    """The chain of :mod:`fabula.cast.speakers.chain`, with weights that learn."""

    def __init__(self) -> None:
        super().__init__()
        self.candidate = torch.nn.Parameter(torch.zeros(len(CANDIDATE)))
        self.hearer = torch.nn.Parameter(torch.zeros(len(HEARER)))
        self.stay = torch.nn.Parameter(torch.zeros(len(TURN)))
        self.back = torch.nn.Parameter(torch.zeros(len(TURN)))

    def factors(self, batch: Batch) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        own = (batch.candidate @ self.candidate).masked_fill(~batch.real[:, None], IMPOSSIBLE)
        own = (own - own.max(-1, keepdim=True).values.detach()).exp()
        hears = (batch.hearer @ self.hearer).exp() * batch.real[:, None]
        return own, hears, (batch.turn @ self.stay).exp(), (batch.turn @ self.back).exp()

    def forward(self, batch: Batch) -> Tensor:
        """Minus the log of the probability of all that is known, of each piece (b)."""
        own, hears, stay, back = self.factors(batch)
        free = self._total(own, hears, stay, back, batch)
        held = self._total(own * batch.allowed, hears, stay, back, batch)
        return free - held

    def _total(self, own: Tensor, hears: Tensor, stay: Tensor, back: Tensor, batch: Batch) -> Tensor:
        """The log of the sum over all ways to give the lines to speakers."""
        b, lines, n = own.shape
        alpha = (batch.real[:, :, None] & batch.real[:, None]).float()
        alpha = alpha / alpha.sum((1, 2), keepdim=True)
        apart = 1.0 - torch.eye(n)
        total = torch.zeros(b)
        for k in range(lines):
            moved = advance(alpha, own[:, k], hears[:, k], stay[:, k], back[:, k], apart)
            size = moved.sum((1, 2)).clamp_min(1e-30)
            there = batch.there[:, k]
            total = total + torch.where(there, size.log(), torch.zeros(()))
            alpha = torch.where(there[:, None, None], moved / size[:, None, None], alpha)
        return total


def advance(alpha: Tensor, own: Tensor, hears: Tensor, stay: Tensor, back: Tensor, apart: Tensor) -> Tensor:
    last = alpha.sum(1)
    moved = last[:, :, None] + (back[:, None, None] - 1) * alpha.transpose(1, 2)
    moved = hears[:, :, None] * own[:, None] * moved * apart
    return moved + stay[:, None, None] * alpha * own[:, None]


def fit(
    examples: Sequence[Example], weights: Sequence[float], steps: int = 120, ridge: float = 1e-4
) -> Speakers:
    """Weights that make what is known likeliest; ``weights``: of each piece."""
    model = Speakers()
    data = batches(examples, weights)
    scale = 1.0 / sum(float((b.weight[:, None] * b.decided).sum()) for b in data)
    optimizer = torch.optim.LBFGS(
        model.parameters(), max_iter=steps, history_size=12, line_search_fn="strong_wolfe"
    )

    def closure() -> Tensor:
        optimizer.zero_grad()
        total = torch.zeros(())
        for batch in data:
            loss = (model(batch) * batch.weight).sum() * scale
            loss.backward()
            total = total + loss.detach()
        penalty = ridge * sum((p**2).sum() for p in model.parameters())
        penalty.backward()
        return total + penalty.detach()

    optimizer.step(closure)
    return model
