"""Two places that do not agree, before it is known whether that is a slip, and how likely it is one."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Final

from fabula.types import Finding, FindingKind, Span

_FAR: Final = 30.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """Places of a text that may not agree, and ``signs`` for a slip or against it, by their strength."""

    kind: FindingKind
    message: str
    spans: tuple[Span, ...]
    entities: tuple[int, ...]
    signs: Mapping[str, float]


def candidate(
    kind: FindingKind, message: str, spans: Sequence[Span], entity: int | None, *signs: str, **more: float
) -> Candidate:
    """A candidate of a kind; a sign given twice counts twice, and ``more`` are those that have a size."""
    counted = {sign: float(signs.count(sign)) for sign in signs}
    counted |= {sign.replace("_", " "): size for sign, size in more.items()}
    who = () if entity is None else (entity,)
    return Candidate(kind, message, tuple(sorted(set(spans))), who, counted)


def weighed(own: Candidate, weights: Mapping[str, float]) -> Finding:
    """The finding that a candidate is, as sure as its signs make it; it has no number yet."""
    total = sum(weights.get(name, 0.0) * size for name, size in signs_by_name(own).items())
    sure = 1.0 / (1.0 + math.exp(-max(-_FAR, min(_FAR, total))))
    return Finding(0, own.kind, own.message, own.spans, own.entities, sure)


def signs_by_name(own: Candidate) -> dict[str, float]:
    """What stands for a candidate in the weights: that it is one, its kind, each sign, each of its kind."""
    found = {"any": 1.0, own.kind.value: 1.0}
    for name, size in own.signs.items():
        found[name] = size
        found[f"{own.kind.value}: {name}"] = size
    return found


@lru_cache(maxsize=1)
def shipped() -> Mapping[str, float]:
    """The weights that the package ships."""
    kept = json.loads(files("fabula.story.findings").joinpath("weights.json").read_text(encoding="utf8"))
    weights: Mapping[str, float] = kept["weights"]
    return weights
