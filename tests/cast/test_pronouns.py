"""Pronouns are those that the text uses of somebody: any set of them, none for a name or a title."""

from __future__ import annotations

import pytest

from tests.cast.scenes import tell


@pytest.mark.parametrize("subject", ["he", "she", "it", "they", "xe", "ze", "ey", "fae", "ve", "ae"])
@pytest.mark.parametrize("name", ["Mary", "Robin", "Captain Vane"])
def test_a_name_tells_nothing_of_the_pronouns(name: str, subject: str) -> None:
    reading = tell(
        f"[{name}] stood up. [{subject.capitalize()}] sat down. [{name}] laughed, and [{subject}] rose.",
        links={subject.capitalize(): name, subject: f"{name} 2"},
    ).read()
    assert reading.who(subject) == name
    assert reading.entity(name).pronouns == (subject,)


@pytest.mark.parametrize("name", ["Mary", "Mrs. Hale", "Lord Rook", "the girl", "Her Majesty"])
def test_one_of_whom_the_text_uses_no_pronoun_has_none(name: str) -> None:
    reading = tell(f"[{name}] stood up. “[I] am cold,” said [{name}].").read()
    assert all(e.pronouns == () for e in reading.cast.entities)


def test_a_narrator_has_the_pronouns_that_others_use_of_him() -> None:
    reading = tell(
        "Call me [Sam]. [I] came in, and [my] hat was wet.",
        "“[Sam] is late,” said [Ann]. “[Ze] is always late.”",
        links={"Ze": "Sam 2"},
        speakers={"late,": "Ann"},
    ).read()
    assert reading.entity("Sam").narrator
    assert reading.entity("Sam").pronouns == ("ze",)


def test_two_people_of_two_sets_are_kept_apart() -> None:
    reading = tell(
        "[Robin] met [Alex]. [Ze] bowed. [Xe] laughed. [Robin] and [Alex] went in.",
        "[Robin] sat. [Ze] slept, and [ze] snored. [Alex] read. [Xe] sang, and [xe] wrote.",
        "Then [ze] rose.",
        links={
            "Ze": "Robin",
            "Xe": "Alex",
            "Ze 2": "Robin 3",
            "ze": "Ze 2",
            "Xe 2": "Alex 3",
            "xe": "Xe 2",
            "ze 2": {"xe": 0.6, "ze": 0.3},
        },
    ).read()
    assert reading.who("ze 2") == "Robin"
    assert reading.entity("Robin").pronouns == ("ze",)
    assert reading.entity("Alex").pronouns == ("xe",)
