"""``fabula scenes``: what it prints, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path

from fabula.world import World
from tests.builders import ferry
from tests.cli.running import Run


def test_each_scene_is_a_row(run: Run, ferry_world: Path) -> None:
    result = run("scenes", ferry_world)
    assert result.exit_code == 0, result.output
    assert "Place" in result.stdout
    assert len(result.stdout.splitlines()) >= 2


def test_the_same_for_a_program(run: Run, ferry_world: Path) -> None:
    first, *_ = json.loads(run("scenes", ferry_world, "--json").stdout)
    assert first["id"] == 1
    assert first["mode"] in ("scene", "summary", "description")
    assert len(first["present"]) == len(first["present_ids"]) == len(first["present_confidences"])


def test_scenes_with_somebody_are_with_this_one(run: Run, ferry_world: Path) -> None:
    number = json.loads(run("cast", ferry_world, "--json").stdout)[0]["id"]
    found = json.loads(run("scenes", ferry_world, "--with", str(number), "--json").stdout)
    assert all(number in scene["present_ids"] for scene in found)


def test_one_who_is_not_in_the_cast_is_said_so(run: Run, ferry_world: Path) -> None:
    result = run("scenes", ferry_world, "--with", "Nobody at all")
    assert result.exit_code != 0
    assert "Nobody at all" in result.stderr


def test_a_world_that_keeps_no_annotations_says_so(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "bare.fabula"
    with World.create_or_open(path) as world:
        world.add(ferry())
    result = run("scenes", path)
    assert result.exit_code != 0
    assert "Traceback" not in result.output


def test_scenes_in_a_place_by_any_of_its_names(run: Run, told_world: Path) -> None:
    for place, ids in (("fenwick", [1]), ("the stairs", [2]), ("Stairs", [2]), ("Rome", [])):
        found = json.loads(run("scenes", told_world, "--in", place, "--json").stdout)
        assert [scene["id"] for scene in found] == ids


def test_who_takes_part_from_afar_is_told_so(run: Run, told_world: Path) -> None:
    assert "Tom (from afar)" in run("scenes", told_world).stdout
