"""Running the command line inside the test, with a world made by hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from fabula.cli.app import app
from fabula.language.annotate import read_sections
from fabula.types import Work
from fabula.world import PackedSections, World
from tests.builders import keep, storied_work
from tests.cli.running import Run
from tests.language.fakes import FakeModel


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Runs ``fabula`` with these arguments in an empty folder, without catching our own mistakes."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COLUMNS", raising=False)

    def call(*arguments: object) -> Result:
        result = CliRunner().invoke(app, [str(each) for each in arguments], prog_name="fabula")
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return call


@pytest.fixture
def world(tmp_path: Path, work: Work) -> Path:
    """A world file with the story in it."""
    path = tmp_path / "ferry.fabula"
    keep(path, work)
    return path


@pytest.fixture
def ferry_world(tmp_path: Path, work: Work) -> Path:
    """A world with the story and what a model found in it."""
    path = tmp_path / "ferry.fabula"
    with World.create_or_open(path) as world:
        world.add(work, annotations=PackedSections.of(read_sections(work.text, FakeModel())))
    return path


@pytest.fixture
def told_world(tmp_path: Path) -> Path:
    """A world with the small work and what happens in it."""
    path = tmp_path / "glove.fabula"
    keep(path, storied_work())
    return path


@pytest.fixture
def two_works(world: Path, make_work: Callable[..., Work]) -> Path:
    """The same with a second work, of the same people in another file."""
    keep(world, make_work(source="two.txt", title="Second"))
    return world
