"""Overlapping windows over a long text, so that each word is read with context on both sides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

WINDOW = 256
"""Pieces in a window, the two marks at its ends included."""

MARGIN = 16
"""Pieces of context at each inner end of a window whose states are thrown away: 36 are no better beyond
chance, and take the encoder a fifth more time (training/EXPERIMENTS.md)."""


@dataclass(frozen=True, slots=True)
class Window:
    """Words ``first:last`` go in; the states of words ``keep_first:keep_last`` are kept."""

    first: int
    last: int
    keep_first: int
    keep_last: int


def windows(
    lengths: Sequence[int] | npt.NDArray[np.integer], size: int = WINDOW, margin: int = MARGIN
) -> list[Window]:
    """Covers words with windows of at most ``size`` pieces, two of which are end marks.

    ``lengths[i]`` is the number of pieces of word ``i``. Every word is kept by exactly one window.
    """
    total = len(lengths)
    ends = np.concatenate([[0], np.cumsum(np.asarray(lengths, dtype=np.int64))])
    room = size - 2
    found: list[Window] = []
    kept = 0
    while kept < total:
        first = int(np.searchsorted(ends, ends[kept] - margin, side="left")) if kept else 0
        first = min(first, kept)
        last = int(np.searchsorted(ends, ends[first] + room, side="right")) - 1
        last = min(max(last, kept + 1), total)
        if last == total:
            keep_last = total
        else:
            keep_last = int(np.searchsorted(ends, ends[last] - margin, side="right")) - 1
            keep_last = min(max(keep_last, kept + 1), last)
        found.append(Window(first, last, kept, keep_last))
        kept = keep_last
    return found
