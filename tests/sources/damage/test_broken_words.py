"""Words that the printer broke at the ends of lines."""

from __future__ import annotations

import pytest

from fabula.sources.damage import damage_of

PAGE = (
    "Henrietta had the oars and Wil-\nlem the rudder, and with-\nout a word they came to the is-\n"
    "land. “It is an island,” said Willem. “Is that your well-\nknown island?”\n\n"
    "“A well-known one,” said Hen-\nrietta. “My half-\nbrother lives on it, and\nhe is not "
    "sel-\ndom at home.”\n"
)


def test_a_word_broken_at_a_line_end_is_one() -> None:
    assert damage_of(PAGE).view == (
        "Henrietta had the oars and Willem the rudder, and without a word they came to the island. “It is an "
        "island,” said Willem. “Is that your well-\nknown island?”\n\n“A well-known one,” said "
        "Henrietta. “My half-"
        "\nbrother lives on it, and\nhe is not seldom at home.”\n"
    )


@pytest.mark.parametrize("hyphen", ["\u00ad", "\u00ac", "\u2010"])
def test_other_hyphens_at_a_line_end(hyphen: str) -> None:
    content = (
        f"Hen{hyphen}\r\nrietta rowed.\r\nWillem and Henri{hyphen}\r\netta slept.\r\nHenrietta woke.\r\n"
    )
    assert damage_of(content).view == "Henrietta rowed.\r\nWillem and Henrietta slept.\r\nHenrietta woke.\r\n"


def test_one_broken_word_in_a_text_whose_half_is_none() -> None:
    content = "Willem lit the candle and blew out the can-\ndle again.\n"
    assert damage_of(content).view == "Willem lit the candle and blew out the candle again.\n"


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("count-\ned", "counted"),
        ("fin-\nger", "fin-\nger"),
        ("move-\nment", "movement"),
        ("con-\nsider", "consider"),
    ],
)
def test_a_word_that_stands_nowhere_else(broken: str, whole: str) -> None:
    assert damage_of(f"Willem {broken} and slept.\n").view == f"Willem {whole} and slept.\n"


def test_a_break_left_inside_of_a_line() -> None:
    content = (
        "Willem lit the can- dle, and Hen- rietta the other candle, two- or threefold. “I- I,” "
        "said Henrietta- “no.”\n"
    )
    reads = (
        "Willem lit the candle, and Henrietta the other candle, two- or threefold. “I- I,” said "
        "Henrietta- “no.”\n"
    )
    assert damage_of(content).view == reads


@pytest.mark.parametrize(
    "content",
    [
        "They rowed to-\nday, as they would to-\nmorrow. “To-day!” said Willem. “To-morrow!” Today.\n",
        "A sun-\nburnt man and a far-\noff island, and the some-\nwhat old brother-\nin-law.\n",
        "“I will not-\nno, I will,” she said-\n“at once.” He came at last--\nand late.\n",
        "Mary-\nAnn was nine-\nteenth-century.\n\nShe had the key-\n\nhole in mind.\n",
    ],
)
def test_hyphens_that_the_words_have_stay(content: str) -> None:
    assert damage_of(content).view == content
