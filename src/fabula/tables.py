"""Tables of records: a sequence that also goes to dicts, to pandas or Polars and into a notebook."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Generic, TypeVar, overload

from fabula import errors
from fabula.amounts import counted

if TYPE_CHECKING:
    import pandas
    import polars

Row = TypeVar("Row")
Columns = Mapping[str, Callable[[Row], object]]

SHOWN_ROWS = 20
"""Rows of a table that a notebook shows; the rest is counted below it."""
LONGEST_CELL = 60
"""Characters of a value that the plain form of a table shows."""


class Table(Sequence[Row], Generic[Row]):
    """Records of one kind, in order. Indexing gives a record, slicing and :meth:`where` give a table.

    ``name`` says what the records are, in the plural. ``columns`` names what each record is flattened to
    in dicts, in data frames and on the page; the records themselves hold more (a quote holds its speaker
    whole).
    """

    __slots__ = ("_columns", "_rows", "name")

    def __init__(self, name: str, columns: Columns[Row], rows: Iterable[Row]) -> None:
        self.name = name
        self._columns = columns
        self._rows = tuple(rows)

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Row]:
        return iter(self._rows)

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> Table[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | Table[Row]:
        if isinstance(index, slice):
            return Table(self.name, self._columns, self._rows[index])
        return self._rows[index]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Table):
            return NotImplemented
        return self.name == other.name and self._rows == other._rows

    def __hash__(self) -> int:
        return hash((self.name, self._rows))

    def where(self, keep: Callable[[Row], bool]) -> Table[Row]:
        """The records for which ``keep`` is true, as a table."""
        return Table(self.name, self._columns, filter(keep, self._rows))

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(self._columns)

    def to_dicts(self) -> list[dict[str, object]]:
        """One dict a record, of values that JSON knows."""
        return [{name: value(row) for name, value in self._columns.items()} for row in self._rows]

    def to_pandas(self) -> pandas.DataFrame:
        """A data frame, one row a record. Raises :class:`fabula.errors.UsageError` without pandas."""
        try:
            import pandas
        except ImportError:
            raise errors.no_pandas() from None
        frame: pandas.DataFrame = pandas.DataFrame(self.to_dicts(), columns=list(self._columns))
        return frame

    def to_polars(self) -> polars.DataFrame:
        """A Polars data frame, one row a record. Raises :class:`fabula.errors.UsageError` without Polars."""
        try:
            import polars
        except ImportError:
            raise errors.extra_missing("to_polars()", "polars", "polars") from None
        # All rows say what a column holds: in the first hundred it may be nothing but None.
        return polars.DataFrame(self.to_dicts(), schema=list(self._columns), infer_schema_length=None)

    def __repr__(self) -> str:
        shown = (
            [_short(_cell(value(row))) for value in self._columns.values()] for row in self._rows[:SHOWN_ROWS]
        )
        lines = [list(self._columns), *shown]
        widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
        grid = ["  ".join(map(str.ljust, line, widths)).rstrip() for line in lines]
        rest = [f"… and {len(self) - SHOWN_ROWS} more"] if len(self) > SHOWN_ROWS else []
        return "\n  ".join([counted(len(self), self.name), *(grid if len(self) else []), *rest])

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{html.escape(name)}</th>" for name in self._columns)
        body = "".join(
            "<tr>"
            + "".join(f"<td>{html.escape(_cell(value(row)))}</td>" for value in self._columns.values())
            + "</tr>"
            for row in self._rows[:SHOWN_ROWS]
        )
        rest = len(self) - SHOWN_ROWS
        more = f" (and {rest} more)" if rest > 0 else ""
        caption = f"<caption>{html.escape(counted(len(self), self.name))}{more}</caption>"
        return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= LONGEST_CELL else words[: LONGEST_CELL - 1].rstrip() + "…"


def _cell(value: object) -> str:
    """A value as a person reads it in a table."""
    if value is None or value is False:
        return ""
    if value is True:
        return "yes"
    if isinstance(value, float):
        return f"{value:.2f}"
    if isinstance(value, (list, tuple)):
        return ", ".join(_cell(item) for item in value)
    return str(value)
