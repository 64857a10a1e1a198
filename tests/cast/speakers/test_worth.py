from __future__ import annotations

import numpy as np
import pytest

from fabula.cast.speakers.evidence import CANDIDATE, Array
from fabula.cast.speakers.turns import TURN
from fabula.cast.speakers.worth import ANSWERS, GOES_ON, JOINS, PASSING, Speaking
from fabula.cast.units import Units


def some(seed: int, units: int = 5) -> Speaking:
    """Weights drawn at random."""
    rng = np.random.default_rng(seed)
    shapes = (len(CANDIDATE) + len(TURN), units), (units,), (units, len(PASSING))
    return Speaking(
        rng.normal(size=len(CANDIDATE)),
        np.zeros(1),
        rng.normal(size=len(TURN)),
        rng.normal(size=len(TURN)),
        Units(*(rng.normal(size=shape) for shape in shapes)),
    )


def features(seed: int) -> tuple[Array, Array]:
    rng = np.random.default_rng(seed)
    return rng.random((3, len(CANDIDATE))), rng.random(len(TURN))


@pytest.mark.parametrize("passing", [JOINS, ANSWERS, GOES_ON])
def test_the_weights_at_a_line_are_how_fast_its_worth_grows_with_each_feature(passing: int) -> None:
    weights, step = some(7), 1e-6
    rows, turn = features(8)
    own, turns = weights.weights(rows[0], turn, passing)
    at = weights.worth(rows[:1], turn)[0, passing]
    for k in range(len(CANDIDATE)):
        more = weights.worth(rows[:1] + step * np.eye(len(CANDIDATE))[k], turn)[0, passing]
        assert (more - at) / step == pytest.approx(own[k], abs=1e-4)
    for k in range(len(TURN)):
        more = weights.worth(rows[:1], turn + step * np.eye(len(TURN))[k])[0, passing]
        assert (more - at) / step == pytest.approx(turns[k], abs=1e-4)


def test_each_candidate_is_weighed_by_itself() -> None:
    weights = some(3)
    rows, turn = features(4)
    each = [weights.worth(row[None], turn)[0] for row in rows]
    assert weights.worth(rows, turn) == pytest.approx(np.asarray(each))
