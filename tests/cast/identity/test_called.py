from __future__ import annotations

from collections import Counter

import pytest

from fabula.cast.identity.called import CALLED, NamePart, Surnames
from fabula.cast.names import parse_name
from tests.cast.identity.pairs import Drafted
from tests.cast.scenes import tell


def seen(*names: str, one: str = "", other: str = "", page: tuple[str, ...] = ()) -> dict[str, float]:
    """What the names of the first two say, where others are in the book too."""
    lines = [f"[{name}|name] came." for name in names]
    found = Drafted(tell(*lines, *page)).features(one or names[0], other or names[1])
    return {name: value for name, value in found.items() if name in CALLED}


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("Adela", NamePart.FORENAME),
        ("Aunt Juley", NamePart.FORENAME),
        ("Miss Lucy", NamePart.FORENAME),
        ("Miss Quested", NamePart.SURNAME),
        ("Hale", NamePart.SURNAME),
        ("Adela Quested", NamePart.BOTH),
        ("the Grey Man", NamePart.NEITHER),
    ],
)
def test_what_a_name_gives_of_somebody(name: str, part: NamePart) -> None:
    book = Counter({parse_name(own): 1 for own in ("Miss Quested", "Tom Hale", "Miss Lucy", name)})
    book[parse_name("Lucy")] = 9
    assert Surnames(book).part(parse_name(name)) is part


def test_a_forename_and_a_surname_complete_each_other() -> None:
    assert seen("Adela", "Miss Quested")["a forename and a surname"] == 1.0
    assert "a forename and a surname" not in seen("Adela", "Lucy")
    assert "a forename and a surname" not in seen("Mr. Hale", "Miss Quested")
    assert "a forename and a surname" not in seen("Adela Quested", "Mr. Hale")


def test_a_married_name_lacks_a_forename() -> None:
    assert seen("Lotty", "Mrs. Wilkins")["a forename and a married name"] == 1.0
    assert "a forename and a married name" not in seen("Lotty", "Miss Wilkins")


def test_a_full_name_elsewhere_has_both() -> None:
    assert seen("Adela", "Miss Quested", "Adela Quested")["a full name has both"] == 1.0
    assert "a full name has both" not in seen("Adela", "Miss Quested", "Adela Moore")


def test_two_forenames_or_surnames_are_mostly_two_people() -> None:
    found = seen("Tom Hale", "Hugh Hale")
    assert found["other forenames"] == found["one surname, other forenames"] == 1.0
    assert "other surnames" not in found
    assert seen("Tom Hale", "Hugh Nye")["other surnames"] == 1.0
    assert "other forenames" not in seen("Tom Hale", "Thomas Nye")
    assert seen("Tom Hale", "Mr. Hale")["one surname, no other forename"] == 1.0


def test_a_miss_and_a_married_woman() -> None:
    assert seen("Miss Hale", "Mrs. Hale")["only one is married"] == 1.0
    assert "only one is married" not in seen("Mr. Hale", "Mrs. Hale")


def test_a_name_that_only_those_who_talk_use() -> None:
    page = ("“[Harry] is gone,” said [Emma].", "“Is [Harry 2]?” said [Tom].")
    told = Drafted(tell("[Lord Henry|name] came.", *page[:1]))
    found = told.features("Lord Henry", "Harry")
    assert found["one is called so in speech alone"] == 1.0
    assert "one is called so in speech alone" not in told.features("Lord Henry", "Emma")


def test_names_clash_as_far_as_they_are_used() -> None:
    assert seen("Tom Hale", "Hugh Hale")["names that clash"] == 1.0
    assert "names that clash" not in seen("Tom Hale", "Mr. Hale")


def test_one_without_a_name_is_called_nothing() -> None:
    assert not seen("Emma", page=("[The nurse] sat.",), one="Emma", other="The nurse")
