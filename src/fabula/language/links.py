"""Scores of mentions with earlier ones of other sections: what joins the sections of a text.

A section is read by itself, so the scores within it stay true whatever comes before. Those that lead out of
it are few, and take no more than the vectors of the mentions, which are kept with the section.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from fabula.language.features import MentionTable, antecedent_features
from fabula.language.model import Floats, Model
from fabula.language.pairs import NEAR, ROWS_AT_ONCE, antecedent_candidates, flat, repeated
from fabula.types import MENTION_FORMS, IntColumn, MentionForm, MentionVectors, PairScores, Section

_PRONOUN = MENTION_FORMS.index(MentionForm.PRONOUN)
_MOST = 127


def kept_vectors(form: IntColumn, vectors: Floats) -> MentionVectors:
    """The vectors (M, size) of the mentions that other sections may ask for, in one byte a number.

    These are names and nominals, and whatever stands near the start or the end of the section.
    """
    near = np.ones(len(form), bool)
    near[NEAR:-NEAR] = False
    mention = np.flatnonzero(near | (form != _PRONOUN)).astype(np.int32)
    own = vectors[mention]
    scale = (np.abs(own).max(axis=1, initial=0.0) / _MOST).astype(np.float32)
    codes = np.rint(own / np.where(scale > 0, scale, 1.0)[:, None]).astype(np.int8)
    return MentionVectors(mention, codes, scale)


def links(model: Model, table: MentionTable, sections: Sequence[Section]) -> PairScores:
    """Scores of the mentions of a text with those candidates that stand in earlier sections.

    ``table`` holds the mentions of the whole text. See :class:`fabula.types.Sections`.
    """
    sizes = [len(each.notes.mention_start) for each in sections]
    starts = np.repeat(np.cumsum([0, *sizes])[:-1], sizes)
    place, vectors = _all_vectors(model, sections, sizes)
    candidates = [
        own[own < start] for own, start in zip(antecedent_candidates(table), starts.tolist(), strict=True)
    ]
    found = [np.zeros(0, np.float32)]
    for first in range(0, len(candidates), ROWS_AT_ONCE):
        own = candidates[first : first + ROWS_AT_ONCE]
        rows, columns = repeated(range(first, first + len(own)), own), flat(own)
        if len(columns):
            told = antecedent_features(table, rows, columns)
            scores = model.pair_scores("antecedents", vectors, vectors, place[rows], place[columns], told)
            found.append(scores / model.calibrated("antecedents"))
    offsets = np.concatenate([[0], np.cumsum([len(own) for own in candidates])]).astype(np.int32)
    scores = np.concatenate(found).astype(np.float16).astype(np.float32)
    return PairScores(offsets, flat(candidates), scores, np.zeros(len(candidates), np.float32))


def _all_vectors(
    model: Model, sections: Sequence[Section], sizes: Sequence[int]
) -> tuple[npt.NDArray[np.int64], Floats]:
    """The vectors that were kept, and the row of each mention of the text among them (-1: not kept)."""
    place = np.full(sum(sizes), -1, np.int64)
    rows, base, at = [np.zeros((0, int(model.card["vector"])), np.float32)], 0, 0
    for each, size in zip(sections, sizes, strict=True):
        own = each.vectors
        place[own.mention + base] = np.arange(at, at + len(own.mention))
        rows.append(own.codes.astype(np.float32) * own.scale[:, None])
        base, at = base + size, at + len(own.mention)
    return place, np.concatenate(rows)
