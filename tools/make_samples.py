"""Writes anew what commands print in the pages that show it: ``console`` blocks, a ``$`` before each command.

All commands of a page run one after another in a folder of their own, in which ``benchmarks/open_stories``
and ``tests/stories`` stand as in the repository. ``make samples`` writes the pages; a test holds them to what
the program prints. ``| head -5``, ``| tail -5`` and ``| grep WORD`` after a command cut its output, on every
system.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STORIES = ("benchmarks/open_stories", "tests/stories")
WIDTH = 90
"""Of the window that is printed for, in characters."""
_TIME = re.compile(r"read in [\d.]+ s")
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def pages() -> list[Path]:
    """Every page that shows what commands print."""
    return [page for page in sorted((ROOT / "docs").rglob("*.md")) if blocks(page.read_text("utf-8"))]


def blocks(text: str) -> list[str]:
    """What stands in the blocks of a page."""
    return _BLOCK.findall(text)


def shelf(folder: Path) -> Path:
    """A folder with the stories that commands name."""
    for name in STORIES:
        shutil.copytree(ROOT / name, folder / name, dirs_exist_ok=True)
    return folder


def anew(text: str, folder: Path) -> str:
    """A page with what its commands print now, run in a folder."""

    def block(found: re.Match[str]) -> str:
        printed = _printed(found[1], folder)
        same = _TIME.sub("", printed) == _TIME.sub("", found[1])  # no change of a page for a time alone
        return f"```console\n{found[1] if same else printed}```"

    return _BLOCK.sub(block, text)


def _printed(block: str, folder: Path) -> str:
    commands = [line for line in block.splitlines() if line.startswith("$ ")]
    return "".join(f"{command}\n{output(command[2:], folder)}" for command in commands)


def output(command: str, folder: Path) -> str:
    """What a command line prints, errors too; one that fails without a code of ours is a fault."""
    first, *filters = command.split(" | ")
    program, *words = shlex.split(first)
    assert program == "fabula", command
    done = subprocess.run(
        [sys.executable, "-m", "fabula", *words],
        cwd=folder,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", "COLUMNS": str(WIDTH)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    lines = done.stdout.splitlines()
    if done.returncode and not re.search(r"\[F\d{3}\]$", lines[-1] if lines else ""):
        raise ValueError(f"{command}: {done.stdout}")
    for each in filters:
        name, word = shlex.split(each)
        number = 0 if name == "grep" else int(word.lstrip("-"))
        cut = {"head": lines[:number], "tail": lines[-number:], "grep": [x for x in lines if word in x]}
        lines = cut[name]
    return "".join(f"{line.rstrip()}\n" for line in lines)


def main() -> None:
    """Write every page."""
    for page in pages():
        with tempfile.TemporaryDirectory() as folder:
            text = page.read_text(encoding="utf-8")
            page.write_text(anew(text, shelf(Path(folder))), encoding="utf-8")


if __name__ == "__main__":
    main()
