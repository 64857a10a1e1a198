"""Makes a head's probabilities mean what they say.

    python -m training.calibrate --encoder DIR --data DIR --model DIR

Divides scores by a temperature (Guo, Pleiss, Sun and Weinberger 2017), and adds a shift to those of events
(Platt 1999): a head of two classes may lean to one of them. Fitted on the examples that training keeps back,
as what a model says of its own training data tells nothing. ``training.export`` does this for every model it
writes; the command does it anew for one that is there, and changes nothing of it but the card.
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from fabula.language.wordpiece import WordPieces
from training.augment import without_marks
from training.card import read_card, write_card
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
from training.thaw import thaw
from training.train import Corpora, read_vocabulary

Loss = Callable[[float], Tensor]
"""The negative log-likelihood of what is right, given a temperature."""


def calibration(
    model: ReadingModel, examples: list[Example], vocabulary: WordPieces
) -> dict[str, dict[str, float]]:
    """The ``temperatures`` and ``shifts`` of the heads whose right answers the examples hold, by name."""
    losses: dict[str, list[Loss]] = {}
    scores, right = [np.zeros(0)], [np.zeros(0, bool)]
    with torch.no_grad():
        for example in examples:
            states = word_states(model, example, vocabulary)
            for name, loss in _losses(model, example, states).items():
                losses.setdefault(name, []).append(loss)
            if example.syntax is None:
                losses.setdefault("speech", []).append(_speech_loss(model, example, vocabulary))
            if example.events is not None:
                scores.append(model.words(states)[2][:, 0].double().numpy())
                right.append(np.asarray(example.events, bool))
        found = {name: _best(own) for name, own in losses.items()}
    temperature, shift = platt(np.concatenate(scores), np.concatenate(right))
    return {"temperatures": found | {"events": temperature}, "shifts": {"events": shift}}


def platt(scores: np.ndarray, right: np.ndarray) -> tuple[float, float]:
    """The temperature and the shift that make scores (n) the log-odds of being right (n)."""
    weights = torch.tensor([1.0, 0.0], dtype=torch.double, requires_grad=True)
    x, target = torch.tensor(scores), torch.tensor(right).double()
    optimizer = torch.optim.LBFGS([weights], max_iter=100, line_search_fn="strong_wolfe")

    def loss() -> Tensor:
        optimizer.zero_grad()
        value = F.binary_cross_entropy_with_logits(weights[0] * x + weights[1], target)
        value.backward()
        return value

    optimizer.step(loss)
    slope, shift = weights.tolist()
    return round(1 / slope, 3), round(shift, 3)


def _losses(model: ReadingModel, example: Example, states: Tensor) -> dict[str, Loss]:
    if example.syntax is not None:
        upos = model.words(states)[0]
        arcs = [
            (scores, head_targets(example, sentences, scores.shape[1]))
            for sentences, scores in arc_scores(model, example.sentences, states)
        ]
        return {"upos": _softmax(upos, torch.as_tensor(example.syntax.upos)), "heads": _arcs(arcs)}
    types, kinds, _forms, _shapes = map(torch.cat, zip(*span_rows(model, example, states), strict=True))
    table = example.mentions
    rows, gold = antecedent_rows(model, example, mention_vectors(model, states, table.start, table.end))
    return {
        "mentions": _softmax(types, kinds),
        "antecedents": lambda t: -(_within(rows / t, gold) - (rows / t).logsumexp(1)).sum(),
    }


def _speech_loss(model: ReadingModel, example: Example, vocabulary: WordPieces) -> Loss:
    """Without quotation marks: where there are any, nobody asks the head."""
    bare = without_marks(example, vocabulary)
    return _softmax(model.words(word_states(model, bare, vocabulary))[3], speech_target(bare))


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


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--encoder", type=Path, required=True, help="folder with the encoder's config.json")
    parser.add_argument("--data", type=Path, required=True, help="folder with litbank/ and ud/ewt/")
    parser.add_argument("--model", type=Path, required=True, help="folder of the exported model")
    args = parser.parse_args()
    config = json.loads((args.encoder / "config.json").read_text(encoding="utf8"))
    vocabulary = read_vocabulary(args.encoder)
    model, _rules = thaw(args.model, config)
    fitted = calibration(model, Corpora(args.data, vocabulary).kept, vocabulary)
    write_card(args.model, read_card(args.model) | fitted)
    print(json.dumps(fitted, indent=1))


if __name__ == "__main__":
    main()
