"""Scores how a character stands to a place, on passages in which both are marked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

import numpy as np

from fabula.evaluation.passages import NO_RELATION, Passage, read_passages
from fabula.evaluation.report import Column, Indices, Report, Row, bootstrap
from fabula.evaluation.run import Parse, Progress, ignore_progress
from fabula.evaluation.scores.calibration import Claims, calibrations
from fabula.types import Span, Text, Whereabouts

Relate: TypeAlias = Callable[[Text, Span, Span], Mapping[Whereabouts | None, float]]
"""The program under test: of a text, a character and a place in it, how likely each answer is."""

Answer: TypeAlias = tuple[Whereabouts | None, float, Whereabouts | None]
"""What the program says, how sure it is, and what is right."""

GOLD: Mapping[str, Whereabouts | None] = {
    "IN": Whereabouts.IN,
    "NEAR": Whereabouts.NEAR,
    "THRU": Whereabouts.THROUGH,
    "FROM": Whereabouts.FROM,
    "TO": Whereabouts.TO,
    NO_RELATION: None,
}
"""The answers of the corpus."""

PUBLISHED = {"accuracy": 56.8, "macro": 45.3}
"""BERT on the corpus's test part (Soni et al. 2023)."""

COLUMNS = (
    Column("accuracy", "accuracy"),
    Column("always_in", "always in"),
    Column("published", "BERT, published"),
    Column("macro", "macro F1"),
    Column("published_macro", "BERT, published"),
    Column("passages", "passages", 0),
)


def evaluate_places(
    folder: Path, relate: Relate, *, parse: Parse, split: str = "dev", progress: Progress = ignore_progress
) -> Report:
    """Ask of each valid passage how its character stands to its place.

    Accuracy and macro F1 are over the six relations of valid pairs, beside what "always in" gives and what
    is published of BERT (on another part of the corpus).

    Raises :class:`fabula.errors.EvaluationError` when the gold data is missing or malformed.
    """
    passages = [own for own in read_passages(folder, split) if own.relation is not None]
    given: list[Answer] = []
    for done, own in enumerate(passages):
        progress(own.id, done, len(passages))
        given.append(_answer(own, relate, parse))
    progress("", len(passages), len(passages))

    def pooled(drawn: Indices | None = None) -> Mapping[str, float | None]:
        return score_answers(given if drawn is None else [given[k] for k in drawn])

    claims = Claims.of((sure, said == right) for said, sure, right in given)
    return Report(
        corpus="characters and places",
        split=split,
        system="fabula",
        unit="passage",
        pooled=True,
        columns=COLUMNS,
        rows=(Row(split, pooled()),),
        overall=pooled(),
        intervals=bootstrap(len(given), pooled, ["accuracy", "macro"]),
        calibration=calibrations({"relation to a place": [claims]}),
    )


def _answer(own: Passage, relate: Relate, parse: Parse) -> Answer:
    likely = relate(parse(Path(f"{own.id}.txt"), own.text), own.character, own.place)
    best = max(likely, key=lambda answer: likely[answer])
    return best, likely[best], GOLD[own.relation or NO_RELATION]


def score_answers(given: Sequence[Answer]) -> dict[str, float | None]:
    """Accuracy and macro F1 of answers, in percent, beside the baseline and what is published."""
    if not given:
        return dict.fromkeys(column.key for column in COLUMNS)
    right = np.asarray([said == gold for said, _, gold in given])
    within = np.asarray([gold is Whereabouts.IN for _, _, gold in given])
    return {
        "accuracy": 100 * float(right.mean()),
        "always_in": 100 * float(within.mean()),
        "published": PUBLISHED["accuracy"],
        "macro": float(np.mean([_f1(given, own) for own in GOLD.values()])),
        "published_macro": PUBLISHED["macro"],
        "passages": float(len(given)),
    }


def _f1(given: Sequence[Answer], own: Whereabouts | None) -> float:
    hits = sum(said == gold == own for said, _, gold in given)
    named = sum((said == own) + (gold == own) for said, _, gold in given)
    return 200 * hits / named if named else 0.0
