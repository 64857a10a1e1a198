"""A story by its people and its time."""

from __future__ import annotations

from fabula.chronicles import MOMENT_COLUMNS, chronicle, timeline, whereabouts
from fabula.reading import Reading
from fabula.tables import Table
from fabula.types import Role, Whereabouts
from tests.builders import CONTENT, storied_work


def reading() -> Reading:
    return Reading(storied_work())


def test_where_one_is_or_goes() -> None:
    found = whereabouts(reading(), reading().character("Ned"))
    assert [(own.relation, own.place_text, own.start) for own in found] == [
        (Whereabouts.TO, "Fenwick", CONTENT.index("“Good")),
    ]
    assert whereabouts(reading(), reading().character("Tom")) == []


def test_scenes_stand_in_the_order_of_the_story() -> None:
    assert [scene.id for scene in timeline(reading())] == [2, 1]


def test_a_chronicle_tells_company_and_lines() -> None:
    (moment,) = chronicle(reading(), reading().character("Ned"))
    assert [entity.name for entity in moment.company] == ["Mrs. Alder", "Tom"]
    assert [quote.id for quote in moment.said] == [2]
    assert [quote.id for quote in moment.heard] == [1]
    assert (moment.role, moment.chapter and moment.chapter.title) == (Role.BODILY, "Chapter One")


def test_a_chronicle_goes_into_a_table() -> None:
    found = Table("scenes", MOMENT_COLUMNS, chronicle(reading(), reading().character("Tom")))
    (row,) = found.to_dicts()
    assert (row["role"], row["with"], row["place"]) == ("remote", ["Mrs. Alder", "Ned"], "Fenwick")
