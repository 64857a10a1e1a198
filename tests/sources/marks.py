"""What tests look at in a text: what is set apart, and what is emphasised."""

from __future__ import annotations

from fabula.types import Apart, Text


def apart(text: Text) -> list[tuple[Apart | None, str]]:
    """What is set apart, with its words."""
    return [(b.apart, text.content[b.start : b.end]) for b in text.blocks if b.apart is not None]


def emphasis(text: Text) -> list[tuple[str, str]]:
    """What is emphasised: i or b, and the words."""
    return [(each.kind.value[0], text.content[each.start : each.end]) for each in text.emphasis]
