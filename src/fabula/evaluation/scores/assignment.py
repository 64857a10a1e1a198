"""The best pairing of rows with columns, each used at most once.

Shortest augmenting paths (Jonker and Volgenant 1987, in the rectangular form of Crouse 2016).
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt


def best_pairs(weight: npt.NDArray[Any]) -> list[tuple[int, int]]:
    """The pairs of row and column whose weights have the largest sum; pairs of weight zero are left out."""
    if not weight.size:
        return []
    wide = weight.shape[0] <= weight.shape[1]
    cost = weight if wide else weight.T
    columns = _assigned(cost.max() - cost.astype(np.float64))
    pairs = [(row, int(column)) if wide else (int(column), row) for row, column in enumerate(columns)]
    return sorted((row, column) for row, column in pairs if weight[row, column] > 0)


def _assigned(cost: npt.NDArray[np.float64]) -> npt.NDArray[np.int64]:
    """The column of each row (rows <= columns) in the pairing of least cost."""
    rows, columns = cost.shape
    of_rows, of_columns = np.zeros(rows), np.zeros(columns)
    column_of, row_of = np.full(rows, -1), np.full(columns, -1)
    for row in range(rows):
        least, before = np.full(columns, np.inf), np.full(columns, -1)
        seen_rows, open_columns = np.zeros(rows, bool), np.ones(columns, bool)
        i, reached, sink = row, 0.0, -1
        while sink < 0:
            seen_rows[i] = True
            way = reached + cost[i] - of_rows[i] - of_columns
            better = open_columns & (way < least)
            least[better], before[better] = way[better], i
            j = int(np.where(open_columns, least, np.inf).argmin())
            reached = least[j]
            open_columns[j] = False
            if row_of[j] < 0:
                sink = j
            else:
                i = int(row_of[j])
        others = np.flatnonzero(seen_rows)
        others = others[others != row]
        of_rows[row] += reached
        of_rows[others] += reached - least[column_of[others]]
        closed = ~open_columns
        of_columns[closed] -= reached - least[closed]
        _augment(row, sink, before, column_of, row_of)
    return column_of


def _augment(
    row: int,
    sink: int,
    before: npt.NDArray[np.int64],
    column_of: npt.NDArray[np.int64],
    row_of: npt.NDArray[np.int64],
) -> None:
    """Turns a path from a free column back to a row round, in place."""
    j = sink
    while True:
        i = int(before[j])
        row_of[j] = i
        column_of[i], j = j, int(column_of[i])
        if i == row:
            return
