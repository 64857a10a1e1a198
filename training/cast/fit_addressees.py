"""Fits the weights of who hears a line: logistic regression on annotated addressees."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch

from fabula.cast.attribution import conversations
from fabula.cast.casting import Settled
from fabula.cast.speakers.addressees import ADDRESSEE, candidates, features
from fabula.cast.speakers.lines import lines_of
from fabula.evaluation.scores.quotations import match_parts
from training.cast.fit_identity import gold_of_people
from training.cast.ground import GoldPart, Ground
from training.cast.lines import gold_of_figures, gold_of_lines


@dataclass(frozen=True)
class Heard:
    """Candidates of the lines of a text: features (m, features), which are right (m), of which line (m).

    ``wanted``: how many gold addressees each line has that are somebody in the reading.
    """

    text: str
    features: np.ndarray
    right: np.ndarray
    line: np.ndarray
    wanted: Mapping[int, int]


def heard_of(ground: Ground, settled: Settled) -> Heard:
    """The candidates of every line whose addressees are annotated.

    Who never speaks is known by his names.
    """
    lines = lines_of(settled.book, settled.resolution)
    gold = gold_of_lines(settled, ground.parts)
    known = gold_of_people(settled, ground.parts, ground.names) | gold_of_figures(settled, lines, gold)
    hearers = hearers_of_lines(settled, ground.parts)
    rows, right, numbers, wanted = [], [], [], {}
    for talk in conversations(settled.book, settled.resolution, lines):
        speaker = [settled.said[line.number].speaker for line in talk]
        for k, line in enumerate(talk):
            if line.number not in hearers or line.aside:
                continue
            who = hearers[line.number]
            people = candidates(k, talk, speaker)
            wanted[line.number] = len(who)
            if not people:
                continue
            rows.append(features(k, talk, speaker, people, settled.resolution.figures))
            right.extend(known.get(n) in who for n in people)
            numbers.extend([line.number] * len(people))
    return Heard(
        ground.name,
        np.concatenate(rows) if rows else np.zeros((0, len(ADDRESSEE))),
        np.asarray(right, bool),
        np.asarray(numbers, int),
        wanted,
    )


def hearers_of_lines(settled: Settled, parts: Sequence[GoldPart]) -> dict[int, frozenset[str]]:
    """The gold addressees of each quotation, of its first annotated part."""
    quotations = settled.book.notes.quotations
    spans = [(span, row) for row, own in enumerate(quotations) for span in own.spans]
    matched = match_parts([part.span for part in parts], [span for span, _ in spans]).matched
    found: dict[int, frozenset[str]] = {}
    for part, place in zip(parts, matched, strict=True):
        if place is not None and part.addressees is not None:
            found.setdefault(spans[place][1], part.addressees)
    return found


def fit(texts: Sequence[Heard], ridge: float = 1e-4) -> np.ndarray:
    """The weights of the features; each text counts by the root of its candidates."""
    x = torch.as_tensor(np.concatenate([own.features for own in texts]), dtype=torch.float64)
    y = torch.as_tensor(np.concatenate([own.right for own in texts]), dtype=torch.float64)
    share = np.concatenate([np.full(len(own.right), max(len(own.right), 1) ** -0.5) for own in texts])
    weight = torch.as_tensor(share / share.sum())
    weights = torch.zeros(len(ADDRESSEE), dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.LBFGS([weights], max_iter=200, line_search_fn="strong_wolfe")

    def closure() -> torch.Tensor:
        optimizer.zero_grad()
        losses = torch.nn.functional.binary_cross_entropy_with_logits(x @ weights, y, reduction="none")
        loss = (losses * weight).sum() + ridge * (weights**2).sum()
        loss.backward()
        return loss

    optimizer.step(closure)
    return weights.detach().numpy()


def f1(texts: Sequence[Heard], weights: np.ndarray, threshold: float) -> float:
    """The mean F1 of the addressees of each text."""
    counts = [scores([own], weights, threshold) for own in texts]
    return float(np.mean([2 * right / max(1, found + wanted) for right, found, wanted in counts]))


def scores(texts: Sequence[Heard], weights: np.ndarray, threshold: float) -> tuple[int, int, int]:
    """Right, found and wanted addressees."""
    right = found = wanted = 0
    for own in texts:
        chosen = 1 / (1 + np.exp(-own.features @ weights)) >= threshold
        right += int((chosen & own.right).sum())
        found += int(chosen.sum())
        wanted += sum(own.wanted.values())
    return right, found, wanted
