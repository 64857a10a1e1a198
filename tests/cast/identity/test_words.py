from __future__ import annotations

import pytest

from fabula.cast.identity.words import Words
from tests.cast.identity.pairs import Drafted
from tests.cast.scenes import tell


def words(*page: str) -> tuple[Words, Drafted]:
    told = Drafted(tell(*page))
    return Words(told.book, told.resolution), told


def test_a_figure_is_called_by_its_names() -> None:
    found, told = words("[Emma] came. [Emma] sat. [The nurse] rose.")
    assert [(name.text, times) for name, times in found.names(told.figure("Emma")).items()] == [("Emma", 2)]
    assert not found.names(told.figure("The nurse"))


@pytest.mark.parametrize(
    ("name", "epithet"), [("the Grey Man|name", True), ("Mr. Grey", False), ("the nurse", False)]
)
def test_a_name_with_the_before_it_is_an_epithet(name: str, epithet: bool) -> None:
    found, told = words(f"[{name}] came, and [{name}] sat.")
    assert found.is_epithet(told.figure(name.removesuffix("|name"))) == epithet


@pytest.mark.parametrize(
    ("page", "label", "owned"),
    [
        ("[[his] aunt] came.", "his aunt", True),
        ("[the aunt] came.", "the aunt", False),
        ("[Emma] came.", "Emma", True),
    ],
)
def test_one_is_somebodys_who_is_called_by_no_other_words(page: str, label: str, owned: bool) -> None:
    found, told = words(page)
    if label != "Emma":
        assert found.is_owned(told.figure(label)) == owned


@pytest.mark.parametrize(
    ("one", "other", "clash"),
    [
        ("Mr. Hale", "Mrs. Hale", True),
        ("Mrs. Hale", "Miss Hale", True),
        ("Mr. Hale", "Sir Hugh Hale", True),
        ("Tom Hale", "Hugh Hale", True),
        ("Tom Hale", "Thomas Hale", False),
        ("Tom Hale", "Tom", False),
        ("Tom Hale", "Hale", False),
        ("Mr. Hale", "Tom Hale", False),
        ("Old Hale", "Young Hale", True),
        ("Emma", "Tom", False),
        ("Emma", "Mr. Tom", False),
    ],
)
def test_names_that_cannot_be_one_persons(one: str, other: str, clash: bool) -> None:
    found, told = words(f"[{one}|name] came.", f"[{other}|name] sat.")
    assert found.clashing(told.figure(one), told.figure(other)) == float(clash)
    assert found.clashing(told.figure(other), told.figure(one)) == float(clash)


def test_a_married_woman_is_no_miss_of_her_husbands_name() -> None:
    found, told = words("[Mrs. Price] came.", "[Fanny Price] sat. [Miss Fanny] rose.")
    miss = told.figure("Fanny Price")
    told.resolution.figures[miss].mentions.append(told.scene.labels["Miss Fanny"])
    assert found.clashing(told.figure("Mrs. Price"), miss) == 1.0
