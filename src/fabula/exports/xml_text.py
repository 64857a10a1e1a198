"""Text that any reader of XML takes."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from fabula.pages import CONTROLS

_ILLEGAL = {**CONTROLS, 0xFFFE: "\N{REPLACEMENT CHARACTER}", 0xFFFF: "\N{REPLACEMENT CHARACTER}"}


def legal(document: str) -> str:
    """A document with U+FFFD for each character that XML 1.0 has no place for, and for control characters."""
    return document.translate(_ILLEGAL)


def attributes(known: Mapping[str, object]) -> Markup:
    """The attributes of an element, each after a space; those of None are left out."""
    return Markup("").join(
        Markup(' {}="{}"').format(name, value) for name, value in known.items() if value is not None
    )
