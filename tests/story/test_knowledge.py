from __future__ import annotations

import pytest

from fabula.story.knowledge import KNOWLEDGE, Knowers
from fabula.story.knowledge_weights import parse_knowledge
from fabula.types import How
from tests.story.knowing import Page, in_order, page

NOUNS = {word: (word, "NOUN", "NN") for word in ("lantern", "cellar", "harvest", "thief")}
TWO_ROOMS = (
    "[Emma] came. [Tom] sat.",
    "“The lantern is in the cellar,” said [Emma].",
    "[Tom] saw [Emma].",
    "* * *",
    "[Jane] sat. [Ned] came.",
    "“The harvest is late,” said [Ned].",
    "[Jane] saw [Ned].",
)


def two_rooms(*later: str) -> Page:
    return page(
        *TWO_ROOMS,
        *later,
        there=[("Emma came", ["Emma", "Tom"]), ("Jane sat", ["Jane", "Ned"])],
        to={"lantern": ["Tom"], "harvest": ["Jane"]},
        words=NOUNS,
    )


def test_what_is_said_is_known_to_those_who_say_and_hear_it() -> None:
    own, words = two_rooms(), "lantern is in the cellar"
    assert own.knows("Tom", words) > 0.8
    assert own.knows("Emma", words) > 0.8
    assert own.knows("Jane", words) < 0.5


@pytest.mark.parametrize(("name", "how"), [("Tom", How.TOLD), ("Emma", How.OWN)])
def test_the_way_and_where_it_shows(name: str, how: How) -> None:
    own = two_rooms()
    found = own.knowers.knows(own.who(name), *own.span("lantern is in the cellar"), 10_000)
    assert found.how is how
    assert found.spans == (own.span("“The lantern is in the cellar,”"),)


def test_one_who_is_there_sees_what_happens() -> None:
    own = two_rooms()
    found = own.knowers.knows(own.who("Tom"), *own.span("Emma came"), 10_000)
    assert found.how is How.PRESENT
    assert found.knows > own.knows("Jane", "Emma came")


def test_one_who_is_told_again_later_may_know() -> None:
    own = two_rooms("“A lantern was in the cellar,” said [Ned].")
    found = own.knowers.knows(own.who("Jane"), *own.span("lantern is in the cellar"), 10_000)
    assert found.knows > two_rooms().knows("Jane", "lantern is in the cellar")
    again = own.span("“A lantern was in the cellar,”")
    assert again in found.spans
    hidden = own.knowers.knows(own.who("Jane"), *own.span("lantern is in the cellar"), 10_000, until=again[0])
    assert all(end <= again[0] for _, end in hidden.spans)


def test_nothing_is_known_before_it_is_told() -> None:
    own, words = two_rooms(), "harvest is late"
    assert own.knows("Jane", words) > 0.5 > own.knows("Jane", words, at="Jane sat")


def test_a_scene_that_is_told_later_may_have_happened_before() -> None:
    own = two_rooms()
    words, at = "harvest is late", "Tom saw Emma"
    assert own.knows("Jane", words, at=at) < in_order(own, 2, 1).knows("Jane", words, at=at)
    assert in_order(own, 2, 1).knows("Tom", "lantern is in the cellar", at="Jane saw Ned") < 0.5


def test_everything_is_past_at_the_end_of_a_story_that_ends_in_its_past() -> None:
    own = in_order(two_rooms(), 2, 1)
    assert own.knows("Tom", "lantern is in the cellar") > 0.8


def test_a_thought_in_quotation_marks_is_known_to_nobody_else() -> None:
    own = page(
        "[Tom] sat. [Emma] came.",
        "“The thief is here,” thought [Emma].",
        "[Tom] saw [Emma].",
        there=[("Tom sat", ["Tom", "Emma"])],
        by={"thief": "Emma"},
        words=NOUNS,
    )
    assert own.knows("Tom", "thief is here") < 0.5
    found = own.knowers.knows(own.who("Emma"), *own.span("thief is here"), 10_000)
    assert found.how is How.OWN


def test_the_features_have_the_order_of_their_names() -> None:
    own = two_rooms()
    row = own.knowers.features(own.who("Tom"), *own.span("lantern is"), 10_000)
    found = dict(zip(KNOWLEDGE, row.tolist(), strict=True))
    assert found["bias"] == found["speech"] == found["said to"] == 1.0
    assert found["not yet"] == found["told again"] == 0.0


def test_a_weight_for_each_feature_or_none_at_all() -> None:
    with pytest.raises(KeyError):
        parse_knowledge({"witness": {}, "knowledge": {}})


def test_a_story_without_scenes_is_answered() -> None:
    own = page(*TWO_ROOMS)
    assert isinstance(own.knowers, Knowers)
    assert 0.0 < own.knows("Tom", "lantern is in the cellar") < 1.0
