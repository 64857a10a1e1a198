"""``fabula secrets``: what it prints, and what it keeps back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from fabula.knowledge import KnowledgeBase, KnownThing
from fabula.tables import Table
from tests.builders import ferry
from tests.cli.running import Run

CONTENT = ferry().text.content


def test_a_world_without_a_secret_says_so(run: Run, ferry_world: Path) -> None:
    result = run("secrets", ferry_world)
    assert result.exit_code == 0
    assert result.stdout or "there are no secrets" in result.stderr


def test_as_far_as_one_has_read(run: Run, ferry_world: Path) -> None:
    found = json.loads(run("secrets", ferry_world, "--until", "1", "--json").stdout)
    assert all(secret["end"] <= CONTENT.index("Chapter Two") for secret in found)
    assert run("secrets", ferry_world, "--until", "9").exit_code != 0


def test_people_go_by_the_names_that_are_known(
    run: Run, ferry_world: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []

    def secrets(
        self: KnowledgeBase, until: int | None = None, names: object = None, count: int = 1
    ) -> Table[KnownThing]:
        asked.append((until, names))
        return Table("secrets", {}, ())

    monkeypatch.setattr(KnowledgeBase, "secrets", secrets)
    assert "there are no secrets" in run("secrets", ferry_world, "--until", "1").stderr
    ((until, names),) = asked  # type: ignore[misc]
    assert until <= CONTENT.index("Chapter Two")  # type: ignore[has-type]
    assert names  # type: ignore[has-type]
