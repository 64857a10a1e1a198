"""Thoughts, and what somebody says to himself."""

from __future__ import annotations

import pytest

from fabula.cast.asides import asides
from tests.cast.scenes import tell


def aside(*paragraphs: str) -> list[bool]:
    """Of each quotation whether nobody else hears it."""
    book = tell(*paragraphs).book
    found = asides(book.text, book.notes)
    return [row in found for row in range(len(book.notes.quotations))]


@pytest.mark.parametrize(
    "line",
    [
        "“Bother!” thought [Anna].",
        "“Bother,” [she] thought.",
        "“Bother,” [she] thought, “it rains.”",
        "“Bother,” [she] thought bitterly.",
        "“Bother,” thought [Anna] to [herself].",
        "And [she] thought: “Bother.”",
    ],
)
def test_what_is_thought_is_heard_by_nobody(line: str) -> None:
    assert aside(line) == [True]


@pytest.mark.parametrize(
    "line",
    [
        "“Bother!” said [Anna] to [herself].",
        "“Bother,” [she] murmured softly to [herself].",
        "[Anna] said to [herself], “Bother.”",
    ],
)
def test_what_is_said_to_oneself(line: str) -> None:
    assert aside(line) == [True]


@pytest.mark.parametrize(
    "line",
    [
        "“Bother!” said [Anna].",
        "“Bother.” [She] thought of home.",
        "“Bother!” [She] thought of home.",
        "“Bother!” [She] thought it best to go.",
        "[She] thought a little and said, “Bother.”",
        "“Bother,” [she] thought, and said so.",
        "“I thought so,” said [Anna].",
        "“Bother,” said [Anna]. [She] thought.",
        "“Bother,” said [Anna], who kept it to [herself].",
        "[She] had thought of it all day, and of the rain, and now: “Bother.”",
    ],
)
def test_what_others_hear(line: str) -> None:
    assert aside(line) == [False]


def test_a_tag_is_of_the_speech_beside_it() -> None:
    assert aside("“Come in,” said [Anna]. “Never,” thought [Tom].") == [False, True]
    assert aside("“Come in,” said [Anna].", "“Never,” thought [Tom].") == [False, True]
