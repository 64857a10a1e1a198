"""The lines of chats, interviews and transcripts, which a label gives to somebody."""

from __future__ import annotations

import time

import pytest

from fabula.language.speech.labels import labelled_lines
from tests.language.speech.pages import page, speech

STORY = "Dora looked at the screen, and so did Ravi.\n\n"


def lines(content: str) -> list[tuple[str, str]]:
    """Each labelled line of a page: its label, and what is said."""
    return [
        (content[slice(*line.label)], content[slice(*line.speech)]) for line in labelled_lines(page(content))
    ]


@pytest.mark.parametrize(
    ("chat", "labels"),
    [
        ("Dora: are you there\n\nRavi: no", ["Dora", "Ravi"]),
        ("Dora: are you there\nRavi: no\nDora: liar", ["Dora", "Ravi", "Dora"]),
        ("[10:04] Dora: are you there\n[10:05] Ravi: no", ["Dora", "Ravi"]),
        ("Dora (10:04): are you there\n\nRavi (10:05): no", ["Dora", "Ravi"]),
        ("<dora> are you there\n<ravi_7> no\n<dora> liar", ["dora", "ravi_7", "dora"]),
        ("dora_x: are you there\n\nravi99: no\n\ndora_x: liar", ["dora_x", "ravi99", "dora_x"]),
        (
            "INTERVIEWER: are you there\n\nDORA: no\n\nINTERVIEWER: come",
            ["INTERVIEWER", "DORA", "INTERVIEWER"],
        ),
        ("DORA (aside): he is there\n\nRAVI: who?", ["DORA", "RAVI"]),
        (
            "Dr. Dora Fane: are you there\n\nThe Captain: no\n\nDr. Dora Fane: well",
            ["Dr. Dora Fane", "The Captain", "Dr. Dora Fane"],
        ),
        ("Q: Where were you?\n\nA: In bed.", ["Q", "A"]),
        ("Q. Where were you?\nA. In bed.", ["Q", "A"]),
    ],
)
def test_labels_that_come_in_a_run(chat: str, labels: list[str]) -> None:
    assert [label for label, _ in lines(STORY + chat)] == labels


@pytest.mark.parametrize("between", ["\n", "\n\n"])
@pytest.mark.parametrize("last", ["sam", "Sam", "jo.b"])
def test_whoever_says_a_single_line_of_a_chat_in_small_letters(last: str, between: str) -> None:
    chat = between.join(("kit: are you up", "mo: no", "kit: liar", f"{last}: stop it"))
    story = "The telephone buzzed.\n\n" + chat + "\n\nHe put it away."
    assert lines(story) == [("kit", "are you up"), ("mo", "no"), ("kit", "liar"), (last, "stop it")]


def test_a_word_of_the_text_in_a_chat_is_nobodys_name() -> None:
    chat = "kit: two things\n\nlater: never\n\nkit: liar\n\nHe came later."
    assert lines(chat) == [("kit", "two things"), ("kit", "liar")]


@pytest.mark.parametrize(
    "words",
    [
        "Note: the lamp is out.",
        "Dora: that was the name on the door.\n\nShe went in.",
        "From: Dora\nTo: Ravi\nSubject: the lamp\n\nCome at once.",
        "Name: Dora\nAge: forty\nHome: none\n\nName: Ravi\nAge: ten\nHome: none",
        "Level: four\nClass: thief\nLevel: five\nClass: thief",
        "He knew one thing:\nthat it was late:\nthat he was lost.",
        "At 10:40 she rose.\n\nAt 10:50 she sat down.",
        "Q. is a letter, and he liked it.",
        "https://lamp.example/ was all that it said.\n\nhttps://dora.example/ too.",
    ],
)
def test_what_stands_before_a_colon_is_mostly_nobodys_name(words: str) -> None:
    assert lines(STORY + words) == []


@pytest.mark.parametrize("mail", ["From: Dora\nTo: Ravi", "From: Dora\n\nTo: Ravi"])
def test_the_head_of_a_mail_beside_a_chat_makes_no_form_of_it(mail: str) -> None:
    chat = "Dora: are you there\n\nRavi: no\n\nDora: liar"
    for content in (f"{chat}\n\n{mail}\n\nCome at once.", f"{STORY}{mail}\n\n{chat}"):
        assert [label for label, _ in lines(content)] == ["Dora", "Ravi", "Dora"]


def test_a_known_label_marks_a_line_wherever_it_stands() -> None:
    story = (
        "Dora: are you there\n\nRavi: no\n\nShe put it down. It buzzed.\n\nRavi: yes\n\nThen it was still."
    )
    assert lines(STORY + story)[-1] == ("Ravi", "yes")


def test_a_line_goes_on_to_the_next_label_of_its_paragraph() -> None:
    found = lines(STORY + "Dora: are you there,\nor are you not there?\nRavi: no")
    assert found == [("Dora", "are you there,\nor are you not there?"), ("Ravi", "no")]


def test_labelled_lines_are_quotations_and_what_they_quote_is_inside() -> None:
    chat = STORY + "Dora: she said “never” to me\n\nRavi: “who did?”\n\n“Nobody,” said Dora."
    assert speech(chat) == [["she said “never” to me"], ["“who did?”"], ["“Nobody,”"]]


def test_labels_take_no_longer_than_their_length() -> None:
    for content in ("a: " * 200_000, "A: b\n" * 60_000, "[" * 300_000, "Ab " * 100_000 + ":"):
        before = time.process_time()
        labelled_lines(page(content))
        assert time.process_time() - before < 5.0
