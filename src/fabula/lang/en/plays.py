"""How plays and scripts set the names of those who speak, their cues: "ODILE. Is the lamp lit?"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

NO_CUES: Final = frozenset(
    word
    for words in (
        "act scene scenes prologue epilogue curtain enter exit exeunt end note notes setting time place",
        "persons characters dramatis personae chapter part book contents narrator stage directions fin",
        "system warning error int ext fade cut",
    )
    for word in words.split()
)
"""What stands in capitals in a play and is nobody's name; a narrator tells, and does not speak in it."""

FEWEST: Final = 4
"""Cues of names that come again, from which on a text may be a play."""
NAMES: Final = 2
"""Such names that there must be."""
AGAIN: Final = 2
"""How often a name must come to come again."""
SHARE: Final = 0.25
"""The share of all paragraphs that begin with a cue where a text is a play."""


def is_cue(name: str) -> bool:
    """Whether none of the words of what looks like a cue says that it is none: "ACT II"."""
    return NO_CUES.isdisjoint(word.strip(".'’-").lower() for word in name.split())


def cues_of_a_play(cues: Sequence[str], paragraphs: int) -> frozenset[str]:
    """Of the names that stand like cues those that come again, if they make a text a play; else none.

    One such is anything; many, of several names that come again, are the cues of a play. ``paragraphs``: how
    many there are in all.
    """
    uses = Counter(cues)
    again = frozenset(name for name, times in uses.items() if times >= AGAIN)
    enough = sum(uses[name] for name in again) >= FEWEST and len(again) >= NAMES
    return again if enough and len(cues) >= SHARE * paragraphs else frozenset()
