"""The story of a work comes out of a world as it went in, under the numbers that the world gives."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from fabula.errors import WorldError
from fabula.types import Story
from fabula.world import World
from tests.builders import small_work, storied_work


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.fabula"


def test_a_story_comes_back_as_it_went_in(path: Path) -> None:
    with World.create_or_open(path) as world:
        added = world.add(storied_work())
        assert world.work(added.id).story == storied_work().story


def test_a_second_work_has_its_people_under_their_own_numbers(path: Path) -> None:
    other = replace(storied_work(), text=replace(storied_work().text, source="other.txt"))
    with World.create_or_open(path) as world:
        world.add(storied_work())
        work = world.work(world.add(other, new=True).id)
    assert work.story is not None
    names = {entity.id: entity.name for entity in work.cast.entities}
    assert [names[own.entity] for own in work.story.scenes[0].present] == ["Mrs. Alder", "Ned", "Tom"]
    assert [names[own.entity] for own in work.story.locations] == ["Ned", "I"]
    assert work.story.scenes[0].place is not None
    assert names[work.story.scenes[0].place] == "Fenwick"


def test_a_work_without_a_story_is_told_from_one_in_which_nothing_happens(path: Path) -> None:
    with World.create_or_open(path) as world:
        assert world.work(world.add(small_work()).id).story is None
        nothing = replace(small_work(), story=Story())
        assert world.work(world.add(nothing).id).story == Story()


def test_a_corrected_work_has_its_new_story_alone(path: Path) -> None:
    with World.create_or_open(path) as world:
        added = world.add(storied_work())
        work = world.work(added.id)
        assert work.story is not None
        shorter = replace(work, story=replace(work.story, scenes=work.story.scenes[:1], times=()))
        world.correct(shorter, world.revision(added.id))
        assert world.work(added.id).story == shorter.story


def test_a_story_of_somebody_unknown_is_refused(path: Path) -> None:
    work = storied_work()
    without = replace(work, cast=replace(work.cast, entities=work.cast.entities[:4], narrations=()))
    with World.create_or_open(path) as world, pytest.raises(WorldError, match="scene 2 names entity 5"):
        world.add(replace(without, cast=replace(without.cast, mentions=())))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE scenes SET mode = 'song'",
        "UPDATE scenes SET stop = 1 << 40",
        "UPDATE scenes SET place_start = -1",
        "UPDATE scenes SET focal_id = 99",
        "UPDATE scenes SET time_relation = 'never'",
        "UPDATE scenes SET story_order = 'first'",
        "UPDATE scenes SET confidence = 9e999",
        "UPDATE presences SET role = 'ghostly'",
        "UPDATE presences SET entity_id = 99",
        "UPDATE presences SET confidence = 'much'",
        "UPDATE locations SET relation = 'over'",
        "UPDATE locations SET start = x'00'",
        "UPDATE locations SET place_id = 99",
        "UPDATE times SET value = x'ff'",
        "UPDATE times SET stop = 0.5",
        "UPDATE events SET realis = 'never'",
        "UPDATE events SET place_id = 99",
        "UPDATE events SET lemma = x'ff'",
        "UPDATE event_entities SET entity_id = 99",
        "UPDATE attributes SET kind = 'shoe'",
        "UPDATE attributes SET by_id = 99",
        "UPDATE attributes SET until = 1 << 40",
        "UPDATE attributes SET value = x'ff'",
        "UPDATE relations SET relation = 'cousin of'",
        "UPDATE relations SET a_id = 99",
        "UPDATE relations SET confidence = 9e999",
        "UPDATE relation_spans SET start = -1",
    ],
)
def test_a_damaged_story_is_one_line(path: Path, statement: str) -> None:
    with World.create_or_open(path) as world:
        world.add(storied_work())
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("PRAGMA ignore_check_constraints = ON")
        raw.executescript(statement)
    with World.open(path) as world, pytest.raises(WorldError, match="damaged"):
        world.work(1)
