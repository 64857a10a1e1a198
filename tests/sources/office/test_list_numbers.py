from __future__ import annotations

import pytest

from fabula.sources.office.list_numbers import Counter, Level, numeral


@pytest.mark.parametrize(
    ("value", "form", "words"),
    [
        (4, "decimal", "4"),
        (4, "decimalZero", "04"),
        (49, "upperRoman", "XLIX"),
        (4, "lowerRoman", "iv"),
        (28, "lowerLetter", "bb"),
        (21, "cardinalText", "Twenty-one"),
        (22, "ordinalText", "Twenty-second"),
        (20, "ordinalText", "Twentieth"),
        (12, "ordinalText", "Twelfth"),
        (11, "ordinal", "11th"),
        (3, "ordinal", "3rd"),
        (5000, "upperRoman", "5000"),
        (0, "decimal", "0"),
        (3, "japaneseCounting", "3"),
        (3, "none", ""),
    ],
)
def test_numbers_in_words_and_letters(value: int, form: str, words: str) -> None:
    assert numeral(value, form) == words


def test_levels_count_inside_one_another() -> None:
    counter = Counter([Level(pattern="%1."), Level("lowerLetter", "%1.%2)", 1, "\t")])
    found = [counter.next(level) for level in (0, 1, 1, 0, 1, 7)]
    assert found == ["1. ", "1.a)\t", "1.b)\t", "2. ", "2.a)\t", ""]
    counter.restart(0, 9)
    assert counter.next(0) == "9. "


@pytest.mark.parametrize(("mark", "reads"), [("–", "– "), ("-", "- "), ("•", ""), ("\uf0b7", ""), ("", "")])
def test_only_bullets_that_are_dashes_are_words(mark: str, reads: str) -> None:
    assert Counter([Level("bullet", mark)]).next(0) == reads
