"""Words in a text, with who speaks them and where."""

from __future__ import annotations

import pytest

from fabula.errors import UsageError
from fabula.reading import Reading
from fabula.searching import search
from tests.builders import CONTENT, plain_work, storied_work


def test_words_stand_with_their_line_scene_and_chapter() -> None:
    (found,) = search(Reading(storied_work()), "Fenwick")
    assert [CONTENT[start:end] for start, end in found.spans] == ["Fenwick"]
    assert [quote.id for quote in found.quotes] == [2]
    assert (found.scene and found.scene.id, found.chapter and found.chapter.title) == (1, "Chapter One")


def test_forms_of_a_word_are_one() -> None:
    assert len(search(Reading(storied_work()), "gloves")) == 2


def test_a_word_of_the_narration_is_nobodys_line() -> None:
    (found,) = search(Reading(storied_work()), "shook")
    assert found.quotes == ()


@pytest.mark.parametrize(
    ("words", "count"), [('"shook his head"', 1), ('"head shook"', 0), ("fenwick OR stairs", 2), ("stai*", 1)]
)
def test_phrases_and_either_or(words: str, count: int) -> None:
    assert len(search(Reading(storied_work()), words)) == count


@pytest.mark.parametrize("words", ["Tom’s glove", "tom's", "head.", "Mrs. Alder"])
def test_marks_in_words_do_no_harm(words: str) -> None:
    assert search(Reading(storied_work()), words)


def test_offsets_count_characters_beyond_the_basic_plane() -> None:
    (found,) = search(Reading(storied_work()), "stairs")
    assert [CONTENT[start:end] for start, end in found.spans] == ["stairs"]


@pytest.mark.parametrize("words", ["", '"', "NEAR(", "a AND", "the \udcff"])
def test_what_is_no_query_is_one_line(words: str) -> None:
    with pytest.raises(UsageError, match="cannot be looked up"):
        search(Reading(storied_work()), words)


def test_a_work_without_a_story_is_searched_too() -> None:
    (found,) = search(Reading(plain_work("Ann sang.")), "sang")
    assert found.scene is None
