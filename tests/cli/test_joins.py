"""``fabula joins``, ``merge`` and ``split``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from fabula.joining import join_new
from fabula.world import World
from tests.cli.running import Run
from tests.joining.test_desk import SHIP, voyage


@pytest.fixture
def saga(tmp_path: Path) -> Path:
    path = tmp_path / "saga.fabula"
    with World.create_or_open(path) as world:
        world.add(voyage("one", *SHIP, "Hux"))
        world.add(voyage("two", *SHIP, "General Hux"))
        join_new(world, 2)
    return path


def test_who_is_joined_and_who_may_be(run: Run, saga: Path) -> None:
    found = json.loads(run("joins", saga, "--json").stdout)
    assert {own["name"] for own in found["joined"]} >= set(SHIP)
    assert all(own["works"] == [1, 2] for own in found["joined"])
    shown = run("joins", saga).stdout
    assert "Ida Marsh" in shown and "In several works" in shown


def test_split_and_merge(run: Run, saga: Path) -> None:
    joined = json.loads(run("joins", saga, "--json").stdout)["joined"]
    marsh = next(own["id"] for own in joined if own["name"] == "Ida Marsh")
    result = run("split", saga, marsh, "--work", 2)
    assert result.exit_code == 0 and "Ida Marsh of work 2 is #" in result.stdout
    fresh = result.stdout.split("#")[1].split()[0]
    again = run("merge", saga, marsh, fresh)
    assert f"Ida Marsh (#{marsh}) is in works 1, 2 now" in again.stdout


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("merge", 1, 2), "both in work 1"),
        (("merge", 1, 999), "nobody is called '#999'"),
        (("merge", "x", 2), "whole number"),
        (("split", 999, "--work", 1), "nobody is called '#999'"),
        (("split", 1, "--work", 9), "no work 9"),
    ],
)
def test_what_cannot_be_is_one_line(run: Run, saga: Path, words: tuple[object, ...], says: str) -> None:
    command, *rest = words
    result = run(command, saga, *rest)
    assert result.exit_code != 0
    assert says in result.stderr and len(result.stderr.splitlines()) == 1


def test_a_world_of_one_work_has_none(run: Run, world: Path) -> None:
    assert "nobody is in two works" in run("joins", world).stderr
