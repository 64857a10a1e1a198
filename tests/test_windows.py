"""What Windows does otherwise, tried on any system: drives, shares, devices, sockets."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path, PurePosixPath, PureWindowsPath
from types import SimpleNamespace
from typing import Any

import pytest

from fabula.cli.review import read_key
from fabula.cli.targets import targets_of
from fabula.explorer import serving
from fabula.explorer.library import plain_name
from fabula.exports import stem
from fabula.world.connection import uri_of
from tests.builders import plain_work


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        (PurePosixPath("/a b/c?.fabula"), "file:///a%20b/c%3F.fabula?mode=ro"),
        (PureWindowsPath("C:/books/été.fabula"), "file:///C:/books/%C3%A9t%C3%A9.fabula?mode=ro"),
        (PureWindowsPath("//host/share/a.fabula"), "file:////host/share/a.fabula?mode=ro"),
    ],
)
def test_sqlite_takes_a_drive_and_a_share(path: PurePosixPath | PureWindowsPath, uri: str) -> None:
    assert uri_of(path, "ro") == uri


def test_stories_of_one_name_on_two_drives_are_told_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for drive in "ab":
        (tmp_path / drive).mkdir()
        (tmp_path / drive / "one.txt").write_text("words", encoding="utf-8")
    paths = [tmp_path / "a" / "one.txt", tmp_path / "b" / "one.txt"]

    def commonpath(paths: Any) -> str:
        raise ValueError("Paths don't have the same drive")

    monkeypatch.setattr(os.path, "commonpath", commonpath)
    found = targets_of(paths, None, keep=False, as_one=False)
    names = [target.story.name for target in found.targets]
    assert names == [path.absolute().as_posix().replace(":", "").lstrip("/") for path in paths]
    (whole,) = targets_of(paths, None, keep=True, as_one=True).targets
    assert whole.world == Path("a.fabula")


@pytest.mark.parametrize(
    ("source", "name"),
    [("aux.txt", "_aux"), ("COM1.epub", "_COM1"), ("auxiliary.txt", "auxiliary"), ("C:\\x\\nul.md", "_nul")],
)
def test_no_export_is_named_after_a_device(source: str, name: str) -> None:
    assert stem(plain_work("Ann said so.", source=source)) == name


@pytest.mark.parametrize(
    ("name", "plain"), [("Con", "world-con"), ("Con man", "con-man"), ("LPT1", "world-lpt1")]
)
def test_no_world_is_named_after_a_device(name: str, plain: str) -> None:
    assert plain_name(name) == plain


def test_nobody_else_can_take_over_the_address_of_the_explorer(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    class Socket:
        def setsockopt(self, level: int, option: int, value: int) -> None:
            asked.append(option)

        def bind(self, address: object) -> None: ...

    monkeypatch.setattr(socket, "socket", lambda *_: Socket())
    serving._listening(serving.Address())
    monkeypatch.setattr(socket, "SO_EXCLUSIVEADDRUSE", -5, raising=False)
    serving._listening(serving.Address())
    assert asked == [socket.SO_REUSEADDR, -5]


def test_one_key_is_an_answer_where_there_are_no_terminals_of_posix(monkeypatch: pytest.MonkeyPatch) -> None:
    pressed = iter("N\x03")
    monkeypatch.setitem(sys.modules, "termios", None)
    monkeypatch.setitem(sys.modules, "msvcrt", SimpleNamespace(getwch=lambda: next(pressed)))
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(isatty=lambda: True))
    assert read_key() == "n"
    with pytest.raises(KeyboardInterrupt):
        read_key()
