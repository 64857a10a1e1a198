"""``fabula where``: where one is, from where to where."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.running import Run


def test_each_stay_is_a_row(run: Run, told_world: Path) -> None:
    result = run("where", told_world, "I")
    assert result.exit_code == 0, result.output
    assert "the stairs" in result.stdout and "88%" in result.stdout


def test_what_is_unlikely_stands_only_among_all(run: Run, told_world: Path) -> None:
    assert "--all shows 1 guess" in run("where", told_world, "Ned").stderr
    assert "25%" in run("where", told_world, "Ned", "--all").stdout


def test_the_same_for_a_program(run: Run, told_world: Path) -> None:
    found = json.loads(run("where", told_world, "Ned", "--json").stdout)
    assert [(own["relation"], own["place"]) for own in found] == [("to", "Fenwick")]


def test_where_nothing_is_told(run: Run, told_world: Path) -> None:
    result = run("where", told_world, "Tom")
    assert result.exit_code == 0
    assert "not told where Tom is" in result.stderr


def test_one_who_comes_later_is_nobody_yet(run: Run, told_world: Path) -> None:
    result = run("where", told_world, "I", "--until", "1")
    assert result.exit_code != 0
    assert "nobody is called 'I'" in result.stderr
