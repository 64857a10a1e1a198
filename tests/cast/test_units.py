from __future__ import annotations

import numpy as np
import pytest

from fabula.cast.units import Units


def test_a_unit_counts_only_where_what_it_adds_up_is_more_than_nothing() -> None:
    units = Units(np.asarray([[2.0], [-3.0]]), np.asarray([0.5]), np.asarray([[1.0, 10.0]]))
    rows = np.asarray([[1.0, 0.0], [0.0, 0.0], [1.0, 1.0]])
    assert units.worth(rows).tolist() == [[2.5, 25.0], [0.5, 5.0], [0.0, 0.0]]


@pytest.mark.parametrize(
    ("row", "weights"), [([1.0, 0.0], [20.0, -30.0]), ([0.0, 0.0], [20.0, -30.0]), ([1.0, 1.0], [0.0, 0.0])]
)
def test_a_feature_has_the_weight_that_the_units_at_work_give_it(
    row: list[float], weights: list[float]
) -> None:
    units = Units(np.asarray([[2.0], [-3.0]]), np.asarray([0.5]), np.asarray([[1.0, 10.0]]))
    assert units.slopes(np.asarray(row), 1).tolist() == weights
