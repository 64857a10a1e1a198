"""The words of one draft in another."""

from __future__ import annotations

from fabula.world.alignment import Moves

ONE = "The miller rode out at dawn with seven sacks of barley.\n\n“Go,” said Ned. “Go,” said Ann.\n\n"
TWO = "Nobody at the ford had seen a rider pass that morning, nor wished to.\n\n"


def test_the_same_text_stays_where_it_is() -> None:
    moves = Moves(ONE, ONE)
    assert moves.span(4, 10) == (4, 10)
    assert moves.start(7) == 7


def test_parts_that_change_places_are_followed_and_lines_may_break_elsewhere() -> None:
    after = (TWO + ONE).replace(" of barley", "\nof barley")
    moves = Moves(ONE + TWO, after)
    for words in ("seven sacks", "“Go,” said Ann", "nor wished"):
        start = (ONE + TWO).index(words)
        found = moves.span(start, start + len(words))
        assert found is not None
        assert after[slice(*found)] == words.lstrip("“")
        at = moves.start(start)
        assert at is not None
        assert after[at:].startswith(words)


def test_what_is_gone_or_other_words_is_nowhere() -> None:
    moves = Moves(ONE + TWO, TWO + "“Stay,” said Ann.")
    assert moves.span(ONE.index("seven"), ONE.index(" of barley")) is None
    assert moves.start(ONE.index("miller")) is None
    start = (ONE + TWO).index("rider")
    assert moves.span(start, start + 5) is not None


def test_words_that_stand_twice_are_told_apart_by_those_around_them() -> None:
    moves = Moves(ONE, "Once more. " + ONE)
    first, second = ONE.index("Go"), ONE.rindex("Go")
    assert moves.span(first, first + 2) == (first + 11, first + 13)
    assert moves.span(second, second + 2) == (second + 11, second + 13)
