"""The marks of emphasis within a line of a screenplay: ``*italics*``, ``**bold**``, ``_underlined_``."""

from __future__ import annotations

import re

from fabula.types import Emphasis, EmphasisKind

_TOKEN = re.compile(r"\\[*_\[\]/(~!\\]|\*{1,3}|_|\n")
_KINDS: dict[str, tuple[EmphasisKind, ...]] = {
    "*": (EmphasisKind.ITALIC,),
    "**": (EmphasisKind.BOLD,),
    "***": (EmphasisKind.BOLD, EmphasisKind.ITALIC),
    "_": (),
}
_MOST_OPEN = 20


def marked(words: str) -> tuple[str, tuple[Emphasis, ...]]:
    """Words without their marks, and what of them is emphasised. A mark that none closes is a character."""
    gone, pairs = _pairs(words)
    pieces: list[str] = []
    places: dict[int, int] = {}
    at = last = 0
    for start, end in sorted(gone):
        pieces.append(words[last:start])
        at += start - last
        places[start] = at
        last = end
    pieces.append(words[last:])
    found = [Emphasis(kind, places[a], places[b]) for mark, a, b in pairs for kind in _KINDS[mark]]
    return "".join(pieces), tuple(sorted(found, key=lambda each: (each.start, -each.end)))


def _pairs(words: str) -> tuple[list[tuple[int, int]], list[tuple[str, int, int]]]:
    """What is no character of the text (marks, backslashes), and the marks that belong together."""
    gone: list[tuple[int, int]] = []
    pairs: list[tuple[str, int, int]] = []
    opened: list[tuple[str, int]] = []
    for match in _TOKEN.finditer(words):
        mark, (start, end) = match[0], match.span()
        if mark == "\n":  # emphasis ends with its line
            opened = []
            continue
        if mark[0] == "\\":
            gone.append((start, start + 1))
            continue
        closes = start > 0 and not words[start - 1].isspace()
        fitting = [n for n, (own, _) in enumerate(opened) if own == mark] if closes else []
        if fitting:
            begin = opened[fitting[-1]][1]
            gone += (begin, begin + len(mark)), (start, end)
            pairs.append((mark, begin, start))
            del opened[fitting[-1] :]
        elif end < len(words) and not words[end].isspace():
            opened = [*opened[-_MOST_OPEN:], (mark, start)]
    return gone, pairs
