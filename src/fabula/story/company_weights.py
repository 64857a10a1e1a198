"""The weights of who is in a scene, who comes and goes, and where it is: ``company.json``."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Final

TABLES: Final = ("presence", "remote", "arrive", "leave", "place")
"""The decisions; that of the place is made among all candidates of a scene at once."""

Signs = Mapping[str, float]
"""The features of a case, by name; one that no weight knows says nothing."""


@dataclass(frozen=True, slots=True)
class CompanyWeights:
    """A weight for each sign of each decision, and the probability from which on it is so."""

    table: Mapping[str, Signs]
    threshold: Signs

    def sure(self, decision: str, signs: Signs) -> float:
        """How likely something is so."""
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, self.score(decision, signs)))))

    def score(self, decision: str, signs: Signs) -> float:
        """The sum of features times weights."""
        own = self.table[decision]
        return sum(own.get(name, 0.0) * value for name, value in signs.items())

    def shares(self, every: Sequence[Signs]) -> list[float]:
        """How likely each of some places is the one."""
        scores = [self.score("place", signs) / self.threshold["place temperature"] for signs in every]
        likely = [math.exp(own - max(scores)) for own in scores]
        return [own / sum(likely) for own in likely]


@lru_cache(maxsize=1)
def shipped() -> CompanyWeights:
    """The weights that the package ships."""
    return parse(json.loads(files("fabula.story").joinpath("company.json").read_text(encoding="utf8")))


def parse(kept: Mapping[str, Signs]) -> CompanyWeights:
    """Weights by the names of their decisions and signs."""
    return CompanyWeights({table: kept[table] for table in TABLES}, kept["threshold"])
