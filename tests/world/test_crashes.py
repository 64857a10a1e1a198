"""Whatever stops a writer, the world is as it was before or as it is after, never in between."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from fabula.errors import WorldError
from fabula.types import Metadata, Work
from fabula.world import World, files, writing
from fabula.world.rows import insert_rows
from tests.builders import novel, plain_work, small_work
from tests.world.helpers import in_child, kill_after, names, reachable

pytestmark = [
    pytest.mark.posix,
    pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning"),
]
"""From Python 3.12 on, forking warns wherever numpy runs threads; these children use none of them."""

LONG = novel(20_000)
SHORT = replace(LONG, cast=replace(LONG.cast, mentions=LONG.cast.mentions[:100]))


def lengths(path: Path) -> dict[str, int]:
    """Mentions by the title of the work, read anew, after SQLite's own checks of the file."""
    with World.open(path) as world:
        assert world._database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert world._database.execute("PRAGMA foreign_key_check").fetchall() == []
        return {row.title: len(world.work(row.id).cast.mentions) for row in world.works()}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with World.create_or_open(tmp_path / "a.fabula") as world:
        world.add(plain_work("Ann sang."))
    return tmp_path / "a.fabula"


def killed_after(seconds: float, action: Callable[[], object]) -> None:
    child = os.fork()
    if child == 0:
        try:
            action()
        finally:
            os._exit(1)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), "the writer ended on its own"


def test_kill_at_any_moment(path: Path) -> None:
    def write_for_ever() -> None:
        with World.create_or_open(path) as world:
            while True:
                for work in (LONG, SHORT):
                    world.add(work)

    began = time.monotonic()
    with World.create_or_open(path) as world:
        world.add(LONG)
        world.add(SHORT)
    both = time.monotonic() - began  # a busy machine takes longer than an idle one
    chance, longest = random.Random(3), max(0.25, 2 * both)
    seen: set[tuple[int, ...]] = set()
    tries = 0
    while tries < 25 or (len(seen) < 2 and tries < 45):  # one that grows busier still takes longer and longer
        tries += 1
        longest *= 1.0 if tries < 25 else 1.2
        killed_after(chance.uniform(0.02, longest), write_for_ever)
        found = lengths(path)
        assert found.pop("Plain") == 1
        assert found in ({}, {LONG.title: len(LONG.cast.mentions)}, {LONG.title: 100})
        seen.add(tuple(found.values()))
        assert set(names(path.parent)) <= {"a.fabula", "a.fabula-journal"}
    assert len(seen) > 1, "the kills came at different moments"
    with World.create_or_open(path) as world:
        world.add(LONG)
    assert names(path.parent) == ["a.fabula"]


def test_kill_while_the_world_is_made(tmp_path: Path) -> None:
    chance = random.Random(4)
    for turn in range(15):
        path = tmp_path / f"{turn}.fabula"

        def make_for_ever() -> None:
            while True:
                with World.create_or_open(path) as world:  # noqa: B023
                    world.add(small_work())
                path.unlink()  # noqa: B023

        killed_after(chance.uniform(0.02, 0.1), make_for_ever)
        if path.exists():
            assert set(lengths(path)) <= {"The Lost Glove"}


@pytest.mark.parametrize("after", [0, 1, 3, 6, 12])
def test_kill_between_two_statements(path: Path, after: int, monkeypatch: pytest.MonkeyPatch) -> None:
    kill_after(after, monkeypatch)

    def write() -> None:
        with World.create_or_open(path) as world:
            world.add(small_work())

    assert in_child(write) == -signal.SIGKILL
    assert lengths(path) == {"Plain": 1}


@pytest.fixture
def half_written(path: Path, tmp_path: Path) -> Path:
    """A world as a power failure leaves it in the middle of a commit: pages changed, journal beside it."""
    with World.create_or_open(path) as world:
        world.add(LONG)
    folder = tmp_path / "after the crash"
    folder.mkdir()
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("PRAGMA cache_size = 5")
        raw.execute("BEGIN IMMEDIATE")
        raw.execute("UPDATE mentions SET start = 0, stop = 0")
        raw.execute("DELETE FROM texts")
        for name in ("a.fabula", "a.fabula-journal"):
            shutil.copyfile(tmp_path / name, folder / name)
        raw.execute("ROLLBACK")
    assert (folder / "a.fabula").read_bytes() != path.read_bytes()
    return folder / "a.fabula"


@pytest.mark.parametrize("opening", [World.open, World.create_or_open])
def test_whoever_opens_it_next_undoes_a_half_done_commit(
    half_written: Path, opening: Callable[[Path], World]
) -> None:
    with opening(half_written) as world:
        assert world.work(2).cast.mentions[5] == replace(
            LONG.cast.mentions[5], entity=world.work(2).cast.mentions[5].entity
        )
    assert names(half_written.parent) == ["a.fabula"]
    assert lengths(half_written) == {"Plain": 1, LONG.title: len(LONG.cast.mentions)}


