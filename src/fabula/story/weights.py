"""The weights of the story's evidence, from ``weights.json``: fitted by ``training.story.fit``."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from fabula.story.boundaries import BOUNDARY
from fabula.story.company_weights import CompanyWeights
from fabula.story.company_weights import shipped as shipped_company
from fabula.story.modes import MODE
from fabula.story.presence import FOCAL
from fabula.story.segmentation import Lengths
from fabula.story.when import CLASSES, TIME, WHEN

Array = npt.NDArray[np.float64]

TABLES: Final[Mapping[str, Sequence[str]]] = {
    "boundary": BOUNDARY,
    "mode": MODE,
    "focal": FOCAL,
}
"""The names of the features of each decision."""


@dataclass(frozen=True, slots=True)
class TimeWeights:
    """The weights of what tells when a scene is, and of how it stands to the one before (a row a class).

    Less than its threshold, an expression tells no time of the scene, and how it stands is unknown.
    """

    time: Array = field(default_factory=lambda: np.zeros(len(TIME)))
    when: Array = field(default_factory=lambda: np.zeros((len(CLASSES), len(WHEN))))
    time_threshold: float = 0.6
    when_threshold: float = 0.6


@dataclass(frozen=True, slots=True)
class Weights:
    """One weight a feature, in the order of the features, and the probability from which on it is so."""

    boundary: Array
    mode: Array
    focal: Array
    threshold: Mapping[str, float]
    times: TimeWeights = field(default_factory=TimeWeights)
    lengths: Lengths = field(default_factory=Lengths)
    company: CompanyWeights = field(default_factory=shipped_company)


@lru_cache(maxsize=1)
def shipped() -> Weights:
    """The weights that the package ships."""
    return parse(json.loads(files("fabula.story").joinpath("weights.json").read_text(encoding="utf8")))


def parse(kept: Mapping[str, Mapping[str, Any]]) -> Weights:
    """Weights by the names of their features; one that is missing is an error in the package."""
    columns = {
        table: np.asarray([kept[table][name] for name in names], dtype=np.float64)
        for table, names in TABLES.items()
    }
    return Weights(
        boundary=columns["boundary"],
        mode=columns["mode"],
        focal=columns["focal"],
        threshold={table: float(kept["threshold"][table]) for table in TABLES},
        times=_of_times(kept["times"]),
        lengths=Lengths(**kept["lengths"]),
    )


def _of_times(kept: Mapping[str, Any]) -> TimeWeights:
    return TimeWeights(
        time=np.asarray([kept["time"][name] for name in TIME], dtype=np.float64),
        when=np.asarray([[kept["when"][own.value][name] for name in WHEN] for own in CLASSES], np.float64),
        time_threshold=float(kept["threshold"]["time"]),
        when_threshold=float(kept["threshold"]["when"]),
    )
