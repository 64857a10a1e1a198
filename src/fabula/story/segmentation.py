"""Cuts a work into scenes as a whole: a dynamic programme over what speaks for each beginning and lengths."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

_SHORTEST = 40.0
"""Words below which a scene is no less likely for being shorter still."""


@dataclass(frozen=True, slots=True)
class Lengths:
    """How long scenes are: mean and spread of the logarithm of their words, and how much it counts."""

    mean: float = 0.0
    spread: float = 1.0
    weight: float = 0.0

    def log_prior(self, words: Array) -> Array:
        """What speaks against scenes of so many words. Nothing does against long ones: some have no end."""
        below = np.minimum(0.0, np.log(np.maximum(words, _SHORTEST)) - self.mean) / self.spread
        found: Array = -0.5 * self.weight * below**2
        return found


def segment(gains: Array, words: Sequence[int], parted: Sequence[bool], lengths: Lengths) -> list[int]:
    """The paragraphs at which scenes begin, the first always.

    ``gains`` is what each paragraph adds as the beginning of a scene, more than 0 where it is likelier than
    not; ``words`` is how long each paragraph is, and ``parted`` whether the page parts it from the one
    before. What the page parts on both sides may be as short as it is.
    """
    size = len(words)
    ends = np.concatenate([[0.0], np.cumsum(words)])
    gain = np.concatenate([[0.0], gains[1:]])
    page = np.asarray([True, *parted[1:], True])
    best, before = np.zeros(size + 1), np.zeros(size + 1, np.int64)
    full = float(np.exp(lengths.mean))
    far, seen = -1, 0
    for end in range(1, size + 1):
        first = int(np.searchsorted(ends[:end], ends[end] - full, side="right"))
        for start in range(seen, first):  # of scenes of full length only the one that begins best counts
            far = start if far < 0 or best[start] + gain[start] > best[far] + gain[far] else far
        seen = max(seen, first)
        starts = np.arange(first, end)
        short = lengths.log_prior(ends[end] - ends[starts])
        values = best[starts] + gain[starts] + np.where(page[starts] & page[end], 0.0, short)
        if far >= 0:
            starts, values = np.append(starts, far), np.append(values, best[far] + gain[far])
        k = int(values.argmax())
        best[end], before[end] = values[k], starts[k]
    found, at = [], size
    while at > 0:
        at = int(before[at])
        found.append(at)
    return found[::-1]
