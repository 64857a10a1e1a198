from __future__ import annotations

import pytest

from fabula.evaluation.scores.mentions import exact_matches


def test_by_hand() -> None:
    tally = exact_matches([(0, 2, "PER"), (3, 4, "GPE"), (5, 6, "PER")], [(0, 2, "PER"), (3, 4, "LOC")])
    assert tally.precision == 50
    assert tally.recall == pytest.approx(100 / 3)
    assert tally.f1 == pytest.approx(40)


def test_each_counts_once() -> None:
    assert exact_matches([(0, 1)], [(0, 1), (0, 1)]).precision == 100


def test_nothing_gives_zero_not_an_error() -> None:
    assert exact_matches([], []).f1 == 0
