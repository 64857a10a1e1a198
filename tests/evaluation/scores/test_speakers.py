from __future__ import annotations

from fabula.evaluation.scores.addressees import score_addressees
from fabula.evaluation.scores.speakers import main_speakers, score_speakers


def test_one_fragment_stands_for_a_speaker_and_the_others_are_wrong() -> None:
    score = score_speakers(["Ann"] * 5 + ["Bob"] * 2, [1, 1, 1, 2, 2, 3, None])
    assert score.pairing == {"Ann": 1, "Bob": 3}
    assert score.one_to_one == (True, True, True, False, False, True, False)
    assert score.many_to_one == (True, True, True, True, True, True, False)


def test_the_best_pairing_is_not_the_greedy_one() -> None:
    # Greedy: Ann-1 (4) leaves Bob nothing. Best: Ann-2 (3) with Bob-1 (3).
    gold = ["Ann"] * 7 + ["Bob"] * 3
    system = [1] * 4 + [2] * 3 + [1] * 3
    score = score_speakers(gold, system)
    assert score.pairing == {"Ann": 2, "Bob": 1}
    assert sum(score.one_to_one) == 6
    assert sum(score.many_to_one) == 7


def test_one_speaker_for_all_is_right_once() -> None:
    score = score_speakers(["Ann", "Ann", "Bob", "Cat"], [9, 9, 9, 9])
    assert score.one_to_one == (True, True, False, False)


def test_nobody_is_never_right() -> None:
    score = score_speakers(["Ann", "Bob"], [None, None])
    assert score.one_to_one == score.many_to_one == (False, False)
    assert score.pairing == {}


def test_ties_do_not_hang_on_the_order_of_the_lines() -> None:
    gold, system = ["Ann", "Ann", "Bob", "Bob"], ["x", "y", "x", "y"]
    forward = score_speakers(gold, system)
    backward = score_speakers(gold[::-1], system[::-1])
    assert forward.pairing == backward.pairing


def test_main_speakers() -> None:
    assert main_speakers(["a"] * 5 + ["b"] * 4 + [None] * 9) == 1


def test_addressees_by_hand() -> None:
    pairing = {"Ann": 1, "Bob": 2}
    gold = [["Ann"], ["Ann", "Bob"], ["Cat"], [], ["Bob"]]
    system = [[1], [1, 7], [], [2], [1]]
    tally = score_addressees(gold, system, pairing)
    # Right: 1, then 1 of 2; named: 1 + 2 + 0 + 1; wanted: 1 + 2 + 1 + 1. The fourth names nobody.
    assert tally == (2, 4, 2, 5)
