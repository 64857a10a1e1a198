"""Whether two names may be one person's."""

from __future__ import annotations

import pytest

from fabula.cast.matching import is_maiden
from fabula.cast.names import parse_name


@pytest.mark.parametrize(
    ("name", "others", "maiden"),
    [
        ("Mrs. Price", ["Fanny Price", "Miss Fanny", "Fanny"], True),
        ("Mrs. Price", ["Fanny Price", "Fanny"], False),
        ("Mrs. Price", ["Miss Frances", "Price"], False),
        ("Mrs. Norris", ["Fanny Price", "Miss Fanny"], False),
        ("Miss Price", ["Fanny Price", "Miss Fanny"], False),
    ],
)
def test_a_mrs_is_no_miss_who_was_born_with_her_surname(name: str, others: list[str], maiden: bool) -> None:
    assert is_maiden(parse_name(name), [parse_name(other) for other in others]) is maiden
