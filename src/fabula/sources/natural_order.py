"""Names of files in the order in which a reader goes through them: chapter 2 before chapter 10."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from fabula.sources import headings

_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_UNITS = "one|two|three|four|five|six|seven|eight|nine"
_RUN = re.compile(rf"\d+|(?:{_TENS})[-_ ]?(?:{_UNITS})\b|[^\W\d_]+|[\W_]+", re.IGNORECASE)
_MOST_DIGITS = 18
_COUNTED = frozenset(
    ("chapter", "chap", "ch", "part", "pt", "book", "bk", "volume", "vol", "episode", "ep", "act", "scene")
)
_FIRST = re.compile(r"[\W\d_]*(?:cover|title ?page|front ?matter|dedication|epigraph)[\W\d_]*", re.IGNORECASE)
_BEFORE = re.compile(r"[\W\d_]*(?:preface|foreword|introduction|prologue|prelude)[\W\d_]*", re.IGNORECASE)
_AFTER = re.compile(
    r"[\W\d_]*(?:epilogue|postscript|afterword|coda|appendix(?: ?[a-z])?|acknowledge?ments|about ?the ?author"
    r"|back ?matter)[\W\d_]*",
    re.IGNORECASE,
)

Key = tuple[tuple[int, tuple[tuple[int, int, str], ...]], ...]


def natural_key(name: str) -> Key:
    """Sorts paths folder by folder, each run of digits by its value, without regard to letter case.

    Numbers in words and in Roman numerals count after a word that is counted ("Part Two", "chapter-IV"). A
    name that is nothing but "prologue" comes before the others, and "epilogue" after them.
    """
    *folders, last = PurePosixPath(name).parts or ("",)
    return tuple(_key(part) for part in (*folders, PurePosixPath(last).stem, last))


def _key(name: str) -> tuple[int, tuple[tuple[int, int, str], ...]]:
    place = next((at for at, kind in ((0, _FIRST), (1, _BEFORE), (3, _AFTER)) if kind.fullmatch(name)), 2)
    if any(map(str.isdigit, name)):
        place = 2  # whoever numbers a prologue has put it where it belongs
    found: list[tuple[int, int, str]] = []
    counted = False
    for run in _RUN.findall(name):
        number = _number(run, counted)
        found.append((0, number, "") if number is not None else (1, 0, run.casefold()))
        if run.isalpha():
            counted = run.casefold() in _COUNTED
    return place, tuple(found)


def _number(run: str, counted: bool) -> int | None:
    if run.isdecimal():
        return int(run) if len(run) <= _MOST_DIGITS else None
    if not counted or not run[0].isalpha():
        return None
    roman = re.fullmatch("[ivxlc]+", run, re.IGNORECASE)
    return headings.number_of(run.upper() if roman else run.replace("_", "-").title())
