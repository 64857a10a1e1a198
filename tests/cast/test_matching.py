"""Whether two names may be one person's."""

from __future__ import annotations

import pytest

from fabula.cast.matching import is_maiden, matches, ranks_clash
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


@pytest.mark.parametrize(
    ("one", "other", "titles"),
    [
        ("Sakura-chan", "Sakura", ("-chan",)),
        ("Tanaka-san", "Tanaka", ("-san",)),
        ("Mori-sensei", "Mori", ("sensei",)),
        ("Sensei Mori", "Mori", ("sensei",)),
    ],
)
def test_an_honorific_behind_a_name_is_no_part_of_it(one: str, other: str, titles: tuple[str, ...]) -> None:
    assert parse_name(one).words == parse_name(other).words
    assert parse_name(one).titles == titles
    assert matches(parse_name(one), parse_name(f"Aiko {other}"))


def test_who_is_called_as_a_pupil_is_no_teacher() -> None:
    assert ranks_clash(parse_name("Mori-sensei"), parse_name("Kenji-kun"))
    assert not ranks_clash(parse_name("Mori-sensei"), parse_name("Mori-san"))


def test_a_surname_that_sounds_like_an_honorific_is_a_surname() -> None:
    assert parse_name("Jackie Chan").words == ("jackie", "chan")


def test_an_ordinal_sets_two_of_one_post_apart() -> None:
    assert ranks_clash(parse_name("the Second Mate"), parse_name("the Mate"))
    assert not ranks_clash(parse_name("the Second Mate"), parse_name("Second Mate"))
