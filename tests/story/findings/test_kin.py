"""Kin that cannot be."""

from __future__ import annotations

import pytest

from fabula.types import FindingKind, RelationKind
from tests.story.findings.marked import marked

AWAY = "The road ran on between the hedges and over the hill. " * 5


def test_nobody_is_brother_and_husband() -> None:
    own = marked("[Ann] is the sister of [Tom].", AWAY, "[Ann] is the wife of [Tom].")
    own.kin("Ann", RelationKind.SIBLING, "Tom", "sister").kin("Tom", RelationKind.SPOUSE, "Ann", "wife")
    (found,) = own.candidates(FindingKind.KIN)
    assert found.message == "Ann is sibling of Tom and also spouse of Tom."
    assert found.signs["told relations"] == 1.0


def test_a_father_is_one_from_both_sides() -> None:
    own = marked("[Ann] is the daughter of [Tom].", AWAY, "[Tom] is the father of [Ann].")
    own.kin("Ann", RelationKind.CHILD, "Tom", "daughter").kin("Tom", RelationKind.PARENT, "Ann", "father")
    assert not own.candidates(FindingKind.KIN)


def test_a_widower_has_no_wife() -> None:
    own = marked("“[I:Tom] am a widower,” said [Tom].", AWAY, "[Tom] lay down beside [his:Tom] wife.")
    (message,) = own.alarms(FindingKind.KIN)
    assert message == "Tom is told of with “I am a widower” and then with “his wife”."


@pytest.mark.parametrize(
    "second",
    [
        "[Tom] thought of [his:Tom] late wife and of [his:Tom] wife's grave.",
        "[Tom] kissed [his:Tom] new wife; [his:Tom] wife blushed.",
        "[Tom] held the portrait of [his:Tom] wife.",
        "[Ned] kissed [his:Ned] wife.",
    ],
)
def test_a_wife_who_is_dead_or_new_or_of_another_is_none(second: str) -> None:
    assert not marked("“[I:Tom] am a widower,” said [Tom].", AWAY, second).alarms(FindingKind.KIN)
