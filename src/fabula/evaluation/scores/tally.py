"""Counts behind precision, recall and F1, which add up over documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt


class Tally(NamedTuple):
    """What was right and out of how many, on the system's side and on the gold's.

    The sides can differ (the measures of coreference weigh each from its own end). Over several documents
    each count is added up before the ratios are taken, as the CoNLL scorer does.
    """

    precision_sum: float
    predicted: float
    recall_sum: float
    gold: float

    @property
    def precision(self) -> float:
        """In percent; 0 when nothing was predicted."""
        return _percent(self.precision_sum, self.predicted)

    @property
    def recall(self) -> float:
        """In percent; 0 when there is no gold."""
        return _percent(self.recall_sum, self.gold)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall, in percent."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def _percent(part: float, whole: float) -> float:
    return 100 * part / whole if whole else 0.0


class Tallies:
    """The tallies of several documents, which all have the same names, ready to be added up."""

    def __init__(self, documents: Sequence[Mapping[str, Tally]]) -> None:
        self._names = tuple(documents[0])
        self._counts = np.array([[tallies[name] for name in self._names] for tallies in documents], float)

    def total(self, drawn: Sequence[int] | npt.NDArray[Any] | None = None) -> dict[str, Tally]:
        """The tallies of the documents with these indices, or of all, added up."""
        chosen = self._counts if drawn is None else self._counts[np.asarray(drawn)]
        return {name: Tally(*row) for name, row in zip(self._names, chosen.sum(axis=0).tolist(), strict=True)}
