"""Marks of emphasis in a plain text: the words stand in italics or bold, the marks are none of them."""

from __future__ import annotations

import pytest

from fabula.sources.damage import damage_of
from fabula.types import EmphasisKind


def found(content: str) -> tuple[str, list[tuple[str, str]]]:
    damage = damage_of(content)
    return damage.view, [(each.kind.value, content[each.start : each.end]) for each in damage.emphasis]


@pytest.mark.parametrize(
    ("content", "reads", "words"),
    [
        ("“I _never_ row,” she said.", "“I never row,” she said.", ["never"]),
        (
            "He read _The Lady of\nthe Lake_, and\n_Rob Roy_.",
            "He read The Lady of\nthe Lake, and\nRob Roy.",
            ["The Lady of\nthe Lake", "Rob Roy"],
        ),
        ("_“Row!”_ she said. _No, no, no!_", "“Row!” she said. No, no, no!", ["“Row!”", "No, no, no!"]),
        (
            "It was _his_, _hers_, and un_like_ly; _She_’d row.",
            "It was his, hers, and unlikely; She’d row.",
            ["his", "hers", "like", "She"],
        ),
        ("I *never* row, *not once*, she said.", "I never row, not once, she said.", ["never", "not once"]),
        (
            "I /never/ row, /not once/, she said; and/or he/she did 1/2.",
            "I never row, not once, she said; and/or he/she did 1/2.",
            ["never", "not once"],
        ),
    ],
)
def test_italics(content: str, reads: str, words: list[str]) -> None:
    assert found(content) == (reads, [("italic", each) for each in words])


def test_bold() -> None:
    assert found("I **never** row, __not once__, *she* said.") == (
        "I never row, not once, she said.",
        [("bold", "never"), ("bold", "not once"), ("italic", "she")],
    )


@pytest.mark.parametrize(
    "content",
    [
        "Mr. ____ of ___shire came to B_____ with snake_case_name and _one.",
        "* * *\n\n*** \n\n*\n\n_\n\n___\n\n*A note on the text.\n\n5 * 3 * 2, 1/2, km/h, "
        "/etc/passwd, 3/4/1899",
        "The star* and the other star* fell. _An open one\n\nand one that closes_ far off.",
    ],
)
def test_other_uses_stay(content: str) -> None:
    assert found(content) == (content, [])


def test_bold_kind_is_kept_through_other_repairs() -> None:
    damage = damage_of("Wil\u00adlem **rows** oﬀ.")
    assert damage.view == "Willem rows off."
    assert [(e.kind, e.start, e.end) for e in damage.emphasis] == [(EmphasisKind.BOLD, 10, 14)]
