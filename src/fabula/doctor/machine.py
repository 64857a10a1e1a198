"""What Fabula runs on: Python, SQLite, cores, memory, disks, the terminal."""

from __future__ import annotations

import ctypes
import os
import platform
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from fabula import errors
from fabula.doctor.checkup import Check
from fabula.settings import available_cores

OLDEST_PYTHON = (3, 10)
ENOUGH_MEMORY = 2 * 1024**3
"""A novel of 100,000 words takes half a gigabyte, and the system wants its own."""
ENOUGH_ROOM = 200 * 1024**2
"""Bytes that a novel's world, and what is written beside it before it is whole, may take."""
TYPICAL = "“Hello” — l’été"


def python() -> Iterator[Check]:
    """Whether this Python is new enough."""
    system = f"{platform.system()} {platform.machine()}"
    found = f"{platform.python_implementation()} {platform.python_version()}, {system}"
    wanted = ".".join(map(str, OLDEST_PYTHON))
    old = sys.version_info < OLDEST_PYTHON
    trouble = errors.python_unfit(platform.python_version(), wanted) if old else None
    yield Check("Python", found, trouble, broken=True)


def sqlite() -> Iterator[Check]:
    """Whether SQLite keeps tables as worlds have them, and searches in full text."""
    version = sqlite3.sqlite_version
    with closing(sqlite3.connect(":memory:")) as connection:
        try:
            connection.execute("CREATE TABLE own (id INTEGER PRIMARY KEY) WITHOUT ROWID")
        except sqlite3.Error:
            yield Check("SQLite", version, errors.sqlite_lacks("WITHOUT ROWID", version), broken=True)
            return
        try:
            connection.execute("CREATE VIRTUAL TABLE words USING fts5 (word)")
        except sqlite3.Error:
            yield Check("SQLite", version, errors.sqlite_lacks("full-text search (FTS5)", version))
            return
    yield Check("SQLite", f"{version}, with full-text search")


def threads() -> Iterator[Check]:
    """How many cores there are, and how many this process may use."""
    own, all_ = available_cores(), os.cpu_count() or 1
    yield Check(
        "threads", f"{own} of {all_} cores" if own < all_ else f"{own} {'core' if own == 1 else 'cores'}"
    )


def memory() -> Iterator[Check]:
    """How much memory the machine has."""
    there = memory_there()
    if there is None:
        yield Check("memory", "unknown")
        return
    shown = f"{there / 1024**3:.1f} GB"
    yield Check("memory", shown, errors.little_memory(shown) if there < ENOUGH_MEMORY else None)


def memory_there() -> int | None:
    """Bytes of memory that the machine has; None where the system does not say."""
    if hasattr(os, "sysconf") and "SC_PHYS_PAGES" in os.sysconf_names:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return _memory_of_windows()


class _MemoryStatus(ctypes.Structure):
    """MEMORYSTATUSEX of Windows."""

    _fields_ = (
        ("length", ctypes.c_ulong),
        ("load", ctypes.c_ulong),
        *((name, ctypes.c_ulonglong) for name in ("total", "free", "page_total", "page_free")),
        *((name, ctypes.c_ulonglong) for name in ("virtual_total", "virtual_free", "extended_free")),
    )


def _memory_of_windows() -> int | None:
    kernel = getattr(getattr(ctypes, "windll", None), "kernel32", None)
    status = _MemoryStatus()
    status.length = ctypes.sizeof(status)
    if kernel is None or not kernel.GlobalMemoryStatusEx(ctypes.byref(status)):
        return None
    return int(status.total)


def disk() -> Iterator[Check]:
    """Whether there is room where worlds are written and where temporary files go."""
    places: tuple[tuple[str, str, Callable[[], Path], str], ...] = (
        ("disk, here", "folder to work in", Path.cwd, "go to another folder"),
        (
            "disk, temporary",
            "folder for temporary files",
            lambda: Path(tempfile.gettempdir()),
            "set TMPDIR to one that can be written to",
        ),
    )
    for name, what, place, right in places:
        try:
            folder = place()
            free = shutil.disk_usage(folder).free
        except OSError as error:
            yield Check(name, "", errors.no_folder(what, error.strerror or str(error), right), broken=True)
            continue
        shown = f"{free / 1024**3:.1f} GB"
        trouble = errors.little_room(str(folder), f"{free // 1024**2} MB") if free < ENOUGH_ROOM else None
        yield Check(name, f"{shown} free", trouble)


def terminal() -> Iterator[Check]:
    """Whether standard output shows what books hold, and file names can be any."""
    encoding = getattr(sys.stdout, "encoding", None) or "nothing"
    files = sys.getfilesystemencoding()
    try:
        TYPICAL.encode(encoding)
        trouble = None
    except (UnicodeEncodeError, LookupError):
        trouble = errors.terminal_narrow(encoding)
    yield Check("terminal", f"{encoding}; names of files {files}", trouble)
