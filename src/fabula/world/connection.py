"""Opening a world file, and keeping it whole.

A world is changed by SQLite transactions with a rollback journal, not by writing a copy and renaming it: an
archive of a thousand novels is gigabytes, which a copy for each novel would write again, and two writers
with a copy each would lose one another's work. SQLite's lock puts writers in a queue, and whoever opens the
file after a crash rolls back what was not committed. Three settings make this as strong as a rename:

- ``synchronous = EXTRA``: a commit has reached the disk, the removal of its journal too, before it returns;
- ``cache_spill = OFF``: a work stays in memory (some 15 MB for a novel) until it is whole, so the file itself
  is in motion only for the milliseconds of the commit, and readers wait for no longer than that;
- ``BEGIN IMMEDIATE``: a writer takes its place in the queue before it reads what it will change.

A new world is built under a temporary name and then linked to its own, which no half-made file ever bears.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path, PurePath

from fabula import errors
from fabula.world.files import publish, real_path, unfinished
from fabula.world.migrations import Standing, migrate, standing

MAGIC = b"SQLite format 3\x00"


def open_to_read(path: Path, timeout: float) -> sqlite3.Connection:
    """A connection that only reads. Raises :class:`fabula.errors.WorldError` but for a current world."""
    given, path = path, _ordinary_file(path)
    if not path.exists():
        raise errors.world_missing(given)
    _check_magic(path, given)
    with translated(path):
        connection = _connect(path, "ro", timeout)
        try:
            found = _standing_after_crash(connection, path, timeout)
        except BaseException:
            connection.close()
            raise
    return _checked(connection, path, found)


def open_to_write(path: Path, timeout: float) -> sqlite3.Connection:
    """A connection that may write, to a world brought up to date, or made if there was no file.

    Raises :class:`fabula.errors.WorldError` for a file that is not a world, newer, damaged or read-only.
    """
    given, path = path, _ordinary_file(path)
    if not path.exists():
        _create(path, timeout)
    if path.stat().st_size:
        _check_magic(path, given)
    with translated(path):
        connection = _connect(path, "rw", timeout)
        try:
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA synchronous = EXTRA")
            connection.execute("PRAGMA cache_spill = OFF")
            found = _look(connection, path)
            if found in (Standing.EMPTY, Standing.OLDER):
                with writing(connection, path):
                    migrate(connection)
                found = standing(connection)
        except BaseException:
            connection.close()
            raise
    return _checked(connection, path, found)


@contextmanager
def writing(connection: sqlite3.Connection, path: Path) -> Iterator[None]:
    """One transaction that changes the world: committed if the block ends well, else as if it never began."""
    with translated(path):
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:  # SQLite itself rolls back when the disk is full
                connection.execute("ROLLBACK")
            raise


@contextmanager
def snapshot(connection: sqlite3.Connection, path: Path) -> Iterator[None]:
    """Several reads that see the world at one moment, whatever other programs write meanwhile."""
    with translated(path):
        if connection.in_transaction:
            yield
            return
        connection.execute("BEGIN")
        try:
            yield
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turns what SQLite reports into an error for a person."""
    try:
        yield
    except sqlite3.Error as error:
        raise _explained(error, path) from error
    except UnicodeDecodeError as error:  # SQLite quotes the damaged schema, which is no text
        raise errors.world_damaged(path, "its schema is malformed") from error


def _explained(error: sqlite3.Error, path: Path) -> errors.WorldError:
    # Python 3.10 gives no error code, and the messages of SQLite have been the same for twenty years.
    what, _, _ = str(error).partition(" with text ")  # which would quote the damaged text itself
    if "locked" in what:
        return errors.world_busy(path)
    if "disk is full" in what:
        return errors.world_disk_full(path)
    if "readonly" in what:
        return errors.world_not_writable(path, "the file or its folder is read-only")
    if "unable to open" in what:
        return errors.world_cannot_open(path, "the system does not allow it")
    if "disk I/O error" in what:
        return errors.world_not_writable(path, "the system refused to read or write it")
    if "not a database" in what:
        return errors.not_a_world(path, "it is no SQLite database, or a damaged one")
    return errors.world_damaged(path, what)


