"""Text that any reader of XML takes."""

from __future__ import annotations

from fabula.pages import CONTROLS

_ILLEGAL = {**CONTROLS, 0xFFFE: "\N{REPLACEMENT CHARACTER}", 0xFFFF: "\N{REPLACEMENT CHARACTER}"}


def legal(document: str) -> str:
    """A document with U+FFFD for each character that XML 1.0 has no place for, and for control characters."""
    return document.translate(_ILLEGAL)
