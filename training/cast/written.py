"""Weights as ``weights.json`` keeps them: by the names of their features, a feature a line."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

import numpy as np


def named(names: Sequence[str], values: np.ndarray) -> dict[str, float]:
    """Each weight by the name of its feature."""
    return dict(zip(names, rounded(values), strict=True))


def rows_of(names: Sequence[str], values: np.ndarray) -> dict[str, list[float]]:
    """Each row by the name of its feature."""
    return {name: rounded(row) for name, row in zip(names, values, strict=True)}


def rounded(values: np.ndarray) -> list[float]:
    """Weights to four places."""
    return [round(float(value), 4) for value in values]


def written(kept: Mapping[str, object]) -> str:
    """The weights as JSON."""
    text = json.dumps(kept, indent=1)
    return re.sub(r"\[[^\[\]{}]*\]", lambda row: " ".join(row[0].split()), text) + "\n"
