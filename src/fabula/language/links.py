"""Scores of mentions with earlier ones of other sections: what joins the sections of a text.

A section is read by itself, so the scores within it stay true whatever comes before. Those that lead out of
it are few, and take no more than the vectors of the mentions, which are kept with the section.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

import numpy as np
import numpy.typing as npt

from fabula.language.features import MentionTable, antecedent_features
from fabula.language.model import Floats, Model
from fabula.language.pairs import NEAR, ROWS_AT_ONCE, antecedent_candidates, flat, repeated
from fabula.sections import no_links
from fabula.types import (
    MENTION_FORMS,
    FloatColumn,
    IntColumn,
    MentionForm,
    MentionVectors,
    PairScores,
    Section,
)

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
    if not sum(sizes):
        return no_links(sections)
    starts = np.repeat(np.cumsum([0, *sizes])[:-1], sizes)
    place, codes, scale = _all_vectors(sections, sizes)

    def vectors(mentions: IntColumn) -> tuple[Floats, npt.NDArray[np.int64]]:
        """The vectors of some mentions, each once, and the row of each mention among them."""
        rows, row = np.unique(place[mentions], return_inverse=True)
        return codes[rows].astype(np.float32) * scale[rows][:, None], row.reshape(-1)

    counts, indices, found = [np.zeros(1, np.int64)], [np.zeros(0, np.int32)], [np.zeros(0, np.float16)]
    candidates = antecedent_candidates(table, starts.tolist())
    for first in range(0, len(starts), ROWS_AT_ONCE):
        own = list(islice(candidates, ROWS_AT_ONCE))
        rows, columns = repeated(range(first, first + len(own)), own), flat(own)
        counts.append(np.fromiter(map(len, own), np.int64, len(own)))
        indices.append(columns)
        if len(columns):
            told = antecedent_features(table, rows, columns)
            (left, row), (right, column) = vectors(rows), vectors(columns)
            scores = model.pair_scores("antecedents", left, right, row, column, told)
            found.append((scores / model.calibrated("antecedents")).astype(np.float16))
    offsets = np.cumsum(np.concatenate(counts)).astype(np.int32)
    scores = np.concatenate(found).astype(np.float32)
    return PairScores(offsets, np.concatenate(indices), scores, np.zeros(len(starts), np.float32))


def _all_vectors(
    sections: Sequence[Section], sizes: Sequence[int]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int8], FloatColumn]:
    """The vectors that were kept, as they are kept, and the row of each mention of the text among them.

    The row is -1 where none was kept.
    """
    place = np.full(sum(sizes), -1, np.int64)
    base, at = 0, 0
    for each, size in zip(sections, sizes, strict=True):
        own = each.vectors.mention
        place[own + base] = np.arange(at, at + len(own))
        base, at = base + size, at + len(own)
    codes, scale = (
        np.concatenate([getattr(each.vectors, name) for each in sections]) for name in ("codes", "scale")
    )
    return place, codes, scale
