"""In how much of a part somebody is there."""

from __future__ import annotations

from fabula.layouts.presence import shares


def test_a_stay_counts_in_every_part_that_it_touches() -> None:
    found = shares([(1, 5, 25), (2, 0, 10), (1, 20, 22)], [(0, 10), (10, 20), (20, 40)])
    assert found == {(1, 0): 0.5, (1, 1): 1.0, (1, 2): 0.35, (2, 0): 1.0}


def test_nothing_is_there_more_than_wholly_or_outside_of_the_parts() -> None:
    assert shares([(1, 0, 10), (1, 2, 9)], [(0, 10)]) == {(1, 0): 1.0}
    assert shares([(1, 0, 3), (1, 50, 60)], [(5, 10), (20, 30)]) == {}
