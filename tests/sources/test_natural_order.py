"""Files in the order of a reader."""

from __future__ import annotations

import random

import pytest

from fabula.sources.natural_order import natural_key

ORDERED = [
    ["chapter1.md", "chapter2.md", "chapter10.md", "chapter11.md"],
    ["1.txt", "02.txt", "3.txt", "0010.txt"],
    ["Prologue.md", "Chapter 1.md", "Chapter 2.md", "Chapter 10.md", "Epilogue.md"],
    ["chapter-one.md", "chapter-two.md", "chapter-three.md", "chapter-twenty.md", "chapter-twenty-one.md"],
    ["chapter_ix.txt", "chapter_x.txt", "chapter_xl.txt"],
    ["Part One/2.md", "Part One/10.md", "Part Two/1.md"],
    ["Book II/Chapter IV.html", "Book II/Chapter V.html", "Book IX/Chapter I.html"],
    ["apple.txt", "Banana.txt", "cherry.txt"],
    ["foreword.md", "part 1/a.md", "part 2/a.md", "afterword.md"],
    ["00 Title Page.md", "01 Prologue.md", "02 The Weir.md", "99 Notes.md"],
    ["saga 1.5.epub", "saga 2.epub", "saga 10.epub"],
    ["Title Page.md", "Preface.md", "Chapter 1.md", "Appendix A.md"],
]


@pytest.mark.parametrize("names", ORDERED, ids=lambda names: names[0])
def test_names_come_in_the_order_of_a_reader(names: list[str]) -> None:
    for seed in range(5):
        mixed = random.Random(seed).sample(names, len(names))
        assert sorted(mixed, key=natural_key) == names


@pytest.mark.parametrize(
    "name", ["", "/", "9" * 5000, "²³.txt", "chapter ivxlc.md", "..", "a/../b.txt", "٣.txt"]
)
def test_any_name_has_a_place(name: str) -> None:
    assert sorted([name, "a.txt"], key=natural_key)


def test_words_that_are_no_numbers_count_as_words() -> None:
    assert sorted(["one.md", "two.md", "three.md"], key=natural_key) == ["one.md", "three.md", "two.md"]
    assert sorted(["Mixed.md", "Civil.md"], key=natural_key) == ["Civil.md", "Mixed.md"]
