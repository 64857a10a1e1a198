"""What a reader knows who has read to a place, and nothing that comes after."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fabula.errors import UsageError
from fabula.reading import Reading
from fabula.types import Work
from fabula.up_to import up_to
from tests.builders import CONTENT, storied_work

SECOND = CONTENT.index("Chapter Two")


def names(work: Work) -> dict[int, str]:
    return {entity.id: entity.name for entity in work.cast.entities}


def test_nobody_and_nothing_that_comes_later() -> None:
    work = up_to(storied_work(), SECOND)
    assert work.text.content == CONTENT[:SECOND]
    assert [chapter.title for chapter in work.text.chapters] == ["Chapter One"]
    assert names(work) == {1: "Mrs. Alder", 2: "Tom", 3: "Ned", 4: "Fenwick"}
    assert all(own.end <= SECOND for own in work.cast.mentions)
    assert all(own.narrator != 5 for own in work.cast.narrations)
    assert work.story is not None
    assert [scene.id for scene in work.story.scenes] == [1]
    assert [own.entity for own in work.story.locations] == [3]
    assert [own.lemma for own in work.story.events] == ["take"]
    assert [(own.a, own.b) for own in work.story.relations] == [(2, 1)]


def test_the_file_tells_nothing_beforehand() -> None:
    metadata = up_to(storied_work(), SECOND).text.metadata
    assert (metadata.summary, metadata.tags, metadata.other) == ("", (), {})
    assert metadata.title == "The Lost Glove"


def test_a_name_that_comes_later_is_not_told() -> None:
    work = storied_work()
    alder, *rest = work.cast.entities
    known = replace(alder, name="Eliza Thorne", aliases=("Mrs. Alder", "ma’am"))
    cut = up_to(replace(work, cast=replace(work.cast, entities=(known, *rest))), SECOND)
    assert (cut.cast.entities[0].name, cut.cast.entities[0].aliases) == ("Mrs. Alder", ("ma’am",))


def test_counts_are_those_so_far() -> None:
    first = up_to(storied_work(), CONTENT.index("Ned shook"))
    assert {entity.id: (entity.mentions, entity.quotes) for entity in first.cast.entities}[1] == (1, 1)
    assert 4 not in names(first)


def test_a_place_told_later_and_its_order_are_not_known_yet() -> None:
    work = up_to(storied_work(), CONTENT.index("“No, ma’am"))
    assert work.story is not None
    (scene,) = work.story.scenes
    assert (scene.place, scene.place_span, scene.order) == (None, None, 1)
    assert scene.end == len(work.text.content)
    assert all(own.end <= scene.end for own in scene.present)


@pytest.mark.parametrize("place", [1, "1", "chapter one", f"@{SECOND}"])
def test_a_place_is_a_chapter_or_an_offset(place: str | int) -> None:
    assert Reading(storied_work()).until(place).text == CONTENT[:SECOND]


def test_the_end_is_the_whole_and_the_beginning_is_nothing() -> None:
    reading = Reading(storied_work())
    assert reading.until("Chapter Two").text == CONTENT
    assert list(reading.until("@0").entities) == []


@pytest.mark.parametrize(
    ("place", "says"), [("3", "numbered from 1 to 2"), ("Nowhere", "no chapter"), ("@99999", "characters")]
)
def test_a_place_that_is_not_there(place: str, says: str) -> None:
    with pytest.raises(UsageError, match=says):
        Reading(storied_work()).until(place)
