"""The weights of all evidence, from ``weights.json``: fitted by ``training.cast.fit``, never set by hand."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np

from fabula.cast.calibration import LINK, SPEAKER, Reference
from fabula.cast.identity.evidence import PAIR
from fabula.cast.speakers.addressees import ADDRESSEE
from fabula.cast.speakers.evidence import CANDIDATE, HEARER, TURN, Array


@dataclass(frozen=True, slots=True)
class Weights:
    """One weight a feature, in the order of the features."""

    candidate: Array
    hearer: Array
    stay: Array
    back: Array
    addressee: Array
    pair: Array
    speaker: tuple[float, ...]
    links: Mapping[tuple[Reference, bool], tuple[float, ...]]
    addressed: float
    """The probability from which on one is an addressee."""


@lru_cache(maxsize=1)
def shipped() -> Weights:
    """The weights that the package ships."""
    return parse(json.loads(files("fabula.cast").joinpath("weights.json").read_text(encoding="utf8")))


def parse(kept: Mapping[str, Mapping[str, Mapping[str, float]]]) -> Weights:
    """Weights by the names of their features; one that is missing is an error in the package."""
    own = kept["speakers"]
    return Weights(
        _column(own["candidate"], CANDIDATE),
        _column(own["hearer"], HEARER),
        _column(own["stay"], TURN),
        _column(own["back"], TURN),
        _column(kept["addressees"]["addressee"], ADDRESSEE),
        _column(kept["identity"]["pair"], PAIR),
        tuple(_column(kept["confidence"]["speaker"], SPEAKER).tolist()),
        {
            (reference, quoted): tuple(_column(kept["links"][_kind(reference, quoted)], LINK).tolist())
            for reference in Reference
            for quoted in (False, True)
        },
        float(kept["addressees"]["threshold"]["addressed"]),
    )


def _kind(reference: Reference, quoted: bool) -> str:
    """What ``weights.json`` calls a kind of mention."""
    return f"{reference.value}, quoted" if quoted else reference.value


def _column(kept: Mapping[str, float], names: Sequence[str]) -> Array:
    return np.asarray([kept[name] for name in names], dtype=np.float64)