def test_a_half_done_commit_that_cannot_be_undone_is_no_answer(half_written: Path) -> None:
    reachable(half_written)
    half_written.parent.chmod(0o555)
    half_written.chmod(0o444)

    def refused() -> None:
        for opening in (World.open, World.create_or_open):
            with pytest.raises(WorldError, match=r"interrupted write|read-only") as caught:
                opening(half_written).works()
            assert len(str(caught.value).splitlines()) == 1

    content = half_written.read_bytes()
    assert in_child(refused, unprivileged=True) == 0
    assert half_written.read_bytes() == content


@pytest.mark.parametrize("room", [0, 1, 3_000, 50_000, 300_000])
def test_a_file_that_may_not_grow(path: Path, room: int) -> None:
    """RLIMIT_FSIZE refuses writes beyond a length, at many moments of a commit, as a full disk would."""
    size = path.stat().st_size

    def write() -> None:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (size + room, size + room))
        with World.create_or_open(path) as world:
            for _ in range(2):
                with pytest.raises(WorldError, match=r"F208|F209"):
                    world.add(LONG)
                assert [row.title for row in world.works()] == ["Plain"]

    assert in_child(write) == 0
    assert lengths(path) == {"Plain": 1}
    assert names(path.parent) == ["a.fabula"]


def test_no_room_for_a_new_world(tmp_path: Path) -> None:
    def write() -> None:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (5_000, 5_000))
        with pytest.raises(WorldError, match=r"F208|F209"):
            World.create_or_open(tmp_path / "a.fabula")

    assert in_child(write) == 0
    assert names(tmp_path) == []


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = shutil.which("mount")
    command = [mount or "mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", str(disk)]
    if mount is None or os.geteuid() != 0 or subprocess.run(command, capture_output=True).returncode:
        pytest.skip("needs the right to mount a file system")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_a_full_disk(tiny_disk: Path) -> None:
    path = tiny_disk / "a.fabula"
    with World.create_or_open(path) as world:
        world.add(plain_work("Ann sang."))
        with pytest.raises(WorldError, match=r"the disk is full: .* stays as it was.*\[F209\]"):
            world.add(LONG)
        assert len(world.works()) == 1
    assert names(tiny_disk) == ["a.fabula"]
    filler = tiny_disk / "filler"
    with filler.open("wb", buffering=0) as file, pytest.raises(OSError, match="No space"):
        while True:
            assert file.write(bytes(512))
    with World.create_or_open(path) as world, pytest.raises(WorldError, match="F209"):
        world.add(plain_work("Ann sang again."))
    with pytest.raises(WorldError, match=r"F209|F208"):
        World.create_or_open(tiny_disk / "b.fabula")
    assert names(tiny_disk) == ["a.fabula", "filler"]
    filler.unlink()
    assert lengths(path) == {"Plain": 1}


def test_control_c_in_the_middle(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = insert_rows

    def interrupted(*values: object) -> None:
        rows(*values)  # type: ignore[arg-type]
        if values[1] == "mentions":
            raise KeyboardInterrupt

    with World.create_or_open(path) as world:
        with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
            patched.setattr(writing, "insert_rows", interrupted)
            world.add(small_work())
        assert [row.title for row in world.works()] == ["Plain"]
        world.add(small_work())
    assert names(path.parent) == ["a.fabula"]


def test_a_replacement_that_fails_keeps_the_earlier_reading(path: Path) -> None:
    broken = replace(LONG.cast.mentions[-1], entity=999)
    work = replace(LONG, cast=replace(LONG.cast, mentions=(*LONG.cast.mentions, broken)))
    with World.create_or_open(path) as world:
        world.add(LONG)
        before = world.work(2)
        with pytest.raises(WorldError, match="999"):
            world.add(work)
        assert world.work(2) == before


def test_readers_see_one_moment_while_a_writer_works(path: Path) -> None:
    def retitled(turn: int) -> Work:
        ann = plain_work("Ann sang." * turn, source="same")
        return replace(ann, text=replace(ann.text, metadata=Metadata("Same", author=str(turn))))

    script = (
        "import sys; from fabula.world import World\n"
        "for _ in range(40):\n"
        "    with World.open(sys.argv[1]) as world:\n"
        "        for row in world.works():\n"
        "            work = world.work(row.id)\n"
        "            author, content = work.text.metadata.author, work.text.content\n"
        "            assert row.title != 'Same' or content == 'Ann sang.' * int(author)\n"
    )
    with subprocess.Popen([sys.executable, "-c", script, str(path)]) as reader:
        turn = 0
        with World.create_or_open(path) as world:
            while reader.poll() is None:
                turn += 1
                world.add(retitled(turn))
                time.sleep(0.01)  # SQLite lets a writer go first, and one without a pause starves readers
    assert reader.returncode == 0 and turn > 5


def test_files_that_a_killed_process_left_are_taken_away_after_a_day(tmp_path: Path) -> None:
    fresh, stale, journal = (files.unfinished(tmp_path) for _ in range(3))
    journal = journal.with_name(journal.name + "-journal")
    other = tmp_path / ".fabula-notes"
    for each in (fresh, stale, journal, other):
        each.touch()
    old = time.time() - files.STALE_SECONDS - 60
    for each in (stale, journal, other):
        os.utime(each, (old, old))
    World.create_or_open(tmp_path / "a.fabula").close()
    assert names(tmp_path) == sorted([fresh.name, other.name, "a.fabula"])
