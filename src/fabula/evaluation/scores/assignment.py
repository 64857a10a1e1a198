"""The best pairing of rows with columns, each used at most once (Kuhn 1955, the Hungarian method)."""

from __future__ import annotations

from typing import Any

import numpy.typing as npt


def best_pairs(weight: npt.NDArray[Any]) -> list[tuple[int, int]]:
    """The pairs of row and column whose weights have the largest sum; pairs of weight zero are left out."""
    if not weight.size:
        return []
    # Scipy takes a fifth of a second to import, and nothing but scoring needs it.
    from scipy.optimize import linear_sum_assignment

    rows, columns = linear_sum_assignment(weight, maximize=True)
    return [
        (int(row), int(column)) for row, column in zip(rows, columns, strict=True) if weight[row, column] > 0
    ]
