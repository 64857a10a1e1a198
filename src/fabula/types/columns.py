"""Spans of text, what stands around a place in it, and columns of numbers."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Sequence
from operator import attrgetter
from typing import Protocol, TypeAlias

import numpy as np
import numpy.typing as npt

Span: TypeAlias = tuple[int, int]
IntColumn: TypeAlias = npt.NDArray[np.int32]
FloatColumn: TypeAlias = npt.NDArray[np.float32]


class Stretch(Protocol):
    """What has a beginning and an end in a text: a block, a chapter, a scene."""

    @property
    def start(self) -> int: ...  # noqa: D102
    @property
    def end(self) -> int: ...  # noqa: D102


def holding(stretches: Sequence[Stretch], offset: int) -> int | None:
    """Which of some stretches, in order and apart, holds a code point: its position, None for none."""
    at = bisect_right(stretches, offset, key=attrgetter("start")) - 1
    return at if at >= 0 and offset < stretches[at].end else None


def int_array(column: IntColumn) -> array[int]:
    """The column as an array of the standard library: read one by one like a list, in a tenth of its room."""
    return array("i", np.ascontiguousarray(column, np.int32).tobytes())


def float_array(column: FloatColumn) -> array[float]:
    """The column likewise; each number that is read is the one that the column holds."""
    return array("f", np.ascontiguousarray(column, np.float32).tobytes())
