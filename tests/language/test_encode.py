from __future__ import annotations

from fabula.language.encode import encode_words
from fabula.language.features import QuotationTable
from tests.language.fakes import column, quotations, vocabulary

WORDS = vocabulary("go", "she", "said", "on", ".", ",", "-", '"', "'")
NONE = quotations()


def encoded(words: str, blocks: list[int], marks: QuotationTable = NONE) -> list[str]:
    """The pieces of each word as one string each, marks as ¶, < and >."""
    names = {WORDS.paragraph: "¶", WORDS.open: "<", WORDS.close: ">", WORDS.unknown: "?"}
    names |= {WORDS.pieces(w)[0]: w for w in ("go", "she", "said", "on", ".", ",", "-", '"', "'")}
    pieces, cases = encode_words(words.split(), column(*blocks), marks, WORDS)
    assert len(pieces) == len(cases) == len(words.split())
    return [" ".join(names[p] for p in own) for own in pieces]


def test_a_word_that_opens_a_block_carries_its_mark() -> None:
    assert encoded("go on go on", [0, 0, 4, 4]) == ["¶ go", "on", "¶ go", "on"]
    assert encoded("go on", [3, 5]) == ["¶ go", "¶ on"]
    assert encoded("", []) == []


def test_marks_of_speech_take_the_place_of_the_quotation_marks() -> None:
    for opening, closing in ("““", "”"), ('"', '"'), ("«", "»"), ("‘", "’"):
        words = f"{opening} go {closing} she said"
        assert encoded(words, [0] * 5, quotations((0, 0, ((0, 3),)))) == ["¶ <", "go", ">", "she", "said"]


def test_speech_without_marks_keeps_its_words() -> None:
    assert encoded("go on . she said", [0] * 5, quotations((0, 0, ((0, 3),)))) == [
        "¶ < go",
        "on",
        ". >",
        "she",
        "said",
    ]
    assert encoded("- go on", [0] * 3, quotations((0, 0, ((0, 3),)))) == ["¶ <", "go", "on >"]


def test_each_part_is_marked() -> None:
    broken = quotations((0, 0, ((0, 4), (6, 9))))
    assert encoded('" go , " she said " on "', [0] * 9, broken) == [
        "¶ <", "go", ",", ">", "she", "said", "<", "on", ">",
    ]  # fmt: skip


def test_a_part_of_one_word_only_opens() -> None:
    assert encoded("she go said", [0] * 3, quotations((0, 0, ((1, 2),)))) == ["¶ she", "< go", "said"]


def test_nested_speech_that_begins_at_the_same_word_opens_once() -> None:
    nested = quotations((0, 0, ((0, 4),)), (0, 0, ((0, 3),)))
    assert encoded("go on , on", [0] * 4, nested) == ["¶ < go", "on", ", >", "on >"]


def test_the_vocabulary_remembers_words_without_their_marks() -> None:
    encoded("go on", [0, 0], quotations((0, 0, ((0, 2),))))
    assert WORDS.pieces("go") == (8,)
