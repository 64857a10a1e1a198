"""Things that are used after they are lost, and those that come back."""

from __future__ import annotations

import time

import pytest

from fabula.types import FindingKind
from tests.story.findings.marked import marked

AWAY = "The road ran on between the hedges and over the hill. " * 5


@pytest.mark.parametrize(
    ("lost", "used"),
    [
        ("[Tom] threw the letter into the fire.", "[Tom] took the letter out of his pocket."),
        ("[Tom] sold his watch to a pedlar.", "[Tom] looked at his watch."),
        ("[Tom]’s catapult slipped from his hand and sank into the river.", "[Tom] put his catapult away."),
        ("[Tom] blew out his candle.", "The candle in his hand flickered."),
        ("[Tom] had given away his umbrella.", "[Tom] leaned his umbrella against the wall."),
        ("[Tom] took the key and threw it into the river.", "[Tom] held the key in his hand."),
        ("The bridge swayed. The lamp was smashed.", "The lamp burned on the table."),
    ],
)
def test_what_is_lost_is_not_at_hand(lost: str, used: str) -> None:
    (found,) = marked(lost, AWAY, used).candidates(FindingKind.OBJECT)
    assert len(found.spans) == 2 and found.signs["used thing"] == 1.0


@pytest.mark.parametrize(
    ("lost", "used"),
    [
        ("[Tom] threw the letter into the fire.", "[Tom] took the watch out of his pocket."),
        ("[Tom] nearly dropped the watch.", "[Tom] looked at the watch."),
        ("[Tom] lost his temper.", "[Tom] held his temper in his hand."),
        ("[Tom] took the paper and dropped it in the bowl.", "[Tom] held the bowl in his hand."),
        ("[Tom] gave her a ring and handed the towel to Ann.", "[Tom] held the towel rail in his hand."),
        ("[Tom] sold his watch.", "The price of the watch was high."),
    ],
)
def test_another_thing_and_one_that_is_not_lost_are_none(lost: str, used: str) -> None:
    assert not marked(lost, AWAY, used).candidates(FindingKind.OBJECT)


def test_what_comes_back_is_a_sign() -> None:
    own = marked("[Tom] dropped the watch.", AWAY, "[Tom] found it again and put the watch on the table.")
    (found,) = own.candidates(FindingKind.OBJECT)
    assert found.signs["regained"] == 1.0


def test_very_many_things_take_no_long_time() -> None:
    letters = [chr(97 + k) for k in range(26)]
    things = [f"thing{a}{b}{c}" for a in "abcdefgh" for b in letters for c in letters]
    text = " ".join(f"He lost his {thing}. He held his {thing} in his hand." for thing in things)
    started = time.process_time()
    assert len(marked(text).candidates(FindingKind.OBJECT)) > 1000
    assert time.process_time() - started < 20
