"""Annotations with more mentions than the model found."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from fabula.types import (
    ENTITY_TYPES,
    MENTION_FORMS,
    Annotations,
    EntityType,
    IntColumn,
    MentionForm,
    PairScores,
    Quotation,
    Span,
    int_array,
)


@dataclass(frozen=True, slots=True)
class Added:
    """A mention to add, by its tokens ``first`` up to ``end``."""

    first: int
    end: int
    kind: EntityType
    form: MentionForm


def with_mentions(notes: Annotations, added: Sequence[Added]) -> Annotations:
    """The annotations with some mentions more, of which the model says nothing: they go back to none."""
    if not added:
        return notes
    old = zip(notes.mention_start.tolist(), (-notes.mention_end).tolist(), strict=True)
    new = [(own.first, -own.end) for own in added]
    spans = [*old, *new]
    # of two alike the one that was there comes first
    order = sorted(range(len(spans)), key=spans.__getitem__)
    place = np.empty(len(order), np.int32)
    place[order] = np.arange(len(order), dtype=np.int32)
    inside = innermost_of_tokens(notes)

    def joined(column: IntColumn, more: Sequence[float]) -> IntColumn:
        return np.concatenate([column, np.asarray(more, column.dtype)])[order]

    return replace(
        notes,
        mention_start=joined(notes.mention_start, [own.first for own in added]),
        mention_end=joined(notes.mention_end, [own.end for own in added]),
        mention_type=joined(notes.mention_type, [ENTITY_TYPES.index(own.kind) for own in added]),
        mention_form=joined(notes.mention_form, [MENTION_FORMS.index(own.form) for own in added]),
        mention_score=np.concatenate([notes.mention_score, np.ones(len(new), np.float32)])[order],
        mention_quotation=joined(notes.mention_quotation, [int(inside[own.first]) for own in added]),
        antecedents=_renumbered(chosen(_with_rows(notes.antecedents, len(new)), order), place),
        speakers=_renumbered(notes.speakers, place),
        addressees=_renumbered(notes.addressees, place),
        parted=tuple(_renumbered(scores, place) for scores in notes.parted),
    )


def innermost_of_tokens(notes: Annotations) -> IntColumn:
    """The innermost quotation of every token, -1 for none."""
    found = np.full(len(notes.token_start), -1, np.int32)
    # a search in a column of 32 bits for a plain number copies it whole
    starts = int_array(notes.token_start)
    for row in sorted(range(len(notes.quotations)), key=lambda row: notes.quotations[row].depth):
        for start, end in notes.quotations[row].spans:
            found[bisect_left(starts, start) : bisect_left(starts, end)] = row
    return found


def innermost(quotations: Sequence[Quotation], span: Span) -> int:
    """The innermost quotation that holds a span, or -1."""
    holding = [
        row for row, q in enumerate(quotations) if any(a <= span[0] and span[1] <= b for a, b in q.spans)
    ]
    return max(holding, key=lambda row: (quotations[row].depth, row), default=-1)


def chosen(scores: PairScores, rows: Sequence[int]) -> PairScores:
    """Some rows of scores, in that order."""
    own = [np.arange(scores.offsets[row], scores.offsets[row + 1]) for row in rows]
    places = np.concatenate(own) if own else np.zeros(0, np.int64)
    ends = np.cumsum([0, *(len(row) for row in own)])
    return PairScores(
        ends.astype(scores.offsets.dtype),
        scores.index[places],
        scores.score[places],
        scores.none[np.asarray(rows, np.int64)],
    )


def _with_rows(scores: PairScores, more: int) -> PairScores:
    """Scores with some rows at the end of which nothing is known."""
    return replace(
        scores,
        offsets=np.concatenate([scores.offsets, np.full(more, scores.offsets[-1], scores.offsets.dtype)]),
        none=np.concatenate([scores.none, np.zeros(more, scores.none.dtype)]),
    )


def _renumbered(scores: PairScores, place: IntColumn) -> PairScores:
    """Scores of mentions that have other numbers now."""
    return replace(scores, index=place[scores.index].astype(scores.index.dtype))
