"""Temperatures that make a head's probabilities mean what they say (Guo, Pleiss, Sun and Weinberger 2017).

Fitted on the examples that training keeps back: what a model says of its own training data tells nothing.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import torch
from torch import Tensor
from torch.nn import functional as F

from fabula.language.wordpiece import WordPieces
from training.corpora import Example
from training.losses import (
    antecedent_rows,
    arc_scores,
    head_targets,
    mention_vectors,
    span_rows,
    speech_target,
    word_states,
)
from training.model import ReadingModel

Loss = Callable[[float], Tensor]
"""The negative log-likelihood of what is right, given a temperature."""


@torch.no_grad()
def temperatures(model: ReadingModel, examples: list[Example], vocabulary: WordPieces) -> dict[str, float]:
    """The temperature of each head whose right answers the examples hold, by the head's name."""
    losses: dict[str, list[Loss]] = {}
    for example in examples:
        for name, loss in _losses(model, example, vocabulary).items():
            losses.setdefault(name, []).append(loss)
    return {name: _best(own) for name, own in losses.items()}


def _losses(model: ReadingModel, example: Example, vocabulary: WordPieces) -> dict[str, Loss]:
    states = word_states(model, example, vocabulary)
    upos, _xpos, event, speech = model.words(states)
    if example.syntax is not None:
        arcs = [
            (scores, head_targets(example, sentences, scores.shape[1]))
            for sentences, scores in arc_scores(model, example.sentences, states)
        ]
        return {"upos": _softmax(upos, torch.as_tensor(example.syntax.upos)), "heads": _arcs(arcs)}
    types, kinds, _forms, _shapes = map(torch.cat, zip(*span_rows(model, example, states), strict=True))
    table = example.mentions
    rows, gold = antecedent_rows(model, example, mention_vectors(model, states, table.start, table.end))
    events = torch.as_tensor(example.events).float()
    return {
        "mentions": _softmax(types, kinds),
        "antecedents": lambda t: -(_within(rows / t, gold) - (rows / t).logsumexp(1)).sum(),
        "events": lambda t: F.binary_cross_entropy_with_logits(event[:, 0] / t, events, reduction="sum"),
        "speech": _softmax(speech, speech_target(example)),
    }


def _within(rows: Tensor, gold: Tensor) -> Tensor:
    return rows.masked_fill(~gold, -math.inf).logsumexp(1)


def _softmax(logits: Tensor, target: Tensor) -> Loss:
    return lambda t: F.cross_entropy(logits / t, target, reduction="sum")


def _arcs(batches: list[tuple[Tensor, Tensor]]) -> Loss:
    def loss(t: float) -> Tensor:
        each = (
            F.cross_entropy((scores / t).flatten(0, 1), target.flatten(), reduction="sum")
            for scores, target in batches
        )
        return torch.stack(list(each)).sum()

    return loss


def _best(losses: list[Loss], low: float = 0.3, high: float = 5.0) -> float:
    """The temperature of least loss: a golden-section search, as the loss has one valley in 1 / t."""
    ratio = (math.sqrt(5) - 1) / 2

    def total(log_t: float) -> float:
        return float(sum(float(loss(math.exp(log_t))) for loss in losses))

    a, b = math.log(low), math.log(high)
    for _ in range(18):
        left, right = b - ratio * (b - a), a + ratio * (b - a)
        if total(left) < total(right):
            b = right
        else:
            a = left
    return round(math.exp((a + b) / 2), 3)
