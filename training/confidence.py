"""Fits how far to believe a speaker: the weights of ``fabula.cast.calibration.SpeakerSigns``.

    python -m training.confidence --model DIR --data DIR --novels NAME [NAME …]

Logistic regression with every novel of the same weight. The model should hardly have been trained on the
novels. What is printed of each novel comes from weights fitted on the others.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from fabula.cast.casting import cast_of, settle
from fabula.cast.confidence import speaker_signs
from fabula.evaluation.claims import novel_speaker_claims
from fabula.evaluation.pdnc import Novel, novel_names, read_novel
from fabula.evaluation.scores.calibration import Claims, calibration, joined
from fabula.language.annotate import annotate
from fabula.language.model import Model
from fabula.pipeline import plain_text
from fabula.types import Annotations, Text

RIDGE = 0.0002
"""Against weights that a few lines make large; of each novel's mean loss."""


@dataclass(frozen=True)
class Lines:
    """A novel's lines that have a speaker: their signs (m, signs), and whether he is right (m)."""

    name: str
    signs: np.ndarray
    right: np.ndarray


def lines_of(novel: Novel, text: Text, notes: Annotations) -> Lines:
    settled = settle(text, notes)
    signs = speaker_signs(settled.book, settled.resolution, settled.said)
    # the number of the quotation in place of its confidence tells which one a claim is about
    quotes = [replace(quote, confidence=float(quote.id)) for quote in cast_of(settled).quotes]
    claims = novel_speaker_claims(novel, quotes)
    rows = claims.confidence.astype(int) - 1
    known = [k for k, row in enumerate(rows.tolist()) if row >= 0 and signs[row] is not None]
    columns = np.asarray([signs[row].columns() for row in rows[known].tolist()])
    return Lines(novel.name, columns, claims.right[known].astype(float))


def fitted(novels: Sequence[Lines]) -> np.ndarray:
    """The weights of the signs, and the shift behind them."""
    every = np.concatenate([lines.signs for lines in novels])
    scale = np.append(every.std(axis=0), 1.0)

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        total, slope = RIDGE * weights[:-1] @ weights[:-1], np.append(2 * RIDGE * weights[:-1], 0.0)
        for lines in novels:
            signs = with_one(lines.signs) / scale
            odds = signs @ weights
            total += np.mean(np.logaddexp(0.0, odds) - lines.right * odds) / len(novels)
            slope += signs.T @ (share(odds) - lines.right) / len(odds) / len(novels)
        return float(total), slope

    found: np.ndarray = minimize(loss, np.zeros(len(scale)), jac=True, method="L-BFGS-B").x / scale
    return found


def with_one(signs: np.ndarray) -> np.ndarray:
    return np.column_stack([signs, np.ones(len(signs))])


def share(odds: np.ndarray) -> np.ndarray:
    found: np.ndarray = 1.0 / (1.0 + np.exp(-odds))
    return found


def left_out(novels: Sequence[Lines]) -> list[Claims]:
    """What weights fitted on the other novels say of each."""
    found = []
    for lines in novels:
        weights = fitted([other for other in novels if other is not lines])
        found.append(Claims(share(with_one(lines.signs) @ weights), lines.right > 0))
    return found


def report(novels: Sequence[Lines]) -> None:
    claims = left_out(novels)
    names = [lines.name for lines in novels]
    for name, own in zip([*names, "all"], [*claims, joined(claims)], strict=True):
        found = calibration(name, own)
        if found is not None:
            gain = found.at(80) - found.at(100)
            print(f"{name}: calibration error {found.error:.1f}, at 80 % coverage {gain:+.1f} points")
    print("weights and shift:", ", ".join(f"{weight:.2f}" for weight in fitted(novels)))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--model", type=Path, required=True, help="folder of the model that reads")
    parser.add_argument("--data", type=Path, required=True, help="folder with pdnc/")
    parser.add_argument("--novels", nargs="+", help="names of novels (all that are trained on)")
    args = parser.parse_args()
    model = Model(args.model, threads=2)
    found = []
    for name in novel_names(args.data / "pdnc", "train", args.novels):
        novel = read_novel(args.data / "pdnc" / name)
        text = plain_text(Path(novel.name), novel.text)
        found.append(lines_of(novel, text, annotate(text, model)))
    report(found)


if __name__ == "__main__":
    main()
