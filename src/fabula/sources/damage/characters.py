"""Characters that leave no mark on the page, and letters run together in one character."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

from fabula.sources.damage.search import places
from fabula.types import Repair, RepairKind

# The soft hyphen and the joiners, which no English word needs; and marks without width that are white space
# or steer the direction of lines where they stand between words.
_LOOSE = "\u00ad\u034f\u200c\u200d"
_BETWEEN = (
    "\u180e\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068"
    "\u2069\ufeff"
)
INVISIBLE = frozenset(_LOOSE + _BETWEEN)
_RUN = re.compile(f"[{_LOOSE}{_BETWEEN}]+")
_INSIDE = frozenset("'’ʼ‘＇-\u2010\u2011")
_LINE_END = "\r\n"
# Scripts in which a joiner changes the letters beside it.
_JOINED = ("ARABIC", "SYRIAC", "NKO", "MONGOLIAN", "MANDAIC")
_FIRST_INDIC, _LAST_INDIC = 0x0900, 0x109F

_LIGATURES = {char: unicodedata.normalize("NFKC", char) for char in "ﬀﬁﬂﬃﬄﬅﬆĲĳŉſǆǅǄǉǈǇǌǋǊǳǲǱ"}
LIGATURES = frozenset(_LIGATURES)


def invisible(view: str, present: Collection[str] = INVISIBLE) -> list[Repair]:
    """What leaves no mark inside of words; a soft hyphen at a line's end is left to the broken words.

    ``present`` are the characters of this kind that may be there.
    """
    found: list[Repair] = []
    end = 0
    for at in sorted(at for char in present for at in places(view, char)):
        match = _RUN.match(view, at) if at >= end else None
        if match is None:
            continue
        start, end = match.span()
        before, after = view[start - 1 : start] or " ", view[end : end + 1] or " "
        loose = match[0].strip(_BETWEEN) != ""
        if loose and _joins(before, after):
            continue
        if (loose and after not in _LINE_END) or (_in_word(before) and _in_word(after)):
            found.append(Repair(start, end, "", RepairKind.INVISIBLE))
    return found


def ligatures(view: str, present: Collection[str] = LIGATURES) -> list[Repair]:
    """Letters that share a character, as printers and PDF have them."""
    found = sorted((at, char) for char in present for at in places(view, char))
    return [Repair(at, at + 1, _LIGATURES[char], RepairKind.LIGATURE) for at, char in found]


def _in_word(char: str) -> bool:
    return char.isalnum() or char in _INSIDE


def _joins(before: str, after: str) -> bool:
    """Whether joiners between these make a picture of several, or another shape of a letter."""
    return any(
        unicodedata.category(char) in ("So", "Sk", "Mn", "Mc", "Me")
        or _FIRST_INDIC <= ord(char) <= _LAST_INDIC
        or unicodedata.name(char, "").startswith(_JOINED)
        for char in (before, after)
        if not char.isascii()
    )
