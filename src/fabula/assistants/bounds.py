"""How much one answer holds: items by number and by size, words by length."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from pydantic import BaseModel

MOST_ITEMS = 50
"""Items of a page at most, whatever is asked for."""
LARGEST = 24_000
"""Characters of JSON of the items of a page; one item is given whatever its size."""
LONGEST = 600
"""Characters of one stretch of text, cut at a word."""
LIST = 20
"""Entries of a list within an item."""

Item = TypeVar("Item", bound=BaseModel)
Row = TypeVar("Row")


def page(
    rows: Sequence[Row], after: int, limit: int, made: Callable[[Row], Item]
) -> tuple[list[Item], int | None]:
    """The items of some rows from a place on, as many as fit; and where the next page begins, if any."""
    items: list[Item] = []
    size, at = 0, after
    for row in rows[after : after + min(limit, MOST_ITEMS)]:
        item = made(row)
        size += len(item.model_dump_json())
        if items and size > LARGEST:
            break
        items.append(item)
        at += 1
    return items, at if at < len(rows) else None


def few(items: Iterable[Item], most: int = LIST, largest: int = LARGEST // 4) -> list[Item]:
    """The first of some items, as many as fit."""
    kept: list[Item] = []
    size = 0
    for item in items:
        size += len(item.model_dump_json())
        if len(kept) == most or (kept and size > largest):
            break
        kept.append(item)
    return kept


def cut(words: str, longest: int = LONGEST) -> str:
    """Words, cut at a space and closed with "…" where they are many."""
    if len(words) <= longest:
        return words
    start = words[: longest - 1]
    return (start.rsplit(None, 1)[0] if " " in start[longest // 2 :] else start) + "…"
