"""JSON, YAML, patches, and tables of values with commas, semicolons or tabs between them."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence

from fabula.sources.not_prose.sample import Sample

_TOKEN = re.compile(
    r'\s*("(?:[^"\\\x00-\x1f]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?|true\b|false\b|null\b|[{}\[\],:])'
)
_CUT = re.compile(r'\s*(?:"(?:[^"\\]|\\.)*\\?|[-+.\w]*)\Z', re.DOTALL)
_CARD = re.compile(r"BEGIN:V(?:CALENDAR|CARD)\b")
_HUNK = re.compile(r"@@ -\d+(?:,\d+)? \+\d+(?:,\d+)? @@")
_KEY = re.compile(r"\s*(?:- )?[a-z_][\w.-]{0,40}:(?: \S.{0,60})?$")
_ENTRY = re.compile(r"\s*- \S.{0,60}$")
_INNER = 3
_FEW, _MANY = 5, 20
"""Tokens that a whole file of JSON has at least, and that one which breaks off has."""

_ROWS, _MORE_ROWS = 4, 8
"""Rows that a table has at least, and one of two columns, or of columns with spaces between them."""
_ALIKE = 0.95
"""The share of the rows of a table that have as many fields as most."""
_NUMBER = re.compile(r"\s*(?:[-+$€£]?\d[\d.,:/ TeE+-]*%?Z?|0x[\da-fA-F]+)\s*\Z")
_NUMBERS = 0.8
"""The share of the fields of a column that make it one of numbers."""


def kind_of(sample: Sample) -> str:
    """What data a file is, or empty."""
    if _is_json(sample):
        return "JSON"
    if _CARD.match(sample.head):
        return "a calendar or a card of addresses"
    if sample.head.startswith("#EXTM3U"):
        return "a playlist"
    if any(map(_HUNK.match, sample.lines)) and sum(line[:4] in ("--- ", "+++ ") for line in sample.lines) > 1:
        return "program code (a patch)"
    if _is_yaml(sample):
        return "YAML"
    if any(_is_table(sample, separator) for separator in ",;\t"):
        return "a table of values (CSV or TSV)"
    return ""


def _is_yaml(sample: Sample) -> bool:
    """Whether nearly all lines are keys in small letters with short values, some of them set in.

    The lines of a chat begin with names too, and those of none are set in.
    """
    lines = [line for line in sample.lines if not line.lstrip().startswith("#") and line != "---"]
    keys = sum(_KEY.match(line) is not None for line in lines)
    inner = sum(line[:1] in " \t-" for line in lines)
    entries = keys + sum(_ENTRY.match(line) is not None for line in lines)
    return keys >= _FEW and inner >= _INNER and entries >= _ALIKE * len(lines) and keys >= len(lines) / 2


def _is_json(sample: Sample) -> bool:
    """Whether a file is made of the tokens of JSON alone, an object or a list, or several of them."""
    head = sample.head
    if head[:1] not in ("{", "["):
        return False
    tokens: list[str] = []
    at = 0
    while match := _TOKEN.match(head, at):
        tokens.append(match[1])
        at = match.end()
    if tokens[0] == "{" and not (tokens[1:2] == ["}"] or (len(tokens) > 2 and tokens[2] == ":")):
        return False
    if tokens[0] == "[" and "{" not in tokens and tokens.count(",") < 2:
        return False
    if not head[at:].strip():
        return len(tokens) >= _FEW
    return len(tokens) >= _MANY and _CUT.match(head, at) is not None


def _is_table(sample: Sample, separator: str) -> bool:
    """Whether the lines are rows of a table whose fields a mark parts.

    Commas of prose have spaces behind them, and no two lines have the same number of them for long.
    """
    columns = _columns(sample, separator)
    if len(columns) < 2:
        return False
    filled = sum(any(field.strip() for field in column) for column in columns)
    if filled < min(len(columns), 3):
        return False  # paragraphs that are set in
    if all(map(_has_numbers, columns)):
        return True
    closed = not any(field.startswith(" ") for column in columns[1:] for field in column)
    if closed and len(columns) > 2:
        return True
    if len(columns[0]) < _MORE_ROWS:
        return False
    if len(columns) == 2 and separator == "\t":  # not a speaker's name and his words
        return all(len(field.split()) < 2 for column in columns for field in column)
    return any(map(_has_numbers, columns)) and (closed or len(columns) > 2)


def _columns(sample: Sample, separator: str) -> list[tuple[str, ...]]:
    """The columns of the rows that have as many fields as most; none where too many have others."""
    quote = None if separator == "\t" else '"'
    lines = io.StringIO(sample.head, newline="")
    try:
        rows = [row for row in csv.reader(lines, delimiter=separator, quotechar=quote) if row]
    except csv.Error:
        return []
    rows = [row for row in rows if not row[0].startswith("#")]
    rows = rows if sample.whole else rows[:-1]
    width = Counter(map(len, rows)).most_common(1)[0][0] if rows else 0
    alike = [row for row in rows if len(row) == width]
    if len(alike) < _ROWS or len(alike) < _ALIKE * len(rows):
        return []
    return list(zip(*alike, strict=True))


def _has_numbers(column: Sequence[str]) -> bool:
    """Whether nearly all fields that are filled, but for a heading, are numbers or dates."""
    filled = [field for field in column[1:] if field.strip()]
    return bool(filled) and sum(_NUMBER.match(field) is not None for field in filled) >= _NUMBERS * len(
        filled
    )
