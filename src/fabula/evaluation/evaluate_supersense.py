"""Scores the supersenses of nouns and verbs on SemCor, on the corpus's own words and sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import numpy as np

from fabula.evaluation import semcor
from fabula.evaluation.report import Column, Indices, Report, Row, bootstrap
from fabula.evaluation.run import Progress, Tag, ignore_progress, timed
from fabula.evaluation.scores.calibration import Claims, calibrations
from fabula.evaluation.scores.tally import Tallies, Tally
from fabula.types import SUPERSENSES, Words

PUBLISHED = 76.2
"""F1 of BookNLP's big model, on documents of its own choice."""

_KINDS: dict[str, Callable[[semcor.Sense], bool]] = {
    "f1": lambda _: True,
    "nouns": lambda sense: sense[2].startswith("noun."),
    "verbs": lambda sense: sense[2].startswith("verb."),
    "phrases": lambda sense: sense[1] - sense[0] > 1,
}
_COLUMNS = (
    Column("f1", "F1"),
    Column("published", "BookNLP big, published"),
    Column("precision", "precision"),
    Column("recall", "recall"),
    *(Column(key, key) for key in ("nouns", "verbs", "phrases")),
    Column("senses", "senses", 0),
)


def evaluate_supersense(
    path: Path, *, tag: Tag, split: str = "dev", progress: Progress = ignore_progress
) -> Report:
    """Tag each document and compare with the corpus.

    A word or phrase counts where its bounds and its supersense are right, as BookNLP is scored; ``nouns``,
    ``verbs`` and ``phrases`` are F1 of those alone. Counts are added up over documents. ``split`` is ``dev``,
    every ninth document, ``train`` or ``all``.

    Raises :class:`fabula.errors.EvaluationError` when the gold data is missing, malformed or empty.
    """
    documents = list(semcor.read_documents(path, split))
    scored, seconds, claims = list[dict[str, Tally]](), list[float](), list[Claims]()
    for done, document in enumerate(documents):
        progress(document.name, done, len(documents))
        words, spent = timed(partial(tag, document.text, document.tokens, document.bounds))
        found = list(found_senses(words, document.bounds))
        right = set(document.senses)
        scored.append(
            {key: _tally(list(filter(own, found)), set(filter(own, right))) for key, own in _KINDS.items()}
        )
        seconds.append(spent)
        claims.append(Claims.of([(float(words.sense_score[own[0]]), own in right) for own in found]))
    progress("", len(documents), len(documents))
    tallies = Tallies(scored)

    def pooled(drawn: Indices | Sequence[int] | None = None) -> dict[str, float | None]:
        total = tallies.total(drawn)
        whole = total["f1"]
        return {
            **{key: own.f1 for key, own in total.items()},
            "published": PUBLISHED,
            "precision": whole.precision,
            "recall": whole.recall,
            "senses": whole.gold,
        }

    return Report(
        corpus="SemCor",
        split=split,
        system="fabula",
        unit="document",
        pooled=True,
        columns=_COLUMNS,
        rows=tuple(
            Row(own.name, pooled([i]), spent)
            for i, (own, spent) in enumerate(zip(documents, seconds, strict=True))
        ),
        overall=pooled(),
        intervals=bootstrap(len(scored), pooled, ["f1", "nouns", "verbs"]),
        calibration=calibrations({"supersense": claims}),
    )


def found_senses(words: Words, bounds: Sequence[tuple[int, int]]) -> Iterator[semcor.Sense]:
    """The words and phrases that a program gives supersenses; none where it has no head for them."""
    tags = words.sense if len(words.sense) else np.zeros(len(words.lemma), np.int32)
    names = ["O", *(f"B-{name}" for name in SUPERSENSES), *(f"I-{name}" for name in SUPERSENSES)]
    yield from semcor.senses_of([names[tag] for tag in tags.tolist()], list(bounds))


def _tally(found: Sequence[semcor.Sense], right: set[semcor.Sense]) -> Tally:
    hits = sum(own in right for own in found)
    return Tally(hits, len(found), hits, len(right))
