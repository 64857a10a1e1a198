"""Clock times that run backwards, and nights between that explain them."""

from __future__ import annotations

import pytest

from fabula.types import FindingKind, TimeExpression
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


@pytest.mark.parametrize(
    ("first", "second", "hour", "value"),
    [
        ("It was now twenty past two.", "It was just after one o'clock.", "one o'clock", "T01:00"),
        ("It was now twenty past two.", "The church clock struck one o'clock.", "one o'clock", "T01:00"),
        ("It was now twenty past two.", "It was getting on for noon, nearly twelve.", "noon", "T12:00"),
        ("It was now twenty past two.", "By about noon they had gone.", "noon", "T12:00"),
    ],
)
def test_it_is_so_late(first: str, second: str, hour: str, value: str) -> None:
    own = marked(first, second).clock("twenty past two", "T02:20").clock(hour, value)
    assert own.alarms(FindingKind.TIME)


def test_nearly_eight_may_be_ten_to_eight() -> None:
    own = marked("It was nearly eight o'clock.", "At ten to eight they had gone.")
    own.clock("eight o'clock", "T08:00").clock("ten to eight", "T07:50")
    assert not own.alarms(FindingKind.TIME)


def test_a_clock_that_strikes_three_times_tells_no_hour() -> None:
    own = marked("It was now twenty past four.", "The clock struck three times and stopped.")
    assert not own.clock("twenty past four", "T04:20").alarms(FindingKind.TIME)


def test_an_hour_that_stands_alone() -> None:
    own = marked("It was ten to twelve when they came.", "It was getting on for nine.")
    (message,) = own.clock("ten to twelve", "T11:50").alarms(FindingKind.TIME)
    assert message == "It is “ten to twelve” before and “nine” after: time runs backwards."


def test_a_line_that_answers_what_time_it_is() -> None:
    own = marked("It was now twenty past two.", "“Five to twelve,” said the clerk.")
    own.clock("twenty past two", "T02:20")
    own.times.append(TimeExpression(*own.span("Five to twelve"), "T11:55", spoken=True))
    assert own.alarms(FindingKind.TIME)


def test_an_hour_that_is_told_of_in_speech_is_none() -> None:
    own = marked("It was now twenty past two.", "“I was there at one o'clock,” he said.")
    own.clock("twenty past two", "T02:20").clock("one o'clock", "T01:00")
    assert not own.alarms(FindingKind.TIME)
