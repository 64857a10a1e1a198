"""Changing the characters of a novel and moving its annotation along with them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from fabula.evaluation.pdnc import GoldMention, GoldQuotation, Novel
from fabula.types import Span


class Edit(NamedTuple):
    """``text[start:end]`` becomes ``by``; with ``start == end`` it is put in."""

    start: int
    end: int
    by: str


class Moves:
    """Where the offsets of a text are after edits, which are in order and do not overlap."""

    def __init__(self, edits: list[Edit]) -> None:
        if any(one.end > other.start for one, other in pairwise(edits)):
            raise ValueError("edits must be in order and must not overlap")
        self._edits = edits
        self._starts = [edit.start for edit in edits]
        self._shifts = [0]
        for edit in edits:
            self._shifts.append(self._shifts[-1] + len(edit.by) - (edit.end - edit.start))

    def start(self, place: int) -> int:
        """Where something that starts at ``place`` starts now: after what was put in there."""
        count = bisect_right(self._starts, place)
        edit = self._edits[count - 1] if count else None
        if edit is not None and edit.start < edit.end and edit.start == place:
            return place + self._shifts[count - 1]
        if edit is not None and place < edit.end:
            return edit.end + self._shifts[count]
        return place + self._shifts[count]

    def end(self, place: int) -> int:
        """Where something that ends at ``place`` ends now: before what was put in there."""
        count = bisect_right(self._starts, place - 1)
        edit = self._edits[count - 1] if count else None
        if edit is not None and place < edit.end:
            return edit.start + self._shifts[count - 1]
        return place + self._shifts[count]

    def span(self, span: Span) -> Span:
        """Both ends; a span of which nothing is left is empty."""
        start = self.start(span[0])
        return start, max(start, self.end(span[1]))


def edited(novel: Novel, edits: Iterable[Edit]) -> Novel:
    """The novel with its text changed and every offset moved; a span that is gone is left out."""
    ordered = sorted(edits)
    moves = Moves(ordered)
    pieces: list[str] = []
    at = 0
    for edit in ordered:
        pieces += (novel.text[at : edit.start], edit.by)
        at = edit.end
    pieces.append(novel.text[at:])
    quotations = (_moved(quotation, moves) for quotation in novel.quotations)
    return replace(
        novel,
        text="".join(pieces),
        quotations=tuple(quotation for quotation in quotations if quotation.spans),
    )


def _moved(quotation: GoldQuotation, moves: Moves) -> GoldQuotation:
    spans = (moves.span(span) for span in quotation.spans)
    mentions = (
        GoldMention(*moves.span((mention.start, mention.end)), mention.characters)
        for mention in quotation.mentions
    )
    return replace(
        quotation,
        spans=tuple((start, end) for start, end in spans if start < end),
        mentions=tuple(mention for mention in mentions if mention.start < mention.end),
    )
