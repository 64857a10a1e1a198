"""Thoughts in chapters of the third person, with italics and without: whole scenes of them."""

from __future__ import annotations

import pytest

from tests.end_to_end.whole_scenes import read_scene

pytestmark = pytest.mark.model


def test_thoughts_in_italics_are_their_thinkers() -> None:
    scene = read_scene("stair", italics=True)
    assert scene.told() == [("third", None)]
    assert not scene.narrators()
    for words in ("I am not going up", "I doing", "I could turn round", "I shall find"):
        assert scene.means("I", words) == "Marguerite"
    assert scene.speaker("Are you afraid") == "Uncle Basil"


def test_a_voice_in_italics_tells_no_story() -> None:
    scene = read_scene("net", italics=True)
    assert scene.told() == [("third", None)]
    assert not scene.narrators()
    assert scene.means("I", "I don't believe in wishes") == "Henk"
    assert scene.speaker("had no beer") == "Henk"


def test_thoughts_that_only_a_tag_tells_make_no_narrator() -> None:
    scene = read_scene("forgery", italics=True)
    assert scene.told() == [("third", None)]
    assert not scene.narrators()
    for words in ("I shall have to hang", "I could say that I never", "I could say that it"):
        assert scene.means("I", words) == "Brandreth"


def test_what_a_teller_thinks_in_italics_is_the_tellers() -> None:
    scene = read_scene("sister", italics=True)
    assert [person for person, _ in scene.told()] == ["first"]
    assert (
        scene.means("I", "I shall stand here") == scene.means("I", "I must say") == scene.means("I", "I rang")
    )
