"""Mentions that are settled: whose they are, and who is no character at all."""

from __future__ import annotations

from fabula.cast.pins.notes import settled_notes
from fabula.types import EntityType, MentionForm, Pins
from tests.cast.pins.pinning import pinned
from tests.cast.scenes import tell


def test_a_settled_mention_takes_the_pronouns_along() -> None:
    scene = tell(
        "[Anna] and [Berta] came in.",
        "[The girl] sat, and [she] sang [her] song.",
        links={"The girl": "Anna", "she": "The girl", "her": "she"},
    )
    assert scene.read().who("her") == "Anna"
    reading = pinned(scene, mentions={"The girl": "Berta"})
    assert [reading.who(label) for label in ("The girl", "she", "her")] == ["Berta"] * 3
    assert reading.mention("The girl").confidence == 1.0


def test_a_settled_pronoun_is_hers_and_so_are_those_that_go_back_to_it() -> None:
    scene = tell(
        "[Anna] saw [Berta].",
        "[She] laughed, and [she] ran.",
        links={"She": "Anna", "she": "She"},
    )
    reading = pinned(scene, mentions={"She": "Berta"})
    assert reading.who("She") == reading.who("she") == "Berta"


def test_what_is_nobodys_is_in_no_entity() -> None:
    scene = tell("[Anna] came in. [The girl] sat.", links={"The girl": "Anna"})
    reading = pinned(scene, mentions={"The girl": None})
    assert reading.who("The girl") is None
    assert reading.mention("The girl").chain is None
    assert reading.entity("Anna").mentions == 1


def test_words_that_were_no_mention_become_one() -> None:
    scene = tell("[Anna] came in, and the tall girl sat.", "“No,” said [she].", speakers={"No": "she"})
    reading = pinned(scene, mentions={"the tall girl": "Anna"})
    (found,) = [m for m in reading.cast.mentions if m.start == scene.text.content.index("the tall girl")]
    assert scene.text.content[found.start : found.end] == "the tall girl"
    assert (found.type, found.form, found.confidence) == (EntityType.PERSON, MentionForm.NOMINAL, 1.0)
    assert found.entity == reading.entity("Anna").id
    assert len(reading.cast.mentions) == len(scene.notes.mention_start) + 1


def test_an_added_mention_of_nobody_else_is_somebody_new() -> None:
    scene = tell("[Anna] came in, and the tall girl sat. [She] sang.", links={"She": "Anna"})
    reading = pinned(scene, mentions={"the tall girl": "the tall girl"}, names={"the tall girl": "Berta"})
    assert reading.entity("Berta").mentions == 1
    assert reading.who("Anna") == "Anna"


def test_a_part_of_a_word_stands_for_the_word() -> None:
    scene = tell("[Anna] came in, and Bertas sat.")
    reading = pinned(scene, mentions={"erta": "Anna"})
    assert "Bertas" in [scene.text.content[m.start : m.end] for m in reading.cast.mentions]


def test_a_pin_that_touches_no_word_says_nothing() -> None:
    scene = tell("[Anna] came in.", "[Berta] sat.")
    between = scene.text.content.index("\n"), scene.text.content.index("Berta")
    pins = Pins(mentions={between: (scene.notes.mention_span(scene.labels["Anna"]),)})
    settled = settled_notes(scene.text, scene.notes, pins)
    assert list(settled.pins.mentions) == [between]
    assert len(settled.notes.mention_start) == len(scene.notes.mention_start)


def test_what_is_no_character_is_not_in_the_cast_and_says_nothing() -> None:
    scene = tell(
        "[Anna] met [Fortune], and [Fortune] smiled.",
        "“Come,” said [Fortune].",
        "“I will,” said [Anna].",
        speakers={"Come": "Fortune 3", "I will": "Anna 2"},
    )
    assert scene.read().speaker("Come") == "Fortune"
    reading = pinned(scene, not_characters=["Fortune"])
    assert reading.names == ["Anna"]
    assert reading.who("Fortune") is None
    assert reading.speaker("Come") != "Fortune"


def test_somebody_is_called_what_a_person_calls_him() -> None:
    scene = tell("[Anna Lisle] came in. [Anna] sat.", "[Berta] laughed.")
    reading = pinned(scene, names={"Anna": "the pianist"})
    assert reading.entity("the pianist").aliases == ("Anna Lisle", "Anna")
    assert reading.names == ["the pianist", "Berta"]


def test_one_whose_only_names_are_anothers_leaves_no_pronouns_behind() -> None:
    scene = tell(
        "[Anna] came in.",
        "[Berta] sat, and [she] sang. [She] laughed.",
        links={"she": "Berta", "She": "she"},
    )
    assert scene.read().who("She") == "Berta"
    assert pinned(scene, mentions={"Berta": "Anna"}).who("She") == "Anna"
    assert pinned(scene, mentions={"Berta": None}).who("Anna") == "Anna"
    assert pinned(scene, same=[("Anna", "Berta")]).who("She") == "Anna"
