"""``fabula resolve``: worlds of earlier versions."""

from __future__ import annotations

from pathlib import Path

import pytest

from fabula.world import migrations
from fabula.world.migrations import Migration
from tests.cli.running import Run


def test_a_world_of_an_older_version_is_brought_up_to_date(
    run: Run, ferry_world: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    step = Migration("9999 moods", "CREATE TABLE moods (mood TEXT);")
    monkeypatch.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, step))
    assert "fabula resolve brings it up to date" in run("works", ferry_world).stderr
    result = run("resolve", ferry_world)
    assert result.exit_code == 0, result.output
    assert run("works", ferry_world).exit_code == 0


def test_no_world_is_made_where_there_is_none(run: Run, tmp_path: Path) -> None:
    result = run("resolve", tmp_path / "none.fabula")
    assert result.exit_code != 0
    assert not (tmp_path / "none.fabula").exists()
