"""Scores pairs: mentions with earlier mentions, quotations with the mentions around them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
import numpy.typing as npt

from fabula.language.features import (
    Features,
    MentionTable,
    QuotationTable,
    addressee_candidates,
    antecedent_features,
    speaker_candidates,
    speaker_features,
)
from fabula.language.model import Floats, Model
from fabula.sections import CANDIDATES, joined_scores
from fabula.types import IntColumn, PairScores

NEAR = 50
"""Mentions just before a mention that are scored as its antecedents."""

FAR = 8
"""Earlier mentions beyond those that share its head word, for names and nominals."""

ROWS_AT_ONCE = 4_000
"""Rows scored at once, which bounds what their features take."""


def antecedent_scores(model: Model, m: MentionTable, vectors: Floats) -> PairScores:
    """Log probabilities that a mention (row) continues an earlier one (column), or begins its entity.

    ``vectors`` is (M, size). The candidates of a row are the ``NEAR`` mentions before it and the last
    ``FAR`` before those with the same head word.
    """

    def features(rows: range, own: list[IntColumn]) -> Features:
        return antecedent_features(m, repeated(rows, own), flat(own))

    return _scored(model, "antecedents", vectors, vectors, list(antecedent_candidates(m)), features)


def attribution_scores(
    model: Model, q: QuotationTable, m: MentionTable, quotation_vectors: Floats, mention_vectors: Floats
) -> tuple[PairScores, PairScores]:
    """Log probabilities that a mention (column) names the speaker, and the addressee, of a quotation (row).

    "None" is the probability that no mention around the quotation does.
    """

    def features(rows: range, own: list[IntColumn]) -> Features:
        return np.concatenate([speaker_features(q, m, i, which) for i, which in zip(rows, own, strict=True)])

    speakers, addressees = (
        _scored(model, kind, quotation_vectors, mention_vectors, candidates, features)
        for kind, candidates in (
            ("speakers", speaker_candidates(q, m)),
            ("addressees", addressee_candidates(q, m)),
        )
    )
    return speakers, addressees


def antecedent_candidates(m: MentionTable, before: Sequence[int] | None = None) -> Iterator[IntColumn]:
    """For each mention the earlier ones that may be its antecedents, in order.

    ``before``: for each mention the one before which they all stand, where not every earlier one counts.
    """
    last: dict[int, list[int]] = {}
    for i, (head, form) in enumerate(zip(m.head.tolist(), m.form.tolist(), strict=True)):
        end = i if before is None else before[i]
        near: IntColumn = np.arange(max(0, i - NEAR), end, dtype=np.int32)
        if form != 2:
            seen = last.setdefault(head, [])
            far = [j for j in seen[-FAR - NEAR :] if j < i - NEAR][-FAR:]
            seen.append(i)
            if far and far[-1] >= end:
                far = [j for j in far if j < end]
            if far:
                near = np.concatenate([np.asarray(far, np.int32), near])
        yield near


def _scored(
    model: Model,
    kind: str,
    left: Floats,
    right: Floats,
    candidates: list[IntColumn],
    features: Callable[[range, list[IntColumn]], Features],
) -> PairScores:
    """The scores of each row and its candidates, some rows at a time: that bounds what features take."""
    pieces = []
    for first in range(0, len(candidates), ROWS_AT_ONCE):
        own = candidates[first : first + ROWS_AT_ONCE]
        rows = range(first, first + len(own))
        columns = flat(own)
        scores = model.pair_scores(kind, left, right, repeated(rows, own), columns, features(rows, own))
        sizes = np.fromiter(map(len, own), np.int64, len(own))
        pieces.append(_normalised(scores / model.calibrated(kind), columns, sizes))
    return joined_scores(pieces)


def repeated(rows: range, candidates: list[IntColumn]) -> IntColumn:
    """The number of each row, once for each of its candidates."""
    return np.repeat(np.arange(rows.start, rows.stop, dtype=np.int32), [len(c) for c in candidates])


def flat(candidates: list[IntColumn]) -> IntColumn:
    """The candidates of all rows, one row after the other."""
    return np.concatenate([np.zeros(0, np.int32), *candidates]).astype(np.int32)


def _normalised(scores: Floats, columns: IntColumn, sizes: npt.NDArray[np.int64]) -> PairScores:
    """Log probabilities row by row, "none" scoring 0 before; keeps the ``CANDIDATES`` best of each row."""
    found, none = softmax(scores, sizes)
    return kept(found, none, columns, sizes)


def softmax(scores: Floats, sizes: npt.NDArray[np.int64]) -> tuple[Floats, Floats]:
    """Log probabilities of rows of so many scores, and of "none" in each row, which scores 0 before."""
    filled = np.flatnonzero(sizes)
    starts = (np.cumsum(sizes) - sizes)[filled]
    top, mass = np.zeros(len(sizes), np.float32), np.ones(len(sizes), np.float32)
    if len(filled):
        top[filled] = np.maximum(np.maximum.reduceat(scores, starts), 0.0)
        mass = np.exp(-top)
        mass[filled] += np.add.reduceat(np.exp(scores - np.repeat(top, sizes)), starts)
    total = top + np.log(mass)
    return (scores - np.repeat(total, sizes)).astype(np.float32), -total


def kept(scores: Floats, none: Floats, columns: IntColumn, sizes: npt.NDArray[np.int64]) -> PairScores:
    """The ``CANDIDATES`` best of each row of so many scores."""
    offsets, index, best_scores = [0], [], []
    at = 0
    for size in sizes.tolist():
        row = scores[at : at + size]
        best = np.sort(np.argsort(-row, kind="stable")[:CANDIDATES])
        index.append(columns[at : at + size][best])
        best_scores.append(row[best])
        offsets.append(offsets[-1] + len(best))
        at += size
    return PairScores(
        np.asarray(offsets, np.int32),
        flat(index),
        np.concatenate([np.zeros(0, np.float32), *best_scores]).astype(np.float32),
        none,
    )
