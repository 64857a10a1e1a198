"""A table of a reading as a command shows it: for scripts, for people, or in a line where it is empty."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from fabula.cli.table import Column

if TYPE_CHECKING:
    from fabula.tables import Table

Row = TypeVar("Row")


def write_listing(
    found: Table[Row],
    columns: Sequence[Column | str],
    cells: Callable[[Row], Sequence[object]],
    *,
    as_json: bool,
    nothing: str,
    keep: Callable[[Row], bool] | None = None,
) -> None:
    """Write a table: all of it as JSON, or for people the records that ``keep`` is true of.

    ``nothing`` is said where there are none to show; ``cells`` are those of a record.
    """
    from fabula.cli.ends import say
    from fabula.cli.plain import write_json
    from fabula.cli.table import write_table

    if as_json:
        write_json(found.to_dicts())
        return
    shown = found if keep is None else found.where(keep)
    if shown:
        write_table(columns, [cells(row) for row in shown])
    else:
        say(nothing)
