"""What a whole page of an EPUB is, where its landmarks, its guide or its file's name say so."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence

from fabula.sources import headings, matter_kinds
from fabula.sources.markup.roles import CONTENTS, TITLE, Role
from fabula.sources.pieces import Piece
from fabula.types import Apart, BlockKind

_TITLE_PAGE = frozenset(("title-page", "titlepage", "halftitlepage", "halftitle"))
_AT_END = 0.6
_SURE = (headings.PART, headings.CHAPTER, headings.NUMBER)
# What a file's name alone may say; it takes no story away, whatever the page holds.
_BY_FILE = frozenset(Apart) - {Apart.EPIGRAPH}


def role_of_page(said: Sequence[str], path: str, pieces: Sequence[Piece], place: float = 0.5) -> Role | None:
    """What all blocks of a page are; None where it may be story, or its blocks know better themselves.

    ``said`` are the types of the landmarks and the guide that lead to the page, ``place`` is where among the
    pages it stands, 0 to 1.
    """
    if "nav" in said:
        return CONTENTS
    shown = [piece for piece in pieces if piece.words.strip()]
    if not shown:
        return None
    words = [piece.words for piece in shown]
    if _TITLE_PAGE & set(said) and matter_kinds.is_title_page(words) and not _has_chapter(shown):
        return TITLE
    stem = posixpath.splitext(posixpath.basename(path))[0]
    named = [matter_kinds.by_type(each) for each in said]
    by_file = matter_kinds.by_file(stem)
    if by_file in _BY_FILE and (by_file is not Apart.PREVIEW or place > _AT_END):
        named.append(by_file)
    for apart in named:
        if apart is not None and not _has_chapter(shown, apart) and matter_kinds.fits(apart, _body(shown)):
            return Role(matter_kinds.block_kind(apart), apart)
    return None


def _has_chapter(pieces: Sequence[Piece], apart: Apart | None = None) -> bool:
    """Whether a page opens a chapter too: books cut into pages by size can begin one anywhere."""
    if apart in (Apart.CONTENTS, Apart.PREVIEW, Apart.FOOTNOTE):
        return False
    return any(
        piece.level
        and headings.rank(piece.words.strip()) in _SURE
        and matter_kinds.by_title(piece.words) is None
        for piece in pieces
    )


def _body(pieces: Sequence[Piece]) -> list[str]:
    """The paragraphs of a page without its heading; the heading where there is nothing else."""
    body = [piece.words for piece in pieces if piece.kind is not BlockKind.HEADING and not piece.level]
    return body or [piece.words for piece in pieces]
