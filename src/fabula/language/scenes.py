"""How likely a scene begins at each paragraph, from the states of the words on both sides of it.

The head is trained on the breaks that authors print, with the marks taken out
(:mod:`training.story.scene_head`). Only words of the story count, so that a printed break or a heading
between two paragraphs tells nothing here.
"""

from __future__ import annotations

import numpy as np

from fabula.language.layout import Layout
from fabula.language.model import Floats, Model
from fabula.types import FloatColumn, IntColumn

NEAR, FAR = 40, 150
"""Words of the story on each side whose mean state is looked at."""

_COLUMNS_AT_ONCE = 48
"""Numbers of a state summed at once: the sums over a stretch take twice the room of its states."""


class SceneStarts:
    """Scores the beginnings of the blocks of a layout, which is given stretch by stretch."""

    def __init__(self, layout: Layout, model: Model) -> None:
        self._layout, self._model = layout, model
        self._before = np.zeros((0, int(model.card["width"])), np.float32)

    def scores(self, base: int, end: int, states: Floats) -> FloatColumn:
        """The logits of the blocks that begin in words ``base:end``, 0 where there is no story before."""
        block = self._layout.tokens.block
        at = np.flatnonzero(np.diff(block[base:end], prepend=block[base - 1] if base else -1))
        found = np.zeros(len(at), np.float32)
        if not len(states) or not self._model.finds_scenes:
            return found
        story = self._layout.story[base:end]
        told = np.concatenate([self._before, states[story]])
        places = len(self._before) + np.concatenate([[0], np.cumsum(story)])[at]
        asked = story[at] & (places > 0)
        if asked.any():
            found[asked] = self._model.scenes(around(told, places[asked].astype(np.int32)))
        self._before = told[-FAR:]
        return found


def around(states: Floats, places: IntColumn) -> Floats:
    """What the head sees of each of m places between words, (m, 6 * width).

    The mean states of the last and next ``NEAR`` words and of the last and next ``FAR``, and the states of
    the words before and after.
    """
    lows = [np.maximum(places - size, 0) for size in (NEAR, FAR)]
    highs = [np.minimum(places + size, len(states)) for size in (NEAR, FAR)]
    spans = [span for low, high in zip(lows, highs, strict=True) for span in ((low, places), (places, high))]
    width = states.shape[1]
    found = np.empty((len(places), 6 * width), np.float32)
    for column in range(0, width, _COLUMNS_AT_ONCE):
        own = states[:, column : column + _COLUMNS_AT_ONCE]
        # summed along rows of a turned copy, which is much the quicker
        sums = np.zeros((own.shape[1], len(states) + 1))
        np.cumsum(own.T, axis=1, dtype=np.float64, out=sums[:, 1:])
        for at, (first, end) in enumerate(spans):
            mean = (sums[:, end] - sums[:, first]).T / np.maximum(1, end - first)[:, None]
            found[:, at * width + column : at * width + column + own.shape[1]] = mean
    found[:, 4 * width : 5 * width] = states[np.maximum(places - 1, 0)]
    found[:, 5 * width :] = states[np.minimum(places, len(states) - 1)]
    return found
