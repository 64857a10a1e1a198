"""Fits the weights of who hears a line on annotated addressees, each candidate by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from fabula.cast.attribution import conversations
from fabula.cast.casting import Settled
from fabula.cast.speakers.addressees import ADDRESSEE, candidates, features
from fabula.cast.speakers.lines import lines_of
from training.cast.fit_identity import gold_of_people
from training.cast.ground import GoldPart, Ground
from training.cast.lines import gold_of_figures, gold_of_lines, quotations_of
from training.cast.written import named, rounded, rows_of

UNITS = 24
DROPPED = 0.2
"""The share of units left out of each step."""
RATE, DECAY, BATCH = 5e-3, 1e-3, 1024


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


class Hearers(torch.nn.Module):
    """The odds of :class:`fabula.cast.speakers.addressees.Hearing`, with weights that learn."""

    def __init__(self) -> None:
        super().__init__()
        self.addressee = torch.nn.Linear(len(ADDRESSEE), 1, bias=False)
        self.sums = torch.nn.Linear(len(ADDRESSEE), UNITS)
        self.out = torch.nn.Linear(UNITS, 1, bias=False)

    def forward(self, rows: Tensor) -> Tensor:
        """The log odds of each candidate (m)."""
        units = torch.nn.functional.dropout(self.sums(rows).relu(), DROPPED, self.training)
        return (self.addressee(rows) + self.out(units)).squeeze(1)


def fit(texts: Sequence[Heard], epochs: int = 15, seed: int = 0) -> Hearers:
    """Weights that make what is annotated likeliest; each text counts by the root of its candidates."""
    torch.manual_seed(seed)
    rows = torch.as_tensor(np.concatenate([own.features for own in texts]), dtype=torch.float32)
    right = torch.as_tensor(np.concatenate([own.right for own in texts]), dtype=torch.float32)
    share = np.concatenate([np.full(len(own.right), max(len(own.right), 1) ** -0.5) for own in texts])
    weight = torch.as_tensor(share / share.mean(), dtype=torch.float32)
    model = Hearers()
    optimizer = torch.optim.AdamW(model.parameters(), lr=RATE, weight_decay=DECAY)
    steps = epochs * (len(rows) // BATCH + 1)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, steps)
    for _ in range(epochs):
        for some in torch.randperm(len(rows)).split(BATCH):
            losses = torch.nn.functional.binary_cross_entropy_with_logits(
                model(rows[some]), right[some], reduction="none"
            )
            optimizer.zero_grad()
            (losses * weight[some]).mean().backward()
            optimizer.step()
            schedule.step()
    return model.eval()


def kept(model: Hearers, threshold: float) -> dict[str, object]:
    """The weights as ``weights.json`` keeps them."""
    return {
        "addressee": named(ADDRESSEE, model.addressee.weight.detach().numpy()[0]),
        "units": {
            "addressee": rows_of(ADDRESSEE, model.sums.weight.detach().numpy().T),
            "bias": rounded(model.sums.bias.detach().numpy()),
            "worth": rows_of(["hears"], model.out.weight.detach().numpy()),
        },
        "threshold": {"addressed": round(threshold, 3)},
    }


@torch.no_grad()
def f1(texts: Sequence[Heard], model: Hearers, threshold: float) -> float:
    """The mean F1 of the addressees of each text."""
    return float(np.mean([_f1(own, model, threshold) for own in texts]))


def _f1(own: Heard, model: Hearers, threshold: float) -> float:
    odds = model(torch.as_tensor(own.features, dtype=torch.float32)).numpy()
    chosen = 1 / (1 + np.exp(-odds)) >= threshold
    return float(2 * (chosen & own.right).sum() / max(1, chosen.sum() + own.wanted))
