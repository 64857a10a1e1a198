"""Those who have left and still sit there, and those who may."""

from __future__ import annotations

import pytest

from fabula.types import FindingKind
from tests.story.findings.marked import marked

AWAY = "The road ran on between the hedges and over the hill. " * 5


@pytest.mark.parametrize("left", ["[Tom] got up and left.", "[Tom] left the room, and Ann sighed."])
def test_whoever_has_left_does_not_still_sit_there(left: str) -> None:
    own = marked(left, AWAY, "With [Tom] still slumped in the chair, Ann went on.")
    (found,) = own.candidates(FindingKind.PLACE)
    assert found.message.endswith(" and is there: “Tom still slumped”.")
    assert found.signs["still there"] == 1.0 and "came back" not in found.signs


@pytest.mark.parametrize(
    ("left", "there"),
    [
        ("The door closed behind [Tom].", "[Tom] nodded slowly."),
        ("[He:Tom] had headed to [Leeds].", "[Ann] sat down beside [Tom]."),
        ("There was no sign of [Tom].", "[Tom] bought some apples."),
        ("[Tom] took [his:Tom] hat and went home.", "“Well,” said [Ann] to whoever was behind [Tom]."),
    ],
)
def test_ways_to_be_gone_and_to_be_there(left: str, there: str) -> None:
    assert marked("[Tom] came.", left, AWAY, there).candidates(FindingKind.PLACE)


@pytest.mark.parametrize(
    ("left", "after"),
    [
        ("[Tom] left his hat.", "[Tom] still sat there when it was dark."),
        ("[Tom] left.", "[Ann] still sat there when it was dark."),
        ("[Ann] sat without [his:Tom] coat.", "[Tom] nodded."),
        ("[Tom] came.", "[Tom] sat in the inn."),
    ],
)
def test_who_leaves_a_thing_and_who_is_another_is_none(left: str, after: str) -> None:
    assert not marked(left, AWAY, after).candidates(FindingKind.PLACE)


@pytest.mark.parametrize(
    ("after", "sign"),
    [
        ("He came back. [Tom] still sat there when it was dark.", "came back"),
        ("In her dream [Tom] still sat there.", "explained"),
    ],
)
def test_who_comes_back_is_there(after: str, sign: str) -> None:
    own = marked("[Tom] left the room.", AWAY, after)
    assert own.candidates(FindingKind.PLACE)[0].signs[sign] == 1.0
    assert not own.alarms(FindingKind.PLACE)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("At nine o’clock [Tom] was in the library.", "At nine o’clock [Tom] was in the garden."),
        ("[Tom] had spent the whole of that night in Leeds.", "All that night [Tom] sat in the barn."),
    ],
)
def test_nobody_is_at_two_places_at_once(first: str, second: str) -> None:
    (found,) = marked(first, AWAY, second).candidates(FindingKind.PLACE)
    assert found.message.startswith("Tom is at two places, ")
