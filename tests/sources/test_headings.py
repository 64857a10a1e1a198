"""Headings by their words alone: what is asked first of a line must never differ from the long answer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fabula.sources import headings, matter_kinds

HEADS = (
    *("CHAPTER I", "Chapter Two", "The Second Part", "THE FIRST PERIOD", "A Prologue", "Author’s Preface"),
    *(
        "IV.",
        "4",
        "— 7 —",
        "Twenty-One",
        "\u017fix",
        "I Go to Bristol",
        "V",
        "The Last Chapter",
        "the\n  Epilogue",
    ),
    *("Part one of the plan", "I said so.", "The boat was late", "An Introduction", "“Chapter One”", "_I_"),
    *(
        "Book the First",
        "No. 9",
        "* * * * * Chapter 3",
        "Dear me",
        "M. Poirot",
        "1805",
        "Six",
        "Eleven o’clock",
    ),
)
SURE = (headings.PART, headings.CHAPTER, headings.NUMBER)


@pytest.mark.parametrize("words", HEADS)
def test_a_sure_heading_is_one_of_the_first_three_ranks(words: str) -> None:
    assert headings.is_sure(words) is (headings.rank(words) in SURE)


@given(
    st.lists(st.sampled_from(["The", "a", "Part", "I", "VI", "12", "first", "prologue", " ", ".", "_", "“"]))
)
def test_so_is_any_line_of_such_words(pieces: list[str]) -> None:
    words = " ".join(pieces)
    assert headings.is_sure(words) is (headings.rank(words) in SURE)


@pytest.mark.parametrize(
    ("title", "known"),
    [
        ("* Acknowledgments *", True),
        ("_about the author_", True),
        ("  About the Author", True),
        ("about the author", False),
        ("“Contents”", False),
        ("— Also by Ada Merrow", True),
        ("", False),
    ],
)
def test_titles_of_matter_begin_with_a_capital_or_are_set_off(title: str, known: bool) -> None:
    assert (matter_kinds.by_title(title) is not None) is known
