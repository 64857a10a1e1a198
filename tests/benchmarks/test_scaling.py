"""Texts of a length are whole paragraphs, the files over and over where they are too short."""

from __future__ import annotations

from pathlib import Path

from benchmarks.scaling import text_of


def test_a_text_has_as_many_words_as_are_wanted(tmp_path: Path) -> None:
    one, two = tmp_path / "one.txt", tmp_path / "two.txt"
    one.write_text("a b c\n\n\n\nd e", "utf-8")
    two.write_text("f g", "utf-8")
    assert text_of([one, two], 4) == "a b c\n\nd e"
    assert text_of([one, two], 8) == "a b c\n\nd e\n\nf g\n\na b c"
