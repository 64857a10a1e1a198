from __future__ import annotations

from fabula.evaluation.scores.company import bodily, comings, goings, remote, score_turns
from fabula.types import Presence, Role, Scene, SceneMode

PEOPLE = {1: "C1", 2: "C2", 3: "C3"}
THERE = (
    Presence(1, 0, 100, 0.9),
    Presence(2, 40, 100, 0.9),
    Presence(3, 0, 60, 0.9),
    Presence(4, 0, 100, 0.8, Role.REMOTE),
)
SCENE = Scene(1, 0, 100, SceneMode.SCENE, None, None, 0.0, THERE, None, 0.0, 1.0)


def test_who_is_there_and_who_comes_and_goes() -> None:
    assert bodily(PEOPLE, SCENE) == {"C1", "C2", "C3"}
    assert remote(PEOPLE, SCENE) == {"4"}
    assert comings(PEOPLE, [SCENE]) == [("C2", 40)]
    assert goings(PEOPLE, [SCENE]) == [("C3", 59)]
    assert bodily(PEOPLE, None) == remote(PEOPLE, None) == set()


def test_a_turn_may_be_a_paragraph_away_and_counts_once() -> None:
    tally = score_turns([("C1", 3), ("C1", 4), ("C2", 9)], [("C1", 4), ("C2", 7)])
    assert (tally.precision_sum, tally.predicted, tally.gold) == (1, 3, 2)
