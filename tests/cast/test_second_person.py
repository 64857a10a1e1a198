"""Stories told of a *you*: who that is, and what is none."""

from __future__ import annotations

import pytest

from tests.cast.scenes import tell

LAMP = [
    "[You] wake in the dark. [You] find [your] boots and [you] go down the stairs.",
    "“Who is there?” calls [Bram].",
    "“Only a cat,” [you] say.",
    "[You] open the door. [He] looks at [you].",
]


def test_the_you_of_the_telling_is_somebody_and_tells_nothing() -> None:
    reading = tell(*LAMP, links={"He": "Bram"}).read()
    assert [told.person.value for told in reading.cast.narrations] == ["second"]
    assert reading.cast.narrations[0].narrator is None
    assert {reading.who(label) for label in ("You", "your", "you", "you 2", "You 2", "you 3")} == {"you"}
    hero = reading.entity("you")
    assert hero.pronouns == ("you",)
    assert not hero.narrator
    assert hero.quotes == 1


def test_you_in_speech_goes_on_to_be_whoever_is_spoken_to() -> None:
    reading = tell(
        *LAMP[:3], "“[You 3|pronoun] are no cat,” says [Bram].".replace("[You 3|pronoun]", "[You]")
    ).read()
    assert reading.speaker("no cat") == "Bram"
    assert reading.who("You 3") == "you"
    answer = tell(*LAMP[:2], "“Are [you] drunk?” [you] ask.").read()
    assert answer.speaker("drunk") == "you"
    assert answer.who("you 2") == "Bram"


def test_the_hero_has_the_name_that_others_call_and_nobody_tells_of() -> None:
    reading = tell(
        *LAMP,
        "“Go to bed, [Ada],” says [Bram].",
        "“Soon,” [you] answer. [You] do not move.",
        "“Now, [Ada],” says [Bram].",
        "“Soon,” [you] tell [him].",
        links={"He": "Bram", "him": "Bram"},
        addressees={"Go to bed": "Ada", "Now": "Ada 2"},
    ).read()
    assert reading.who("You") == reading.who("you 3") == "Ada"
    assert reading.speaker("Only a cat") == "Ada"
    assert reading.addressees("Go to bed") == ["Ada"]


def test_one_of_whom_the_telling_tells_is_not_the_hero() -> None:
    reading = tell(
        *LAMP,
        "“Come here, [Ada],” says [Bram].",
        "[Ada] comes in from the yard, and [you] see that [Ada] is crying.",
        links={"He": "Bram"},
        addressees={"Come here": "Ada"},
    ).read()
    assert reading.who("You") == "you"
    assert reading.who("Ada 2") == "Ada"


def test_what_is_not_the_third_persons_is_not_the_heros() -> None:
    reading = tell(
        *LAMP, "[Your brother] laughs. [He] sits down.", links={"He": "Bram", "He 2": "Your brother"}
    ).read()
    assert reading.who("He 2") == "your brother"


@pytest.mark.parametrize(
    "words",
    [
        "[I] rose. [You] would have laughed if [you] had seen [me], and [I] laughed. [You] know [my] boots.",
        "[Bram] rose. [You] could see the sea, and [you] would have thought that [you] could touch it.",
        "[Bram] rose. If [you] climb the hill, when [you] are tired, [you] will see it as [you] can.",
        "[Bram] rose. [You] know how it is. The rain came down on the roof and ran along the gutter.",
    ],
)
def test_who_only_reads_is_no_hero(words: str) -> None:
    reading = tell(words, "“No,” said [Bram].").read()
    assert "second" not in [told.person.value for told in reading.cast.narrations]
    assert "you" not in reading.names


def test_a_book_may_tell_of_a_you_in_some_chapters_alone() -> None:
    third = "The fog lay on the river, and on the ships in the river, and on the marsh beyond. [Bram] slept. "
    reading = tell("# 1", third * 4, "# 2", *LAMP[:3], "# 3", third * 4).read()
    assert [told.person.value for told in reading.cast.narrations] == ["third", "second", "third"]


def test_a_name_that_the_reader_fills_in_is_the_heros() -> None:
    reading = tell(*LAMP, "“Good night, [Y/N|name],” says [Bram].", links={"He": "Bram"}).read()
    assert reading.speaker("Only a cat") == "Y/N"
