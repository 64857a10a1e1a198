from __future__ import annotations

import itertools

import numpy as np
import pytest

from fabula.evaluation.scores.assignment import best_pairs


def best(weight: np.ndarray) -> float:
    """The largest sum of weights, by trying every pairing."""
    wide = weight if weight.shape[0] <= weight.shape[1] else weight.T
    rows, columns = wide.shape
    return max(
        sum(float(wide[i, j]) for i, j in enumerate(chosen))
        for chosen in itertools.permutations(range(columns), rows)
    )


@pytest.mark.parametrize("seed", range(60))
def test_no_other_pairing_weighs_more(seed: int) -> None:
    draw = np.random.default_rng(seed)
    shape = tuple(draw.integers(1, 6, 2))
    weight = draw.integers(0, 5, shape) if seed % 2 else draw.random(shape)
    pairs = best_pairs(weight)
    assert sum(weight[i, j] for i, j in pairs) == pytest.approx(best(weight))
    assert len(pairs) == len({i for i, _ in pairs}) == len({j for _, j in pairs})


def test_what_has_no_weight_is_left_out() -> None:
    assert best_pairs(np.array([[2, 0], [0, 0], [1, 3]])) == [(0, 0), (2, 1)]
    assert best_pairs(np.zeros((0, 3))) == []


def test_many_rows_and_columns_take_no_time() -> None:
    weight = np.eye(400, 700)[:, ::-1]
    assert best_pairs(weight) == [(k, 699 - k) for k in range(400)]
