"""Paragraphs that a page parts by line breaks alone, as old pages and pasted works do."""

from __future__ import annotations

import re
from itertools import pairwise

from fabula.types import Span

_ENDS = re.compile(r"[.!?…:—–][\"“”'’»)\]*_]*\s*$|[\"“”»]\s*$")
_INDENT = re.compile(r"^[\xa0\u2000-\u200a\u3000\t ]{2,}|^[\u2003\u3000]")
_MARKS = frozenset('"“”«»‘')
_FEWEST = 3
_MANY = 5
_MOSTLY = 0.8
_LONG = 90


def paragraphs(words: str) -> list[Span]:
    """The stretches of a block that are paragraphs of their own; the block itself where its lines are one."""
    whole = [(0, len(words))]
    if "\n" not in words.strip():
        return whole
    lines = _lines(words)
    if len(lines) < 2:
        return whole
    starts = _indented(words, lines)
    if not starts and _are_paragraphs([words[start:end] for start, end in lines]):
        starts = list(range(1, len(lines)))
    bounds = [0, *starts, len(lines)]
    if len(bounds) == 2:
        return whole
    return [(lines[a][0], lines[b - 1][1]) for a, b in pairwise(bounds)]


def _lines(words: str) -> list[Span]:
    lines: list[Span] = []
    at = 0
    for line in words.split("\n"):
        if line.strip():
            lines.append((at, at + len(line)))
        at += len(line) + 1
    return lines


def _indented(words: str, lines: list[Span]) -> list[int]:
    """The lines set in by spaces that do not collapse, where those before them are whole sentences."""
    found = [i for i in range(1, len(lines)) if _INDENT.match(words[slice(*lines[i])])]
    if not found:
        return []
    ended = sum(_ENDS.search(words[slice(*lines[i - 1])]) is not None for i in found)
    return found if ended >= _MOSTLY * len(found) else []


def _are_paragraphs(lines: list[str]) -> bool:
    """Lines that are all whole sentences are paragraphs, and so are long ones; verse runs on."""
    ended = sum(_ENDS.search(line) is not None for line in lines)
    spoken = any(mark in _MARKS for line in lines for mark in line)
    if ended == len(lines) and (len(lines) >= _FEWEST or spoken):
        return True
    if len(lines) >= _MANY and ended >= _MOSTLY * len(lines):
        return True
    return ended >= 0.5 * len(lines) and sum(map(len, lines)) >= _LONG * len(lines) and len(lines) >= _FEWEST
