"""Batches of sentences of like length, for the heads that look at every pair of words in a sentence."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from fabula.types import IntColumn

Numbers = npt.NDArray[np.intp]
Flags = npt.NDArray[np.bool_]

_APART = 2
"""Words by which sentences of one batch may differ in length."""


def batches(lengths: IntColumn, cells: int, words: int) -> Iterator[Numbers]:
    """The numbers of the sentences that have words, shorter ones first, in batches of about equal length.

    A batch has at most ``cells`` pairs of words and ``words`` words, unless one sentence alone has more.
    """
    order = np.argsort(lengths, kind="stable")
    order = order[lengths[order] > 0]
    lengths = lengths[order]
    at = 0
    while at < len(order):
        longest = int(lengths[at]) + _APART
        room = min(cells // longest**2, words // longest)
        like = int(np.searchsorted(lengths, longest, side="right"))
        end = min(at + max(room, 1), like)
        yield order[at:end]
        at = end


def word_places(start: IntColumn, lengths: IntColumn, batch: Numbers) -> tuple[Numbers, Flags]:
    """The places of the words of a batch (sentences, longest) and which of them are words at all.

    Past the end of a shorter sentence stands place 0.
    """
    every = np.arange(int(lengths[batch].max()))
    inside = every < lengths[batch][:, None]
    return np.where(inside, start[batch][:, None] + every, 0), inside
