from __future__ import annotations

from collections import Counter

import pytest

from fabula.cast.evidence import people_of
from tests.cast.scenes import tell
from training.cast.hidden import by_forename, by_surname

PAGE = ("[Adela Quested] came.", *["[Adela] sat."] * 5, *["[Miss Quested] rose."] * 4, "[Emma] slept.")


def uses(named: object, page: tuple[str, ...] = PAGE) -> list[int]:
    """How many names each person has, the most first."""
    book = tell(*page).book
    assert callable(named)
    return sorted(Counter(named(book).number.values()).values(), reverse=True)


def test_a_surname_is_taken_from_one_who_has_a_forename() -> None:
    assert uses(people_of) == [10, 1]
    assert uses(by_forename) == [6, 4, 1]


def test_a_full_name_goes_with_the_surname_where_that_is_kept() -> None:
    assert uses(by_surname) == [5, 5, 1]


@pytest.mark.parametrize("named", [by_forename, by_surname])
def test_one_whose_second_form_is_seldom_used_is_left_whole(named: object) -> None:
    assert uses(named, (*PAGE[:7], PAGE[-1])) == [7, 1]
