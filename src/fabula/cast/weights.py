"""The weights of all evidence, from ``weights.json``: fitted by ``training.cast.fit``, never set by hand."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import numpy as np

from fabula.cast.calibration import LINK, SPEAKER, Reference
from fabula.cast.identity.evidence import PAIR
from fabula.cast.speakers.addressees import ADDRESSEE, Hearing
from fabula.cast.speakers.evidence import CANDIDATE, HEARER, Array
from fabula.cast.speakers.turns import TURN
from fabula.cast.speakers.worth import PASSING, Speaking
from fabula.cast.units import Units


@dataclass(frozen=True, slots=True)
class Weights:
    """One weight a feature, in the order of the features, and units of what features say together."""

    speaking: Speaking
    hearing: Hearing
    pair: Array
    speaker: tuple[float, ...]
    links: Mapping[tuple[Reference, bool], tuple[float, ...]]


@lru_cache(maxsize=1)
def shipped() -> Weights:
    """The weights that the package ships."""
    return parse(json.loads(files("fabula.cast").joinpath("weights.json").read_text(encoding="utf8")))


def parse(kept: Mapping[str, Any]) -> Weights:
    """Weights by the names of their features; one that is missing is an error in the package."""
    own, hears = kept["speakers"], kept["addressees"]
    return Weights(
        Speaking(
            _column(own["candidate"], CANDIDATE),
            _column(own["hearer"], HEARER),
            _column(own["stay"], TURN),
            _column(own["back"], TURN),
            _units(own["units"], PASSING, candidate=CANDIDATE, turn=TURN),
        ),
        Hearing(
            _column(hears["addressee"], ADDRESSEE),
            _units(hears["units"], ["hears"], addressee=ADDRESSEE),
            float(hears["threshold"]["addressed"]),
        ),
        _column(kept["identity"]["pair"], PAIR),
        tuple(_column(kept["confidence"]["speaker"], SPEAKER).tolist()),
        {
            (reference, quoted): tuple(_column(kept["links"][_kind(reference, quoted)], LINK).tolist())
            for reference in Reference
            for quoted in (False, True)
        },
    )


def _kind(reference: Reference, quoted: bool) -> str:
    """What ``weights.json`` calls a kind of mention."""
    return f"{reference.value}, quoted" if quoted else reference.value


def _units(kept: Mapping[str, Any], answers: Sequence[str], **features: Sequence[str]) -> Units:
    """The units, of which each feature and each answer has a row; ``features``: those of each kind."""
    return Units(
        np.concatenate([_column(kept[kind], names) for kind, names in features.items()]),
        np.asarray(kept["bias"], dtype=np.float64),
        _column(kept["worth"], answers).T,
    )


def _column(kept: Mapping[str, float | Sequence[float]], names: Sequence[str]) -> Array:
    """What is kept of each name, a number or a row of them, in the order of the names."""
    return np.asarray([kept[name] for name in names], dtype=np.float64)
