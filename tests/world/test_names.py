"""How names that people type are compared with those in a world."""

from __future__ import annotations

import pytest

from fabula.world.names import folded


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Hen\u00adri\u00adetta", "Henrietta"),
        ("Hen\u200briet\u2060ta\ufeff", "henrietta"),
        ("Oﬃng", "Offing"),
        ("Rene\u0301e", "Renée"),
        ("O’NEILL", "O'Neill"),
        ("Mr. Offing", "mr  offing"),
    ],
)
def test_spellings_that_look_alike_are_one_name(typed: str, name: str) -> None:
    assert folded(typed) == folded(name)


def test_an_accent_is_part_of_a_name() -> None:
    assert folded("Renee") != folded("Renée")
