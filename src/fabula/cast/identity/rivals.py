"""Two figures beside each other, and whether either goes better with anybody else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

Pair = tuple[int, int]
"""Two figures, the lower number first."""


def pair_of(a: int, b: int) -> Pair:
    """Two figures as a pair."""
    return (a, b) if a < b else (b, a)


class Rivals:
    """For each figure the two pairs that most speaks for: what either has beside a pair is in them."""

    def __init__(self, weights: Mapping[Pair, float]) -> None:
        self._best: dict[int, list[tuple[float, Pair]]] = defaultdict(list)
        for pair, weight in weights.items():
            for n in pair:
                self._best[n] = sorted([*self._best[n], (weight, pair)], reverse=True)[:2]

    def beside(self, n: int, pair: Pair) -> float:
        """What most speaks for a figure and anybody but the other one of a pair; 0 for nobody."""
        return max((weight for weight, other in self._best.get(n, ()) if other != pair), default=0.0)
