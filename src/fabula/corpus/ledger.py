"""A list of works on the disk: one JSON object a line, added to as they come, sorted in the end."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from fabula import errors
from fabula.corpus.jobs import Row
from fabula.world.files import replacing


class Ledger:
    """The rows of such a file by their ``source``, of which the last line counts.

    A line that a crash cut short, or that is not ``sound``, is passed over: what it told of is done again.
    Raises :class:`fabula.errors.UsageError` where the file cannot be read or written.
    """

    def __init__(self, path: Path, sound: Callable[[Row], bool] = bool) -> None:
        self.path = path
        with _told(path):
            self.rows: dict[str, Row] = {str(row["source"]): row for row in _lines(path) if sound(row)}

    def add(self, row: Row) -> None:
        """Put a row in place of what was known of its source; it is on the disk when this returns."""
        self.rows[str(row["source"])] = row
        with _told(self.path), self.path.open("a+b") as file:
            if file.tell() and not _ends_line(self.path):
                file.write(b"\n")
            file.write(_line(row))
            file.flush()
            os.fsync(file.fileno())

    def drop(self, source: str) -> None:
        """Forget a source; the file does so when it is next sorted."""
        self.rows.pop(source, None)

    def settle(self) -> None:
        """Write the file anew, a line a source, in their order: the same whatever order they came in."""
        with _told(self.path), replacing(self.path) as temporary:
            temporary.write_bytes(b"".join(_line(self.rows[source]) for source in sorted(self.rows)))


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Says in one line what keeps a file from being read or written."""
    try:
        yield
    except OSError as error:
        raise errors.cannot_write(str(path), error.strerror or str(error)) from error


def _lines(path: Path) -> Iterator[Row]:
    if not path.exists():
        return
    with path.open("rb") as file:
        for line in file:
            with suppress(ValueError, RecursionError):
                row = json.loads(line)
                if isinstance(row, dict) and isinstance(row.get("source"), str):
                    yield row


def _line(row: Row) -> bytes:
    return json.dumps(row, ensure_ascii=True, sort_keys=True).encode("ascii") + b"\n"


def _ends_line(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"
