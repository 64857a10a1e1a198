"""Numbers, colours and days that are told otherwise of the same thing."""

from __future__ import annotations

import pytest

from fabula.types import FindingKind
from tests.story.findings.marked import marked

AWAY = "The road ran on between the hedges and over the hill. " * 30


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The planet was seven cycles away.", "That planet was forty cycles away."),
        ("The ferry for Harwich leaves on Tuesday.", "He took the Friday ferry to Harwich."),
        ("He wore a false black beard.", "It was a false red beard."),
        ("Go to 12 Hurricane Street.", "They went to 417 Hurricane Street."),
    ],
)
def test_the_same_with_another_value(first: str, second: str) -> None:
    found = marked(first, AWAY, second).candidates(FindingKind.NUMBER)
    assert [own for own in found if len(own.spans) == 2]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The planet was seven cycles away.", "That planet was seven cycles away."),
        ("The planet was seven cycles away.", "He bought forty oranges."),
        ("He sat on blue cushions.", "She liked her crimson cushions."),
        ("Sent from Harwich to Ned on 2 March.", "Sent from Harwich to Ned on 31 March."),
    ],
)
def test_the_same_value_and_another_thing_are_none(first: str, second: str) -> None:
    assert not marked(first, AWAY, second).candidates(FindingKind.NUMBER)
