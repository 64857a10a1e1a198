"""Stretches whose teller a person has settled."""

from __future__ import annotations

from fabula.types import NarrativePerson
from tests.cast.pins.pinning import pinned
from tests.cast.scenes import Scene, tell


def told_by_an_i() -> Scene:
    return tell(
        "[I] went home, and [I] sat by [my] fire, for [I] was cold. [Watson] had left, and [Holmes] slept.",
        "[I] read until [I] fell asleep in [my] chair, and [I] dreamt of [Holmes].",
    )


def test_whoever_is_said_to_tell_is_the_i() -> None:
    scene = told_by_an_i()
    reading = pinned(scene, narrators={"I went home": "Watson"})
    assert [reading.who(label) for label in ("I", "my", "I 4", "I 6")] == ["Watson"] * 4
    assert reading.entity("Watson").narrator
    (told,) = reading.cast.narrations
    assert (told.person, told.narrator) == (NarrativePerson.FIRST, reading.entity("Watson").id)
    assert told.confidence == 1.0


def test_a_stretch_that_nobody_tells_is_told_in_the_third_person() -> None:
    reading = pinned(told_by_an_i(), narrators={"I went home": None})
    (told,) = reading.cast.narrations
    assert (told.person, told.narrator) == (NarrativePerson.THIRD, None)
    assert not any(entity.narrator for entity in reading.cast.entities)


def test_a_part_of_a_stretch_can_be_somebody_elses() -> None:
    scene = told_by_an_i()
    reading = pinned(scene, narrators={"I read until": "Holmes"})
    assert reading.who("I 6") == "Holmes"
    assert reading.who("I") != "Holmes"
    first, second = reading.cast.narrations
    assert second.start == scene.text.content.index("I read until")
    assert second.narrator == reading.entity("Holmes").id
    assert first.end <= second.start


def test_the_i_is_one_with_somebody_of_whom_it_tells() -> None:
    reading = pinned(told_by_an_i(), same=[("I", "Watson")])
    assert reading.who("I 4") == reading.who("Watson") == "Watson"
    assert reading.entity("Watson").narrator


def test_the_i_is_not_one_whom_it_must_not_be() -> None:
    scene = tell(
        "[I] went home, and [I] sat by [my] fire, for [I] was cold.",
        "“[Watson], wake up!” cried [Holmes].",
        "“I am awake,” [I] said.",
        "“Then, [Watson], come!” said [Holmes].",
        "“At once,” [I] said.",
        speakers={"wake up": "Holmes", "I am": "I 4", "come": "Holmes 2", "At once": "I 5"},
        addressees={"wake up": "Watson", "come": "Watson 2"},
    )
    assert scene.read().who("I") == "Watson"
    reading = pinned(scene, apart=[("I", "Watson")])
    assert reading.who("I") != reading.who("Watson")
    assert reading.mention("I").entity == reading.mention("I 4").entity
