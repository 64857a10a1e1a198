"""Fits how somebody stands to a place on marked passages (Soni et al. 2023), and says how good it is.

    python -m training.story.places --data DIR --kept DIR [--folds 5] [--out FILE]

``--data`` holds ``train.tsv`` and ``dev.tsv`` with their labels. Passages are read by the shipped model. In
folds of the training part every passage is answered by weights fitted on the others; the development part
by weights fitted on all of them.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import torch

from fabula.cast.casting import cast_of, settle
from fabula.evaluation.evaluate_places import GOLD, score_answers
from fabula.evaluation.passages import Passage, read_passages
from fabula.language.annotate import annotate
from fabula.language.model import Model
from fabula.pipeline import plain_text
from fabula.story.document import Document
from fabula.story.locations import ANSWERS, parse
from fabula.story.trees import Tree
from fabula.story.whereabouts import pair_signs
from fabula.types import Annotations, Text
from training.kept import once

LEAST = 4
"""Passages that a sign stands in before it has a weight."""
RIDGE = 2e-3
WEIGHT = {"in": 1.0, "near": 1.3, "through": 1.5, "from": 1.5, "to": 1.3}
"""What a passage of each answer counts: rare answers would else hardly ever be given."""

Signs = Mapping[str, float]


def signs_of(folder: Path, split: str, kept: Path, model: Path) -> list[tuple[Passage, Signs]]:
    """The valid passages of a split with what their words say; what the model reads is kept in a file."""

    def read() -> list[tuple[Passage, Text, Annotations]]:
        reader = Model(model)
        valid = [own for own in read_passages(folder, split) if own.relation is not None]
        texts = [plain_text(Path(own.id), own.text) for own in valid]
        return [
            (own, text, annotate(text, reader, mentions=[own.character, own.place]))
            for own, text in zip(valid, texts, strict=True)
        ]

    found = []
    for own, text, notes in once(kept / f"places.{split}.pickle", read):
        document = Document(text, notes, cast_of(settle(text, notes)))
        pair = (document.mention_at(notes, *span) for span in (own.character, own.place))
        found.append((own, pair_signs(document, Tree(document), *pair)))
    return found


def fit(cases: Sequence[tuple[Passage, Signs]]) -> dict[str, list[float]]:
    """The weights of each sign for each answer (softmax regression with a ridge)."""
    counts = Counter(name for _, signs in cases for name in signs)
    names = sorted(name for name, times in counts.items() if times >= LEAST)
    column = {name: i for i, name in enumerate(names)}
    x = torch.zeros(len(cases), len(names), dtype=torch.float64)
    for i, (_, signs) in enumerate(cases):
        for name, value in signs.items():
            if name in column:
                x[i, column[name]] = value
    y = torch.as_tensor([ANSWERS.index(GOLD[own.relation or ""]) for own, _ in cases])
    counted = torch.as_tensor([WEIGHT.get(own.value if own else "", 1.0) for own in ANSWERS]).double()
    weights = torch.zeros(len(names), len(ANSWERS), dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.LBFGS([weights], max_iter=300, line_search_fn="strong_wolfe")

    def closure() -> torch.Tensor:
        optimizer.zero_grad()
        loss = torch.nn.functional.cross_entropy(x @ weights, y, weight=counted)
        loss = loss + RIDGE * (weights**2).sum()
        loss.backward()
        return loss

    optimizer.step(closure)
    rows = np.round(weights.detach().numpy(), 3).tolist()
    return dict(zip(names, rows, strict=True))


def answers(cases: Sequence[tuple[Passage, Signs]], weights: Mapping[str, Sequence[float]]) -> list[Any]:
    """For each passage the likeliest answer with its probability, and what is right."""
    model = parse(weights)
    found = []
    for own, signs in cases:
        likely = model.probabilities(signs)
        best = max(likely, key=lambda answer: likely[answer])
        found.append((best, likely[best], GOLD[own.relation or ""]))
    return found


def main() -> None:
    """Fits, scores in folds and on the development part, and writes the weights."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, help="folder with train.tsv and dev.tsv")
    parser.add_argument("--kept", type=Path, required=True, help="where annotations are kept")
    parser.add_argument("--model", type=Path, default=Path("src/fabula/language/shipped"))
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--out", type=Path, help="locations.json to write")
    args = parser.parse_args()
    torch.set_num_threads(1)
    train = signs_of(args.data, "train", args.kept, args.model)
    dev = signs_of(args.data, "dev", args.kept, args.model)
    found = []
    for fold in range(args.folds):
        weights = fit([own for i, own in enumerate(train) if i % args.folds != fold])
        found += answers(train[fold :: args.folds], weights)
    weights = fit(train)
    for name, given in (("train, in folds", found), ("dev", answers(dev, weights))):
        scores = score_answers(given)
        shown = ", ".join(f"{key} {value:.1f}" for key, value in scores.items() if value is not None)
        sys.stdout.write(f"{name} ({len(given)}): {shown}\n")
    if args.out:
        source = {
            "script": "python -m training.story.places",
            "date": date.today().isoformat(),
            "data": "character and place relations of Soni et al. 2023 (MIT), training part",
            "passages": len(train),
        }
        shown = ",\n".join(f"  {json.dumps(name)}: {own}" for name, own in weights.items())
        args.out.write_text(
            f'{{\n "source": {json.dumps(source)},\n "weights": {{\n{shown}\n }}\n}}\n', encoding="utf8"
        )


if __name__ == "__main__":
    main()
