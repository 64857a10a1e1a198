"""Whatever happens while a story is read into a world, the world is whole, and the next run goes well."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
from contextlib import closing, suppress
from pathlib import Path

import pytest

from fabula.world import World
from tests.builders import ferry, keep
from tests.end_to_end.program import Program, quiet


@pytest.fixture
def world(tmp_path: Path) -> Path:
    path = tmp_path / "w.fabula"
    keep(path, ferry(title="The Ferry"))
    return path


def unchanged(path: Path, before: bytes) -> None:
    assert path.read_bytes() == before
    assert not list(path.parent.glob("*-journal"))
    assert not list(path.parent.glob(".fabula-*"))


def contents(world: Path) -> list[str]:
    """All that a world says, but for the annotations of chapters that wait for their work."""
    with closing(sqlite3.connect(world)) as database:
        return [line for line in database.iterdump() if not line.startswith('INSERT INTO "annotations"')]


def test_a_file_that_is_no_world_is_left_alone(fabula: Program, story: Path) -> None:
    before = story.read_bytes()
    for command in ("cast", "quotes", "works", "export --format html"):
        assert "not a Fabula world" in fabula.refused(*command.split(), "story.txt")
    assert "not a Fabula world" in fabula.refused("read", "story.txt", "--world", "story.txt")
    unchanged(story, before)


def test_a_world_of_a_newer_version_is_left_alone(fabula: Program, story: Path, world: Path) -> None:
    with closing(sqlite3.connect(world)) as database:
        database.execute("INSERT INTO migrations VALUES (99, 'from the future', '2099-01-01')")
        database.commit()
    before = world.read_bytes()
    assert "newer version" in fabula.refused("works", "w.fabula")
    assert "newer version" in fabula.refused("read", "story.txt", "--world", "w.fabula")
    unchanged(world, before)


@pytest.mark.parametrize("target", ["no/w.fabula", "story.txt/w.fabula", ".", "x" * 300])
def test_a_world_that_cannot_be_made_is_told_before_the_reading(
    fabula: Program, story: Path, target: str
) -> None:
    fabula.refused("read", "story.txt", "--world", target)
    assert list(story.parent.iterdir()) == [story]


def test_an_export_never_wipes_out_a_world(fabula: Program, world: Path) -> None:
    before = world.read_bytes()
    for name in ("html", "json", "csv"):
        assert "it is a world" in fabula.refused(
            "export", "w.fabula", "--format", name, "--output", "w.fabula"
        )
    unchanged(world, before)


@pytest.mark.parametrize("format", ["html", "json", "csv"])
def test_an_export_that_cannot_be_written_is_one_line(
    fabula: Program, story: Path, world: Path, format: str
) -> None:
    assert "cannot write" in fabula.refused(
        "export", "w.fabula", "--format", format, "--output", "story.txt/x.zip"
    )
    assert sorted(story.parent.iterdir()) == [story, world]


@pytest.mark.model
@pytest.mark.skipif(os.name != "posix", reason="a limit on the size of files, as POSIX has it")
def test_a_disk_without_room_leaves_the_world_as_it_was(fabula: Program, story: Path, world: Path) -> None:
    import resource

    before = contents(world)

    def little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    said = fabula.refused("read", "story.txt", "--world", "w.fabula", preexec_fn=little_room)
    assert "nothing of it was changed" in said or "stays as it was" in said
    # Chapters read so far may be kept, for the reading to go on; works and what is told of them are not.
    assert contents(world) == before
    assert not list(world.parent.glob("*-journal"))
    fabula.well("read", "story.txt", "--world", "w.fabula")
    assert len(fabula.titles()) == 2


@pytest.mark.model
@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
@pytest.mark.parametrize("blow", ["SIGINT", "SIGKILL"])
def test_a_blow_at_any_moment(fabula: Program, story: Path, world: Path, tmp_path: Path, blow: str) -> None:
    before = tmp_path / "before"
    shutil.copy(world, before)
    chance = random.Random(blow)
    for _ in range(6):
        shutil.copy(before, world)
        child = subprocess.Popen(
            fabula.command("read", "story.txt", "--world", "w.fabula"),
            cwd=tmp_path,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        with suppress(subprocess.TimeoutExpired):
            child.wait(chance.uniform(0.1, 1.5))
        child.send_signal(signal.Signals[blow])
        _, said = child.communicate(timeout=60)
        # A blow before Python itself has started, or after the program's end, is the system's to answer.
        if child.returncode == 130:
            quiet(said)
            assert said.startswith(b"fabula: stopped")
            assert said.count(b"\n") == 1
        assert child.returncode in (0, 130, -signal.Signals[blow])
        titles = fabula.titles()
        assert titles[0] == "The Ferry"
        assert len(titles) == 2 or child.returncode != 0
        assert not list(tmp_path.glob(".fabula-*"))
    fabula.well("read", "story.txt", "--world", "w.fabula")
    assert len(fabula.titles()) == 2


@pytest.mark.model
@pytest.mark.parametrize("there", [True, False])
def test_several_processes_at_once_all_get_their_story_in(
    fabula: Program, story: Path, tmp_path: Path, there: bool
) -> None:
    if there:
        World.create_or_open(tmp_path / "w.fabula").close()
    names = [f"{number}.txt" for number in range(3)]
    for name in names:
        shutil.copy(story, tmp_path / name)
    children = [
        subprocess.Popen(
            fabula.command("read", name, "--world", "w.fabula", "--threads", "1"),
            cwd=tmp_path,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        for name in names
    ]
    for child in children:
        _, said = child.communicate(timeout=120)
        assert child.returncode == 0, said
        quiet(said)
    assert len(fabula.titles()) == 3
    assert not list(tmp_path.glob(".fabula-*"))
