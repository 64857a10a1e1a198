from __future__ import annotations

import pytest

from tests.cast.scenes import tell


def names_of(*paragraphs: str) -> set[tuple[str, ...]]:
    """The words of the names of a page."""
    return {name.words for name in tell(*paragraphs).book.names.values()}


@pytest.mark.parametrize(
    "paragraphs",
    [
        ["[Hiroshi] sat.", "“Get up, [Hiro],” said [Yuki]."],
        ["[Marisol] sat.", "“Get up, [Mari],” said [Yuki]."],
        ["[Kenji] sat.", "“Get up, [Ken-chan],” said [Yuki]."],
    ],
)
def test_a_piece_of_a_forename_in_speech_is_that_forename(paragraphs: list[str]) -> None:
    assert len(names_of(*paragraphs)) == 2
    assert len(tell(*paragraphs).read().names) == 2


@pytest.mark.parametrize(
    "paragraphs",
    [
        ["[Hiroshi] sat.", "[Hiro] rose.", "“Get up, [Hiro],” said [Yuki]."],
        ["[Hiroshi] sat.", "“Get up, [Hiro],” said [Hiroshi].", "[Yuki] rose."],
        ["[Hiroshi] sat.", "[Hiromi] rose.", "“Get up, [Hiro]!”"],
        ["[Annabel] sat.", "“Get up, [Ann],” said [Yuki]."],
        ["[Ellen] sat.", "“Get up, [Elle],” said [Yuki]."],
        ["“The [Bennets] are here, [Bennet],” said [Yuki]."],
    ],
)
def test_other_names_are_names_for_themselves(paragraphs: list[str]) -> None:
    assert len(names_of(*paragraphs)) == 3
