"""The numbers that word processors put before headings and list items: counted, never written out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_UNITS = (  # noqa: SIM905
    "Zero One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve Thirteen Fourteen Fifteen Sixteen "
    "Seventeen Eighteen Nineteen"
).split()
_TENS = "Twenty Thirty Forty Fifty Sixty Seventy Eighty Ninety".split()  # noqa: SIM905
_ORDINALS = {
    "One": "First", "Two": "Second", "Three": "Third", "Five": "Fifth", "Eight": "Eighth", "Nine": "Ninth",
    "Twelve": "Twelfth",
}  # fmt: skip
_PLACE = re.compile(r"%(\d)")
# Bullets that are words: dialogue that begins with dashes is often made a list by the program itself.
_DASHES = frozenset("-–—―")
_MOST = 9
_LONGEST_PATTERN = 200
"""It stands before each paragraph of a list, so a long one would make a book of a page."""


@dataclass(slots=True)
class Level:
    """One level of a list: ``pattern`` is the text with ``%1`` for the number of the first level."""

    form: str = "decimal"
    pattern: str = ""
    start: int = 1
    follow: str = " "


@dataclass(slots=True)
class Counter:
    """Counts the paragraphs of one list."""

    levels: Sequence[Level]
    _counts: list[int | None] = field(default_factory=lambda: [None] * _MOST)

    def restart(self, level: int, start: int) -> None:
        """Let the numbers of a level begin anew."""
        self._counts[level] = start - 1

    def next(self, level: int) -> str:
        """What stands before the next paragraph of a level; empty where that is a mere bullet."""
        if not 0 <= level < min(len(self.levels), _MOST):
            return ""
        this = self.levels[level]
        counted = self._counts[level]
        self._counts[level] = this.start if counted is None else counted + 1
        self._counts[level + 1 :] = [None] * (_MOST - level - 1)
        pattern = this.pattern[:_LONGEST_PATTERN]
        if this.form in ("bullet", "none"):
            words = pattern if pattern.strip() in _DASHES or this.form == "none" else ""
            words = _PLACE.sub("", words)
        else:
            words = _PLACE.sub(self._number, pattern)
        return words + this.follow if words.strip() else ""

    def _number(self, match: re.Match[str]) -> str:
        level = int(match[1]) - 1
        if not 0 <= level < len(self.levels):
            return ""
        counted = self._counts[level]
        return numeral(self.levels[level].start if counted is None else counted, self.levels[level].form)


def numeral(value: int, form: str) -> str:
    """A number in one of the forms that Office Open XML names, "upperRoman" for one."""
    if not 0 < value < 4000 or form in ("bullet", "none"):
        return "" if form in ("bullet", "none") else str(value)
    if form in ("upperRoman", "lowerRoman"):
        return _in_case(_roman(value), form)
    if form in ("upperLetter", "lowerLetter"):
        return _in_case(chr(ord("A") + (value - 1) % 26) * ((value - 1) // 26 + 1), form)
    if form in ("cardinalText", "ordinalText") and value < 100:
        return _in_words(value, ordinal=form == "ordinalText")
    if form == "ordinal":
        return f"{value}{_suffix(value)}"
    return f"{value:02}" if form == "decimalZero" else str(value)


def _in_case(words: str, form: str) -> str:
    return words.lower() if form.startswith("lower") else words


def _roman(value: int) -> str:
    words = ""
    for worth, letters in _ROMAN:
        words += letters * (value // worth)
        value %= worth
    return words


def _in_words(value: int, *, ordinal: bool) -> str:
    tens, unit = divmod(value, 10)
    parts = [_UNITS[value]] if value < 20 else [_TENS[tens - 2], *([_UNITS[unit]] if unit else [])]
    if ordinal:
        last = parts[-1]
        parts[-1] = _ORDINALS.get(last) or (last[:-1] + "ieth" if last.endswith("y") else last + "th")
    return "-".join([parts[0], *(part.lower() for part in parts[1:])])


def _suffix(value: int) -> str:
    return "th" if value % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
