"""Who forms a company over several scenes."""

from __future__ import annotations

import pytest

from fabula.layouts.companies import companies


@pytest.mark.parametrize(
    ("scenes", "met"),
    [
        ([(1, 2), (3,)], [(1, 2), (3,)]),
        ([(1, 2), (2, 3), (2,), (3,), (3,)], [(1, 2), (3,)]),
        ([(1, 2), (1,), (1,), (2,), (2,)], [(1,), (2,)]),
        ([()], []),
    ],
)
def test_a_company_is_together_for_half_of_its_scenes(
    scenes: list[tuple[int, ...]], met: list[tuple[int, ...]]
) -> None:
    assert sorted(companies(scenes)) == met
