from __future__ import annotations

import time
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fabula.language import wordpiece
from fabula.language.wordpiece import CASES, MAX_PIECES, WordPieces, letter_case
from tests.language.fakes import MARKS, vocabulary

PIECES = ["un", "##aff", "##able", "##a", "##f", "una", "a", "b", "##b", "cafe", "ok", "##'", *".,'\"!-’"]


@pytest.fixture
def small() -> WordPieces:
    return vocabulary(*PIECES)


def named(words: WordPieces, word: str) -> list[str]:
    every = [*MARKS, *PIECES]
    return [every[i] for i in words.pieces(word)]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("unaffable", "una ##f ##f ##able"),
        ("UNAFFABLE", "una ##f ##f ##able"),
        ("abb", "a ##b ##b"),
        ("ac", "[UNK]"),
        ("a-b", "a - b"),
        ("ac-b", "[UNK] - b"),
        ("café", "cafe"),
        ("cafe\u0301", "cafe"),
        ("o\u200bk\ufeff", "ok"),
        ("a\u00adb", "a ##b"),
        ("’", "'"),
        ("“", '"'),
        ("``", '"'),
        ("…", ". . ."),
        ("a’b", "a ' b"),
        ("ok\u3000ok", "ok ok"),
        ("\u0301", "[UNK]"),
        ("", "[UNK]"),
        ("\ud800", "[UNK]"),
        ("\U0001f600", "[UNK]"),
    ],
)
def test_pieces(small: WordPieces, word: str, expected: str) -> None:
    assert named(small, word) == expected.split()


def test_a_long_word_keeps_its_first_twelve_pieces(small: WordPieces) -> None:
    assert named(small, "ab" + "b" * 50) == ["a", *["##b"] * 11]
    assert named(small, "a-" * 20) == ["a", "-"] * 6
    assert len(small.pieces("a" * 100)) == MAX_PIECES
    assert named(small, "a" * 101) == ["[UNK]"]


@given(st.text(max_size=60))
def test_any_word_has_one_to_twelve_pieces_of_the_vocabulary(word: str) -> None:
    words = vocabulary(*PIECES)
    found = words.pieces(word)
    assert 1 <= len(found) <= MAX_PIECES
    assert all(0 <= piece < len(words) for piece in found)
    assert words.pieces(word) == found
    assert not {words.pad, words.start, words.end, words.mask, words.open, words.close} & set(found)


@given(st.text("abfun", min_size=1, max_size=12))
def test_the_longest_piece_goes_first(word: str) -> None:
    found: list[str] = []
    known, rest = set(PIECES), word
    while rest:
        prefixes = [rest[:n] for n in range(len(rest), 0, -1)]
        fit = next((p for p in prefixes if (p if not found else "##" + p) in known), None)
        if fit is None:
            found = ["[UNK]"]
            break
        found.append(fit if not found else "##" + fit)
        rest = rest[len(fit) :]
    assert named(vocabulary(*PIECES), word) == found[:MAX_PIECES]


@pytest.mark.parametrize("word", ["a" * 10_000, "a-" * 5_000, "é" * 10_000, "İ" * 10_000, "\u0301" * 10_000])
def test_words_of_ten_thousand_letters_take_no_time(small: WordPieces, word: str) -> None:
    began = time.perf_counter()
    assert len(small.pieces(word)) <= MAX_PIECES
    letter_case(word)
    assert time.perf_counter() - began < 0.2


def test_what_is_remembered_is_bounded(small: WordPieces, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wordpiece, "_REMEMBERED", 100)
    tracemalloc.start()
    try:
        for i in range(300):
            small.pieces("a" * 20_000 + str(i))
        before = tracemalloc.get_traced_memory()[0]
        for i in range(20_000):
            small.pieces(f"w{i}")
        grown = tracemalloc.get_traced_memory()[0] - before
    finally:
        tracemalloc.stop()
    assert before < 1_000_000
    assert grown < 200_000


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("table", "lower"),
        ("3rd", "lower"),
        ("Anna", "title"),
        ("D'artagnan", "title"),
        ("ANNA", "upper"),
        ("M.R.C.S.", "upper"),
        ("I", "initial"),
        ("J.", "initial"),
        ("a", "lower"),
        ("O'Brien", "mixed"),
        ("McNab", "mixed"),
        ("iX", "mixed"),
        ("42", "none"),
        ("--", "none"),
        ("", "none"),
        ("漢字", "lower"),
        ("Éva", "title"),
    ],
)
def test_letter_case(word: str, expected: str) -> None:
    assert CASES[letter_case(word)] == expected


@given(st.text(max_size=20))
def test_every_word_has_a_case(word: str) -> None:
    assert 0 <= letter_case(word) < len(CASES)
    assert (letter_case(word) == CASES.index("none")) == (
        not any(c.isalpha() for c in word) and not word.islower()
    )
