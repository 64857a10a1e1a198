"""A flat table of the tokens of a work, a token a row, as CSV (RFC 4180) in UTF-8."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from fabula.exports.csv import guarded
from fabula.exports.files import write_file
from fabula.exports.tokens import TOKEN_COLUMNS, tokens
from fabula.types import Annotations, Work

_FREE = ("token", "lemma", "entity_name")
"""The columns whose words are the story's, which a spreadsheet could take for a formula."""


def write(work: Work, annotations: Annotations, path: Path) -> None:
    """Writes the table. Raises OSError, and UnicodeEncodeError for half a character."""
    write_file("".join(table(work, annotations)).encode(), path)


def table(work: Work, annotations: Annotations) -> Iterator[str]:
    """The lines of a table of the tokens, its header first, as CSV (RFC 4180)."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")

    def line(cells: Sequence[object]) -> str:
        buffer.seek(0)
        buffer.truncate()
        writer.writerow(cells)
        return buffer.getvalue()

    yield line(list(TOKEN_COLUMNS))
    for token in tokens(work, annotations):
        cells = {name: value(token) for name, value in TOKEN_COLUMNS.items()}
        for name in _FREE:
            cells[name] = _cell(cells[name])
        yield line(list(cells.values()))


def _cell(value: object) -> object:
    """A value that no spreadsheet takes for a formula. Marks alone are none, and stay as they are.

    NUL, which readers of CSV stop at, is shown as U+FFFD.
    """
    if not isinstance(value, str) or not any(map(str.isalnum, value)):
        return value
    return guarded(value.replace("\0", "\N{REPLACEMENT CHARACTER}"))
