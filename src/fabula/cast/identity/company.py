"""In whose company a figure is told of: the passages that two share, beside those it shares with others."""

from __future__ import annotations

import itertools
import math
from array import array
from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Final

import numpy as np

from fabula.cast.identity.rivals import Pair
from fabula.types import IntColumn

COMPANY: Final = ("comes up with nobody so often", "comes up with nobody so often, both")
"""Features of the passages of two figures."""
_MOST = 40
"""People of one passage that are held against each other."""


class Company:
    """How many passages figures share with one another.

    A book of names has millions of pairs: they stand in columns, where each takes some twelve bytes.
    """

    def __init__(self, passages: Mapping[int, Collection[int]]) -> None:
        there: dict[int, list[int]] = defaultdict(list)
        for n, own in passages.items():
            for place in own:
                there[place].append(n)
        self._count = max(passages, default=-1) + 1
        met = array("q")
        for figures in there.values():
            if len(figures) > 1:
                pairs = itertools.combinations(sorted(figures)[:_MOST], 2)
                met.extend(a * self._count + b for a, b in pairs)
        self._pairs, shared = np.unique(np.frombuffer(met, np.int64), return_counts=True)
        self._shared = shared.astype(np.int32)
        self._most, self._next = self._best()

    def features(self, pair: Pair) -> Mapping[str, float]:
        """How many more passages tell of both than of either and anybody else, as logs."""
        shared = self._shared_by(pair)
        beside = [math.log((shared + 1.0) / (self._beside(n, shared) + 1.0)) for n in pair]
        return {COMPANY[0]: max(beside), COMPANY[1]: min(beside)}

    def _shared_by(self, pair: Pair) -> int:
        key = pair[0] * self._count + pair[1]
        at = int(np.searchsorted(self._pairs, key))
        return int(self._shared[at]) if at < len(self._pairs) and self._pairs[at] == key else 0

    def _beside(self, n: int, shared: int) -> int:
        """The most passages that a figure shares with anybody but the one with whom it shares so many."""
        return int(self._next[n] if shared == self._most[n] else self._most[n])

    def _best(self) -> tuple[IntColumn, IntColumn]:
        """Of each figure the most passages that it shares with one, and with one more."""
        most: IntColumn = np.zeros(self._count, np.int32)
        after, times = np.zeros_like(most), np.zeros_like(most)
        sides = np.divmod(self._pairs, max(self._count, 1))
        for side in sides:
            np.maximum.at(most, side, self._shared)
        for side in sides:
            first = self._shared == most[side]
            times += np.bincount(side[first], minlength=self._count).astype(np.int32)
            np.maximum.at(after, side[~first], self._shared[~first])
        after[times > 1] = most[times > 1]
        return most, after
