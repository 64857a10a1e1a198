"""Headings of a page of markup that only their look tells: "<p align=center><b>The Bucket</b></p>"."""

from __future__ import annotations

from fabula.sources import looks
from fabula.sources.looks import Seen
from fabula.sources.pieces import Piece
from fabula.types import BlockKind, EmphasisKind

_APART = (BlockKind.NOTE, BlockKind.BOILERPLATE)


def mark(pieces: list[Piece]) -> None:
    """Make headings of what is set as such; titles are left to the passes that know them by their words."""
    if not any(piece.look.centred or piece.look.page_break for piece in pieces):
        return
    shown = [piece for piece in pieces if piece.kind not in _APART and piece.words.strip()]
    for i in looks.headings_of([_seen(piece) for piece in shown]):
        shown[i].kind, shown[i].level, shown[i].emphasis = BlockKind.HEADING, 1, ()


def _seen(piece: Piece) -> Seen:
    is_open = piece.kind is BlockKind.PARAGRAPH and not piece.settled and not piece.level
    words = piece.words.strip()
    bold = is_open and len(words) <= looks.LONGEST and _is_bold(piece)
    return Seen(words, piece.look, bold, is_open, piece.kind is BlockKind.HEADING, piece.empty_before)


def _is_bold(piece: Piece) -> bool:
    """Whether all that is visible is bold."""
    spans = [each for each in piece.emphasis if each.kind is EmphasisKind.BOLD]
    left = [i for i, char in enumerate(piece.words) if not char.isspace()]
    return bool(spans) and all(any(each.start <= i < each.end for each in spans) for i in left)
