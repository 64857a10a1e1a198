"""Characters that leave no mark on the page, and letters run together."""

from __future__ import annotations

import pytest

from fabula.sources.damage import damage_of
from fabula.types import RepairKind
from tests.sources.conftest import Read


def mended(content: str) -> str:
    """A content as it reads."""
    return damage_of(content).view


@pytest.mark.parametrize(
    ("content", "reads"),
    [
        ("Hen\u00adri\u00adet\u00adta laughed.", "Henrietta laughed."),
        (
            "Hen\u200briet\u2060ta\u00ad laughed, and so did Wil\ufefflem.",
            "Henrietta laughed, and so did Willem.",
        ),
        ("O\u2060’\u200bNeill and Anne\u200b-\u200bLise", "O’Neill and Anne-Lise"),
        ("Hen\u200driet\u200cta, Wil\u200elem", "Henrietta, Willem"),
    ],
)
def test_invisible_characters_in_a_word_are_nothing(content: str, reads: str) -> None:
    assert mended(content) == reads


@pytest.mark.parametrize(
    "content",
    [
        "She sent a \U0001f468\u200d\U0001f469\u200d\U0001f467 and a \u2764\ufe0f\u200d\U0001f525.",
        "The sign said \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 and \u0915\u094d\u200d\u0937.",
        "He waited\u2060—she waited\u2060—and then.\u2060 \u2060…",
    ],
)
def test_joiners_that_have_a_use_stay(content: str) -> None:
    assert mended(content) == content


def test_a_byte_order_mark_before_a_word_is_no_repair_between_words() -> None:
    assert mended("One word\ufeff and\u200b another.") == "One word\ufeff and\u200b another."


@pytest.mark.parametrize(
    ("content", "reads"),
    [
        ("Mrs. Raﬀerty found the ﬁddle.", "Mrs. Rafferty found the fiddle."),
        ("Steﬄer and Oﬃng, the ﬅ and ﬆ of it", "Steffler and Offing, the st and st of it"),
        ("Miſs Buſhell ſaid ſo.", "Miss Bushell said so."),
        ("Ĳsbrand rode to Ĳmuiden.", "IJsbrand rode to IJmuiden."),
    ],
)
def test_ligatures_are_their_letters(content: str, reads: str) -> None:
    assert mended(content) == reads


def test_letters_of_their_own_are_no_ligatures() -> None:
    content = "Æthelred read of Cæsar in the œuvre, ½ a page; x² + 5 µm, ™."
    assert mended(content) == content


def test_repairs_say_where_and_why(read: Read) -> None:
    text = read("a.txt", "Wil\u00adlem Oﬀer slept.\n")
    assert [(r.start, r.end, r.reads, r.kind) for r in text.repairs] == [
        (3, 4, "", RepairKind.INVISIBLE),
        (9, 10, "ff", RepairKind.LIGATURE),
    ]
    assert text.content == "Wil\u00adlem Oﬀer slept.\n"


def test_markup_is_cleaned_in_its_content(read: Read) -> None:
    text = read(
        "a.html", "<html><body><h2>Chapter One</h2><p>Wil&shy;lem <i>Oﬀ&#8203;er</i> slept.</p></body></html>"
    )
    assert text.content == "Chapter One\n\nWillem Offer slept."
    assert text.repairs == ()
