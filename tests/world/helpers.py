"""Running a piece of a test as someone with fewer rights, or in a process that may be killed."""

from __future__ import annotations

import os
import signal
import traceback
from collections.abc import Callable
from pathlib import Path

import pytest

from fabula.world import writing
from fabula.world.rows import insert_rows

NOBODY = 65534


def in_child(action: Callable[[], object], *, unprivileged: bool = False) -> int:
    """Runs ``action`` in a forked process; its exit status, 0 if it raised nothing.

    Root may write anywhere, so ``unprivileged`` gives its rights up first.
    """
    child = os.fork()
    if child == 0:
        status = 1
        try:
            if unprivileged and os.geteuid() == 0:
                os.setgroups([])
                os.setgid(NOBODY)
                os.setuid(NOBODY)
            action()
            status = 0
        except BaseException:  # noqa: BLE001
            traceback.print_exc()
        finally:
            os._exit(status)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


def reachable(folder: Path) -> None:
    """Lets anyone step through the folders above ``folder``, which pytest makes for its user alone."""
    for parent in folder.parents:
        if parent.stat().st_uid == os.geteuid() and not parent.stat().st_mode & 0o001:
            parent.chmod(parent.stat().st_mode | 0o011)


def names(folder: Path) -> list[str]:
    """What lies in a folder, hidden files too."""
    return sorted(each.name for each in folder.iterdir())


def kill_after(statements: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Makes a writer kill its own process once it has written so many sets of rows."""
    left = statements
    rows = insert_rows

    def kill(*values: object) -> None:
        nonlocal left
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        left -= 1
        rows(*values)  # type: ignore[arg-type]

    monkeypatch.setattr(writing, "insert_rows", kill)
