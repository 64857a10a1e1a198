"""The weights of the story's evidence, from ``weights.json``: fitted by ``training.story.fit``."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Final

import numpy as np
import numpy.typing as npt

from fabula.story.boundaries import BOUNDARY
from fabula.story.modes import MODE
from fabula.story.places import PLACE
from fabula.story.presence import FOCAL, PRESENCE

Array = npt.NDArray[np.float64]

TABLES: Final[Mapping[str, Sequence[str]]] = {
    "boundary": BOUNDARY,
    "mode": MODE,
    "place": PLACE,
    "presence": PRESENCE,
    "focal": FOCAL,
}
"""The names of the features of each decision."""


@dataclass(frozen=True, slots=True)
class Weights:
    """One weight a feature, in the order of the features, and the probability from which on it is so."""

    boundary: Array
    mode: Array
    place: Array
    presence: Array
    focal: Array
    threshold: Mapping[str, float]


@lru_cache(maxsize=1)
def shipped() -> Weights:
    """The weights that the package ships."""
    return parse(json.loads(files("fabula.story").joinpath("weights.json").read_text(encoding="utf8")))


def parse(kept: Mapping[str, Mapping[str, float]]) -> Weights:
    """Weights by the names of their features; one that is missing is an error in the package."""
    columns = {
        table: np.asarray([kept[table][name] for name in names], dtype=np.float64)
        for table, names in TABLES.items()
    }
    return Weights(threshold={table: float(kept["threshold"][table]) for table in TABLES}, **columns)
