from __future__ import annotations

import pytest

from tests.cast.scenes import Links, tell


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


FAMILY = ("[Mr. Hale] and [Mrs. Hale] had tea. [Mr. Stone] sat by [Miss Hale].",)


@pytest.mark.parametrize(
    ("page", "owner", "words", "bearer"),
    [
        ("[Miss Hale] loved [[her] father].", "Miss Hale 2", "her father", "Mr. Hale"),
        ("[Miss Hale] loved [[her] mother].", "Miss Hale 2", "her mother", "Mrs. Hale"),
        ("[Mrs. Hale] loved [[her] husband].", "Mrs. Hale 2", "her husband", "Mr. Hale"),
        ("[Mr. Hale] loved [[his] wife].", "Mr. Hale 2", "his wife", "Mrs. Hale"),
    ],
)
def test_the_name_of_a_family_tells_its_kin(page: str, owner: str, words: str, bearer: str) -> None:
    links: Links = {
        words.split()[0]: owner,
        words: {"Mr. Stone" if bearer == "Mr. Hale" else "Miss Hale": 0.6},
    }
    reading = tell(*FAMILY, page, links=links).read()
    assert reading.who(words) == bearer


@pytest.mark.parametrize(
    ("page", "owner", "words"),
    [
        ("[Mrs. Hale] loved [[her] father].", "Mrs. Hale 2", "her father"),
        ("[Miss Hale] loved [[her] husband].", "Miss Hale 2", "her husband"),
        ("[Mr. Stone] loved [[his] wife].", "Mr. Stone 2", "his wife"),
    ],
)
def test_a_name_that_kin_need_not_have_tells_nothing(page: str, owner: str, words: str) -> None:
    reading = tell(*FAMILY, page, links={words.split()[0]: owner}).read()
    assert reading.who(words) not in ("Mr. Hale", "Mrs. Hale", "Miss Hale")


def test_two_of_a_name_leave_it_open_whose_husband_either_is() -> None:
    page = "[Sir Thomas Hale] slept. [Miss Hale] loved [[her] father]."
    reading = tell(*FAMILY, page, links={"her": "Miss Hale 2"}).read()
    assert reading.who("her father") not in ("Mr. Hale", "Sir Thomas Hale")
