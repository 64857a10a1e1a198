"""Chats and interviews in a story: whose their lines are, and whom the words around them mean."""

from __future__ import annotations

import pytest

from fabula.cast.names import is_handle, parse_handle
from tests.cast.scenes import tell

CHAT = ["[Dora]: are [you] there", "[Ravi]: [I] am asleep", "[Dora]: liar"]


def test_a_line_of_a_chat_is_its_labels() -> None:
    reading = tell("[Dora] sat up.", *CHAT, "“Ravi!” said [Dora].").read()
    assert reading.speakers() == ["Dora", "Ravi", "Dora", "Dora"]
    assert reading.who("I") == "Ravi"
    assert reading.addressees("asleep") == ["Dora"]
    assert [(told.person.value, told.narrator) for told in reading.cast.narrations] == [("third", None)]


def test_the_story_goes_on_with_those_who_were_in_it() -> None:
    reading = tell(
        "[Mara] read it under the lamp, and so did [Dora].",
        *CHAT,
        "[She] turned the page. “Is that all?” [she] asked.",
        links={"She": {"Mara": 0.3, "Dora 2": 0.6}, "she": "She"},
    ).read()
    assert reading.who("She") == "Mara"
    assert reading.speaker("Is that all") == "Mara"


def test_what_is_said_aloud_takes_no_turn_in_a_chat() -> None:
    reading = tell(*CHAT, "“Who is that?” asked [Mara].", "[Ravi]: well?").read()
    assert reading.addressees("Who is that") == []
    assert reading.addressees("well?") == []


@pytest.mark.parametrize(
    ("shown", "words"),
    [
        ("wen_li", ("wen", "li")),
        ("odile99", ("odile",)),
        ("@Dora", ("dora",)),
        ("nightjar", ("nightjar",)),
        ("Dr. Fane", ("fane",)),
        ("77", ("77",)),
    ],
)
def test_a_handle_is_a_name(shown: str, words: tuple[str, ...]) -> None:
    assert parse_handle(shown).words == words


def test_whoever_has_a_name_is_not_shown_by_a_handle() -> None:
    assert [is_handle(name) for name in ("wen_li", "odile99", "nightjar")] == [True] * 3
    assert [is_handle(name) for name in ("Wen", "Jean-Paul", "the Hatter", "Dr. Fane")] == [False] * 4
    reading = tell(
        "[Wen] sat up.",
        "[wen_li|name]: are [you] there",
        "[ravi_7|name]: no",
        "[wen_li|name]: liar",
        "[wen_li|name]: liar!",
    ).read()
    assert reading.speaker("are you") == "Wen"
    assert reading.speaker("no") == "ravi_7"
    assert reading.entity("Wen").aliases == ("wen_li",)


def test_all_questions_of_an_interview_are_ones_and_all_answers_anothers() -> None:
    reading = tell(
        "[Bram] sat down before [Mott].",
        "Q: Where were [you], [Mr. Ash]?",
        "A: At home.",
        "Q: Alone?",
        "A: With a cat.",
        "“A cat,” said [Mott].",
        "“A cat,” said [Mr. Ash].".replace("A cat", "My cat"),
        addressees={"Where were": "Mr. Ash"},
    ).read()
    questions = {reading.speaker("Where were"), reading.speaker("Alone")}
    answers = {reading.speaker("At home"), reading.speaker("With a cat")}
    assert len(questions) == len(answers) == 1
    assert answers == {"Mr. Ash"}
    assert not questions & answers


def test_who_asks_and_answers_in_an_interview_of_nobody_named_is_unknown() -> None:
    reading = tell(
        "[Mott] read it.", "Q. Were [you] there?", "A. [I] was.", "[He] yawned.", links={"He": "Mott"}
    ).read()
    assert reading.speakers() == [None, None]
