"""Clock times that run backwards, and nights between that explain them."""

from __future__ import annotations

import pytest

from fabula.types import FindingKind
from tests.story.findings.marked import marked


def test_a_clock_that_runs_backwards() -> None:
    own = marked("At six o'clock the bell rang.", "At five o'clock they went out.")
    own.clock("six o'clock", "T06:00").clock("five o'clock", "T05:00")
    (message,) = own.alarms(FindingKind.TIME)
    assert message == "It is “six o'clock” before and “five o'clock” after: time runs backwards."


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("At six o'clock the bell rang.", "They slept. At five o'clock they went out."),
        ("At six o'clock the bell rang.", "They went to be there till five o'clock."),
        ("At six o'clock they lied about the bell.", "At five o'clock they went out."),
    ],
)
def test_a_night_a_term_and_a_lie_are_none(first: str, second: str) -> None:
    own = marked(first, second).clock("six o'clock", "T06:00").clock("five o'clock", "T05:00")
    assert not own.alarms(FindingKind.TIME)


def test_a_clock_that_runs_on_is_none() -> None:
    own = marked("At eleven o'clock the bell rang.", "At one o'clock they went out.")
    assert not own.clock("eleven o'clock", "T11:00").clock("one o'clock", "T01:00").alarms(FindingKind.TIME)
