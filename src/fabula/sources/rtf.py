"""Rich Text Format."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from fabula import errors
from fabula.sources.decoding import charset
from fabula.sources.pieces import Piece, assemble, single_spaced
from fabula.sources.shape import shape
from fabula.types import BlockKind, Metadata, Text

_INFO = re.compile(r"\{\\(title|author|subject)\s+([^{}]*)\}")
# The number may be missing, and is 1 then; the library asks for one.
_SKIPPED = re.compile(r"(?<!\\)\\uc(?![-\da-zA-Z])")
_CODE_PAGE = re.compile(rb"\\ansicpg(\d{3,5})")


def read(path: Path, data: bytes) -> Text:
    """The text of an RTF file; every paragraph mark ends a paragraph."""
    from striprtf import striprtf

    # The library has no annotations of its own.
    rtf_to_text: Callable[..., str] = striprtf.rtf_to_text

    page = _CODE_PAGE.search(data[:2048])
    encoding = (charset(f"cp{page[1].decode()}") if page else None) or "cp1252"
    source = _SKIPPED.sub(r"\\uc1", data.decode("latin-1"))
    try:
        words = rtf_to_text(source, encoding=encoding, errors="replace")
        said = {
            name: rtf_to_text("{\\rtf1 " + value + "}", errors="replace")
            for name, value in _INFO.findall(source)
        }
    except (LookupError, UnicodeError, ValueError, IndexError, OverflowError) as error:
        raise errors.file_damaged(path, "its RTF cannot be read") from error
    pieces: list[Piece] = []
    empty = 0
    for line in words.split("\n"):
        if line.strip():
            pieces.append(Piece(BlockKind.PARAGRAPH, line, empty_before=empty))
            empty = 0
        else:
            empty += 1
    if not pieces:
        raise errors.file_empty(path)
    metadata = Metadata(title=said.get("title", "").strip(), author=said.get("author", "").strip())
    return shape(assemble(single_spaced(pieces), metadata)[0], path)
