"""Files of other formats that a DOCX holds as a part of its words, as programs on the web make them."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

from fabula.errors import SourceError
from fabula.sources import mhtml
from fabula.sources.decoding import decode
from fabula.sources.html import decode_page
from fabula.sources.markup import pieces_of
from fabula.sources.markup.trees import parse
from fabula.sources.pieces import Piece
from fabula.types import BlockKind

_PAGES = frozenset((".html", ".htm", ".xhtml"))
_SAVED_PAGES = frozenset((".mht", ".mhtml"))
_BLANK_LINES = re.compile(r"\n[ \t]*\n\s*")


def pieces_of_chunk(name: str, data: bytes) -> list[Piece] | None:
    """The pieces of such a file; None where it is of a format that is not read."""
    suffix = PurePosixPath(name).suffix.lower()
    if suffix in _PAGES:
        return _pieces_of_page(name, decode_page(data))
    if suffix in _SAVED_PAGES:
        try:
            page = mhtml.page_of(Path(name), data)
        except SourceError:
            return None
        return _pieces_of_page(name, decode_page(page))
    if suffix == ".txt":
        return [Piece(BlockKind.PARAGRAPH, words) for words in _BLANK_LINES.split(decode(data))]
    return None


def _pieces_of_page(name: str, page: str) -> list[Piece]:
    root = parse(page, Path(name))
    return [] if root is None else pieces_of(root)
