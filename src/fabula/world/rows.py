"""Rows into a table of a world."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from itertools import chain


def insert_rows(connection: sqlite3.Connection, table: str, rows: Iterable[tuple[object, ...]]) -> None:
    """Writes rows, each with a value for every column, in order. ``table`` is a name of our own."""
    every = iter(rows)
    first = next(every, None)
    if first is not None:
        places = ", ".join("?" * len(first))
        connection.executemany(f"INSERT INTO {table} VALUES ({places})", chain([first], every))
