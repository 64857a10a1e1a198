"""Works in memory: loaded again when they were written, and not when another of their world was."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from fabula.loaded_works import LoadedWorks
from fabula.types import Work
from fabula.world import World


def test_only_a_work_that_was_written_is_loaded_again(tmp_path: Path, make_work: Callable[..., Work]) -> None:
    ferry_world = tmp_path / "ferry.fabula"
    with World.create_or_open(ferry_world) as world:
        world.add(make_work())
    readings = LoadedWorks()
    first, part = readings.get(ferry_world, 1), readings.get(ferry_world, 1, 60)
    assert readings.get(ferry_world, 1) is first
    with World.create_or_open(ferry_world) as world:
        world.add(make_work(source="other.txt", title="Other"), new=True)
    assert readings.get(ferry_world, 1) is first
    assert readings.get(ferry_world, 1, 60) is part
    before = readings.revision(ferry_world, 1)
    with World.create_or_open(ferry_world) as world:
        work = world.work(1)
        world.correct(replace(work, tokens=work.tokens), world.revision(1))
    again = readings.get(ferry_world, 1)
    assert again is not first
    assert readings.get(ferry_world, 1, 60) is not part
    assert readings.revision(ferry_world, 1) != before


def test_another_world_that_was_copied_over_one_is_loaded(
    tmp_path: Path, make_work: Callable[..., Work]
) -> None:
    """A copy over a file keeps its inode, and the work in it may have been written as often."""
    ferry_world = tmp_path / "ferry.fabula"
    with World.create_or_open(ferry_world) as world:
        world.add(make_work())
    readings = LoadedWorks()
    first, before = readings.get(ferry_world, 1), readings.revision(ferry_world, 1)
    readings.get(ferry_world, 1, 60)
    other = ferry_world.with_name("other.fabula")
    with World.create_or_open(other) as world:
        world.add(make_work(title="Another"))
    with World.open(ferry_world) as one, World.open(other) as two:
        assert one.revision(1) != two.revision(1)
    ferry_world.write_bytes(other.read_bytes())
    assert readings.get(ferry_world, 1).title == "Another" != first.title
    assert readings.get(ferry_world, 1, 60).title == "Another"
    assert readings.revision(ferry_world, 1) != before


def test_a_work_that_several_ask_for_at_once_is_loaded_once(
    tmp_path: Path, make_work: Callable[..., Work], monkeypatch: pytest.MonkeyPatch
) -> None:
    ferry_world, loaded = tmp_path / "ferry.fabula", []
    with World.create_or_open(ferry_world) as world:
        world.add(make_work())
    load = World.work

    def slowly(self: World, work: int) -> Work:
        loaded.append(work)
        time.sleep(0.05)
        return load(self, work)

    monkeypatch.setattr(World, "work", slowly)
    readings = LoadedWorks()
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: readings.get(ferry_world, 1), range(4)))
    assert all(each is found[0] for each in found)
    assert loaded == [1]
