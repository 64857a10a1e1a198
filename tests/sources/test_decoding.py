from __future__ import annotations

import pytest

from fabula.sources.decoding import decode

PROSE = (
    "“It’s a fiancée,” he said—naïve as ever… “£5, no less.”\r\nAnd so it was, they said, and so it stayed.\n"
)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac_roman"]
)
def test_every_encoding_gives_the_same_characters(encoding: str) -> None:
    assert decode(PROSE.encode(encoding)) == PROSE


def test_latin_1_accents() -> None:
    assert decode("Zoë’s café".replace("’", "'").encode("latin-1")) == "Zoë's café"


def test_cyrillic_is_not_taken_for_western() -> None:
    words = "Все счастливые семьи похожи друг на друга, каждая несчастлива по-своему. " * 8
    letters = [c for c in decode(words.encode("cp1251")) if c.isalpha()]
    assert all("\u0400" <= c <= "\u04ff" for c in letters)


def test_a_lone_surrogate_becomes_one_replacement_character() -> None:
    assert decode(b"half \xed\xa0\x80 a char") == "half \ufffd a char"


def test_two_encoded_halves_become_their_character() -> None:
    assert decode(b"\xed\xa0\xbd\xed\xb8\x80!") == "\U0001f600!"


def test_a_lone_surrogate_in_utf_16() -> None:
    data = b"\xff\xfe" + "ab".encode("utf-16-le") + b"\x00\xd8" + "cd".encode("utf-16-le")
    assert decode(data) == "ab\ufffdcd"


def test_one_bad_byte_does_not_turn_utf_8_into_mojibake() -> None:
    data = ("“Naïve,” she said. " * 20).encode() + b"\xff"
    text = decode(data)
    assert text.count("\ufffd") == 1
    assert "“Naïve,”" in text


def test_line_ends_stay() -> None:
    assert decode(b"a\r\nb\rc\n") == "a\r\nb\rc\n"
