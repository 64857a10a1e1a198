"""Files that appear whole or not at all."""

from __future__ import annotations

import errno
import os
import secrets
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PREFIX, SUFFIX = ".fabula-", ".part"
STALE_SECONDS = 24 * 60 * 60
"""A process killed between two instructions leaves its unfinished file behind. Nobody writes one for a
day, so whoever next writes into the same folder takes those that are older away."""


def unfinished(folder: Path, *, clear: bool = True) -> Path:
    """A fresh name in ``folder`` for a file that is still being written; with ``clear`` stale ones go."""
    if clear:
        _clear_stale(folder)
    return folder / f"{PREFIX}{secrets.token_hex(8)}{SUFFIX}"


def _clear_stale(folder: Path) -> None:
    oldest = time.time() - STALE_SECONDS
    with suppress(OSError):
        for stale in folder.glob(f"{PREFIX}*{SUFFIX}*"):
            with suppress(OSError):
                if stale.is_file() and stale.stat().st_mtime < oldest:
                    stale.unlink()


@contextmanager
def replacing(target: Path, *, clear: bool = True) -> Iterator[Path]:
    """A temporary path beside ``target``; what is written there takes its place if the block ends well.

    The bytes reach the disk before the name does, so that ``target`` is the old file or the whole new one
    even if the power fails. A pipe or a device (``/dev/stdout``) cannot be replaced and is written to.
    ``clear`` is as for :func:`unfinished`: the unfinished files of many at once are looked at once.
    Raises OSError where the folder or the disk refuses: ``target`` is as it was and nothing is left over.
    """
    if target.exists() and not target.is_file() and not target.is_dir():
        yield target
        return
    target = real_path(target)  # a link stays a link, and what it points to is replaced
    temporary = unfinished(target.parent, clear=clear)
    try:
        yield temporary
        if target.exists():
            temporary.chmod(stat.S_IMODE(target.stat().st_mode))
        sync(temporary)
        temporary.replace(target)
        sync_folder(target.parent)
    finally:
        temporary.unlink(missing_ok=True)


def real_path(path: Path) -> Path:
    """Where the links of a path lead. Raises OSError for a circle of links, which Python 3.13 lets pass."""
    path = path.resolve()
    if path.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    return path


def publish(temporary: Path, target: Path) -> bool:
    """Gives a finished file its name unless the name is taken; whether it was free. Raises OSError."""
    try:
        target.hardlink_to(temporary)
    except FileExistsError:
        return False
    except OSError:
        # exFAT and some network shares know no hard links. A rename could hide a world that another
        # process makes at this very moment, which only such a file system leaves open.
        if target.exists():
            return False
        temporary.rename(target)
    sync_folder(target.parent)
    return True


def sync(path: Path) -> None:
    """Waits until the bytes of a file are on the disk."""
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(folder: Path) -> None:
    """Waits until the names in a folder are on the disk, where a system can say so."""
    if os.name != "posix":
        return
    with suppress(OSError):  # some network file systems refuse; the name is there all the same
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
