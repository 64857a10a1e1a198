from __future__ import annotations

import pytest

from fabula.evaluation.scores.quotations import match_parts


def test_half_of_the_part_is_enough() -> None:
    assert match_parts([(10, 20)], [(15, 40)]).matched == (0,)
    assert match_parts([(10, 20)], [(16, 40)]).matched == (None,)
    assert match_parts([(10, 20)], [(0, 10), (20, 30)]).matched == (None,)


def test_the_span_that_overlaps_most_is_taken() -> None:
    assert match_parts([(10, 30)], [(0, 21), (21, 31)]).matched == (0,)
    assert match_parts([(10, 30)], [(0, 19), (19, 31)]).matched == (1,)
    assert match_parts([(10, 30)], [(25, 60), (8, 31)]).matched == (1,)


def test_two_parts_can_share_a_span_which_counts_once() -> None:
    matching = match_parts([(10, 20), (30, 40)], [(8, 42), (50, 60)])
    assert matching.matched == (0, 0)
    assert matching.found == 100
    assert matching.precision == 50


def test_found_and_precision() -> None:
    matching = match_parts([(0, 10), (20, 30), (40, 50)], [(0, 10), (21, 29), (60, 70), (80, 90)])
    assert matching.found == pytest.approx(100 * 2 / 3)
    assert matching.precision == pytest.approx(50)


def test_a_piece_of_a_part_whose_better_half_is_elsewhere_is_wrong() -> None:
    matching = match_parts([(0, 30)], [(0, 20), (20, 30)])
    assert matching.matched == (0,)
    assert matching.precision == 50


def test_nested_spans() -> None:
    # Neither counts against precision, but a nested one that fits better is what is matched.
    inside = match_parts([(0, 100)], [(0, 100), (40, 50)])
    assert (inside.matched, inside.precision) == ((0,), 100)
    better = match_parts([(0, 38), (40, 50)], [(0, 100), (40, 50)])
    assert (better.matched, better.precision) == ((0, 1), 100)
    long_before = match_parts([(60, 70)], [(0, 100), (10, 20), (30, 40)])
    assert (long_before.matched, long_before.counted) == ((0,), 1)


def test_unscored_parts_are_forgiven_but_can_share_a_span() -> None:
    matching = match_parts([(0, 10)], [(0, 10), (20, 30), (40, 50)], unscored=[(20, 30), (2, 8)])
    assert matching.matched == (0,)
    assert matching.precision == 50


def test_nothing_on_one_side() -> None:
    assert (match_parts([], [(0, 1)]).found, match_parts([], [(0, 1)]).precision) == (0, 0)
    assert (match_parts([(0, 1)], []).found, match_parts([(0, 1)], []).precision) == (0, 0)
