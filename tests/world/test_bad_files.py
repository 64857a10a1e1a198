"""A file that is no world, or not one that this version can use, is refused in one line and left alone."""

from __future__ import annotations

import os
import random
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from fabula.errors import FabulaError, WorldError
from fabula.world import World, migrations
from fabula.world.migrations import Migration
from tests.builders import grouped_work, novel, plain_work, small_work
from tests.world.helpers import in_child, names, reachable

pytestmark = pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
"""From Python 3.12 on, forking warns wherever numpy runs threads; these children use none of them."""

Opening = Callable[[Path], World]
BOTH: list[Opening] = [World.open, World.create_or_open]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with World.create_or_open(tmp_path / "a.fabula") as world:
        world.add(small_work())
    return tmp_path / "a.fabula"


def refused(opening: Opening, path: Path | str, message: str) -> WorldError:
    with pytest.raises(WorldError, match=message) as caught:
        opening(path)  # type: ignore[arg-type]
    shown = str(caught.value)
    assert len(shown.splitlines()) == 1 and shown.isprintable()
    return caught.value


@pytest.mark.parametrize("opening", BOTH)
def test_other_files_are_refused_and_unchanged(opening: Opening, tmp_path: Path) -> None:
    path = tmp_path / "a.fabula"
    noise = random.Random(5).randbytes(10_000)
    for content in (
        b"Call me Ishmael.",
        noise,
        b"SQLite format 3",
        b"SQLite format 3\0",
        b"SQLite format 3\0" + noise,
    ):
        path.write_bytes(content)
        refused(opening, path, "is not a Fabula world|is damaged")
        assert path.read_bytes() == content
        assert names(tmp_path) == ["a.fabula"]


@pytest.mark.parametrize("opening", BOTH)
def test_another_sqlite_database_is_refused_and_unchanged(opening: Opening, tmp_path: Path) -> None:
    path = tmp_path / "a.fabula"
    for script in (
        "CREATE TABLE works (id)",
        "PRAGMA application_id = 77",
        "CREATE TABLE migrations (name); PRAGMA user_version = 1",
    ):
        path.unlink(missing_ok=True)
        raw = sqlite3.connect(path)
        raw.executescript(script)
        raw.close()
        content = path.read_bytes()
        refused(opening, path, "an SQLite database of another kind")
        assert path.read_bytes() == content


def test_an_empty_file_is_no_world_to_read_and_a_new_one_to_write(tmp_path: Path) -> None:
    path = tmp_path / "a.fabula"
    path.touch()
    refused(World.open, path, "the file is empty")
    with World.create_or_open(path) as world:
        assert world.add(small_work()).id == 1
    with World.open(path) as world:
        assert len(world.works()) == 1


@pytest.mark.posix
@pytest.mark.parametrize("opening", BOTH)
def test_what_is_no_ordinary_file(opening: Opening, tmp_path: Path) -> None:
    refused(opening, tmp_path, "is a folder")
    refused(opening, "/dev/null", "is a device")
    os.mkfifo(tmp_path / "pipe")
    refused(opening, tmp_path / "pipe", "a pipe")
    refused(opening, tmp_path / ("n" * 400), "cannot open|cannot write|no world at")
    refused(opening, "a\0b", "cannot open")
    refused(
        opening, tmp_path / "line\nbreak\N{RIGHT-TO-LEFT OVERRIDE}" / "a", "no world at|folder does not exist"
    )
    (tmp_path / "one").symlink_to(tmp_path / "two")
    (tmp_path / "two").symlink_to(tmp_path / "one")
    refused(opening, tmp_path / "one", "cannot open|no world at|cannot write")
    assert names(tmp_path) == ["one", "pipe", "two"]


def test_nothing_is_made_where_nothing_was(tmp_path: Path) -> None:
    refused(World.open, tmp_path / "a.fabula", "there is no world at .*a.fabula")
    refused(World.create_or_open, tmp_path / "no" / "a.fabula", "its folder does not exist")
    assert names(tmp_path) == []


@pytest.mark.parametrize("name", ["a b.fabula", "100%25?mode=rwc#x.fabula", "Ωδή.fabula", "-", "file:x"])
def test_any_name_of_a_file_will_do(tmp_path: Path, name: str) -> None:
    with World.create_or_open(tmp_path / name) as world:
        world.add(small_work())
    with World.open(tmp_path / name) as world:
        assert len(world.works()) == 1
    assert names(tmp_path) == [name]


@pytest.mark.posix
def test_a_link_leads_to_the_world(path: Path) -> None:
    link = path.parent / "link.fabula"
    link.symlink_to(path)
    with World.create_or_open(link) as world:
        world.add(plain_work("Ann sang."))
    with World.open(path) as world:
        assert len(world.works()) == 2
    assert link.is_symlink()


@pytest.mark.parametrize("opening", BOTH)
def test_a_newer_world_is_refused(opening: Opening, path: Path) -> None:
    raw = sqlite3.connect(path, isolation_level=None)
    raw.execute("INSERT INTO migrations VALUES (99, '0099 of the future', '2099')")
    content = path.read_bytes()
    refused(opening, path, "made by a newer version of Fabula")
    raw.execute("DELETE FROM migrations WHERE position = 99")
    raw.execute("UPDATE migrations SET name = '0001 of another history' WHERE position = 1")
    refused(opening, path, "made by a newer version of Fabula")
    raw.execute("UPDATE migrations SET name = ? WHERE position = 1", (migrations.MIGRATIONS[0].name,))
    opening(path).close()
    raw.execute("PRAGMA user_version = 99")
    refused(opening, path, "made by a newer version of Fabula")
    raw.close()
    assert len(path.read_bytes()) == len(content)


