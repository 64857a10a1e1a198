"""Groups have members, and are never one of them."""

from __future__ import annotations

import pytest

from fabula.cast.coreference import resolve_mentions
from fabula.cast.evidence import people_of
from fabula.cast.groups import gather
from fabula.cast.lexicon import PLURAL
from tests.cast.scenes import Reading, tell

BENNETS = "[Mr. Bennet] sat with [Mrs. Bennet] and [Jane Bennet]. [Jane] smiled at [Lydia Bennet]."


def members(reading: Reading, name: str) -> list[str]:
    return [reading.cast.entities[m - 1].name for m in reading.entity(name).members]


def test_a_coordination_has_its_parts_for_members() -> None:
    reading = tell("[Tom] ran. [Mary] ran.", "[[Tom] and [Mary]] met [[Ned], [Ann] and [Sue]].").read()
    assert members(reading, "Tom and Mary") == ["Tom", "Mary"]
    assert members(reading, "Ned, Ann and Sue") == ["Ned", "Ann", "Sue"]
    assert reading.entity("Tom").members == ()


def test_the_model_cannot_make_a_coordination_one_of_its_parts() -> None:
    reading = tell(
        "[Tom] ran. [Tom] fell.",
        "[[Tom] and [Mary]] laughed. [They] went home.",
        links={"Tom and Mary": "Tom 2", "They": "Tom and Mary"},
    ).read()
    assert reading.who("Tom and Mary") == "Tom and Mary"
    assert reading.entity("Tom").mentions == 3
    assert members(reading, "Tom and Mary") == ["Tom", "Mary"]


def test_a_plural_is_taken_out_of_a_named_person() -> None:
    reading = tell("[Emma] sat down. [The girls] laughed.", links={"The girls": "Emma"}).read()
    assert reading.who("The girls") == "the girls"
    assert reading.entity("Emma").aliases == ()


def test_the_same_people_are_one_group() -> None:
    reading = tell(
        "[[Tom] and [Mary]] met. [[Mary] and [Tom]] danced. [Tom] bowed. [Mary] too.",
        "[Tom] and [Mary] went home. There [they] slept, and [they] woke late.",
        links={"they 2": "they"},
    ).read()
    assert reading.who("Mary and Tom") == reading.who("they") == reading.who("they 2")
    assert [{*e.members} for e in reading.cast.entities if e.members] == [{1, 2}]


def test_a_family_is_everyone_of_its_surname() -> None:
    reading = tell(BENNETS, "[The Bennets|name] went to town. [Mr. Darcy] saw [the Bennets|name].").read()
    assert members(reading, "the Bennets") == ["Mr. Bennet", "Mrs. Bennet", "Jane Bennet", "Lydia Bennet"]


def test_the_misses_of_a_family_are_its_unmarried_women() -> None:
    reading = tell(
        BENNETS,
        "[She] met [the Miss Bennets|name]. [They] bowed. [She 2|pronoun] was glad.".replace(
            "[She 2|pronoun]", "[She]"
        ),
        "[Jane Bennet] knew that [she] was late, and [Lydia Bennet] that [she] was.",
        links={"she": "Jane Bennet 2", "she 2": "Lydia Bennet 2"},
    ).read()
    assert members(reading, "the Miss Bennets") == ["Jane Bennet", "Lydia Bennet"]


def test_elder_ones_are_a_group_of_unknown_members() -> None:
    reading = tell(BENNETS, "[The Bennets|name] met [the two elder Miss Bennets|name].").read()
    assert members(reading, "the two elder Miss Bennets") == []
    assert len(members(reading, "the Bennets")) == 4


def test_a_married_couple() -> None:
    reading = tell(BENNETS, "[Mr. and Mrs. Bennet|name] came in.").read()
    assert members(reading, "Mr. and Mrs. Bennet") == ["Mr. Bennet", "Mrs. Bennet"]


