"""Build, trade, home, family and sides that are told in two ways."""

from __future__ import annotations

import pytest

from fabula.types import FindingKind
from tests.story.findings.marked import marked

AWAY = "The road ran on between the hedges and over the hill. " * 5


@pytest.mark.parametrize(
    ("kind", "first", "second"),
    [
        (FindingKind.BUILD, "[Tom] was tall.", "[Tom] was a short man with a hat."),
        (FindingKind.BUILD, "[Tom], a stout man, sat down.", "[His:Tom] thin figure swayed."),
        (FindingKind.OCCUPATION, "[Tom] was a baker by trade.", "[Tom], a tailor, looked up."),
        (FindingKind.OCCUPATION, "[Tom] worked as a baker.", "[Tom] had never been anything but a tailor."),
        (FindingKind.ORIGIN, "[Tom] had been born in Leeds.", "[Tom] was a native of York."),
        (FindingKind.ORIGIN, "[Tom] came from Leeds.", "“[I:Tom] was born in York,” said [Tom]."),
        (FindingKind.ORIGIN, "[Tom] was an Irishman.", "[Tom] was a Frenchman."),
        (FindingKind.KIN, "[Tom] had three brothers.", "[His:Tom] two brothers were at sea."),
        (FindingKind.KIN, "[Tom] was an only child.", "[His:Tom] sister came in."),
        (FindingKind.KIN, "[Tom] was an only child.", "[Tom] wrote to [his:Tom] two brothers."),
        (
            FindingKind.SIDE,
            "A scar ran down [Tom]'s left cheek.",
            "The scar on [his:Tom] right cheek burned.",
        ),
        (FindingKind.SIDE, "[Tom] limped on the left foot.", "[Tom] dragged [his:Tom] right foot."),
    ],
)
def test_what_stays_so_is_not_told_otherwise(kind: FindingKind, first: str, second: str) -> None:
    (found,) = marked(first, AWAY, second).candidates(kind)
    assert found.entities == (1,) and len(found.spans) == 2


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("[Tom] was tall.", "[Ann] was a short woman."),
        ("[Tom] was tall.", "[Tom] was not short."),
        ("[Tom] was tall.", "[Tom] was short of money."),
        ("[Tom] was a stout man.", "[Tom] had a thin voice."),
        ("[Tom] had three brothers.", "[Tom] had two sisters."),
        ("[Tom] raised [his:Tom] left hand.", "[Tom] raised [his:Tom] right hand."),
        ("[Tom] was a baker.", "[Tom] went to a tailor."),
        ("[Tom] was a doctor.", "[Tom], the surgeon, came in."),
        ("[Tom] was an only child.", "[Ann] kissed [her:Ann] sister."),
    ],
)
def test_what_goes_together_is_none(first: str, second: str) -> None:
    own = marked(first, AWAY, second)
    kinds = (FindingKind.BUILD, FindingKind.OCCUPATION, FindingKind.KIN, FindingKind.SIDE)
    assert not [found.message for kind in kinds for found in own.candidates(kind)]


def test_words_that_explain_it_are_a_sign() -> None:
    (found,) = marked("[Tom] was thin.", AWAY, "[Tom] had grown: [he:Tom] was fat.").candidates(
        FindingKind.BUILD
    )
    assert found.signs["explained"] == 1.0


def test_a_shoulder_that_is_hurt_is_no_knee() -> None:
    own = marked("[Tom] held [his:Tom] wounded shoulder.", AWAY, "The hurt knee made [him:Tom] slow.")
    (found,) = own.candidates(FindingKind.SIDE)
    assert found.message == "“wounded shoulder” and “hurt knee”: it is another part that is hurt."
    assert not marked("The wounded arm ached.", AWAY, "The hurt arm was stiff.").candidates(FindingKind.SIDE)
