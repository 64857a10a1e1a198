"""In whose company a figure is told of: the passages that two share, beside those it shares with others."""

from __future__ import annotations

import itertools
import math
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from typing import Final

Pair = tuple[int, int]

COMPANY: Final = ("comes up with nobody so often", "comes up with nobody so often, both")
"""Features of the passages of two figures."""
_MOST = 40
"""People of one passage that are held against each other."""


class Company:
    """How many passages figures share with one another."""

    def __init__(self, passages: Mapping[int, Collection[int]]) -> None:
        there: dict[int, list[int]] = defaultdict(list)
        for n, own in passages.items():
            for place in own:
                there[place].append(n)
        self._shared: Counter[Pair] = Counter()
        for figures in there.values():
            self._shared.update(itertools.combinations(sorted(figures)[:_MOST], 2))
        self._best: dict[int, list[tuple[int, Pair]]] = defaultdict(list)
        for pair, times in self._shared.items():
            for n in pair:
                self._best[n] = sorted([*self._best[n], (times, pair)], reverse=True)[:2]

    def features(self, pair: Pair) -> Mapping[str, float]:
        """How many more passages tell of both than of either and anybody else, as logs."""
        beside = [math.log((self._shared[pair] + 1.0) / (self._rival(n, pair) + 1.0)) for n in pair]
        return {COMPANY[0]: max(beside), COMPANY[1]: min(beside)}

    def _rival(self, n: int, pair: Pair) -> int:
        return max((times for times, other in self._best.get(n, ()) if other != pair), default=0)
