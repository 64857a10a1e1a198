"""Runs the real program, as a user does: another process, its exit code and what it writes."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

FABULA = [sys.executable, "-m", "fabula"]
STORIES = Path(__file__).parent.parent / "stories"
OPENING = (STORIES / "ranks.txt").read_text(encoding="utf-8")[:2500]


class Program:
    """Runs ``fabula`` in a folder. Whatever the arguments, it must never show its stack."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, *arguments: object, **options: Any) -> subprocess.CompletedProcess[bytes]:
        """The finished process; ``environment`` adds to ours, ``env`` takes its place."""
        environment = options.pop("environment", {})
        done = subprocess.run(
            self.command(*arguments),
            **{
                "stdin": subprocess.DEVNULL,
                "stdout": subprocess.PIPE,
                "stderr": subprocess.PIPE,
                "cwd": self.folder,
                "env": {**os.environ, **environment},
                "timeout": 120,
                **options,
            },
        )
        quiet(done.stderr or b"")
        return done

    def command(self, *arguments: object) -> list[bytes]:
        """The whole command line."""
        return [*map(os.fsencode, FABULA), *(os.fsencode(str(argument)) for argument in arguments)]

    def refused(self, *arguments: object, **options: Any) -> str:
        """The one line that says why the command failed."""
        done = self(*arguments, **options)
        said: str = done.stderr.decode()
        assert (done.returncode, said.count("\n")) == (1, 1), said
        assert said.startswith("fabula: ")
        return said

    def well(self, *arguments: object, **options: Any) -> str:
        """What a command that succeeds writes."""
        done = self(*arguments, **options)
        assert done.returncode == 0, done.stderr.decode()
        return (done.stdout or b"").decode("utf-8")

    def titles(self, world: str = "w.fabula") -> list[str]:
        """The titles of the works in a world, which is checked to be whole."""
        with closing(sqlite3.connect(self.folder / world)) as database:
            assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        return [row["title"] for row in json.loads(self.well("works", world, "--json"))]


def quiet(said: bytes) -> None:
    """Nothing that only a programmer could read."""
    for word in (b"Traceback", b"mistake in Fabula", b"Exception ignored", b"Warning"):
        assert word not in said, said.decode(errors="replace")
