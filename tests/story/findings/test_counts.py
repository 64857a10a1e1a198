"""How many of a thing there are, told twice."""

from __future__ import annotations

import pytest

from fabula.types import FindingKind
from tests.story.findings.marked import marked

AWAY = "The road ran on between the hedges and over the hill. " * 3


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The robot folded its four tentacles.", "Then it put out both of its tentacles."),
        ("The van has only got the one wiper.", "So do both the wipers."),
        ("She lit the three lanterns.", "He put out all five lanterns."),
        ("They had built the three houses.", "He sold both the houses."),
        ("There is only the one house on the cliff.", "Fire took both the houses."),
    ],
)
def test_a_thing_that_is_counted_otherwise(first: str, second: str) -> None:
    (message,) = marked(first, AWAY, second).alarms(FindingKind.NUMBER)
    assert message.endswith("do not agree.")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("She lit the three lanterns.", "He put out all three lanterns."),
        ("She lit the three lanterns.", "He had both candles."),
        ("He waited the three days.", "It took both days."),
        ("In her dream she lit the three lanterns.", "He put out all five lanterns."),
    ],
)
def test_the_same_count_other_things_and_units_are_none(first: str, second: str) -> None:
    assert not marked(first, AWAY, second).alarms(FindingKind.NUMBER)
