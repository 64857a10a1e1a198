"""One who has a single hand to use and uses both."""

from __future__ import annotations

import pytest

from fabula.types import FindingKind
from tests.story.findings.marked import marked

AWAY = "The road ran on between the hedges and over the hill. " * 5


@pytest.mark.parametrize(
    "one",
    [
        "[Tom] stood there, [his:Tom] left arm strapped across.",
        "[Tom] waved [his:Tom] one good hand.",
        "[Tom] sat with [his:Tom] arm in a black sling.",
    ],
)
def test_a_bound_arm_and_both_hands(one: str) -> None:
    own = marked(one, AWAY, "[Tom] clapped both [his:Tom] strong hands.")
    (message,) = own.alarms(FindingKind.SIDE)
    assert "both his strong hands" in message


@pytest.mark.parametrize(
    ("one", "both"),
    [
        ("[Tom] had one blue eye and one brown.", "[Tom] shut both [his:Tom] eyes."),
        ("[Tom] had no ear for music.", "[Tom] put cotton in both [his:Tom] ears."),
        ("[Tom] lost the hand, and his money.", "[Tom] clapped both [his:Tom] hands."),
        ("[Tom] opened the letter one-handed.", "[Tom] clapped both [his:Tom] hands."),
        ("[Tom] had the hand that has long fingers.", "[Tom] clapped both [his:Tom] hands."),
    ],
)
def test_words_that_leave_both_are_none(one: str, both: str) -> None:
    assert not marked(one, AWAY, both).alarms(FindingKind.SIDE)


def test_the_hands_of_another_a_leg_and_a_dream_are_none() -> None:
    one = "[Tom] sat with [his:Tom] arm in a black sling."
    assert not marked(one, AWAY, "[Ann] clapped both [her:Ann] hands.").alarms(FindingKind.SIDE)
    assert not marked(one, AWAY, "[Tom] crossed both [his:Tom] legs.").alarms(FindingKind.SIDE)
    dream = marked(one, AWAY, "In the dream [Tom] clapped both [his:Tom] hands.")
    assert not dream.alarms(FindingKind.SIDE)
