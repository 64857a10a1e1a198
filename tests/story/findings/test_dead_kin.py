"""Kin who died and still act, and kin by name and word."""

from __future__ import annotations

import pytest

from fabula.types import FindingKind
from tests.story.findings.marked import marked

AWAY = "The road ran on between the hedges and over the hill. " * 5


@pytest.mark.parametrize(
    ("dead", "alive"),
    [
        ("[Ann]’s mother had died of a fever.", "[Her:Ann] mother came in with the tea."),
        ("[Her:Ann] parents were dead.", "“[My:Ann] father is waiting for me,” said [Ann]."),
        ("They had killed [her:Ann] father.", "She kissed [her:Ann] father."),
    ],
)
def test_the_dead_do_not_come_in(dead: str, alive: str) -> None:
    (found,) = marked("[Ann] came.", dead, AWAY, alive).candidates(FindingKind.DEAD)
    assert found.entities == (1,)


def test_the_kin_of_another_may_live() -> None:
    own = marked("[Ann]’s mother had died.", AWAY, "[Tom]’s mother came in.", "[Ann]’s aunt came in.")
    assert not own.candidates(FindingKind.DEAD)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("[Her:Ann] brother Ned wrote.", "[Her:Ann] nephew Ned wrote."),
        ("Ned, [Ann]’s cousin, wrote.", "“[My:Ann] brother Ned says so,” said [Ann]."),
    ],
)
def test_one_is_not_brother_and_nephew(first: str, second: str) -> None:
    (found,) = marked("[Ann] came.", first, AWAY, second).candidates(FindingKind.KIN)
    assert found.message.endswith("cannot both be.")


def test_two_of_one_name_may_be_kin_of_two() -> None:
    own = marked("[Ann]’s brother Ned wrote.", AWAY, "[Tom]’s nephew Ned wrote.")
    assert not own.candidates(FindingKind.KIN)
