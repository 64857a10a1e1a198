"""Those who have left and still sit there, and those who may."""

from __future__ import annotations

import pytest

from fabula.types import FindingKind
from tests.story.findings.marked import marked

AWAY = "The road ran on between the hedges and over the hill. " * 5


@pytest.mark.parametrize("left", ["[Tom] got up and left.", "[Tom] left the room, and Ann sighed."])
def test_whoever_has_left_does_not_still_sit_there(left: str) -> None:
    own = marked(left, AWAY, "With [Tom] still slumped in the chair, Ann went on.").does(
        "Tom", "left", "leave"
    )
    (message,) = own.alarms(FindingKind.PLACE)
    assert message == "Tom has left (“left”) and is there: “Tom still slumped”."


@pytest.mark.parametrize(
    ("left", "after"),
    [
        ("[Tom] got up and left.", "He came back. [Tom] still sat there when it was dark."),
        ("[Tom] left his hat.", "[Tom] still sat there when it was dark."),
        ("[Tom] left.", "[Ann] still sat there when it was dark."),
        ("[Tom] left.", "In her dream [Tom] still sat there."),
        ("[Tom] left.", "[Tom] sat in the inn."),
    ],
)
def test_who_comes_back_and_who_leaves_a_thing_is_none(left: str, after: str) -> None:
    assert not marked(left, AWAY, after).does("Tom", "left", "leave").alarms(FindingKind.PLACE)
