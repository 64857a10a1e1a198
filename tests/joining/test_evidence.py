"""What speaks for and against that two of two works are one."""

from __future__ import annotations

import pytest

from fabula.joining.evidence import PAIR, candidates, features
from fabula.types import Entity
from tests.joining.people import cast, crew, person


def told(a: Entity, b: Entity, feature: str) -> float:
    one, other = cast(a), cast(b)
    (row,) = features(one, other, candidates(one, other))
    return float(row[PAIR.index(feature)])


@pytest.mark.parametrize(
    ("a", "b", "feature"),
    [
        ("Armand Hux", "Armand Hux", "a whole name in common"),
        ("Mr. Garrow", "Mr. Garrow", "surname and title in common"),
        ("Hux", "General Hux", "a bare name of the other's with a title"),
        ("Marsh", "Ida Marsh", "a bare name of the other's whole name"),
        ("Marsh", "Marsh", "a bare name of both"),
        ("John", "John", "all that both have is a forename"),
        ("John Garrow", "Tobias Garrow", "forenames differ"),
        ("Anne Marsh", "Anne Garrow", "surnames differ"),
        ("Miss Garrow", "Mrs. Garrow", "titles tell two"),
        ("Mr. Garrow", "Lady Garrow", "titles tell two"),
    ],
)
def test_what_names_tell(a: str, b: str, feature: str) -> None:
    assert told(person(1, a), person(2, b), feature) == 1.0
    assert told(person(1, "Ida Marsh"), person(2, "Ida Marsh", "Quill"), feature) == float(
        feature == "a whole name in common"
    )


def test_pronouns_agree_or_differ() -> None:
    she, he = person(1, "Marsh", pronouns=("she",)), person(2, "Marsh", pronouns=("he",))
    assert told(she, he, "pronouns differ") == 1.0
    assert told(she, person(3, "Marsh", pronouns=("she",)), "pronouns agree") == 1.0
    assert told(she, person(3, "Marsh"), "pronouns differ") == 0.0


@pytest.mark.parametrize("name", ["Narrator", "the old man", "Mother", "his lady", "Captain", "I"])
def test_who_has_no_name_is_no_candidate(name: str) -> None:
    assert candidates(cast(person(1, name)), cast(person(2, name))) == []


def test_others_in_common_are_company() -> None:
    one, other = crew(1), crew(11)
    rows = features(one, other, candidates(one, other))
    assert min(rows[:, PAIR.index("company with names in common")]) > 1.0
    alone = features(
        cast(person(1, "Ida Marsh")),
        cast(person(2, "Ida Marsh")),
        candidates(cast(person(1, "Ida Marsh")), cast(person(2, "Ida Marsh"))),
    )
    assert alone[0, PAIR.index("company with names in common")] == 0.0
