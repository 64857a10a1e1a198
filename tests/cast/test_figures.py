"""Mentions that go from one figure to another."""

from __future__ import annotations

from collections import Counter

from fabula.cast.figures import Figure, Resolution, transfer
from fabula.types import EntityType
from tests.cast.scenes import tell


def test_no_figure_is_left_with_less_than_nothing_of_a_gender() -> None:
    book = tell("[The old man] slept.").book
    one, other = (Figure(EntityType.PERSON, mentions=own) for own in ([0], []))
    one.genders = Counter({"he": 1})
    resolution = Resolution([one, other], [0], [0.9], {})
    transfer(book, resolution, {0: 1})
    assert resolution.mention_figure == [1]
    assert (one.mentions, other.mentions) == ([], [0])
    assert one.genders["he"] == 0
    assert other.genders["he"] == 3