def _connect(path: Path, mode: str, timeout: float) -> sqlite3.Connection:
    connection = sqlite3.connect(uri_of(path, mode), uri=True, timeout=timeout, isolation_level=None)
    connection.execute("PRAGMA trusted_schema = OFF")  # a file from a stranger runs no code of its own
    connection.execute("PRAGMA temp_store = MEMORY")
    return connection


def uri_of(path: PurePath, mode: str) -> str:
    """The address of a file as SQLite takes it, to whom the host of a network share is part of the path."""
    address = path.as_uri()
    if not address.startswith("file:///"):
        address = address.replace("file://", "file:////", 1)
    return f"{address}?mode={mode}"


def _ordinary_file(path: Path) -> Path:
    try:
        path = real_path(path)
        if path.is_dir():
            raise errors.world_not_a_file(path, "a folder")
        if path.exists() and not path.is_file():
            raise errors.world_not_a_file(path, "a device or a pipe")
    except (OSError, ValueError, RuntimeError) as error:  # a name too long, with a NUL, a circle of links
        raise errors.world_cannot_open(path, _reason(error)) from error
    return path


def _check_magic(path: Path, given: Path) -> None:
    try:
        with path.open("rb") as file:
            start = file.read(len(MAGIC))
    except OSError as error:
        raise errors.world_cannot_open(path, _reason(error)) from error
    if not start:
        raise errors.not_a_world(given, "the file is empty")
    if start != MAGIC:
        raise errors.not_a_world(given, "it is no SQLite database")


def _look(connection: sqlite3.Connection, path: Path) -> Standing:
    """The standing of a file that is all there, seen at one moment."""
    connection.execute("BEGIN")
    try:
        found = standing(connection)
        # A view in place of a table can have rows without end, and a trigger does what nobody asked for.
        others = "SELECT 1 FROM sqlite_master WHERE type IN ('view', 'trigger')"
        if found is Standing.CURRENT and connection.execute(others).fetchone():
            raise errors.world_damaged(path, "it holds views or triggers, which Fabula never writes")
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
        # SQLite takes the missing end of a cut last page for zeros, which would read as other words.
        if path.stat().st_size < pages * size:
            raise errors.world_damaged(path, "its end is missing")
        return found
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def _standing_after_crash(connection: sqlite3.Connection, path: Path, timeout: float) -> Standing:
    """The standing of a world; first undoes what a killed writer left half done, a reader's only write.

    A connection that only reads cannot roll the journal back: SQLite gives it an error, never wrong data.
    """
    journal = path.with_name(path.name + "-journal")
    try:
        return _look(connection, path)
    except sqlite3.OperationalError as error:
        if not journal.exists() or "locked" in str(error):
            raise
    try:
        with closing(_connect(path, "rw", timeout)) as mender:
            standing(mender)
        return _look(connection, path)
    except sqlite3.OperationalError as error:
        raise errors.world_half_written(path, str(error)) from error


def _checked(connection: sqlite3.Connection, path: Path, found: Standing) -> sqlite3.Connection:
    if found is Standing.CURRENT:
        return connection
    connection.close()
    if found is Standing.NEWER:
        raise errors.world_newer(path)
    if found is Standing.OLDER:
        raise errors.world_older(path)
    raise errors.not_a_world(path, "it is an SQLite database of another kind")


def _create(path: Path, timeout: float) -> None:
    if not path.parent.is_dir():
        raise errors.world_not_writable(path, "its folder does not exist")
    temporary = unfinished(path.parent)
    try:
        with translated(path), closing(_connect(temporary, "rwc", timeout)) as connection:
            connection.execute("PRAGMA synchronous = EXTRA")
            with writing(connection, path):
                migrate(connection)
        publish(temporary, path)
    except errors.WorldError as error:
        if error.code == "F212":  # nothing can be opened in this folder: say what that means here
            raise errors.world_not_writable(path, "its folder is read-only") from error
        raise
    except OSError as error:
        raise errors.world_not_writable(path, _reason(error)) from error
    finally:
        for leftover in (temporary, temporary.with_name(temporary.name + "-journal")):
            leftover.unlink(missing_ok=True)


def _reason(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
