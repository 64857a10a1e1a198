"""How the command ends: exit codes, errors of one line, pipes, terminals, encodings."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import typer

import fabula
from fabula import errors
from fabula.cli import ends
from tests.cli.running import Run

FABULA = [sys.executable, "-m", "fabula"]


def start(*arguments: object, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*FABULA, *map(str, arguments)], capture_output=True, env={**os.environ, **environment}, timeout=60
    )


def test_help_teaches_by_example_and_names_every_command(run: Run) -> None:
    text = run("--help").stdout
    assert "fabula read emma.epub" in text
    for command in ("read", "cast", "quotes", "works", "export", "evaluate"):
        assert command in text
        assert run(command, "--help").exit_code == 0
    assert run("-h").stdout == text


def test_no_command_shows_the_help(run: Run) -> None:
    assert "fabula read emma.epub" in run().output


def test_version(run: Run) -> None:
    assert run("--version").stdout == f"fabula {fabula.__version__}\n"


def test_an_unknown_command_is_a_matter_of_usage(run: Run) -> None:
    result = run("raed", "x")
    assert result.exit_code == 2
    assert "read" in result.stderr


@pytest.mark.parametrize(
    ("error", "code", "says"),
    [
        (errors.file_missing("a\nb.txt"), 1, "no such file"),
        (KeyboardInterrupt(), 130, "stopped"),
        (MemoryError(), 1, "not enough memory"),
        (OSError(errno.ENOSPC, "No space left on device"), 1, "No space left on device [F508]"),
        (PermissionError(errno.EACCES, "Permission denied", "x.json"), 1, "x.json: Permission denied"),
    ],
)
def test_what_goes_wrong_is_one_line(
    error: BaseException, code: int, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(typer.Exit) as ended, ends.told_in_one_line():
        raise error
    assert ended.value.exit_code == code
    said = capsys.readouterr().err
    assert said.startswith("fabula: ")
    assert says in said
    assert said.count("\n") == 1


@pytest.mark.parametrize(
    ("windows", "error", "code"),
    [
        (False, BrokenPipeError(errno.EPIPE, "Broken pipe"), 141),
        (True, OSError(errno.EINVAL, "Invalid argument"), 141),
        (True, OSError(errno.EINVAL, "Invalid argument", "a:b.json"), 1),
        (False, OSError(errno.EINVAL, "Invalid argument"), 1),
    ],
)
def test_output_that_is_closed_early_is_no_trouble_on_any_system(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    windows: bool,
    error: OSError,
    code: int,
) -> None:
    monkeypatch.setattr(ends, "WINDOWS", windows)
    monkeypatch.setattr(ends, "hush", lambda: None)
    with pytest.raises(typer.Exit) as ended, ends.told_in_one_line():
        raise error
    assert ended.value.exit_code == code
    assert bool(capsys.readouterr().err) == (code == 1)


def test_a_mistake_of_ours_is_not_taken_for_one_of_the_users(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ZeroDivisionError), ends.told_in_one_line():
        _ = 1 / 0
    assert capsys.readouterr().err == ""


MISTAKEN = "import fabula.cli.app as app; app.app = lambda **_: 1 / 0; from fabula.cli import main; main()"


def test_a_mistake_of_ours_says_so_and_shows_its_stack_only_on_demand() -> None:
    quiet = subprocess.run([sys.executable, "-c", MISTAKEN], capture_output=True, text=True)
    assert quiet.returncode == 70
    assert quiet.stderr.startswith("fabula: this is a mistake in Fabula itself: ZeroDivisionError")
    assert quiet.stderr.count("\n") == 1
    loud = subprocess.run(
        [sys.executable, "-c", MISTAKEN],
        capture_output=True,
        text=True,
        env={**os.environ, "FABULA_DEBUG": "1"},
    )
    assert "Traceback" in loud.stderr


@pytest.mark.skipif(os.name != "posix", reason="pipes of POSIX")
@pytest.mark.parametrize("option", [[], ["--json"]])
def test_a_pipe_that_nobody_reads_is_quiet(world: Path, option: list[str]) -> None:
    ours, theirs = os.pipe()
    os.close(ours)
    done = subprocess.run([*FABULA, "quotes", str(world), *option], stdout=theirs, stderr=subprocess.PIPE)
    os.close(theirs)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.posix
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_is_one_line(world: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([*FABULA, "works", str(world)], stdout=full, stderr=subprocess.PIPE, text=True)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "No space left" in done.stderr


def test_an_output_that_knows_no_unicode_gets_what_it_can_take(world: Path) -> None:
    plain = start("quotes", world, PYTHONIOENCODING="ascii")
    assert plain.returncode == 0
    assert b"?Is the ferry in??" in plain.stdout
    as_json = start("quotes", world, "--json", PYTHONIOENCODING="ascii")
    assert json.loads(as_json.stdout)[0]["text"] == "“Is the ferry in?”"


def test_a_lone_surrogate_in_json_is_escaped(capsys: pytest.CaptureFixture[str]) -> None:
    from fabula.cli.plain import write_json

    write_json({"é": "\ud800"})
    out = capsys.readouterr().out
    assert json.loads(out) == {"é": "\ud800"}
    assert "\\ud800" in out


@pytest.mark.skipif(os.name != "posix", reason="terminals of POSIX")
@pytest.mark.parametrize("colour", [True, False])
def test_a_terminal_gets_a_ruled_table_with_colour_unless_unwanted(world: Path, colour: bool) -> None:
    shown = on_terminal("cast", world, **({} if colour else {"NO_COLOR": "1"}))
    assert "─" in shown
    assert "Mara Quill" in shown
    assert ("\x1b[" in shown) is colour


def on_terminal(*arguments: object, **environment: str) -> str:
    """What the command writes where standard output is a terminal."""
    import pty

    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [*FABULA, *map(str, arguments)],
        stdout=theirs,
        env={**os.environ, "TERM": "xterm-256color", "COLUMNS": "100", **environment},
    )
    os.close(theirs)
    shown = b""
    while chunk := _read(ours):
        shown += chunk
    os.close(ours)
    assert process.wait(60) == 0
    return shown.decode()


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # how Linux tells that the other end is closed
        return b""


def test_exit_codes_are_documented_in_order() -> None:
    assert list(ends.EXIT_CODES) == sorted(ends.EXIT_CODES) == [0, 1, 2, 70, 130, 141]
