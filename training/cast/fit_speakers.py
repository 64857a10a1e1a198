"""Fits the weights of the evidence of speakers: the conditional likelihood of what is annotated.

By AdamW (Loshchilov and Hutter 2019), as the units make it no convex problem.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from fabula.cast.speakers.evidence import CANDIDATE, HEARER
from fabula.cast.speakers.turns import TURN
from fabula.cast.speakers.worth import PASSING
from training.cast.lines import Example
from training.cast.written import named, rounded, rows_of

BATCH = 64
IMPOSSIBLE = -1e9
UNITS = 24
DROPPED = 0.2
"""The share of units left out of each step."""
RATE, DECAY = 1e-2, 1e-3


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
    """The chain of :mod:`fabula.cast.speakers.chain`, with weights that learn.

    Some of the units are dropped while it learns (Srivastava et al. 2014), so that none leans on another.
    """

    def __init__(self) -> None:
        super().__init__()
        self.candidate = torch.nn.Parameter(torch.zeros(len(CANDIDATE)))
        self.hearer = torch.nn.Parameter(torch.zeros(len(HEARER)))
        self.stay = torch.nn.Parameter(torch.zeros(len(TURN)))
        self.back = torch.nn.Parameter(torch.zeros(len(TURN)))
        self.sums = torch.nn.Linear(len(CANDIDATE) + len(TURN), UNITS)
        self.out = torch.nn.Linear(UNITS, len(PASSING), bias=False)
        torch.nn.init.zeros_(self.out.weight)

    def factors(self, batch: Batch) -> tuple[Tensor, Tensor]:
        """The worth of each speaker in each way to pass the turn (b, lines, n, 3), and of each hearer."""
        weight = self.sums.weight
        turn = batch.turn @ weight[:, len(CANDIDATE) :].T
        sums = batch.candidate @ weight[:, : len(CANDIDATE)].T + turn[:, :, None] + self.sums.bias
        units = torch.nn.functional.dropout(sums.relu(), DROPPED, self.training)
        passing = torch.stack(
            [torch.zeros(batch.turn.shape[:2]), batch.turn @ self.back, batch.turn @ self.stay], -1
        )
        own = (batch.candidate @ self.candidate)[..., None] + self.out(units) + passing[:, :, None]
        own = own.masked_fill(~batch.real[:, None, :, None], IMPOSSIBLE)
        own = (own - own.amax((-1, -2), keepdim=True).detach()).exp()
        return own, (batch.hearer @ self.hearer).exp() * batch.real[:, None]

    def forward(self, batch: Batch) -> Tensor:
        """Minus the log of the probability of all that is known, of each piece (b)."""
        own, hears = self.factors(batch)
        return self._total(own, hears, batch) - self._total(own * batch.allowed[..., None], hears, batch)

    def _total(self, own: Tensor, hears: Tensor, batch: Batch) -> Tensor:
        """The log of the sum over all ways to give the lines to speakers."""
        b, lines, n, _ = own.shape
        alpha = (batch.real[:, :, None] & batch.real[:, None]).float()
        alpha = alpha / alpha.sum((1, 2), keepdim=True)
        apart = 1.0 - torch.eye(n)
        total = torch.zeros(b)
        for k in range(lines):
            moved = advance(alpha, own[:, k], hears[:, k], apart)
            size = moved.sum((1, 2)).clamp_min(1e-30)
            there = batch.there[:, k]
            total = total + torch.where(there, size.log(), torch.zeros(()))
            alpha = torch.where(there[:, None, None], moved / size[:, None, None], alpha)
        return total


def advance(alpha: Tensor, own: Tensor, hears: Tensor, apart: Tensor) -> Tensor:
    joins, answers, goes_on = own.unbind(-1)
    moved = joins[:, None] * alpha.sum(1)[:, :, None] + (answers - joins)[:, None] * alpha.transpose(1, 2)
    return hears[:, :, None] * moved * apart + goes_on[:, None] * alpha


def fit(examples: Sequence[Example], weights: Sequence[float], epochs: int = 25, seed: int = 0) -> Speakers:
    """Weights that make what is known likeliest; ``weights``: of each piece."""
    torch.manual_seed(seed)
    order = np.random.default_rng(seed)
    model = Speakers()
    data = batches(examples, weights)
    scale = len(data) / sum(float((b.weight[:, None] * b.decided).sum()) for b in data)
    optimizer = torch.optim.AdamW(model.parameters(), lr=RATE, weight_decay=DECAY)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, epochs * len(data))
    for _ in range(epochs):
        for k in order.permutation(len(data)):
            optimizer.zero_grad()
            ((model(data[k]) * data[k].weight).sum() * scale).backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
    return model.eval()


def kept(model: Speakers) -> dict[str, object]:
    """The weights as ``weights.json`` keeps them: a feature, a way to pass the turn, by its name."""
    sums = model.sums.weight.detach().numpy().T
    return {
        "candidate": named(CANDIDATE, model.candidate.detach().numpy()),
        "hearer": named(HEARER, model.hearer.detach().numpy()),
        "stay": named(TURN, model.stay.detach().numpy()),
        "back": named(TURN, model.back.detach().numpy()),
        "units": {
            "candidate": rows_of(CANDIDATE, sums[: len(CANDIDATE)]),
            "turn": rows_of(TURN, sums[len(CANDIDATE) :]),
            "bias": rounded(model.sums.bias.detach().numpy()),
            "worth": rows_of(PASSING, model.out.weight.detach().numpy()),
        },
    }
