from __future__ import annotations

from tests.cast.scenes import tell


def test_aunt_is_the_only_one_with_that_title() -> None:
    reading = tell(
        "“What have [you] been doing?” said [Aunt Polly].",
        "“Nothing, [aunt|nominal],” said [Tom].",
        speakers={"What": "Aunt Polly", "Nothing": "Tom"},
    ).read()
    assert reading.who("aunt") == "Aunt Polly"


def test_two_aunts_leave_it_open_which_is_meant() -> None:
    reading = tell(
        "[Aunt Polly] and [Aunt Ann] sat by the fire.",
        "“Nothing, [aunt|nominal],” said [Tom].",
        speakers={"Nothing": "Tom"},
    ).read()
    assert reading.who("aunt") not in ("Aunt Polly", "Aunt Ann")


def test_uncle_in_what_she_says_is_her_uncle() -> None:
    reading = tell(
        "[John Linden] was old. [Florence] loved [[her] uncle].",
        "[Florence] kissed [[her] uncle].",
        "“Good night, [uncle|nominal],” said [Florence].",
        links={
            "her": "Florence",
            "her 2": "Florence 2",
            "her uncle": "John Linden",
            "her uncle 2": "her uncle",
        },
        speakers={"Good night": "Florence 3"},
    ).read()
    assert reading.who("her uncle") == "John Linden"
    assert reading.who("uncle") == "John Linden"


def test_father_before_a_name_is_nobodys_father() -> None:
    reading = tell(
        "“Where is the priest?” asked [Father Brown].",
        "“Gone, [father|nominal],” said [Flambeau].",
        speakers={"Where": "Father Brown", "Gone": "Flambeau"},
    ).read()
    assert reading.speakers() == ["Father Brown", "Flambeau"]
    assert reading.who("father") != "Flambeau"
