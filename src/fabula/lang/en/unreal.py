"""Small words by which what is said does not hold, or may not."""

from __future__ import annotations

from typing import Final

UNREAL: Final = frozenset(
    word
    for words in (
        "not n't n’t never hardly scarcely no if as though whether unless than like would 'd ’d could might",
        "may must should perhaps maybe almost once",
    )
    for word in words.split()
)
"""Beside the words for what somebody is: "she is not his mother", "he might be the captain"."""
