"""Weather that cannot be at one time."""

from __future__ import annotations

import pytest

from fabula.types import FindingKind
from tests.story.findings.marked import marked


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("There was not a cloud above.", "The drizzle ran down the panes."),
        ("It was bitterly cold out there.", "The heat of the day made them drowsy."),
        ("There was not a breath of wind.", "They shouted against the gale."),
        ("It was pitch dark on the road.", "They went on by the moonlight."),
    ],
)
def test_weather_that_excludes_itself(first: str, second: str) -> None:
    own = marked(first, "They went on.", second)
    assert own.candidates(FindingKind.WEATHER)


@pytest.mark.parametrize(
    "second", ["A gentle breeze moved the leaves.", "The sunshine lay on the grass.", "Tom hailed the ferry."]
)
def test_weather_that_goes_together_is_none(second: str) -> None:
    assert not marked("There was not a cloud above.", second).candidates(FindingKind.WEATHER)


def test_a_change_is_a_sign() -> None:
    own = marked("There was not a cloud above.", "Then it changed, and the rain began.")
    assert all(found.signs["changed"] for found in own.candidates(FindingKind.WEATHER))
