from __future__ import annotations

from collections.abc import Sequence

import pytest

from fabula.story.order import Step, scene_order
from fabula.types import When

FIRST, ON, LATER, BACK, SAME, OPEN = (
    When.FIRST,
    When.CONTINUES,
    When.LATER,
    When.EARLIER,
    When.SAME_TIME,
    When.UNKNOWN,
)
_DAY, _YEAR = 86400.0, 365 * 86400.0


def order(*steps: When | tuple[When, float], alike: Sequence[str] = ()) -> list[int]:
    """The order of scenes; ``alike`` has a letter for each, and scenes of one letter are alike."""
    made = [Step(own) if isinstance(own, When) else Step(*own) for own in steps]
    company = alike or ["a"] * len(made)
    return scene_order(made, lambda one, two: float(company[one] == company[two]))


def test_told_in_order() -> None:
    assert order(FIRST, ON, LATER, OPEN) == [1, 2, 3, 4]


def test_a_flashback_comes_before_and_the_telling_goes_on_where_it_broke_off() -> None:
    assert order(FIRST, ON, BACK, LATER, LATER, alike="aabba") == [3, 4, 1, 2, 5]


def test_without_a_sign_of_return_the_flashback_goes_on() -> None:
    assert order(FIRST, BACK, LATER, LATER) == [4, 1, 2, 3]


def test_a_new_chapter_returns_from_a_flashback_that_nothing_closes() -> None:
    steps = [Step(FIRST, None, True), Step(BACK), Step(LATER), Step(LATER, None, True)]
    assert scene_order(steps, lambda one, two: 0.0) == [3, 1, 2, 4]
    assert scene_order(steps, lambda one, two: float(one > 0 and two > 0)) == [4, 1, 2, 3]


def test_so_does_a_telling_that_has_gone_on_for_long() -> None:
    found = order(FIRST, BACK, *[ON] * 20)
    assert found[0] == 11
    assert found[11:] == list(range(12, 23))


def test_told_backwards() -> None:
    assert order(FIRST, BACK, BACK, BACK, alike="abcd") == [4, 3, 2, 1]


def test_at_the_same_time_is_at_the_same_place() -> None:
    assert order(FIRST, SAME, LATER) == [1, 1, 2]
    assert order(FIRST, LATER, SAME, BACK, alike="aaab") == [2, 3, 3, 1]


def test_a_tale_within_a_frame_is_taken_up_where_it_was_left() -> None:
    """The smoking-room, the school, an interruption, the school again, the smoking-room."""
    assert order(FIRST, BACK, LATER, LATER, BACK, LATER, alike="abbaba") == [4, 1, 2, 5, 3, 6]


def test_how_far_back_is_as_far_as_the_words_say() -> None:
    """Of three days, what happened a day before the last lies after the second; two years before, first."""
    days = (FIRST, (LATER, _DAY), (LATER, _DAY))
    assert order(*days, (BACK, -_DAY), alike="aaab") == [1, 2, 4, 3]
    assert order(*days, (BACK, -2 * _YEAR), alike="aaab") == [2, 3, 4, 1]


def test_a_flashback_without_a_distance_stays_in_its_chapter() -> None:
    steps = [Step(FIRST, None, True), Step(LATER), Step(LATER, None, True), Step(ON), Step(BACK)]
    assert scene_order(steps, lambda one, two: 0.0) == [1, 2, 4, 5, 3]


@pytest.mark.parametrize("when", list(When))
def test_any_sequence_has_an_order(when: When) -> None:
    found = order(*[when] * 50, alike="abcde" * 10)
    assert sorted(set(found)) == list(range(1, max(found) + 1))


def test_nothing_has_no_order() -> None:
    assert order() == []


def test_thousands_of_scenes_take_no_longer_each() -> None:
    found = order(*[FIRST, LATER, BACK, SAME, LATER] * 4000)
    assert len(found) == 20_000
