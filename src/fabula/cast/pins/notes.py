"""Annotations with what is no speech left out, and with the mentions that a person has added."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from fabula.cast.added import Added, chosen, innermost, with_mentions
from fabula.cast.lexicon import FIRST_PERSON, FIRST_PLURAL, PRONOUN_GENDERS, SECOND_PERSON
from fabula.cast.names import is_name
from fabula.types import (
    ENTITY_TYPES,
    Annotations,
    EntityType,
    IntColumn,
    MentionForm,
    Pins,
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
        number[row] if row in number else -1 if row < 0 else innermost(quotations, notes.mention_span(i))
        for i, row in enumerate(notes.mention_quotation.tolist())
    ]
    return replace(
        notes,
        quotations=quotations,
        mention_quotation=_column(inside),
        speakers=chosen(notes.speakers, rows),
        addressees=chosen(notes.addressees, rows),
        parted=tuple(chosen(scores, rows) for scores in notes.parted),
    )


def _with_mentions(text: Text, notes: Annotations, pins: Pins) -> Annotations:
    """The annotations with the mentions that pins speak of and that are none yet."""
    known = {notes.mention_span(i): i for i in range(len(notes.mention_start))} if pins.mentions else {}
    spans = [
        span
        for span in pins.mentions
        if span not in known and _tokens(notes, span)[0] < _tokens(notes, span)[1]
    ]
    return with_mentions(
        notes,
        [Added(*_tokens(notes, span), _kind(notes, pins, known, span), _form(text, span)) for span in spans],
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


def _column(values: Sequence[int]) -> IntColumn:
    return np.asarray(values, np.int32)
