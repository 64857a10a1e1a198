"""Eyes and hair of two colours, and what makes them none."""

from __future__ import annotations

import pytest

from fabula.types import AttributeKind, FindingKind
from tests.story.findings.marked import marked

AWAY = "The road ran on between the hedges and over the hill. " * 5


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("[Her:Ann] grey eyes were on the sea.", "[Ann] lowered [her:Ann] large brown eyes."),
        ("[Ann]'s eyes were green.", "[Her:Ann] dark, almost black eyes shone."),
        ("[Ann] had clear blue eyes.", "[Her:Ann] black eyes shone as she turned."),
        ("[Ann] had eyes of the palest blue.", "The brown eyes of [Ann] were wet."),
        ("[Her:Ann] green eyes were wet.", "[Ann], whose eyes were nearly black, sat down."),
        ("[the blue-eyed girl:Ann] came in.", "[Her:Ann] black eyes shone."),
    ],
)
def test_eyes_of_two_colours_are_found_with_both_places(first: str, second: str) -> None:
    own = marked("[Ann] came. " + first, AWAY, second)
    ((message,), found) = own.alarms(FindingKind.EYES), own.findings()
    assert message.startswith("The eyes of Ann are told in two ways: ")
    assert len(found[0].spans) == 2 and found[0].spans[0][1] < found[0].spans[1][0]
    assert found[0].entities == (own.entities["Ann"],)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("[Her:Ann] grey eyes were on the sea.", "[Ann] lowered [her:Ann] blue eyes."),
        ("[Her:Ann] dark eyes were on the sea.", "[Ann] lowered [her:Ann] brown eyes."),
        ("[Her:Ann] grey eyes were on the sea.", "[Tom] lowered [his:Tom] brown eyes."),
        ("[Her:Ann] grey eyes were shut.", "In the dream [she:Ann] had [her:Ann] brown eyes back."),
        ("[Her:Ann] grey eyes were shut.", "With the lenses in, [her:Ann] brown eyes did not fit."),
        ("[Her:Ann] blue eyes were shut.", "[Her:Ann] red eyes told of tears."),
    ],
)
def test_what_is_near_or_another_or_explained_is_none(first: str, second: str) -> None:
    assert not marked("[Ann] came. " + first, AWAY, second).alarms(FindingKind.EYES)


def test_what_is_told_as_an_attribute_counts() -> None:
    own = marked("[Tom] came. That hair was long and yellow.", AWAY, "Now [his:Tom] black hair was wet.")
    own.told("Tom", AttributeKind.HAIR, "yellow")
    assert own.alarms(FindingKind.HAIR)


@pytest.mark.parametrize(
    "second",
    [
        "[Tom] dyed it, and [his:Tom] black hair shone.",
        "[His:Tom] grey hair was thin.",
        "A wig hid [his:Tom] black hair.",
    ],
)
def test_hair_is_dyed_and_turns_grey(second: str) -> None:
    assert not marked("[Tom] shook [his:Tom] red hair.", AWAY, second).alarms(FindingKind.HAIR)


def test_one_who_has_a_beard_has_no_smooth_chin() -> None:
    own = marked("[the black-bearded man:Tom] rose.", AWAY, "[Tom] rubbed [his:Tom] clean-shaven chin.")
    assert own.alarms(FindingKind.HAIR)
    shaved = marked(
        "[the black-bearded man:Tom] rose.", AWAY, "[Tom] had shaved: [his:Tom] clean-shaven chin."
    )
    assert not shaved.alarms(FindingKind.HAIR)


def test_people_who_are_called_by_their_hair() -> None:
    own = marked("[the redhead:Tom] sat down.", AWAY, "[Tom] ran a hand through [his:Tom] black hair.")
    (found,) = own.candidates(FindingKind.HAIR)
    assert found.signs["called so"] == 1.0
