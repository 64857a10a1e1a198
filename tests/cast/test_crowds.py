"""Two groups told of beside each other are two."""

from __future__ import annotations

import pytest

from fabula.cast.book import Book
from fabula.cast.crowds import other_crowds
from tests.trees import scene

SAT = "[the/DT/det>{0} {0}/NNS/nsubj>sat] sat/VBD/root."


def others(*groups: str, between: str = "") -> dict[str, list[str]]:
    """For each group of a page those that are others."""
    pages = [SAT.format(group) for group in groups]
    told = scene(*pages[:1], *([between] if between else []), *pages[1:])
    book = Book(told.text, told.notes)
    return {book.low[i]: [book.low[j] for j in found] for i, found in other_crowds(book).items()}


def test_a_group_called_otherwise_right_behind_another_is_another() -> None:
    assert others("guards", "prisoners") == {"the prisoners": ["the guards"]}


@pytest.mark.parametrize("any_people", ["men", "girls", "others", "guards"])
def test_words_for_any_people_may_mean_those_just_told_of(any_people: str) -> None:
    assert others("guards", any_people) == {}


def test_a_crowd_is_a_group_without_a_plural() -> None:
    crowd = "[the/DT/det>crowd crowd/NN/nsubj>sat] sat/VBD/root."
    cook = "[the/DT/det>cook cook/NN/nsubj>sat] sat/VBD/root."
    told = scene(SAT.format("guards"), crowd, cook)
    book = Book(told.text, told.notes)
    assert [book.low[i] for i in other_crowds(book)] == ["the crowd"]


def test_after_a_while_other_words_may_be_those_of_the_same_people() -> None:
    long = " ".join(["It/PRP/nsubj>rained rained/VBD/root."] * 30)
    assert others("guards", "prisoners", between=long) == {}


def test_words_with_the_model_go_back_to_the_group_so_called_before_them() -> None:
    told = scene(
        SAT.format("guards"),
        "[the/DT/det>prisoners prisoners/NNS/nsubj>heard] heard/VBD/root [them/PRP/obj>heard].",
        links={"the prisoners": "the guards"},
    )
    cast = told.read().cast
    guards, prisoners = (
        cast.mentions[told.labels[label]].entity for label in ("the guards", "the prisoners")
    )
    assert guards != prisoners
