"""What the evidence of a line comes to, by how somebody comes to speak it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from fabula.cast.speakers.evidence import Array
from fabula.cast.units import Units

PASSING: Final = ("joins", "answers", "goes on")
"""How one comes to speak: as neither of the last two speakers, as the one before the last, or as the last."""
JOINS, ANSWERS, GOES_ON = range(len(PASSING))


@dataclass(frozen=True, slots=True)
class Speaking:
    """What who speaks is weighed by: one weight a feature, and the units beside them.

    ``candidate``, ``hearer``: of the evidence of that name; ``back``, ``stay``: of the turn, for the one
    before the last to answer and for the last to go on. ``units`` take the features of a candidate and those
    of the turn, and give a worth for each way to come to speak.
    """

    candidate: Array
    hearer: Array
    stay: Array
    back: Array
    units: Units

    def worth(self, candidate: Array, turn: Array) -> Array:
        """The logarithms (n, len(PASSING)) of what each of n is worth, by how he comes to speak.

        Of several lines each table has an axis more, the first.
        """
        *lines, n, _ = candidate.shape
        turns = np.broadcast_to(turn[..., None, :], (*lines, n, turn.shape[-1]))
        rows = np.concatenate([candidate, turns], axis=-1)
        found = self.units.worth(rows) + (candidate @ self.candidate)[..., None]
        found[..., ANSWERS] += (turn @ self.back)[..., None]
        found[..., GOES_ON] += (turn @ self.stay)[..., None]
        return np.asarray(found)

    def weights(self, candidate: Array, turn: Array, passing: int) -> tuple[Array, Array]:
        """The weight of each feature of one candidate, and of each of the turn, where they are as given."""
        slopes = self.units.slopes(np.concatenate([candidate, turn]), passing)
        own, turns = slopes[: len(candidate)], slopes[len(candidate) :]
        if passing != JOINS:
            turns = turns + (self.back if passing == ANSWERS else self.stay)
        return own + self.candidate, turns
