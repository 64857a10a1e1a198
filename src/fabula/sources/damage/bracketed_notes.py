"""Notes in square brackets inside a paragraph: "the door [Transcriber's Note: so in the book] was shut"."""

from __future__ import annotations

import re

from fabula.sources.damage.search import places
from fabula.types import Repair, RepairKind

_OPENS = re.compile(
    r"\[{1,2}_?(?:transcriber|footnote|illustration|sidenote|frontispiece|music(?:al)? (?:score|not))",
    re.IGNORECASE,
)
_LONGEST = 1500
_EDGE = 200
_BRACKETED = re.compile(r"^[^\[\]]*\]|\[[^\[\]]*\]?")
_BLANK = re.compile(r"\n[ \t\r]*\n")


def bracketed_notes(view: str) -> list[Repair]:
    """Such notes where more words stand in their paragraph; a paragraph of its own is a block for itself."""
    found: list[Repair] = []
    end = 0
    for at in places(view, "["):
        if at < end or not _OPENS.match(view, at):
            continue
        close = _close(view, at)
        if close < 0 or not (_has_words(_before(view, at)) or _has_words(_after(view, close))):
            continue
        start, end = _with_space(view, at, close)
        found.append(Repair(start, end, "", RepairKind.NOTE_MARK))
    return found


def _close(view: str, at: int) -> int:
    """The end of a bracket; -1 where it does not close in its paragraph."""
    depth = 0
    stretch = view[at : at + _LONGEST]
    for i, char in enumerate(stretch):
        depth += (char == "[") - (char == "]")
        if depth == 0:
            return -1 if _BLANK.search(stretch, 0, i) else at + i + 1
    return -1


def _with_space(view: str, start: int, end: int) -> tuple[int, int]:
    """The note with the white space on one side of it, so that as much is left as between any words."""
    after = end + len(view[end : end + _EDGE]) - len(view[end : end + _EDGE].lstrip())
    if view[start - 1 : start].isspace() and _has_words(_before(view, start)):
        before = view[max(0, start - _EDGE) : start]
        return start - len(before) + len(before.rstrip()), end
    return start, after


def _before(view: str, at: int) -> str:
    return _BLANK.split(view[max(0, at - _EDGE) : at])[-1]


def _after(view: str, end: int) -> str:
    return _BLANK.split(view[end : end + _EDGE], maxsplit=1)[0]


def _has_words(words: str) -> bool:
    return any(map(str.isalpha, _BRACKETED.sub("", words)))
