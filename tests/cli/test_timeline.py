"""``fabula timeline``: scenes in the order in which they happen."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.running import Run


def test_the_earlier_scene_stands_first(run: Run, told_world: Path) -> None:
    found = json.loads(run("timeline", told_world, "--json").stdout)
    assert [(scene["id"], scene["order"], scene["when"]) for scene in found] == [
        (2, 1, "earlier"),
        (1, 2, "first"),
    ]


def test_a_table_for_people(run: Run, told_world: Path) -> None:
    result = run("timeline", told_world)
    assert result.exit_code == 0, result.output
    assert "Good morning" in result.stdout and "earlier" in result.stdout


def test_nothing_of_what_comes_later(run: Run, told_world: Path) -> None:
    found = json.loads(run("timeline", told_world, "--until", "Chapter One", "--json").stdout)
    assert [(scene["id"], scene["order"]) for scene in found] == [(1, 1)]
