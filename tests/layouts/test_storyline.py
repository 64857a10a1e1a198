"""The layout of the storyline: few crossings, those who meet side by side, lines that run straight."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest

from fabula.layouts.storyline import (
    LOOSE,
    PATIENCE,
    WITHIN,
    Layout,
    crossings,
    laid_out,
    runs_of,
)


def made_up(seed: int, columns: int = 40, people: int = 12) -> list[list[list[int]]]:
    """Scenes in which some of twelve people meet by twos and threes."""
    chance = random.Random(seed)
    found = []
    for _ in range(columns):
        there = chance.sample(range(people), chance.randint(2, 8))
        cut = chance.randint(1, len(there) - 1)
        found.append([there[:cut], there[cut:]])
    return found


def where(layout: Layout, column: int, person: int) -> int:
    """The place of somebody in a column, counted from the top."""
    found = [at for at, run in enumerate(layout.orders[column]) if layout.runs[run].person == person]
    assert len(found) == 1
    return found[0]


def test_crossings_are_counted() -> None:
    assert crossings([[1, 2, 3], [1, 2, 3]]) == 0
    assert crossings([[1, 2, 3], [3, 2, 1]]) == 3
    assert crossings([[1, 2], [2, 1], [1, 2]]) == 2
    assert crossings([[1, 2, 4], [3, 2, 1]]) == 1, "lines that end or begin cross nothing"


def test_sweeps_take_all_crossings_away_where_that_can_be() -> None:
    columns = [[[1, 4], [2, 3]], [[1, 4], [2, 3]], [[4, 1], [3, 2]], [[1], [4, 2, 3]]]
    layout = laid_out(columns)
    assert layout.crossings_before > 0
    assert layout.crossings == 0


@pytest.mark.parametrize("seed", range(5))
def test_sweeps_leave_few_of_the_crossings(seed: int) -> None:
    layout = laid_out(made_up(seed))
    assert layout.crossings == crossings(layout.orders)
    assert layout.crossings < 0.8 * layout.crossings_before


def test_companies_that_stay_together_hardly_cross() -> None:
    chance = random.Random(7)
    groups = [[0, 5, 9], [1, 6, 10], [2, 7, 11], [3, 4, 8]]
    columns = [[chance.sample(own, 2) for own in groups] for _ in range(30)]
    layout = laid_out(columns)
    assert layout.crossings_before > 100
    assert layout.crossings < layout.crossings_before / 4


@pytest.mark.parametrize("seed", range(5))
def test_those_who_meet_stand_side_by_side(seed: int) -> None:
    columns = made_up(seed)
    layout = laid_out(columns, lead=2)
    for at, groups in enumerate(columns):
        for group in groups:
            places = sorted(where(layout, at, person) for person in group)
            assert places == list(range(places[0], places[0] + len(group)))


@pytest.mark.parametrize("seed", range(5))
def test_lines_keep_their_order_and_distance_in_a_room(seed: int) -> None:
    layout = laid_out(made_up(seed), lead=2)
    fullest = max(len(order) for order in layout.orders)
    for order, heights in zip(layout.orders, layout.heights, strict=True):
        assert all(heights[low] - heights[high] >= WITHIN - 1e-6 for high, low in pairwise(order))
        assert min(heights.values()) >= 0
    assert layout.height <= LOOSE * fullest * 27


def test_lines_run_straight_where_nothing_changes() -> None:
    layout = laid_out([[[1, 2], [3, 4]]] * 6)
    assert all(heights == layout.heights[0] for heights in layout.heights)


def test_the_line_of_one_who_is_away_for_long_begins_anew() -> None:
    away = [[[2, 3]]] * (PATIENCE + 1)
    runs = [run for run in runs_of([[[1, 2]], *away, [[1, 2]]]) if run.person == 1]
    assert [(run.first, run.last) for run in runs] == [(0, 0), (PATIENCE + 2, PATIENCE + 2)]
    runs = [run for run in runs_of([[[1, 2]], *away[1:], [[1, 2]]]) if run.person == 1]
    assert [(run.first, run.last) for run in runs] == [(0, PATIENCE + 1)]


def test_room_is_kept_for_the_name_before_a_line() -> None:
    (run,) = (own for own in runs_of([[[2]], [[2]], [[2]], [[1, 2]]], lead=2) if own.person == 1)
    assert (run.first, run.begins, set(run.there)) == (1, 3, {3})


def test_nothing_is_laid_out_of_nothing() -> None:
    assert laid_out([]).height == 0
    assert laid_out([[], []]).orders == ((), ())
    assert laid_out([[[1]]]).height == 0
