"""People of a world over its works."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from fabula.errors import WorldError
from fabula.joining import all_proposals, join_new
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
from fabula.world import World
from tests.builders import storied_work
from tests.joining.people import person

SHIP = ("Captain Aldous Reeve", "Ida Marsh", "Doctor Penhallow", "Tobias Quill", "Mrs. Garrow")


def voyage(source: str, *names: str) -> Work:
    """A work in which everybody is told of once by name."""
    content = ". ".join(names) + "."
    entities, mentions = [], []
    for number, name in enumerate(names, start=1):
        at = content.index(name)
        entities.append(replace(person(number, name), first=at))
        mentions.append(Mention(at, at + len(name), EntityType.PERSON, MentionForm.NAME, number, 1.0))
    text = Text(content, (Block(BlockKind.PARAGRAPH, 0, len(content)),), (), Metadata(source), source)
    return Work(0, text, len(names), Cast(tuple(entities), tuple(mentions), ()))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with World.create_or_open(tmp_path / "saga.fabula") as world:
        world.add(voyage("one", *SHIP, "Hux"))
        world.add(voyage("two", *SHIP, "General Hux"))
    return tmp_path / "saga.fabula"


def called(entities: list[Entity]) -> list[str]:
    return sorted(entity.name for entity in entities)


def test_who_is_safely_one_is_joined_and_keeps_the_number_of_the_first(path: Path) -> None:
    with World.create_or_open(path) as world:
        joined = join_new(world, 2)
        assert set(SHIP) <= set(called(joined))
        for entity in joined:
            assert world.works_of(entity.id) == [1, 2]
        assert world.work(2).cast.mentions[0].entity == world.work(1).cast.mentions[0].entity


def test_who_is_joined_is_not_proposed_and_nothing_is_joined_twice(path: Path) -> None:
    with World.create_or_open(path) as world:
        joined = {entity.id for entity in join_new(world, 2)}
        assert join_new(world, 2) == []
        assert all({own.one.id, own.other.id}.isdisjoint(joined) for own in all_proposals(world))


def test_who_was_taken_apart_stays_so_until_a_person_joins_the_two(path: Path) -> None:
    with World.create_or_open(path) as world:
        one = join_new(world, 2)[0].id
        fresh = world.part(one, 2)
        assert world.works_of(fresh) == [2] and world.works_of(one) == [1]
        assert join_new(world, 2) == []
        assert all({own.one.id, own.other.id} != {one, fresh} for own in all_proposals(world))
        with pytest.raises(WorldError, match="taken apart by hand"):
            world.join(one, fresh)
        world.join(one, fresh, again=True)
        assert world.works_of(one) == [1, 2]


def test_two_of_one_work_are_not_joined_over_works(path: Path) -> None:
    with World.create_or_open(path) as world:
        with pytest.raises(WorldError, match="both in work 1"):
            world.join(1, 2)
        with pytest.raises(WorldError, match="nobody is called '#99'"):
            world.join(1, 99)
        with pytest.raises(WorldError, match="#1 is in work 1"):
            world.part(1, 1)


def test_a_whole_story_passes_to_the_new_number(tmp_path: Path) -> None:
    other = replace(storied_work(), text=replace(storied_work().text, source="other.txt"))
    with World.create_or_open(tmp_path / "a.fabula") as world:
        world.add(storied_work())
        world.add(other, new=True)
        before = world.work(2)
        numbers = {entity.name: entity.id for entity in before.cast.entities}
        for entity in world.work(1).cast.entities:
            world.join(entity.id, numbers[entity.name])
        assert world.work(2).story == world.work(1).story
        assert world.work(2).cast == world.work(1).cast
