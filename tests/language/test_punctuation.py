"""Marks hung on the words of trees written by hand."""

from __future__ import annotations

import pytest

from fabula.language.punctuation import attach_marks


def hung(sentence: str, **heads: str) -> dict[str, str]:
    """The words that marks hang on; ``heads`` gives that of each word, none for the root and for marks."""
    words = sentence.split()
    marks = [i for i, word in enumerate(words) if not word.isalnum()]
    tree = [words.index(heads[word]) if word in heads else -1 for word in words]
    root = next(i for i, word in enumerate(words) if word.isalnum() and tree[i] < 0)
    for i in marks:
        tree[i] = root
    found = attach_marks(words, tree, marks)
    return {f"{words[i]}{i}": words[head] for i, head in found.items()}


def test_marks_at_the_ends_of_a_sentence_hang_on_its_root() -> None:
    assert hung("- Go !") == {"-0": "Go", "!2": "Go"}
    assert hung("Run ! she said .", Run="said", she="said") == {"!1": "Run", ".4": "said"}


def test_a_comma_hangs_on_the_clause_that_it_sets_off() -> None:
    found = hung("When it rained , we left .", When="rained", it="rained", rained="left", we="left")
    assert found == {",3": "rained", ".6": "left"}
    found = hung("We left , tired .", We="left", tired="left")
    assert found == {",2": "tired", ".4": "left"}


def test_commas_of_a_list_hang_on_what_follows() -> None:
    found = hung("Cats , dogs , and mice", dogs="Cats", mice="Cats", **{"and": "mice"})
    assert found == {",1": "dogs", ",3": "mice"}


def test_both_marks_of_a_pair_hang_on_what_they_enclose() -> None:
    found = hung("Ann ( my aunt ) left .", Ann="left", my="aunt", aunt="Ann")
    assert found == {"(1": "aunt", ")4": "aunt", ".6": "left"}
    found = hung("“ We know , ” he said .", We="know", know="said", he="said")
    assert found == {"“0": "know", ",3": "know", "”4": "know", ".7": "said"}


def test_a_mark_left_open_pairs_with_nothing() -> None:
    assert hung("( We left", We="left") == {"(0": "left"}
    assert hung(") ( We left )", We="left") == {")0": "left", "(1": "left", ")4": "left"}


@pytest.mark.parametrize("heads", [[-1, 0], [1, -1]])
def test_a_mark_that_is_the_root_or_that_words_hang_on_stays(heads: list[int]) -> None:
    root = heads.index(-1)
    assert root not in attach_marks(["-", "-"], heads, [0, 1])
    assert root not in attach_marks(["-", "x"] if root == 0 else ["x", "-"], heads, [root])


def test_a_sentence_of_marks_alone_is_left_as_it_is() -> None:
    assert attach_marks(["!", "?"], [-1, 0], [0, 1]) == {1: 0}
