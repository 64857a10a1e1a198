from __future__ import annotations

import pytest

from fabula.evaluation.scores.scenes import is_place, overlapping, score_boundaries, whom
from fabula.types import Scene, SceneMode


def test_boundaries_near_and_exact() -> None:
    assert score_boundaries([3, 8], [3, 9], 0).f1 == 50.0
    assert score_boundaries([3, 8], [3, 9], 1).f1 == 100.0
    assert score_boundaries([3, 4], [3], 1) == (1, 2, 1, 1)
    assert score_boundaries([2, 3], [3], 1).precision_sum == 1
    assert score_boundaries([], [3], 1).f1 == 0.0


@pytest.mark.parametrize(
    ("words", "names", "right"),
    [
        ("the ballroom", ("The Ballroom",), True),
        ("her room", ("Emma's room",), True),
        ("the ballroom of the palace", ("the ballroom",), True),
        ("the kitchen", ("the ballroom",), False),
        ("the palace", ("the ballroom of the palace",), True),
        (None, None, True),
        ("the inn", None, False),
        (None, ("the inn",), False),
    ],
)
def test_whether_words_name_a_place(words: str | None, names: tuple[str, ...] | None, right: bool) -> None:
    assert is_place(words, names) is right


def scene(start: int, end: int) -> Scene:
    return Scene(1, start, end, SceneMode.SCENE, None, None, 0.0, (), None, 0.0, 1.0)


def test_the_scene_that_shares_most_is_asked() -> None:
    one, other = scene(0, 10), scene(10, 30)
    assert overlapping(5, 20, [one, other]) is other
    assert overlapping(0, 9, [one, other]) is one
    assert overlapping(40, 50, [one, other]) is None


def test_each_entity_is_one_of_the_gold_cast() -> None:
    names = {"C1": ("Emma", "the girl"), "C2": ("Jane", "the girl")}
    mentions = [("Emma", 1), ("The girl", 1), ("the girl", 2), ("Jane", 3)]
    assert whom(names, mentions, []) == {1: "C1", 3: "C2"}
    assert whom(names, mentions[:3], [("C2", 2)]) == {1: "C1", 2: "C2"}
