"""Letters, mails, diaries, chats and interviews in chapters of the third person: whole scenes of them."""

from __future__ import annotations

import pytest

from fabula.types import NarrativePerson
from tests.end_to_end.whole_scenes import read_scene

pytestmark = pytest.mark.model


def test_a_letter_in_a_chapter_is_told_by_whoever_signs_it() -> None:
    scene = read_scene("letter")
    assert scene.told() == [("third", None), ("first", "Edmund"), ("third", None)]
    (letter,) = scene.telling(NarrativePerson.FIRST)
    assert letter.startswith("Marling, 3rd October.")
    assert letter.endswith("Burn this.")
    assert not scene.narrators()
    assert scene.means("I", "I am at the inn") == "Edmund"
    assert scene.means("you", "If you can come") == "Joan"
    assert scene.speaker("So it was you") == "Father"
    assert scene.speaker("Any news") == "Mrs. Pell"


def test_a_note_signed_with_an_initial_leaves_the_chapter_third() -> None:
    scene = read_scene("note")
    assert [person for person, _ in scene.told()] == ["third", "first", "third"]
    assert not scene.narrators()
    assert scene.telling(NarrativePerson.FIRST)[0].endswith("R.")
    assert scene.means("you", "you'll want to know") == "Tamsin"


def test_entries_of_a_diary_of_an_unknown_writer_are_no_readers() -> None:
    scene = read_scene("diary")
    assert scene.told() == [("third", None), ("first", None), ("third", None)]
    assert not scene.narrators()
    assert scene.means("I", "I have been here") is None
    assert scene.speaker("cookery book") == "Lucas"


def test_each_mail_is_its_writers() -> None:
    scene = read_scene("mails")
    assert scene.told()[0] == scene.told()[-1] == ("third", None)
    first, second = scene.telling(NarrativePerson.FIRST)
    assert first.startswith("From: k.lindqvist")
    assert second.startswith("From: d.osei")
    assert scene.told()[1] == ("first", "Karin")
    assert scene.told()[2][1] not in ("Karin", None)
    assert not scene.narrators()
    assert scene.speaker("Bring me Mr. Osei") == "Detective Sergeant Anu Rao"


def test_lines_of_a_chat_are_those_of_their_labels() -> None:
    scene = read_scene("phones")
    assert scene.told() == [("third", None)]
    for words in ("is he in yet", "hear shouting", "act natural"):
        assert scene.speaker(words) == "Priya"
    for words in ("door's shut", "know my name", "don't know how", "Fine,"):
        assert scene.speaker(words) == "Tom Bell"
    assert scene.speaker("coming out") == "Gwen"
    assert scene.speaker("Everything all right") == "Priya"


def test_lines_of_an_interview_are_those_of_their_labels() -> None:
    scene = read_scene("tape")
    assert scene.told() == [("third", None)]
    for words in ("State your name", "For the tape", "seen on the quay"):
        assert scene.speaker(words) == "INTERVIEWER"
    for words in ("You know my name", "two liars"):
        assert scene.speaker(words) == "MARSH"
    assert scene.speaker("That's all of it") == scene.speaker("I would have") == "Lena"


def test_questions_and_answers_of_nobody_called_are_nobodys() -> None:
    scene = read_scene("inquest")
    assert scene.told() == [("third", None)]
    assert scene.speaker("last to see him") is None
    assert scene.speaker("It had no thumb") is None


def test_handles_are_people_and_those_whom_they_name() -> None:
    scene = read_scene("screen")
    assert scene.told() == [("third", None)]
    for words in ("anyone here", "going to have to tell", "wasn't hard", "Nobody"):
        assert scene.speaker(words) == "Wen"
    assert scene.speaker("how was the exam") == scene.speaker("i failed mine too") == "nightjar"
