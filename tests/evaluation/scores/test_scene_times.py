from __future__ import annotations

import pytest

from fabula.evaluation.scores.scene_times import gold_times, paired, score_times, score_when, when_claims
from fabula.evaluation.story_layers import GoldScene
from fabula.types import Scene, SceneMode, TimeExpression, When

TEXT = "At nine she came. The Next Day he left."


def gold(start: int, end: int, when: str, time: str | None = None) -> GoldScene:
    return GoldScene(start, end, "scene", when, None, frozenset(), frozenset(), None, time)


def found(start: int, end: int, when: When, sure: float, time: tuple[int, int] | None = None) -> Scene:
    told = TimeExpression(*time, "") if time else None
    return Scene(1, start, end, SceneMode.SCENE, None, None, 0.0, (), None, 0.0, 1.0, told, when, sure)


GOLD = (gold(0, 18, "first", "nine; noon"), gold(18, 39, "later", "the next day"), gold(39, 40, "unknown"))


def test_the_words_for_a_time_stand_in_its_scene_whatever_their_capitals() -> None:
    assert gold_times(GOLD[0], TEXT) == [(3, 7)]
    assert gold_times(GOLD[1], TEXT) == [(18, 30)]
    assert gold_times(GOLD[2], TEXT) == []
    assert gold_times(gold(18, 39, "later", "at ten"), TEXT) == []


def test_letters_that_grow_in_small_letters_shift_nothing() -> None:
    assert gold_times(gold(0, 10, "later", "NOON"), "İİİ NOON") == [(4, 8)]


def test_times_are_found_wherever_the_scenes_begin() -> None:
    scenes = [found(0, 30, When.FIRST, 1.0, (18, 30)), found(30, 39, When.LATER, 0.9, (31, 33))]
    tally = score_times(scenes, GOLD, TEXT)
    assert [tally.precision, tally.recall] == pytest.approx([50, 50])


def test_each_scene_found_is_paired_with_the_nearest_that_begins_there() -> None:
    assert paired([0, 2, 3, 9], [0, 3, 6]) == [(1, None), (2, 1), (3, None)]
    assert paired([0, 2, 7], [0, 3, 6]) == [(1, 1), (2, 2)]
    assert paired([0], [0, 3]) == []


def test_how_scenes_stand_is_scored_where_both_begin_and_said_of_all() -> None:
    scenes = [
        found(0, 9, When.FIRST, 1.0),
        found(9, 18, When.CONTINUES, 0.6),
        found(18, 39, When.LATER, 0.8),
        found(39, 40, When.UNKNOWN, 0.3),
    ]
    pairs: list[tuple[int, int | None]] = [(1, None), (2, 1), (3, 2)]
    tallies = score_when(scenes, GOLD, pairs)
    assert tallies["when"].recall == pytest.approx(100)
    assert tallies["later"].recall == tallies["answered"].recall == pytest.approx(50)
    claims = when_claims(scenes, GOLD, pairs)
    assert claims.confidence.tolist() == [0.6, 0.8]
    assert claims.right.tolist() == [True, True]
