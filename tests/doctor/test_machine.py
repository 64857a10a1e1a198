"""What the examination says of the machine."""

from __future__ import annotations

import io
import shutil
import sqlite3
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from fabula.doctor import machine
from fabula.doctor.checkup import Check


def only(checks: Any) -> Check:
    (check,) = checks
    assert isinstance(check, Check)
    return check


def test_this_machine_is_sound() -> None:
    for check in (machine.python, machine.sqlite, machine.threads):
        assert only(check()).state == "ok"
    there = machine.memory_there()
    assert there is None or there > 100 * 1024**2


def test_an_old_python_is_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "OLDEST_PYTHON", (4, 0))
    check = only(machine.python())
    assert check.state == "broken" and "needs 4.0 or newer" in str(check.trouble)


def test_sqlite_without_full_text_search_is_a_note(monkeypatch: pytest.MonkeyPatch) -> None:
    class Lacking:
        def __init__(self, word: str) -> None:
            self.word = word

        def execute(self, statement: str) -> None:
            if self.word in statement:
                raise sqlite3.OperationalError("no such thing")

        def close(self) -> None: ...

    monkeypatch.setattr(sqlite3, "connect", lambda _: Lacking("fts5"))
    check = only(machine.sqlite())
    assert check.state == "note" and "FTS5" in str(check.trouble)
    monkeypatch.setattr(sqlite3, "connect", lambda _: Lacking("ROWID"))
    assert only(machine.sqlite()).state == "broken"


@pytest.mark.parametrize(("there", "state"), [(None, "ok"), (1024**3, "note"), (8 * 1024**3, "ok")])
def test_little_memory_is_a_note(monkeypatch: pytest.MonkeyPatch, there: int | None, state: str) -> None:
    monkeypatch.setattr(machine, "memory_there", lambda: there)
    assert only(machine.memory()).state == state


def test_little_room_is_a_note_that_names_the_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=50 * 1024**2))
    for check in machine.disk():
        assert check.state == "note" and "only 50 MB are free in " in str(check.trouble)


@pytest.mark.posix  # elsewhere a folder stays while somebody is in it
def test_a_folder_that_is_gone_is_told_of_and_the_other_looked_at(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    here, temporary = machine.disk()
    assert here.state == "broken" and "go to another folder" in str(here.trouble)
    assert temporary.state == "ok"


@pytest.mark.parametrize(
    ("encoding", "state"), [("utf-8", "ok"), ("cp1252", "ok"), ("cp437", "note"), ("ascii", "note")]
)
def test_a_terminal_without_curly_quotation_marks_is_a_note(
    monkeypatch: pytest.MonkeyPatch, encoding: str, state: str
) -> None:
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), encoding=encoding))
    check = only(machine.terminal())
    assert check.state == state
    if check.trouble:
        assert "PYTHONUTF8=1" in str(check.trouble)
