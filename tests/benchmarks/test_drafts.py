"""Where the words of a novel are in an edit of it, by which the benchmark of drafts judges corrections."""

from __future__ import annotations

import re

import pytest

from benchmarks.drafts import EDITS, Novel, Word, Words, expected

CONTENT = "\n\n".join(
    f"CHAPTER {number}\n\n“Where is Wilma {number},” said Ann, waiting.\n\nNobody answered her question."
    for number in range(1, 7)
)


def novel() -> Novel:
    found = list(re.finditer(r"(\S+)(\s*)", CONTENT))
    words = [Word(at, each[1], each[2]) for at, each in enumerate(found)]
    chapters = [at for at, each in enumerate(found) if each[1] == "CHAPTER"]
    return Novel(CONTENT, words, [each.start() for each in found], chapters, "Ann")


def text_of(words: Words) -> str:
    return "".join(own.text + own.space for own in words)


@pytest.mark.parametrize("edit", [name for name, (_, ending) in EDITS.items() if ending == ".txt"])
def test_the_same_words_are_found_in_every_edit(edit: str) -> None:
    own = novel()
    draft = EDITS[edit][0](own)
    content = text_of(draft)
    moved = expected(own, draft, content)
    start = CONTENT.index("“Where is Wilma 1")
    there = moved((start, start + len("“Where is Wilma 1,”")))
    assert there is not None
    assert "1," in content[slice(*there)] and len(content[slice(*there)].split()) == 4


def test_what_is_cut_or_rewritten_is_nowhere() -> None:
    own = novel()
    start = CONTENT.index("“Where is Wilma 4")
    for edit in ("one cut", "a chapter rewritten"):
        draft = EDITS[edit][0](own)
        assert expected(own, draft, text_of(draft))((start, start + 10)) is None
