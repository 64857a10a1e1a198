"""How far confidences can be believed: calibration error, and accuracy against coverage.

A claim is something that a program says with a probability, and that turned out right or wrong. The
*expected calibration error* (Naeini, Cooper and Hauskrecht 2015) is the mean distance between confidence and
the share that is right, here over ten bins of as many claims each (Nguyen and O'Connor 2015), so that no bin
rests on a handful. *Accuracy at a coverage* (El-Yaniv and Wiener 2010) is the share that is right among the
surest claims: at 80 %, after the fifth that the program doubts most is set aside.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

BINS = 10
COVERAGES = (100, 90, 80, 70, 60, 50)
"""In percent of the claims, the surest first."""


@dataclass(frozen=True, slots=True, eq=False)
class Claims:
    """The confidence of each claim, from 0 to 1, and whether it is right: columns of equal length."""

    confidence: npt.NDArray[np.float64]
    right: npt.NDArray[np.bool_]

    @classmethod
    def of(cls, pairs: Iterable[tuple[float, bool]]) -> Claims:
        """The claims given one by one."""
        listed = list(pairs)
        return cls(
            np.array([confidence for confidence, _ in listed], np.float64),
            np.array([right for _, right in listed], np.bool_),
        )

    def __len__(self) -> int:
        return len(self.right)


@dataclass(frozen=True, slots=True)
class Calibration:
    """Of one kind of claim: how many there are, the calibration error in points, and accuracies.

    ``accuracy`` is in percent, one for each of :data:`COVERAGES`.
    """

    name: str
    claims: int
    error: float
    accuracy: tuple[float, ...]

    def at(self, coverage: int) -> float:
        """The accuracy, in percent, at one of :data:`COVERAGES`."""
        return self.accuracy[COVERAGES.index(coverage)]


def joined(parts: Sequence[Claims]) -> Claims:
    """The claims of several documents as one."""
    return Claims(
        np.concatenate([np.zeros(0), *(part.confidence for part in parts)]),
        np.concatenate([np.zeros(0, np.bool_), *(part.right for part in parts)]),
    )


def calibration(name: str, claims: Claims) -> Calibration | None:
    """The calibration of claims of one kind; None where there are none.

    Claims of equal confidence share what they have right, so that their order means nothing.
    """
    if not len(claims):
        return None
    values, group = np.unique(-claims.confidence, return_inverse=True)
    group = group.reshape(-1)
    share = np.bincount(group, claims.right) / np.bincount(group)
    order = np.argsort(group, kind="stable")
    confidence, right = -values[group[order]], share[group[order]]
    bins = np.array_split(np.arange(len(claims)), min(BINS, len(claims)))
    error = sum(abs(float((confidence[own] - right[own]).sum())) for own in bins) / len(claims)
    kept = [max(1, round(len(claims) * coverage / 100)) for coverage in COVERAGES]
    return Calibration(
        name, len(claims), 100 * error, tuple(100 * float(right[:count].mean()) for count in kept)
    )


def calibrations(kinds: Mapping[str, Sequence[Claims]]) -> tuple[Calibration, ...]:
    """The calibration of each kind of claim, over all documents together; kinds without any are left out."""
    found = (calibration(name, joined(parts)) for name, parts in kinds.items())
    return tuple(one for one in found if one is not None)
