"""When names that stand like cues are those of a play: each number of it from both sides."""

from __future__ import annotations

import pytest

from fabula.lang.en.plays import cues_of_a_play, is_cue


@pytest.mark.parametrize(
    ("cues", "paragraphs", "play"),
    [
        ("ADA BO ADA BO", 16, True),
        ("ADA BO ADA BO", 17, False),  # a quarter of all paragraphs at least
        ("ADA BO ADA", 4, False),  # four cues of names that come again
        ("ADA BO ADA CY", 4, False),
        ("ADA ADA ADA ADA", 4, False),  # of two names
        ("ADA BO CY DI", 4, False),  # each twice
        ("ADA BO ADA BO CY", 5, True),
    ],
)
def test_a_play_has_cues_enough_of_names_that_come_again(cues: str, paragraphs: int, play: bool) -> None:
    assert cues_of_a_play(cues.split(), paragraphs) == (frozenset(["ADA", "BO"]) if play else frozenset())


@pytest.mark.parametrize(
    ("words", "cue"), [("ADA", True), ("THE MATE", True), ("ACT II", False), ("THE END", False)]
)
def test_what_heads_a_part_of_a_play_is_no_cue(words: str, cue: bool) -> None:
    assert is_cue(words) is cue
