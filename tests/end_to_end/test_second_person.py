"""Stories told of a *you*, whole scenes of them, and others that only speak to their reader."""

from __future__ import annotations

import pytest

from fabula.types import NarrativePerson
from tests.end_to_end.whole_scenes import read_scene

pytestmark = pytest.mark.model


def test_the_hero_has_the_name_that_others_call() -> None:
    scene = read_scene("bakery")
    assert scene.told() == [("second", None)]
    assert not scene.narrators()
    for words in ("sleep,", "never listens", "Good morning,", "a great deal"):
        assert scene.speaker(words) == "Ilse"
    assert scene.speaker("early,") == scene.speaker("Nor could Piet") == "Halima"
    assert scene.speaker("Morning, Ilse") == scene.speaker("nothing to say") == "Piet"
    assert scene.addressees("Morning, Ilse")[0] == "Ilse"
    assert scene.entity("Ilse").pronouns == ("you",)
    assert scene.means("your", "put your purse") == "Ilse"


def test_a_hero_without_a_name_is_you() -> None:
    scene = read_scene("ghost")
    assert scene.told() == [("second", None)]
    assert scene.speaker("right here") == scene.speaker("Thank you") == "you"
    assert scene.speaker("Miss?") == "the postman"
    assert scene.addressees("Miss?") == ["you"]
    assert scene.speaker("Put the tin down") == "Sergeant Oduya"


def test_the_i_of_what_you_think_is_you() -> None:
    scene = read_scene("sword", italics=True)
    assert scene.told() == [("second", None)]
    assert scene.speaker("I won't") == scene.speaker("I know") == "you"
    assert scene.speaker("Too long") == "Captain Rusk"
    assert scene.speaker("Left foot") == "Bram"
    assert scene.means("I", "I hate him") == scene.means("I", "I will be better") == "you"


def test_a_name_that_the_reader_fills_in_is_the_heros() -> None:
    scene = read_scene("reader")
    assert scene.told() == [("second", None)]
    assert scene.speaker("found me") == scene.speaker("Nobody,") == "Y/N"
    assert (
        scene.speaker("There you are")
        == scene.speaker("Who wrote")
        == scene.speaker("Not without")
        == "Calder"
    )


@pytest.mark.parametrize(
    ("story", "person", "narrators"),
    [("aunt", NarrativePerson.FIRST, {"Narrator"}), ("hill", NarrativePerson.THIRD, set())],
)
def test_a_story_that_speaks_to_its_reader_is_told_as_before(
    story: str, person: NarrativePerson, narrators: set[str]
) -> None:
    scene = read_scene(story)
    assert [told for told, _ in scene.told()] == [person.value]
    assert scene.narrators() == narrators
    assert "you" not in {entity.name for entity in scene.work.cast.entities}
