"""Annotations of sections, by themselves and joined to those of a whole text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import Protocol

import numpy as np

from fabula.types import Annotations, FloatColumn, IntColumn, PairScores, Quotation, Section, Sections, Words

CANDIDATES = 16
"""Candidates that are kept of a row of scores: the rest hold next to nothing."""

_SCORES = np.float16
"""What scores are rounded to, so that those read anew and those kept are the same."""


class Kept(Protocol):
    """Sections that have been read before, by their keys; where they stood does not matter."""

    def get(self, key: str) -> Section | None:
        """The section of that key, None where it has not been read."""

    def put(self, section: Section) -> None:
        """Keep a section that has just been read."""


def relative(notes: Annotations, start: int, block: int) -> Annotations:
    """Annotations whose code points count from ``start`` and whose blocks count from ``block``."""
    return replace(
        _moved(notes, -start, -block),
        mention_score=_rounded(notes.mention_score),
        antecedents=_rounded_scores(notes.antecedents),
        speakers=_rounded_scores(notes.speakers),
        addressees=_rounded_scores(notes.addressees),
        parted=tuple(map(_rounded_scores, notes.parted)),
        boundary=_rounded(notes.boundary),
        words=replace(
            notes.words,
            upos_score=_rounded(notes.words.upos_score),
            head_score=_rounded(notes.words.head_score),
            event=_rounded(notes.words.event),
            sense_score=_rounded(notes.words.sense_score),
        ),
    )


def all_quotations(sections: Sequence[Section]) -> tuple[Quotation, ...]:
    """The quotations of a whole text, from those of its sections in order."""
    return tuple(
        _moved_quotation(each, section.start, section.block)
        for section in sections
        for each in section.notes.quotations
    )


def no_links(sections: Sequence[Section]) -> PairScores:
    """Links of a text none of whose mentions leads out of its section."""
    count = sum(len(each.notes.mention_start) for each in sections)
    nothing = np.zeros(0, np.float32)
    return PairScores(
        np.zeros(count + 1, np.int32), nothing.astype(np.int32), nothing, np.zeros(count, np.float32)
    )


def joined(kept: Sections) -> Annotations:
    """The annotations of a whole text, from those of its sections in order and the links between these."""
    sections = kept.sections
    notes = [_moved(section.notes, section.start, section.block) for section in sections]
    tokens = _bases(notes, lambda own: len(own.token_start))
    mentions = _bases(notes, lambda own: len(own.mention_start))
    quotations = _bases(notes, lambda own: len(own.quotations))

    def column(name: str, bases: Sequence[int] | None = None) -> IntColumn:
        found = [getattr(own, name) for own in notes]
        if bases is not None:
            found = [own + base for own, base in zip(found, bases, strict=True)]
        return np.concatenate([np.zeros(0, np.int32), *found]).astype(np.int32)

    held = [
        np.where(own.mention_quotation >= 0, own.mention_quotation + base, -1)
        for own, base in zip(notes, quotations, strict=True)
    ]
    scores: FloatColumn = np.concatenate([np.zeros(0, np.float32), *(own.mention_score for own in notes)])
    return Annotations(
        token_start=column("token_start"),
        token_end=column("token_end"),
        token_block=column("token_block"),
        sentence_start=column("sentence_start", tokens),
        sentence_end=column("sentence_end", tokens),
        mention_start=column("mention_start", tokens),
        mention_end=column("mention_end", tokens),
        mention_type=column("mention_type"),
        mention_form=column("mention_form"),
        mention_score=scores,
        mention_quotation=np.concatenate([np.zeros(0, np.int32), *held]).astype(np.int32),
        quotations=tuple(quotation for own in notes for quotation in own.quotations),
        antecedents=_linked(_joined_scores([own.antecedents for own in notes], mentions), kept.links),
        speakers=_joined_scores([own.speakers for own in notes], mentions),
        addressees=_joined_scores([own.addressees for own in notes], mentions),
        parted=_joined_parted(notes, mentions),
        words=joined_words([own.words for own in notes]),
        boundary=np.concatenate([np.zeros(0, np.float32), *map(_boundary, notes)]),
    )


def _boundary(notes: Annotations) -> FloatColumn:
    """What is known of the beginnings of scenes in a section, nothing where it was kept without."""
    count = len(notes.block_tokens)
    return notes.boundary if len(notes.boundary) == count else np.zeros(count, np.float32)


def joined_words(parts: Sequence[Words]) -> Words:
    """What is said of the words of a text, from what is said of its stretches in their order."""
    parts = parts or [Words()]
    bases = np.cumsum([0, *(len(part.lemma) for part in parts)])
    heads = [
        np.where(part.head >= 0, part.head + base, -1)
        for part, base in zip(parts, bases.tolist(), strict=False)
    ]

    def column(name: str) -> FloatColumn:
        return np.concatenate([getattr(part, name) for part in parts])

    return Words(
        tuple(lemma for part in parts for lemma in part.lemma),
        column("upos").astype(np.int32),
        column("xpos").astype(np.int32),
        np.concatenate(heads).astype(np.int32),
        column("relation").astype(np.int32),
        column("upos_score"),
        column("head_score"),
        column("event"),
        *_senses(parts),
    )


def _senses(parts: Sequence[Words]) -> tuple[IntColumn, FloatColumn]:
    """The supersenses of the words of a text, none where a stretch was kept without; empty where all were."""
    if not any(len(part.sense) for part in parts):
        return np.zeros(0, np.int32), np.zeros(0, np.float32)
    known = [part.sense if len(part.sense) else np.zeros(len(part.lemma), np.int32) for part in parts]
    scores = [
        part.sense_score if len(part.sense) else np.zeros(len(part.lemma), np.float32) for part in parts
    ]
    return np.concatenate(known), np.concatenate(scores)


def joined_scores(pieces: Sequence[PairScores]) -> PairScores:
    """The rows of all pieces, one piece after the other."""
    offsets: list[IntColumn] = [np.zeros(1, np.int32)]
    before = 0
    for piece in pieces:
        offsets.append(piece.offsets[1:] + np.int32(before))
        before += int(piece.offsets[-1])
    return PairScores(
        np.concatenate(offsets).astype(np.int32),
        np.concatenate([np.zeros(0, np.int32), *(p.index for p in pieces)]).astype(np.int32),
        np.concatenate([np.zeros(0, np.float32), *(p.score for p in pieces)]),
        np.concatenate([np.zeros(0, np.float32), *(p.none for p in pieces)]),
    )


def _joined_parted(notes: Sequence[Annotations], mentions: Sequence[int]) -> tuple[PairScores, ...]:
    """A section without doubts has one reading of its lines, which holds however the others are parted."""
    ways = max((len(own.parted) for own in notes), default=0)
    return tuple(
        _joined_scores([own.parted[way] if own.parted else own.speakers for own in notes], mentions)
        for way in range(ways)
    )


def _bases(notes: Sequence[Annotations], count: Callable[[Annotations], int]) -> list[int]:
    """How many things come before those of each section."""
    return [0, *accumulate(map(count, notes))][: len(notes)]


def _joined_scores(scores: Sequence[PairScores], mentions: Sequence[int]) -> PairScores:
    moved = [replace(own, index=own.index + base) for own, base in zip(scores, mentions, strict=True)]
    return joined_scores(moved)


def _linked(within: PairScores, links: PairScores) -> PairScores:
    """Log probabilities of all candidates together; each row keeps as many as it had room for.

    A row's scores are those of its candidates less the logarithm of their mass, and so is ``none``, which
    scores 0 before: what is taken away can be given back.
    """
    if not len(links.index):
        return within
    others, counts = np.diff(links.offsets), np.diff(within.offsets)
    counts = np.where(others > 0, np.minimum(counts + others, CANDIDATES), counts)
    offsets = np.concatenate([[0], np.cumsum(counts)])
    index, scores = np.empty(offsets[-1], np.int32), np.empty(offsets[-1], np.float32)
    none = within.none.copy()
    alone = np.repeat(others == 0, counts), np.repeat(others == 0, np.diff(within.offsets))
    index[alone[0]], scores[alone[0]] = within.index[alone[1]], within.score[alone[1]]
    for i in np.flatnonzero(others).tolist():
        columns, own = within.row(i)
        earlier, odds = links.row(i)
        raw = np.concatenate([odds, own - within.none[i]])
        none[i] = -np.logaddexp(-within.none[i], np.logaddexp.reduce(odds))
        best = np.sort(np.argsort(-raw, kind="stable")[:CANDIDATES])
        index[offsets[i] : offsets[i + 1]] = np.concatenate([earlier, columns])[best]
        scores[offsets[i] : offsets[i + 1]] = raw[best] + none[i]
    return PairScores(offsets.astype(np.int32), index, scores, none)


def _moved(notes: Annotations, offset: int, blocks: int) -> Annotations:
    return replace(
        notes,
        token_start=notes.token_start + np.int32(offset),
        token_end=notes.token_end + np.int32(offset),
        token_block=notes.token_block + np.int32(blocks),
        quotations=tuple(_moved_quotation(each, offset, blocks) for each in notes.quotations),
    )


def _moved_quotation(quotation: Quotation, offset: int, blocks: int) -> Quotation:
    spans = tuple((start + offset, end + offset) for start, end in quotation.spans)
    return replace(quotation, spans=spans, paragraph=quotation.paragraph + blocks)


def _rounded(scores: FloatColumn) -> FloatColumn:
    return scores.astype(_SCORES).astype(np.float32)


def _rounded_scores(scores: PairScores) -> PairScores:
    return replace(scores, score=_rounded(scores.score), none=_rounded(scores.none))