def test_a_plural_that_is_nobodys_surname_is_no_family() -> None:
    reading = tell("[Dickens] read [the Times|ORG|name]. [The Hills|LOC|name] lay beyond.").read()
    assert not any(e.members for e in reading.cast.entities)


def test_her_sisters_are_each_who_is_her_sister() -> None:
    reading = tell(
        "[Emma] called [[her] sister], and [Jane] came. [Emma] loved [[her] sister].",
        "[[her] sisters] wept.",
        links={
            "her": "Emma",
            "her 2": "Emma 2",
            "her 3": "Emma 2",
            "Jane": "her sister",
            "her sister 2": "Jane",
        },
    ).read()
    assert reading.who("her sister") == reading.who("her sister 2") == "Jane"
    assert members(reading, "her sisters") == ["Jane"]


def test_they_of_two_people_are_those_two() -> None:
    reading = tell(
        "[Tom] met [Mary] at the gate. [They] talked, and [they] laughed.", links={"they": "They"}
    ).read()
    assert members(reading, "Tom and Mary") == ["Tom", "Mary"]
    assert reading.who("They") == reading.who("they") == "Tom and Mary"
    assert reading.entity("Tom and Mary").pronouns == (PLURAL,)


def test_they_of_three_people_or_in_speech_are_nobody_known() -> None:
    reading = tell(
        "[Tom] met [Mary] and [Ned]. Then [Ann] came. [They] talked, and [they] laughed.",
        "“[Tom] saw [Mary]. [They] ran, and [they] fell,” said [Ann].",
        links={"they": "They", "they 2": "They 2"},
    ).read()
    assert not any(e.members for e in reading.cast.entities if e.name == "Tom and Mary")


def test_they_who_are_one_person_make_no_group() -> None:
    reading = tell(
        "[Alex] sat down. [They] sighed. [They] were tired of [their] work.",
        links={"They": "Alex", "They 2": "They", "their": "They 2"},
    ).read()
    alex = reading.entity("Alex")
    assert (alex.pronouns, alex.members, alex.mentions) == ((PLURAL,), (), 4)


def test_a_group_may_speak() -> None:
    reading = tell(
        "[[Tom] and [Mary]] looked up. [Tom] and [Mary] had seen it.",
        "“There!” [they] cried.",
        links={"they": "Tom and Mary"},
        speakers={"There": "they"},
    ).read()
    assert reading.speaker("There") == "Tom and Mary"
    assert reading.entity("Tom and Mary").quotes == 1


@pytest.mark.parametrize("words", ["the Duke of Rook, and King of Hay", "friend or foe"])
def test_one_with_two_titles_is_one(words: str) -> None:
    one, _, two = words.replace(",", "").partition(" and " if " and " in words else " or ")
    text = words.replace(one, f"[{one}|nominal]").replace(two, f"[{two}|nominal]")
    reading = tell(f"Here came [{text}|nominal].").read()
    assert not any(e.members for e in reading.cast.entities)


def test_a_tag_goes_back_to_the_group_that_another_was_joined_with() -> None:
    scene = tell(
        "[[Anna] and [Bell]] came. Later [[Anna] and [Bell]] sat down. “No,” said [they].",
        links={"they": "Anna and Bell 2"},
        speakers={"No": "they"},
    )
    book = scene.book
    resolution = resolve_mentions(book, people_of(book), -1)
    gather(book, resolution)
    (who,) = resolution.links.values()
    assert all(resolution.figures[n].mentions for n in who if n >= 0)


def test_a_tag_of_they_who_go_back_to_two_is_not_the_one_they_were_taken_for() -> None:
    reading = tell(
        "[Emma] sang. [[Emma] and [Tom]] came in. “No,” said [they].",
        "“Why?” asked [Emma].",
        links={"they": "Emma and Tom", "Emma and Tom": "Emma"},
        speakers={"No": "they", "Why": "Emma 3"},
    ).read()
    assert reading.speaker("No") == reading.who("they") == "Emma and Tom"
