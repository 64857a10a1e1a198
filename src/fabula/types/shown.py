"""How one record shows itself: on a line, and as a card in a notebook."""

from __future__ import annotations

import html
from collections.abc import Iterable

SHORT = 60
"""Characters of a record's words that its line shows."""


def short(words: str) -> str:
    """Words on one line, cut where they are many."""
    words = " ".join(words.split())
    return words if len(words) <= SHORT else words[: SHORT - 1].rstrip() + "…"


def card(heading: str, rows: Iterable[tuple[str, object]]) -> str:
    """A record as an HTML table with a row a field; fields that are empty are left out."""
    shown = "".join(
        f"<tr><th>{html.escape(name)}</th><td>{html.escape(str(value))}</td></tr>"
        for name, value in rows
        if value not in ("", None)
    )
    return f"<table><caption>{html.escape(heading)}</caption><tbody>{shown}</tbody></table>"