def test_an_older_world_is_brought_up_to_date_by_a_writer_alone(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    step = Migration(
        "9999 moods", "CREATE TABLE moods (\n    mood TEXT\n);\nINSERT INTO moods VALUES ('glad; calm');"
    )
    monkeypatch.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, step))
    content = path.read_bytes()
    refused(World.open, path, "made by an older version")
    assert path.read_bytes() == content
    with World.create_or_open(path) as world:
        assert world._database.execute("SELECT mood FROM moods").fetchall() == [("glad; calm",)]
        assert world._database.execute("PRAGMA user_version").fetchone() == (len(migrations.MIGRATIONS),)
        assert len(world.works()) == 1
    World.open(path).close()


def test_a_world_of_the_first_release_gains_the_tables_that_it_lacks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "first.fabula"
    with monkeypatch.context() as patched:
        patched.setattr(migrations, "MIGRATIONS", migrations.MIGRATIONS[:1])
        World.create_or_open(path).close()
    refused(World.open, path, "made by an older version")
    with World.create_or_open(path) as world:
        world.add(grouped_work())
        kept = world.work(1).cast
    assert [told.narrator for told in kept.narrations] == [None, 5]
    assert kept.entities[0].members == (2, 3)


def test_a_migration_that_fails_leaves_no_trace(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    step = Migration("0002 moods", "CREATE TABLE moods (mood TEXT);\nINSERT INTO no_such_table VALUES (1);")
    with monkeypatch.context() as patched:
        patched.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, step))
        refused(World.create_or_open, path, "no such table")
    with World.open(path) as world:
        assert not world._database.execute("SELECT 1 FROM sqlite_master WHERE name = 'moods'").fetchall()
        assert len(world.works()) == 1


def test_a_truncated_world_never_gives_wrong_answers(tmp_path: Path) -> None:
    whole = tmp_path / "whole.fabula"
    with World.create_or_open(whole) as world:
        world.add(novel(4_000))
    content = whole.read_bytes()
    path = tmp_path / "a.fabula"
    for length in [*range(17, len(content), len(content) // 40), len(content) - 1]:
        path.write_bytes(content[:length])
        for opening in BOTH:
            with pytest.raises(WorldError, match=r"damaged|not a Fabula world"), opening(path) as world:
                world.work(1)


def test_garbage_inside_gives_one_line_or_the_work(tmp_path: Path) -> None:
    path = tmp_path / "a.fabula"
    with World.create_or_open(path) as world:
        world.add(novel(2_000))
    content = path.read_bytes()
    chance = random.Random(7)
    failures = 0
    for _ in range(60):
        damaged = bytearray(content)
        at = chance.randrange(100, len(content) - 300)
        damaged[at : at + 300] = chance.randbytes(300)
        path.write_bytes(damaged)
        try:
            with World.open(path) as world:
                world.work(1)
                world.quotes(speaker="Person3")
                world.characters()
        except FabulaError as error:
            assert len(str(error).splitlines()) == 1
            failures += 1
    assert failures > 5


def test_a_locked_world_says_so(path: Path) -> None:
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    for opening in (World.open, World.create_or_open):
        with pytest.raises(WorldError, match=r"another program is writing.*\[F207\]"):
            opening(path, timeout=0.05)
    holder.execute("ROLLBACK")
    holder.execute("BEGIN IMMEDIATE")
    with World.open(path, timeout=0.05) as world:
        assert len(world.works()) == 1, "a writer at work does not keep readers out"
    with World.create_or_open(path, timeout=0.05) as world, pytest.raises(WorldError, match="F207"):
        world.add(small_work())
    holder.close()


def test_writers_queue_up(tmp_path: Path) -> None:
    path = tmp_path / "a.fabula"
    failures: list[Exception] = []
    ready = threading.Barrier(4)

    def write(who: int) -> None:
        try:
            ready.wait()
            for turn in range(5):
                with World.create_or_open(path) as world:
                    world.add(plain_work("Ann sang.", title=f"{who}.{turn}"))
        except Exception as error:  # noqa: BLE001
            failures.append(error)

    threads = [threading.Thread(target=write, args=(who,)) for who in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with World.open(path) as world:
        assert {row.title for row in world.works()} == {
            f"{who}.{turn}" for who in range(4) for turn in range(5)
        }
        assert len({entity.id for entity in world.entities()}) == 20
    assert names(tmp_path) == ["a.fabula"]


@pytest.mark.posix
def test_a_read_only_file_or_folder(path: Path) -> None:
    folder = path.parent
    reachable(path)

    def reads_but_cannot_write() -> None:
        with World.open(path) as world:
            assert len(world.works()) == 1
        refusal = pytest.raises(WorldError, match=r"read-only.*nothing of it was changed \[F208\]")
        with refusal, World.create_or_open(path) as world:
            world.add(small_work())
        with pytest.raises(WorldError, match=r"read-only.*\[F208\]"):
            World.create_or_open(folder / "new.fabula")

    content = path.read_bytes()
    path.chmod(0o444)
    folder.chmod(0o555)
    assert in_child(reads_but_cannot_write, unprivileged=True) == 0
    path.chmod(0o666)  # the file would let itself be written, the folder takes no journal
    assert in_child(reads_but_cannot_write, unprivileged=True) == 0
    folder.chmod(0o755)
    assert path.read_bytes() == content and names(folder) == ["a.fabula"]


@pytest.mark.posix
def test_a_file_that_may_not_be_read(path: Path) -> None:
    reachable(path)
    path.chmod(0)
    action = lambda: [refused(opening, path, "F212") for opening in BOTH]  # noqa: E731
    assert in_child(action, unprivileged=True) == 0
