"""Pipes, closed streams, locales and settings of the shell around the program."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path

import pytest

from tests.builders import ferry, keep
from tests.end_to_end.program import Program, quiet

pytestmark = pytest.mark.skipif(os.name != "posix", reason="streams as POSIX shells have them")
BARE = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
COMMANDS = (
    "quotes w.fabula",
    "cast w.fabula --json",
    "export w.fabula --format json --output -",
    "-h",
    "--version",
)


@pytest.fixture(autouse=True)
def world(tmp_path: Path) -> None:
    keep(tmp_path / "w.fabula", ferry(title="The Ferry of the Café"))


def in_shell(fabula: Program, arguments: str, rest: str) -> subprocess.CompletedProcess[bytes]:
    command = b" ".join(b"'" + part + b"'" for part in fabula.command(*arguments.split())).decode()
    done = subprocess.run(
        ["bash", "-c", f"{command} {rest}"], cwd=fabula.folder, capture_output=True, timeout=60
    )
    quiet(done.stderr)
    return done


@pytest.mark.parametrize("arguments", COMMANDS)
@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", "<&- >&- 2>&-"])
def test_a_closed_stream_is_no_trouble(fabula: Program, arguments: str, closed: str) -> None:
    done = in_shell(fabula, arguments, closed)
    assert (done.returncode, done.stderr) == (0, b"")


def test_the_exit_code_tells_of_a_failure_that_no_stream_can(fabula: Program) -> None:
    assert in_shell(fabula, "read missing.txt", "2>&-").returncode == 1


@pytest.mark.parametrize("arguments", COMMANDS)
def test_a_reader_that_leaves_early_gets_no_complaint(fabula: Program, arguments: str) -> None:
    assert in_shell(fabula, arguments, "| true").stderr == b""
    assert in_shell(fabula, arguments, "| head -c 1").stderr == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("arguments", COMMANDS)
def test_a_full_disk_behind_the_output_is_one_line(fabula: Program, arguments: str) -> None:
    done = in_shell(fabula, arguments, "> /dev/full")
    assert done.returncode == 1
    assert done.stderr == b"fabula: No space left on device [F508]\n"


@pytest.mark.parametrize("columns", ["1", "40", "x"])
def test_any_width_will_do(fabula: Program, columns: str) -> None:
    environment = {"COLUMNS": columns, "NO_COLOR": "1"}
    assert "Mara Quill" in fabula.well("cast", "w.fabula", environment=environment)
    fabula.well("read", "-h", environment=environment)


def on_a_terminal(fabula: Program, columns: str) -> list[str]:
    """What the cast looks like in a window of so many columns, without its colours."""
    import pty

    ours, theirs = pty.openpty()
    fabula.well("cast", "w.fabula", stdout=theirs, environment={"COLUMNS": columns, "TERM": "xterm"})
    os.close(theirs)
    shown = os.read(ours, 1 << 16).decode().splitlines()
    os.close(ours)
    return [re.sub(r"\x1b\[[\d;]*m", "", line) for line in shown]


def test_a_narrow_terminal_gets_fewer_columns_and_no_slivers(fabula: Program) -> None:
    shown = on_a_terminal(fabula, "40")
    assert max(map(len, shown)) <= 40
    assert any("Mara Quill" in line for line in shown)


def test_a_terminal_too_narrow_for_columns_gets_a_list(fabula: Program) -> None:
    assert "Name: Mara Quill" in on_a_terminal(fabula, "12")


def test_nothing_of_the_environment_is_needed(fabula: Program) -> None:
    assert "Mara Quill" in fabula.well("cast", "w.fabula", env={})


def test_warnings_may_be_errors(fabula: Program) -> None:
    for arguments in COMMANDS:
        fabula.well(*arguments.split(), environment={"PYTHONWARNINGS": "error"})


def test_documents_are_utf_8_in_any_locale(fabula: Program) -> None:
    for environment in (BARE, {"PYTHONIOENCODING": "cp1252"}):
        page = fabula("export", "w.fabula", "--format", "html", "--output", "-", environment=environment)
        assert "Café" in page.stdout.decode("utf-8")
        listed = fabula("quotes", "w.fabula", "--json", environment=environment)
        assert json.loads(listed.stdout.decode("ascii"))[0]["text"] == "“Is the ferry in?”"
        assert fabula("quotes", "w.fabula", environment=environment).returncode == 0


def test_a_folder_that_is_gone(fabula: Program, tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    world = tmp_path / "w.fabula"
    done = in_shell(fabula, f"works {world}", "")
    command = " ".join(os.fsdecode(part) for part in fabula.command("works", world))
    inside = subprocess.run(
        ["bash", "-c", f"cd gone && rmdir ../gone && {command}"], cwd=tmp_path, capture_output=True
    )
    assert (inside.returncode, inside.stdout) == (0, done.stdout)
