"""Tables for people: fitted to the window on a terminal, plain and whole anywhere else."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from shutil import get_terminal_size

from fabula.cli.plain import clean, shorten, write

GAP = "  "
"""Stands between two columns."""
WIDEST_PADDED = 40
"""Where nothing says how wide the window is, a column is padded no wider than this, so that one long cell
does not move all others."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table, and what becomes of it where the window is too narrow for all of them.

    ``least`` is the narrowest it can be of use in, 0 for one that is never narrowed; ``ideal`` is what it
    gets before any other gets all that it wants. ``spare`` columns are left out where there is no room, the
    lowest number first, and where all of their cells are empty; 0 is never left out. ``once`` is for one
    whose value is said above the table instead if it is the same in every row.
    """

    heading: str
    least: int = 0
    ideal: int = 0
    spare: int = 0
    once: bool = False
    right: bool = False


def on_terminal() -> bool:
    """Whether standard output is a window that a person looks at."""
    return sys.stdout.isatty()


def room() -> int | None:
    """How many characters go into a line: of the window, or as COLUMNS says; None where neither does."""
    said = os.environ.get("COLUMNS", "")
    if said.isdecimal() and int(said) > 0:
        return int(said)
    return get_terminal_size().columns if on_terminal() else None


def write_table(
    columns: Sequence[Column | str], rows: Iterable[Sequence[object]], title: str = "", right: int = 0
) -> None:
    """Write a table; columns of numbers, and the last ``right`` ones, stand to the right.

    A cell is text, a number or a list of names. In a window, cells go on in the next line at a space, and
    lists are cut after a name, with the number of those left out; in one too narrow for that each row becomes
    a list, or, with ``right``, the columns stand in several tables with the first of them in each. Elsewhere
    nothing is coloured, cut or left out.
    """
    body = [[_part(value) for value in row] for row in rows]
    given = [Column(each) if isinstance(each, str) else each for each in columns]
    chosen = [
        replace(each, right=bool(body) and (i >= len(given) - right or all(row[i].number for row in body)))
        for i, each in enumerate(given)
    ]
    width = room()
    if width is None:
        _write_lines(chosen, body, _padded(chosen, body), title)
        return
    chosen, body, title = _without_needless(chosen, body, title)
    widths = _fitted(chosen, body, width)
    while widths is None and any(column.spare for column in chosen):
        i = min((column.spare, i) for i, column in enumerate(chosen) if column.spare)[1]
        chosen, body = _without(i, chosen, body)
        widths = _fitted(chosen, body, width)
    if widths is not None:
        _write_lines(chosen, body, widths, title)
    elif right:
        _write_in_parts(chosen, body, width, title)
    else:
        _write_stacked(chosen, body, title)


@dataclass(frozen=True, slots=True)
class _Cell:
    """What stands in a cell: its words, or the names of a list; ``number`` says that it is a number."""

    words: str
    names: tuple[str, ...] = ()
    number: bool = False

    def lines(self, width: int) -> list[str]:
        """The cell in lines of at most ``width`` characters."""
        if _cells(self.words) <= width:
            return [self.words]
        return [_cut(self.names, width)] if self.names else list(_folded(self.words, width))


def _part(value: object) -> _Cell:
    if value is None:
        return _Cell("")
    if isinstance(value, float):
        return _Cell(f"{value:.2f}", number=True)
    if isinstance(value, (list, tuple)):
        names = tuple(_part(item).words for item in value)
        return _Cell(", ".join(names), names)
    return _Cell(clean(str(value)), number=isinstance(value, int))


def _cells(words: str) -> int:
    """How wide words are in a window, where a Chinese character takes two places."""
    from rich.cells import cell_len

    return cell_len(words)


def _folded(words: str, width: int) -> Iterable[str]:
    """Words in lines, broken at spaces, and inside a word only if it is longer than a line."""
    from rich.cells import chop_cells

    line = ""
    for word in words.split(" "):
        joined = f"{line} {word}" if line else word
        if _cells(joined) <= width:
            line = joined
            continue
        if line:
            yield line
        *full, line = chop_cells(word, width) if _cells(word) > width else [word]
        yield from full
    yield line


def _cut(names: Sequence[str], width: int) -> str:
    """As many of the names as fit, and how many more there are."""
    for shown in range(len(names) - 1, 0, -1):
        words = f"{', '.join(names[:shown])}, +{len(names) - shown}"
        if _cells(words) <= width:
            return words
    more = f", +{len(names) - 1}" if len(names) > 1 else ""
    return shorten(names[0], max(width - len(more), 1)) + more


def _without(
    i: int, columns: list[Column], body: list[list[_Cell]]
) -> tuple[list[Column], list[list[_Cell]]]:
    return columns[:i] + columns[i + 1 :], [row[:i] + row[i + 1 :] for row in body]


def _without_needless(
    columns: list[Column], body: list[list[_Cell]], title: str
) -> tuple[list[Column], list[list[_Cell]], str]:
    """Leaves out columns without a word, and those that say one thing in every row, which the title says."""
    said = [title] if title else []
    for i in reversed(range(len(columns))):
        column, values = columns[i], {row[i].words for row in body}
        if column.once and len(body) > 1 and len(values) == 1:
            (value,) = values
            said += [f"{column.heading}: {value}"] if value else []
        elif not column.spare or values != {""}:
            continue
        columns, body = _without(i, columns, body)
    return columns, body, "; ".join(said)


def _wanted(columns: Sequence[Column], body: list[list[_Cell]]) -> list[int]:
    """How wide each column is with everything in it on one line."""
    return [
        max(_cells(text) for text in [column.heading, *(row[i].words for row in body)])
        for i, column in enumerate(columns)
    ]


def _padded(columns: Sequence[Column], body: list[list[_Cell]]) -> list[int]:
    return [min(WIDEST_PADDED, width) for width in _wanted(columns, body)]


def _fitted(columns: Sequence[Column], body: list[list[_Cell]], width: int) -> list[int] | None:
    """Widths that fit into a window: the least of each, then up to the ideal, then up to what it wants.

    None where even the least of them do not fit.
    """
    wanted = _wanted(columns, body)
    widths = [_least(column, i, body) for i, column in enumerate(columns)]
    left = width - len(GAP) * (len(columns) - 1) - sum(widths)
    if left < 0:
        return None
    ideal = [
        min(want, max(column.ideal, least))
        for column, want, least in zip(columns, wanted, widths, strict=True)
    ]
    for goal in (ideal, wanted):
        left = _shared(widths, goal, left)
    return widths


def _least(column: Column, i: int, body: list[list[_Cell]]) -> int:
    """The narrowest that a column can be; its heading goes on in the next line at a space."""
    cells = max((_cells(row[i].words) for row in body), default=0)
    heading = max(map(_cells, column.heading.split(" ")))
    return max(min(cells, column.least) if column.least else cells, heading)


def _shared(widths: list[int], goal: Sequence[int], left: int) -> int:
    """Widens columns one place at a time, the narrowest first, until all are at their goal; what is left."""
    while left:
        short = [i for i, width in enumerate(widths) if width < goal[i]]
        if not short:
            break
        widths[min(short, key=lambda i: widths[i])] += 1
        left -= 1
    return left


def _write_lines(
    columns: Sequence[Column], body: list[list[_Cell]], widths: Sequence[int], title: str
) -> None:
    heading = _heading_writer()
    if title:
        heading(clean(title))
    fitted = room() is not None
    for words in _heading_lines(columns, widths, fold=fitted):
        heading(words)
    if on_terminal():
        write(f"{'─' * (sum(widths) + len(GAP) * (len(widths) - 1))}\n")
    for row in body:
        cells = [cell.lines(widths[i]) if fitted else [cell.words] for i, cell in enumerate(row)]
        for at in range(max(map(len, cells), default=0)):
            line = [
                _justified(cell[at] if at < len(cell) else "", widths[i], columns[i].right)
                for i, cell in enumerate(cells)
            ]
            write(GAP.join(line).rstrip() + "\n")


def _heading_lines(columns: Sequence[Column], widths: Sequence[int], *, fold: bool) -> Iterator[str]:
    """The headings, the last word of each on the last line."""
    parts = [
        list(_folded(column.heading, width)) if fold else [column.heading]
        for column, width in zip(columns, widths, strict=True)
    ]
    for at in range(-max(map(len, parts)), 0):
        words = [part[at] if len(part) >= -at else "" for part in parts]
        cells = zip(words, widths, columns, strict=True)
        yield GAP.join(_justified(word, width, column.right) for word, width, column in cells).rstrip()


def _justified(words: str, width: int, right: bool) -> str:
    space = " " * (width - _cells(words))
    return space + words if right else words + space


def _heading_writer() -> Callable[[str], None]:
    """What writes a title or the headings: in colour on a terminal that has it, unless NO_COLOR is set."""
    if not on_terminal() or os.environ.get("NO_COLOR"):
        return lambda words: write(words + "\n")
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False, markup=False, emoji=False)
    return lambda words: console.print(Text(words, style="bold cyan"), soft_wrap=True)


def _write_in_parts(columns: list[Column], body: list[list[_Cell]], width: int, title: str) -> None:
    """Writes as many columns as fit, then the others below, each time with the first of them all."""
    left = list(range(1, len(columns)))
    while left:
        for count in range(len(left), 0, -1):
            shown = [0, *left[:count]]
            part = [columns[i] for i in shown], [[row[i] for i in shown] for row in body]
            widths = _fitted(*part, width)
            if widths is not None or count == 1:
                break
        if widths is None:
            _write_stacked(columns, body, title)
            return
        _write_lines(*part, widths, title)
        left, title = left[count:], ""
        if left:
            write("\n")


def _write_stacked(columns: Sequence[Column], body: list[list[_Cell]], title: str) -> None:
    heading = _heading_writer()
    if title:
        heading(clean(title))
    for row in body:
        for column, cell in zip(columns, row, strict=True):
            if cell.words:
                write(f"{column.heading}: {cell.words}\n")
        write("\n")
