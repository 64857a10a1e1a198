"""Lines whose speaker or hearers a person has settled."""

from __future__ import annotations

import pytest

from tests.cast.pins.pinning import pinned
from tests.cast.scenes import Scene, tell


@pytest.fixture(name="talk")
def talk_of_two() -> Scene:
    """Emma and Harriet take turns, and no tag says who begins."""
    return tell(
        "[Emma Lisle] met [Harriet Dunn] at the gate, and [Emma] spoke to [Harriet].",
        "“It rained all night.”",
        "“So it did.”",
        "“And the road is gone.”",
        "“Then we walk.”",
        "“We walk.”",
        links={"Emma": "Emma Lisle", "Harriet": "Harriet Dunn"},
    )


def test_what_is_settled_holds_with_all_confidence(talk: Scene) -> None:
    for name, other in (("Emma Lisle", "Harriet Dunn"), ("Harriet Dunn", "Emma Lisle")):
        reading = pinned(talk, speakers={"And the road": name})
        assert reading.speaker("And the road") == name
        assert reading.quote("And the road").confidence == 1.0
        assert reading.speakers() == [name, other, name, other, name]


def test_nobody_speaks_what_nobody_says_and_turns_pass_over_it(talk: Scene) -> None:
    reading = pinned(talk, speakers={"It rained": "Emma Lisle", "So it did": None})
    assert reading.speaker("So it did") is None
    assert reading.quote("So it did").confidence == 1.0
    assert reading.speaker("And the road") == "Harriet Dunn"


def test_nobody_says_what_is_said_to_her(talk: Scene) -> None:
    for hearer, speaker in (("Emma Lisle", "Harriet Dunn"), ("Harriet Dunn", "Emma Lisle")):
        reading = pinned(talk, addressees={"And the road": [hearer]})
        assert reading.addressees("And the road") == [hearer]
        assert reading.speaker("And the road") == speaker
    assert pinned(talk, addressees={"Then we walk": []}).addressees("Then we walk") == []


def test_a_line_of_one_whom_the_text_has_no_words_for_is_somebody_new(talk: Scene) -> None:
    reading = pinned(
        talk,
        speakers={"Then we walk": "Then we walk", "We walk": "Then we walk"},
        names={"Then we walk": "the smith"},
    )
    assert reading.speaker("Then we walk") == reading.speaker("We walk") == "the smith"
    smith = reading.entity("the smith")
    assert smith.quotes >= 2
    assert smith.first == min(quote.start for quote in reading.cast.quotes if quote.speaker == smith.id)


def test_a_speaker_told_of_nowhere_near_is_found(talk: Scene) -> None:
    scene = tell(
        "[Anton] left early.",
        *["Nothing moved on the road, and the dust lay where the wind had put it down. " * 8] * 6,
        "[Emma Lisle] met [Harriet Dunn] at the gate.",
        "“It rained all night.”",
        "“So it did.”",
    )
    assert pinned(scene, speakers={"It rained": "Anton"}).speaker("It rained") == "Anton"
