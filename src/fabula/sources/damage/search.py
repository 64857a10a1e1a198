"""Looking for rare characters in whole novels: ``str.find`` is many times as fast as a pattern."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import numpy as np

# A novel whose lines are all cut out at once is in memory twice.
_AT_ONCE = 1 << 18


def places(view: str, wanted: str) -> Iterator[int]:
    """Where a string stands, in order, without overlaps."""
    at = view.find(wanted)
    while at >= 0:
        yield at
        at = view.find(wanted, at + len(wanted))


def holds_any(view: str, common: str, wanted: tuple[str, ...], before: int = 0) -> bool:
    """Whether one of some strings stands in a text, which all have the same rare characters at one place."""
    return any(at >= before and view.startswith(wanted, at - before) for at in places(view, common))


def characters_of(view: str) -> frozenset[str]:
    """All characters of a text: looking once for all takes no longer than looking for a few."""
    seen = np.zeros(sys.maxunicode + 1, np.bool_)
    for _, piece in pieces_of(view):
        seen[np.frombuffer(piece.encode("utf-32-le", "surrogatepass"), np.uint32)] = True
    return frozenset(map(chr, np.flatnonzero(seen).tolist()))


def pieces_of(view: str) -> Iterator[tuple[int, str]]:
    """A text in pieces, each with where it begins; what parts them is a line feed of none of them."""
    at = 0
    while at <= len(view):
        end = view.find("\n", at + _AT_ONCE)
        end = len(view) if end < 0 else end
        yield at, view[at:end]
        at = end + 1


def lines_of(view: str) -> Iterator[tuple[int, str]]:
    """The lines between line feeds, each with where it begins."""
    for at, piece in pieces_of(view):
        for line in piece.split("\n"):
            yield at, line
            at += len(line) + 1


def runs(view: str, char: str) -> Iterator[tuple[int, int]]:
    """The runs of one character, each as its start and end."""
    at = view.find(char)
    while at >= 0:
        end = at + 1
        while view[end : end + 1] == char:
            end += 1
        yield at, end
        at = view.find(char, end)
