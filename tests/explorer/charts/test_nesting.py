"""Which place lies in which, as far as the text says so."""

from __future__ import annotations

import pytest

from fabula.explorer.charts.nesting import nesting
from fabula.reading import Reading
from fabula.types import (
    Block,
    BlockKind,
    Cast,
    Entity,
    EntityType,
    Mention,
    MentionForm,
    Metadata,
    Text,
    Work,
)


def places(words: str, outer: str, inner: str) -> dict[int, int]:
    """What one sentence tells of a place 1, ``outer``, whose words end with those of a place 2."""
    start = words.index(outer)
    end = start + len(outer)
    mentions = (
        Mention(start, end, EntityType.FACILITY, MentionForm.NOMINAL, 1, 0.9),
        Mention(end - len(inner), end, EntityType.PLACE, MentionForm.NAME, 2, 0.9),
    )
    entities = (
        Entity(1, EntityType.FACILITY, outer, mentions=1, first=start),
        Entity(2, EntityType.PLACE, inner, mentions=1, first=end),
    )
    text = Text(words, (Block(BlockKind.PARAGRAPH, 0, len(words)),), (), Metadata(), "x.txt")
    return nesting(Reading(Work(0, text, 9, Cast(entities, mentions, ()))))


@pytest.mark.parametrize(
    ("outer", "inner"),
    [("the yew alley of Fenwick Hall", "Fenwick Hall"), ("our rooms in Quay Street", "Quay Street")],
)
def test_one_place_lies_in_another(outer: str, inner: str) -> None:
    assert places(f"He went to {outer} again.", outer, inner) == {1: 2}


@pytest.mark.parametrize(
    ("outer", "inner"),
    [
        ("the city of Fenwick", "Fenwick"),
        ("the\nneighbourhood of Fenwick", "Fenwick"),
        ("the road to Fenwick", "Fenwick"),
        ("one of the rooms", "the rooms"),
        ("the inn, which they reached when it was dark already in Fenwick", "Fenwick"),
        ("Fenwick Hall in Fenwick", "Fenwick"),
    ],
)
def test_what_tells_nothing(outer: str, inner: str) -> None:
    assert places(f"He went to {outer} again.", outer, inner) == {}
