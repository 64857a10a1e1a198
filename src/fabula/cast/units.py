"""Units for what features say together, which no sum of single weights can.

"He is the subject of the words before" tells much where nobody has spoken yet, and little where he has just
had the turn. A few rectified units, fitted with the weights, can say so. At one case they are linear, so that
each feature still has a weight there, and a feature times its weight is a reason.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Units:
    """Rectified units: ``inputs`` (features, units), ``bias`` (units), ``out`` (units, answers)."""

    inputs: Array
    bias: Array
    out: Array

    def worth(self, rows: Array) -> Array:
        """What cases (n, features) come to (n, answers); an axis more, the first, is of lines."""
        return np.asarray(np.maximum(rows @ self.inputs + self.bias, 0.0) @ self.out)

    def slopes(self, row: Array, answer: int = 0) -> Array:
        """The weight of each feature (features) for one answer, at one case."""
        active = row @ self.inputs + self.bias > 0.0
        return np.asarray(self.inputs @ (active * self.out[:, answer]))
