"""Two who are one, and two who are two, because a person says so."""

from __future__ import annotations

from tests.cast.pins.pinning import pinned
from tests.cast.scenes import tell


def test_two_who_are_one_have_all_mentions_and_lines() -> None:
    scene = tell(
        "[Hux] came in. [The general] looked up.",
        "“Sit down,” said [the general].",
        "“I will stand,” said [Tom].",
        links={"the general": "The general"},
        speakers={"Sit down": "the general", "I will": "Tom"},
    )
    apart = scene.read()
    assert apart.who("Hux") != apart.who("the general")
    one = pinned(scene, same=[("Hux", "the general")])
    assert (
        one.who("Hux") == one.who("The general") == one.who("the general") == one.speaker("Sit down") == "Hux"
    )
    assert one.entity("Hux").mentions == 3


def test_chains_of_the_same_hold() -> None:
    scene = tell("[Anna] saw [Berta], [Clara] and [Doris] on the hill.", "[Clara] waved.")
    one = pinned(scene, same=[("Anna", "Berta"), ("Doris", "Clara"), ("Clara", "Berta")])
    assert len({one.who(label) for label in ("Anna", "Berta", "Clara", "Doris", "Clara 2")}) == 1


def test_two_names_that_share_a_word_are_parted() -> None:
    scene = tell("[Jonathan Harker] wrote. [Harker] slept.", "[Mr. Harker] woke, and [Harker] read.")
    assert len({scene.read().who(label) for label in ("Jonathan Harker", "Mr. Harker")}) == 1
    two = pinned(scene, apart=[("Jonathan Harker", "Mr. Harker")])
    assert two.who("Jonathan Harker") != two.who("Mr. Harker")


def test_one_name_of_two_is_parted_by_where_it_stands() -> None:
    scene = tell(
        "[Tom] ran home. [Tom] fell.",
        "# Two",
        "[Tom] was a cat. [Tom] slept, and [he] purred.",
        links={"he": "Tom 4"},
    )
    two = pinned(scene, apart=[(["Tom", "Tom 2"], ["Tom 3"])])
    assert two.mention("Tom").entity == two.mention("Tom 2").entity
    assert two.mention("Tom 3").entity == two.mention("Tom 4").entity == two.mention("he").entity
    assert two.mention("Tom").entity != two.mention("Tom 3").entity


def test_words_without_a_name_are_parted_and_pronouns_go_along() -> None:
    scene = tell(
        "[The man] came in, and [he] sat.",
        "[The man] at the bar laughed, and [he] drank.",
        links={"he": "The man", "The man 2": "The man", "he 2": "The man 2"},
    )
    assert len({scene.read().who(label) for label in ("The man", "he", "The man 2", "he 2")}) == 1
    two = pinned(scene, apart=[("The man", "The man 2")])
    assert two.mention("The man").entity == two.mention("he").entity
    assert two.mention("The man 2").entity == two.mention("he 2").entity != two.mention("The man").entity


def test_what_stands_for_either_of_two_who_are_one_is_theirs() -> None:
    scene = tell(
        "[Anna] saw [the girl] and [a girl] run.",
        "[The girl] sang.",
        links={"The girl": {"a girl": 0.5, "the girl": 0.4}},
    )
    one = pinned(scene, same=[("Anna", ["the girl", "a girl", "The girl"])])
    assert {one.who(label) for label in ("Anna", "the girl", "a girl", "The girl")} == {"Anna"}
