"""How far two orders agree."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt


def spearman(left: Sequence[float], right: Sequence[float]) -> float | None:
    """Spearman's rho of two columns, those of equal value sharing their mean rank; None where one is flat."""
    a, b = _ranks(left), _ranks(right)
    if len(a) < 2 or a.std() == 0 or b.std() == 0:
        return None
    return float(np.corrcoef(a, b)[0, 1])


def _ranks(values: Sequence[float]) -> npt.NDArray[np.float64]:
    """The rank of each value, from 0."""
    kept, place, count = np.unique(np.asarray(values, float), return_inverse=True, return_counts=True)
    first = np.cumsum(count) - count
    ranks: npt.NDArray[np.float64] = (
        (first + (count - 1) / 2)[place.reshape(-1)] if len(kept) else np.zeros(0)
    )
    return ranks
