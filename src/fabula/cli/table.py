"""Tables for people: ruled and fitted to the window on a terminal, plain and whole anywhere else."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from shutil import get_terminal_size

from fabula.cli.plain import clean, write

NARROWEST_RULED = 60
"""In a terminal with fewer columns than this, words would be folded letter by letter under each other."""
WIDEST_PADDED = 40
"""Off a terminal a column is padded no wider than this, so that one long cell does not move all others."""


def on_terminal() -> bool:
    """Whether standard output is a window that a person looks at."""
    return sys.stdout.isatty()


def write_table(
    columns: Sequence[str], rows: Iterable[Sequence[object]], title: str = "", right: int = 0
) -> None:
    """Write a table; columns of numbers, and the last ``right`` ones, stand to the right.

    Off a terminal nothing is coloured or cut; in a narrow one each row becomes a list.
    """
    body = [list(row) for row in rows]
    numeric = [
        bool(body) and (i >= len(columns) - right or all(isinstance(row[i], (int, float)) for row in body))
        for i in range(len(columns))
    ]
    cells = [[_text(value) for value in row] for row in body]
    if on_terminal() and get_terminal_size().columns < NARROWEST_RULED:
        _write_stacked(columns, cells, title)
    elif on_terminal():
        _write_ruled(columns, cells, numeric, title)
    else:
        _write_plain(columns, cells, numeric, title)


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.2f}"
    if isinstance(value, (list, tuple)):
        return ", ".join(_text(item) for item in value)
    return clean(str(value))


def _write_ruled(columns: Sequence[str], cells: list[list[str]], numeric: list[bool], title: str) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    heading = "" if os.environ.get("NO_COLOR") else "bold cyan"
    table = Table(
        box=box.SIMPLE_HEAD,
        header_style=heading,
        title=Text(clean(title), style=heading) if title else None,
        title_justify="left",
        title_style="",
    )
    for i, name in enumerate(columns):
        table.add_column(name, justify="right" if numeric[i] else "left", overflow="fold", no_wrap=numeric[i])
    for row in cells:
        table.add_row(*map(Text, row))
    Console(highlight=False, markup=False, emoji=False).print(table)


def _write_stacked(columns: Sequence[str], cells: list[list[str]], title: str) -> None:
    if title:
        write(f"{clean(title)}\n")
    for row in cells:
        for name, text in zip(columns, row, strict=True):
            if text:
                write(f"{name}: {text}\n")
        write("\n")


def _write_plain(columns: Sequence[str], cells: list[list[str]], numeric: list[bool], title: str) -> None:
    from rich.cells import cell_len

    lines = [list(columns), *cells]
    widths = [min(WIDEST_PADDED, max(cell_len(line[i]) for line in lines)) for i in range(len(columns))]
    if title:
        write(f"{clean(title)}\n")
    for line in lines:
        padded = (
            " " * (widths[i] - cell_len(text)) + text
            if numeric[i]
            else text + " " * (widths[i] - cell_len(text))
            for i, text in enumerate(line)
        )
        write("  ".join(padded).rstrip() + "\n")
