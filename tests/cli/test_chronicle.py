"""``fabula chronicle``: a story as one lives through it."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.running import Run


def test_where_with_whom_and_what_was_said(run: Run, told_world: Path) -> None:
    result = run("chronicle", told_world, "Ned")
    assert result.exit_code == 0, result.output
    assert "Chapter One" in result.stdout
    assert "Fenwick; Good morning; with Mrs. Alder, Tom" in result.stdout
    assert "     says to Mrs. Alder, Tom: “No, ma’am." in result.stdout


def test_the_same_for_a_program(run: Run, told_world: Path) -> None:
    (found,) = json.loads(run("chronicle", told_world, "Ned", "--json").stdout)
    assert (found["said"], found["heard"], found["with"]) == ([2], [1], ["Mrs. Alder", "Tom"])


def test_one_who_is_in_no_scene_is_said_so(run: Run, world: Path) -> None:
    result = run("chronicle", world, "Nobody at all")
    assert result.exit_code != 0
    assert "nobody is called 'Nobody at all'" in result.stderr
