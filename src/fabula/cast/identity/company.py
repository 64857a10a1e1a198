"""In whose company a figure is told of: the passages that two share, beside those it shares with others."""

from __future__ import annotations

import itertools
import math
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from typing import Final

from fabula.cast.identity.rivals import Pair, Rivals

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
        self._rivals = Rivals(self._shared)

    def features(self, pair: Pair) -> Mapping[str, float]:
        """How many more passages tell of both than of either and anybody else, as logs."""
        beside = [math.log((self._shared[pair] + 1.0) / (self._rivals.beside(n, pair) + 1.0)) for n in pair]
        return {COMPANY[0]: max(beside), COMPANY[1]: min(beside)}
