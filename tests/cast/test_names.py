from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fabula.cast.lexicon import SHORT_FORMS
from fabula.cast.names import (
    count_titles,
    is_name,
    parse_name,
    same_forename,
    with_ranks,
    without_leads,
    without_slips,
    without_trade,
)


@pytest.mark.parametrize(
    ("written", "titles", "words"),
    [
        ("Emma", (), ("emma",)),
        ("Mr. Darcy", ("mr",), ("darcy",)),
        ("Mr Darcy", ("mr",), ("darcy",)),
        ("MR. DARCY", ("mr",), ("darcy",)),
        ("Captain Frederick Wentworth", ("captain",), ("frederick", "wentworth")),
        ("Lady Catherine de Bourgh", ("lady",), ("catherine", "de", "bourgh")),
        ("Dr. J. H. Watson", ("doctor",), ("j", "h", "watson")),
        ("Mary Jane O’Brien", (), ("mary", "jane", "o’brien")),
        ("Jean-Luc", (), ("jean-luc",)),
        ("JB-007", (), ("jb-007",)),
        ("TK-421", (), ("tk-421",)),
        ("the Captain", (), ("captain",)),
        ("_Emma_,", (), ("emma",)),
        ("“Emma”", (), ("emma",)),
    ],
)
def test_a_name_is_its_titles_and_its_words(
    written: str, titles: tuple[str, ...], words: tuple[str, ...]
) -> None:
    name = parse_name(written)
    assert (name.titles, name.words) == (titles, words)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Emma's", "Emma"),
        ("Emma’s", "Emma"),
        ("Mr. Jones's", "Mr. Jones"),
        ("James'", "James"),
        ("James’", "James"),
        ("Captain\n    Wentworth", "Captain Wentworth"),
        ("Captain\r\nWentworth’s", "Captain Wentworth"),
        ("  Emma,  ", "Emma"),
    ],
)
def test_possessives_line_breaks_and_marks_are_no_part_of_a_name(written: str, shown: str) -> None:
    assert parse_name(written).text == shown
    assert parse_name(written) == parse_name(shown)


@pytest.mark.parametrize(
    ("written", "gender"),
    [
        ("Mr. Collins", "he"),
        ("Sir Walter", "he"),
        ("Uncle Tom", "he"),
        ("Mrs. Collins", "she"),
        ("Lady Russell", "she"),
        ("MISS BATES", "she"),
        ("Captain Wentworth", ""),
        ("Dr. Haggage", ""),
        ("Emma", ""),
    ],
)
def test_some_titles_tell_a_gender_and_ranks_do_not(written: str, gender: str) -> None:
    assert parse_name(written).gender == gender


@pytest.mark.parametrize(
    "written",
    [
        "Emma",
        "Mr. Darcy",
        "Sir Walter",
        "Miss Bates",
        "Lady Catherine de Bourgh",
        "Baron von Trenck",
        "the Captain",
        "old Joe",
        "captain Wentworth",
        "TK-421",
        "007",
        "HOLMES",
        "Mr.\nDarcy",
    ],
)
def test_is_name_takes_titles_particles_and_designations(written: str) -> None:
    assert is_name(written)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "...",
        "the old man",
        "his sister",
        "Mr. and Mrs. Weston",
        "Emma and Harriet",
        "the man from Highbury",
        "Robert of Mrs. Pontellier",
        "One Two Three Four Five Six Seven Eight Nine",
    ],
)
def test_is_name_takes_no_descriptions_nor_two_people_at_once(written: str) -> None:
    assert not is_name(written)


@pytest.mark.parametrize(
    "written", ["Sir", "sir", "Madam", "Ma’am", "MA'AM", "Miss", "Gentlemen", "Darling,"]
)
def test_a_word_that_calls_anybody_is_nobodys_name(written: str) -> None:
    assert not is_name(written)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("emma", "emma"),
        ("elizabeth", "lizzy"),
        ("eliza", "lizzy"),
        ("william", "bill"),
        ("will", "bill"),
        ("henry", "harry"),
        ("j", "john"),
        ("thomas", "t"),
    ],
)
def test_forenames_that_may_be_one_persons(a: str, b: str) -> None:
    assert same_forename(a, b) and same_forename(b, a)


@pytest.mark.parametrize(
    ("a", "b"), [("jane", "elizabeth"), ("john", "james"), ("j", "thomas"), ("j", "t"), ("lizzy", "kitty")]
)
def test_forenames_that_are_two_peoples(a: str, b: str) -> None:
    assert not same_forename(a, b) and not same_forename(b, a)


