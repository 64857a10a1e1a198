"""Annotations with what is no speech left out, and with the mentions that a person has added."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from fabula.cast.lexicon import FIRST_PERSON, FIRST_PLURAL, PRONOUN_GENDERS, SECOND_PERSON
from fabula.cast.names import is_name
from fabula.types import (
    ENTITY_TYPES,
    MENTION_FORMS,
    Annotations,
    EntityType,
    IntColumn,
    MentionForm,
    PairScores,
    Pins,
    Quotation,
    Span,
    Text,
)

_PRONOUNS = frozenset([*PRONOUN_GENDERS, *FIRST_PERSON, *FIRST_PLURAL, *SECOND_PERSON])


@dataclass(frozen=True, slots=True)
class SettledNotes:
    """Annotations as a person has settled them, with the pins over them.

    ``rows``: for each quotation the number that it has in the annotations as they were.
    """

    notes: Annotations
    pins: Pins
    rows: Sequence[int] = ()


def settled_notes(text: Text, notes: Annotations, pins: Pins) -> SettledNotes:
    """The annotations without the quotations that are no speech, and with the mentions that pins add.

    A quotation that is left out is words of whatever stands around it. A mention begins and ends where words
    do: a pin that does not is moved there.
    """
    moved = {span: _aligned(notes, span) for span in pins.mentions}
    if any(span != to for span, to in moved.items()):
        pins = pins.moved(lambda span: moved.get(span, span))
    rows: Sequence[int] = range(len(notes.quotations))
    if pins.not_speech:
        rows = [r for r, q in enumerate(notes.quotations) if (q.start, q.end) not in pins.not_speech]
        notes = _without(notes, rows)
    return SettledNotes(_with_mentions(text, notes, pins), pins, rows)


def _aligned(notes: Annotations, span: Span) -> Span:
    """The words that a span touches, from the first to the last."""
    first, end = _tokens(notes, span)
    if first >= end:
        return span
    return int(notes.token_start[first]), int(notes.token_end[end - 1])


def _tokens(notes: Annotations, span: Span) -> tuple[int, int]:
    first = int(np.searchsorted(notes.token_end, span[0], side="right"))
    return first, int(np.searchsorted(notes.token_start, span[1], side="left"))


def _without(notes: Annotations, rows: Sequence[int]) -> Annotations:
    """The annotations with some of their quotations alone."""
    number = {old: new for new, old in enumerate(rows)}
    kept = tuple(notes.quotations[row] for row in rows)
    gone = [q for row, q in enumerate(notes.quotations) if row not in number]
    # speech quoted in what is none is speech
    depths = [
        q.depth
        - sum(other.depth < q.depth and other.start <= q.start and q.end <= other.end for other in gone)
        for q in kept
    ]
    quotations = tuple(replace(q, depth=depth) for q, depth in zip(kept, depths, strict=True))
    inside = [
        number[row] if row in number else -1 if row < 0 else _around(quotations, notes.mention_span(i))
        for i, row in enumerate(notes.mention_quotation.tolist())
    ]
    return replace(
        notes,
        quotations=quotations,
        mention_quotation=_column(inside),
        speakers=_chosen(notes.speakers, rows),
        addressees=_chosen(notes.addressees, rows),
        parted=tuple(_chosen(scores, rows) for scores in notes.parted),
    )


def _around(quotations: Sequence[Quotation], span: Span) -> int:
    """The innermost quotation that holds a span, or -1."""
    holding = [
        row for row, q in enumerate(quotations) if any(a <= span[0] and span[1] <= b for a, b in q.spans)
    ]
    return max(holding, key=lambda row: (quotations[row].depth, row), default=-1)


def _with_mentions(text: Text, notes: Annotations, pins: Pins) -> Annotations:
    """The annotations with the mentions that pins speak of and that are none yet."""
    known = {notes.mention_span(i): i for i in range(len(notes.mention_start))} if pins.mentions else {}
    spans = [
        span
        for span in pins.mentions
        if span not in known and _tokens(notes, span)[0] < _tokens(notes, span)[1]
    ]
    if not spans:
        return notes
    kinds = [_kind(notes, pins, known, span) for span in spans]
    forms = [_form(text, span) for span in spans]
    tokens = [_tokens(notes, span) for span in spans]
    old = list(zip(notes.mention_start.tolist(), (-notes.mention_end).tolist(), strict=True))
    new = [(first, -end) for first, end in tokens]
    order = sorted(range(len(old) + len(new)), key=lambda i: (*(old + new)[i], i))
    place = np.empty(len(order), np.int32)
    place[order] = np.arange(len(order), dtype=np.int32)

    def joined(column: IntColumn, more: Sequence[float]) -> IntColumn:
        return np.concatenate([column, np.asarray(more, column.dtype)])[order]

    return replace(
        notes,
        mention_start=joined(notes.mention_start, [first for first, _ in tokens]),
        mention_end=joined(notes.mention_end, [end for _, end in tokens]),
        mention_type=joined(notes.mention_type, [ENTITY_TYPES.index(kind) for kind in kinds]),
        mention_form=joined(notes.mention_form, [MENTION_FORMS.index(form) for form in forms]),
        mention_score=np.concatenate([notes.mention_score, np.ones(len(new), np.float32)])[order],
        mention_quotation=joined(
            notes.mention_quotation, [_around(notes.quotations, span) for span in spans]
        ),
        antecedents=_renumbered(_chosen(_with_rows(notes.antecedents, len(new)), order), place),
        speakers=_renumbered(notes.speakers, place),
        addressees=_renumbered(notes.addressees, place),
        parted=tuple(_renumbered(scores, place) for scores in notes.parted),
    )


def _kind(notes: Annotations, pins: Pins, known: Mapping[Span, int], span: Span) -> EntityType:
    """The type of an added mention: that of the first known mention of whose it is."""
    for other in pins.mentions[span] or ():
        if other in known:
            return ENTITY_TYPES[int(notes.mention_type[known[other]])]
    return EntityType.PERSON


def _form(text: Text, span: Span) -> MentionForm:
    words = " ".join(text.content[span[0] : span[1]].split())
    if words.lower() in _PRONOUNS:
        return MentionForm.PRONOUN
    return MentionForm.NAME if is_name(words) and words[:1].isupper() else MentionForm.NOMINAL


def _with_rows(scores: PairScores, more: int) -> PairScores:
    """Scores with some rows at the end of which nothing is known."""
    return replace(
        scores,
        offsets=np.concatenate([scores.offsets, np.full(more, scores.offsets[-1], scores.offsets.dtype)]),
        none=np.concatenate([scores.none, np.zeros(more, scores.none.dtype)]),
    )


def _chosen(scores: PairScores, rows: Sequence[int]) -> PairScores:
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


def _renumbered(scores: PairScores, place: IntColumn) -> PairScores:
    """Scores of mentions that have other numbers now."""
    return replace(scores, index=place[scores.index].astype(scores.index.dtype))


def _column(values: Sequence[int]) -> IntColumn:
    return np.asarray(values, np.int32)
