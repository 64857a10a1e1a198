"""Spans of text, and columns of numbers."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Span: TypeAlias = tuple[int, int]
IntColumn: TypeAlias = npt.NDArray[np.int32]
FloatColumn: TypeAlias = npt.NDArray[np.float32]
