"""Names of files that are awkward to a shell, a terminal or a database; several files in one command."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.end_to_end.program import Program

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    "name",
    [
        b"a b.txt",
        b'it\'s "q".txt',
        b"-dash.txt",
        b"--help.txt",
        b"new\nline\x1b[31m.txt",
        b"[red]x.txt",
        b"#?%20.txt",
        b".txt",
        "é日本.txt".encode(),
        b"caf\xe9.txt",
        b"y" * 240 + b".txt",
    ],
)
def test_a_story_of_any_name_is_read_kept_and_exported(
    fabula: Program, story: Path, tmp_path: Path, name: bytes
) -> None:
    file = os.fsdecode(name)
    try:
        story.rename(tmp_path / file)
    except OSError:
        pytest.skip("this file system does not take such a name")
    shown = fabula.well("read", "--", file)
    assert "\x1b" not in shown
    world = f"{Path(file).stem}.fabula"
    assert (tmp_path / world).is_file()
    (work,) = json.loads(fabula.well("works", "--json", "--", world))
    work["source"].encode("utf-8")
    fabula.well("export", "--format", "html", "--", world)
    assert len(list(tmp_path.glob("*.html"))) == 1
    if name.startswith(b"-"):
        assert f"fabula quotes ./{world}" in shown


def test_a_bad_file_among_good_ones_is_told_and_the_others_are_kept(
    fabula: Program, story: Path, tmp_path: Path
) -> None:
    (tmp_path / "empty.txt").touch()
    (tmp_path / "last.txt").write_text("“Wait!” said Ann to the old man, and she ran out of the house.\n")
    files = ("story.txt", "empty.txt", "missing.txt", "last.txt")
    done = fabula("read", *files, "--world", "w.fabula")
    assert done.returncode == 1
    assert [line.split(b": ")[1] for line in done.stderr.splitlines()] == [b"empty.txt", b"missing.txt"]
    assert [line.split(":")[0] for line in done.stdout.decode().splitlines()] == ["story.txt", "last.txt"]
    assert len(fabula.titles()) == 2


def test_a_story_read_again_takes_the_place_of_the_first_reading(fabula: Program, story: Path) -> None:
    first, second = (
        json.loads(fabula.well("read", "story.txt", "story.txt", "--world", "w.fabula", "--json"))
        for _ in range(2)
    )
    assert [row["replaced"] for row in first + second] == [False, True]
    assert [row["id"] for row in first[0]["characters"]] == [row["id"] for row in second[0]["characters"]]
    assert len(fabula.titles()) == 1