_FORENAMES = st.sampled_from(sorted({*SHORT_FORMS, *(f for full in SHORT_FORMS.values() for f in full), "q"}))


@given(_FORENAMES, _FORENAMES)
def test_same_forename_does_not_ask_which_comes_first(a: str, b: str) -> None:
    assert same_forename(a, b) == same_forename(b, a)
    assert same_forename(a, a) and same_forename(a, a[0])


def test_a_word_of_the_sentence_before_a_title_is_no_part_of_the_name() -> None:
    name = parse_name("May Sir Hugh")
    assert (name.text, name.titles, name.words) == ("Sir Hugh", ("sir",), ("hugh",))
    assert parse_name("Colonel Lord Hugh").titles == ("colonel", "lord")


def test_a_word_before_a_forename_that_is_nobodys_name_is_left_out() -> None:
    texts = [
        "Miles Moore",
        "Lazy Miles",
        *["Miles"] * 5,
        "Paul Moore",
        "Paul",
        "Goodman Hugh",
        "Goodman Miles",
    ]
    found = without_leads(dict(enumerate(map(parse_name, texts))))
    assert [" ".join(name.words) for name in found.values()] == [
        *("miles moore", "miles", *["miles"] * 5, "paul moore", "paul"),
        *("goodman hugh", "miles"),
    ]


def test_what_stands_before_ranks_alone_is_no_forename() -> None:
    texts = ["Colonial Marshal Max Fane", "Colonial Marshal", "Marshal Fane", "Max Fane", "Mary King Hart"]
    found = with_ranks(dict(enumerate(map(parse_name, texts)))).values()
    assert [(name.titles, name.words) for name in found] == [
        (("marshal",), ("max", "fane")),
        ((), ("marshal",)),
        (("marshal",), ("fane",)),
        ((), ("max", "fane")),
        ((), ("mary", "king", "hart")),
    ]


def test_a_forename_before_what_may_be_a_rank_stays() -> None:
    texts = ["James Earl Jones", "Mr. Jones", "Jones", "Earl Baldwin", "Mary King Hart", "Mrs. Hart", "Hart"]
    names = dict(enumerate(map(parse_name, texts)))
    assert with_ranks(names) == names


@pytest.mark.parametrize(
    ("often", "slip", "words"),
    [
        ("Mr. Dawes", "Mr. Dawe", "dawes"),
        ("Mrs. Maylor", "Mrs. Maylors", "maylor"),
        ("Sibyl", "Sybil", "sibyl"),
        ("Mr. Philips", "Mr. Phillips", "philips"),
        ("Robert", "Roberts", "roberts"),
        ("Mr. Barlow", "Mr. Barrow", "barrow"),
        ("Louis", "Louisa", "louisa"),
        ("Miss Price", "the Miss Prices", "prices"),
    ],
)
def test_one_use_of_another_spelling_is_the_printers(often: str, slip: str, words: str) -> None:
    found = without_slips(dict(enumerate(map(parse_name, [*[often] * 10, slip]))))
    assert " ".join(found[10].words) == words


def test_a_spelling_that_comes_again_without_its_title_is_another_name_too() -> None:
    texts = [*["Mr. Harry"] * 12, "Mr. Harris", *["Harris"] * 50]
    assert without_slips(dict(enumerate(map(parse_name, texts))))[12].words == ("harris",)


def test_a_spelling_that_comes_again_is_another_name() -> None:
    texts = [*["Mr. Dawes"] * 10, *["Mr. Dawe"] * 2]
    assert without_slips(dict(enumerate(map(parse_name, texts))))[11].words == ("dawe",)


@pytest.mark.parametrize(
    ("name", "titles"),
    [
        ("Mrs. Alder", 1), ("Lieutenant Sir Ned Alder", 2), ("MR. ALDER", 1), ("Ned Alder", 0),
        ("Captain", 0), ("old Ned", 0), ("", 0),
    ],
)  # fmt: skip
def test_titles_stand_before_a_name_and_tell_more_than_age(name: str, titles: int) -> None:
    assert count_titles(name.split()) == titles


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("the ferryman Brandt", "Brandt"),
        ("The old ferryman Brandt", "Brandt"),
        ("My friend Rufus", "Rufus"),
        ("his sister Mary Hale", "Mary Hale"),
        ("the wicked Witch", "the wicked Witch"),
        ("the house of York", "the house of York"),
        ("the old Earl", "the old Earl"),
        ("the Duke of York", "the Duke of York"),
    ],
)
def test_what_somebody_is_before_a_name_is_no_part_of_it(text: str, name: str) -> None:
    assert without_trade(text) == name
