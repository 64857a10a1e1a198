"""Who speaks, however a text that has lost its paragraphs is parted.

The scorer of speakers looks at the paragraphs that a mention and a quotation stand in. Where they are only
guessed, each with a probability, one guess says too much: *"No." He sat down. "I will."* has the tag of the
one line or of the other. So the paragraphs are drawn some times by their probabilities, every place alike
often over all draws as it is likely (Latin hypercube sampling; McKay, Beckman and Conover 1979), and the
scores are averaged over the draws in which no paragraph, one, or more begin between a line and the one
before, as these are the ways in which the turns are read (:mod:`fabula.cast.readings`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from fabula.language.features import (
    PARAGRAPH_COLUMNS,
    Features,
    MentionTable,
    QuotationTable,
    in_paragraphs,
    speaker_candidates,
    speaker_features,
)
from fabula.language.model import Floats, Model
from fabula.language.pairs import ROWS_AT_ONCE, flat, kept, repeated, softmax
from fabula.sections import joined_scores
from fabula.types import LIKELY_BREAK, IntColumn, PairScores

WAYS = 3
"""No paragraph, one, or more between a line and the one before."""

DRAWS = 24
_BLOCKS = 5
_LEAST = 1e-12

Counts = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Drawn:
    """The paragraphs (draws, n) of each mention, and of the first and the last word of each quotation."""

    mention: Counts
    first: Counts
    last: Counts


def draw(
    doubts: Sequence[tuple[int, float]], token_start: IntColumn, q: QuotationTable, m: MentionTable
) -> Drawn:
    """The paragraphs of a text drawn ``DRAWS`` times; ``doubts`` are those of :class:`fabula.types.Text`."""
    places = np.asarray([place for place, _ in doubts], np.int32)
    likely = np.asarray([p for _, p in doubts], np.float32)
    generator = np.random.default_rng(0)
    levels = (np.arange(DRAWS, dtype=np.float32)[:, None] + 0.5) / DRAWS
    begun = generator.permuted(np.broadcast_to(levels, (DRAWS, len(places))), axis=0) < likely
    more = np.cumsum(begun.astype(np.int32) - (likely > LIKELY_BREAK), axis=1, dtype=np.int32)
    more = np.concatenate([np.zeros((DRAWS, 1), np.int32), more], axis=1)

    def moved(block: IntColumn, token: IntColumn) -> Counts:
        found: Counts = block + more[:, np.searchsorted(places, token_start[token], side="right")]
        return found

    return Drawn(
        moved(m.block, m.start), moved(q.block, q.start), moved(q.last_block, np.maximum(q.end - 1, 0))
    )


def parted_speakers(
    model: Model,
    drawn: Drawn,
    lines: Sequence[int],
    q: QuotationTable,
    m: MentionTable,
    quotation_vectors: Floats,
    mention_vectors: Floats,
) -> tuple[PairScores, ...]:
    """Log probabilities that a mention (column) names the speaker of a quotation (row), ``WAYS`` times.

    Those of way ``k`` hold if ``k`` paragraphs, or at least two, begin between a quotation and the line
    before; ``lines`` are the quotations that take turns, in order.
    """
    before = np.full(len(q), -1, np.int64)
    before[list(lines[1:])] = lines[:-1]
    ways = np.where(before < 0, 0, np.clip(drawn.first - drawn.last[:, before], 0, WAYS - 1))
    candidates = speaker_candidates(q, m)
    pieces: list[list[PairScores]] = []
    for low in range(0, len(q), ROWS_AT_ONCE):
        own = candidates[low : low + ROWS_AT_ONCE]
        rows = range(low, low + len(own))
        columns, row = flat(own), repeated(rows, own)
        features = np.concatenate([speaker_features(q, m, i, c) for i, c in zip(rows, own, strict=True)])
        which, pairs, told = _distinct(features, drawn, row, columns)
        scores = model.pair_scores(
            "speakers", quotation_vectors, mention_vectors, row[pairs], columns[pairs], told
        ) / model.calibrated("speakers")
        sizes = np.fromiter(map(len, own), np.int64, len(own))
        found = _means(scores, which, ways[:, low : low + len(own)], sizes)
        pieces.append([kept(p, none, columns, sizes) for p, none in found])
    return tuple(joined_scores([piece[way] for piece in pieces]) for way in range(WAYS))


def _distinct(
    features: Features, drawn: Drawn, row: IntColumn, columns: IntColumn
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], Features]:
    """What there is to score: a draw changes little, and most pairs look alike in most of them.

    Gives for each draw and pair the number (draws, P) of what it is scored as; and of each of these the pair
    and the features.
    """
    place, blocks = PARAGRAPH_COLUMNS
    keys = np.empty((DRAWS, len(row)), np.int64)
    own = np.arange(len(row)) * 6 * _BLOCKS
    for i in range(DRAWS):
        told = in_paragraphs(features, drawn.mention[i, columns], drawn.first[i, row], drawn.last[i, row])
        keys[i] = own + told[:, place] * _BLOCKS + told[:, blocks]
    every, which = np.unique(keys, return_inverse=True)
    pairs, kinds = np.divmod(every, 6 * _BLOCKS)
    told = features[pairs]
    told[:, place], told[:, blocks] = np.divmod(kinds, _BLOCKS)
    return which.reshape(keys.shape), pairs, told


def _means(
    scores: Floats, which: npt.NDArray[np.int64], ways: Counts, sizes: npt.NDArray[np.int64]
) -> list[tuple[Floats, Floats]]:
    """The logarithms of the mean probabilities of pairs and of "none" over the draws that go each way.

    In a way that no draw goes, those over all draws.
    """
    pairs = np.zeros((WAYS, which.shape[1]), np.float64)
    none, times = np.zeros((WAYS, len(sizes))), np.zeros((WAYS, len(sizes)))
    for own, way in zip(which, ways, strict=True):
        found, nobody = softmax(scores[own], sizes)
        pairs[np.repeat(way, sizes), np.arange(len(own))] += np.exp(found)
        rows = np.arange(len(sizes))
        none[way, rows] += np.exp(nobody)
        times[way, rows] += 1
    unseen = times == 0
    for part, empty in ((pairs, np.repeat(unseen, sizes, axis=1)), (none, unseen)):
        part[empty] = np.broadcast_to(part.sum(axis=0), part.shape)[empty]
    times[unseen] = len(which)
    pairs /= np.repeat(times, sizes, axis=1)
    none /= times
    return [
        (np.log(np.maximum(p, _LEAST)).astype(np.float32), np.log(np.maximum(n, _LEAST)).astype(np.float32))
        for p, n in zip(pairs, none, strict=True)
    ]
