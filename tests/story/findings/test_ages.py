"""Ages that do not add up, and what makes them do."""

from __future__ import annotations

import pytest

from fabula.types import AttributeKind, FindingKind
from tests.story.findings.marked import marked

AWAY = "The road ran on between the hedges and over the hill. " * 5


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("For [her seven years:Ann] she was tall.", "[Ten-year-old Ann:Ann] looked in."),
        ("[Ann], aged 40, sat down.", "[Ann] was twenty-six years old."),
        ("At forty, [Ann] sang.", "[Ann] was a woman of twenty-five."),
        ("At the age of fifty, [Ann] sang.", "Years later “[I:Ann] am only thirty,” said [Ann]."),
        ("[Ann] was nineteen.", "[Ann] had lately turned thirty."),
        ("[Ann], at nineteen the youngest of them, sang.", "[Ann] was forty years old."),
    ],
)
def test_ages_that_do_not_add_up(first: str, second: str) -> None:
    own = marked(first, AWAY, second)
    (message,) = own.alarms(FindingKind.AGE)
    assert message.startswith("The age of Ann does not add up: ")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("[Ann] was seven years old.", "Three years later [Ann] was ten years old."),
        ("[Ann] was seven years old.", "After her birthday [Ann] was nine years old."),
        ("[Ann] was seven years old.", "[Ann] was eight years old."),
        ("[Ann] was seven years old.", "[Tom] was forty years old."),
        ("[Ann] was forty.", "[Ann] was one."),
        ("[Ann] was seven years old.", "She lied: [Ann] was forty years old."),
        ("[Ann] was forty years old.", "There had been a time when [Ann] was ten years old."),
    ],
)
def test_years_that_pass_a_lie_and_another_are_none(first: str, second: str) -> None:
    assert not marked(first, AWAY, second).alarms(FindingKind.AGE)


def test_a_decade_is_ten_years() -> None:
    own = marked("[Tom] was in his early thirties.", AWAY, "[Tom], at nineteen, the youngest, sang.")
    own.told("Tom", AttributeKind.AGE, "thirties")
    assert own.alarms(FindingKind.AGE)
    near = marked("[Tom] was in his early thirties.", AWAY, "[Tom], aged 33, sang.")
    near.told("Tom", AttributeKind.AGE, "thirties")
    assert not near.alarms(FindingKind.AGE)


def test_a_number_that_is_no_age_is_none() -> None:
    own = marked("[Ann] was a girl of seventeen.", AWAY, "At [my age:Ann] one sings, or two.")
    own.told("Ann", AttributeKind.AGE, "two")
    assert not own.findings()


def test_ages_of_pronouns_and_of_two_pronouns_are_less_sure() -> None:
    own = marked("[She:Ann] was nineteen years old.", AWAY, "[I:Ann] was forty years old.")
    (found,) = own.candidates(FindingKind.AGE)
    assert found.signs["told by a pronoun"] == 2.0 and found.signs["by two pronouns"] == 1.0
    assert found.signs["unsure"] == pytest.approx(0.1)
    assert not own.alarms(FindingKind.AGE)
