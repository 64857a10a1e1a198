"""Reading gold files: exact text, and one-line errors that name the file and the line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from fabula import errors


def read_exact(path: Path) -> str:
    """The characters of a UTF-8 file with its line ends untouched.

    Raises :class:`fabula.errors.EvaluationError` when the file is missing, unreadable or not UTF-8.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise errors.gold_file_missing(path) from None
    except OSError as problem:
        raise errors.gold_file_unreadable(path, problem.strerror or str(problem)) from None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as problem:
        line = data.count(b"\n", 0, problem.start) + 1
        raise errors.gold_line_malformed(path, line, "it is not UTF-8 text") from None


def numbered_lines(path: Path) -> Iterator[tuple[int, str]]:
    """The lines of a file that are not blank, with their numbers from 1 and without their ends."""
    for number, line in enumerate(read_exact(path).split("\n"), start=1):
        bare = line.rstrip("\r")
        if bare.strip():
            yield number, bare


def numbered_rows(path: Path, columns: int) -> Iterator[tuple[int, list[str]]]:
    """The tab-separated rows of a file with their line numbers; each must have ``columns`` fields or more."""
    for number, line in numbered_lines(path):
        fields = line.split("\t")
        if len(fields) < columns:
            raise errors.gold_line_malformed(
                path, number, f"{len(fields)} tab-separated fields where at least {columns} belong"
            )
        yield number, fields


def whole_number(path: Path, line: int, value: str) -> int:
    """``value`` as a number that is not negative, or an error that names the line."""
    if not (value.isascii() and value.isdigit()):
        raise errors.gold_line_malformed(path, line, f"{value!r} is not a whole number")
    return int(value)
