"""What was set apart: in what ``read`` tells, in ``works --parts``, and put back with ``--include``."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from fabula.cli.apart import apart_counts, apart_line, part_rows
from fabula.reading import Reading
from fabula.types import Apart, BlockKind, Work
from tests.builders import small_work
from tests.cli.running import Run

STORY = """THE LAMP

Contents

Chapter One
Chapter Two

Chapter One

“Is it lit?” asked Oriel. She went to the window and looked down at the harbour, where the boats lay.

A/N: thanks to everyone who read this far!

“It is,” said Tamsin, and she laughed, for the lamp had burnt since six and the oil was nearly gone.

Chapter Two

“Then go home,” said Oriel, and she went down the stairs with the lamp in her hand and the cat behind her.
"""


def apart_work() -> Work:
    """The small work, its heading and its break taken for contents and for two notes."""
    work = small_work()
    blocks = list(work.text.blocks)
    blocks[0] = replace(blocks[0], kind=BlockKind.BOILERPLATE, apart=Apart.CONTENTS)
    blocks[2] = replace(blocks[2], kind=BlockKind.NOTE, apart=Apart.FOOTNOTE)
    blocks[4] = replace(blocks[4], kind=BlockKind.NOTE, apart=Apart.FOOTNOTE)
    return replace(work, text=replace(work.text, blocks=tuple(blocks)))


def test_one_line_tells_kinds_numbers_and_share() -> None:
    reading = Reading(apart_work())
    assert apart_line(reading) == "Set apart: contents, 2 footnotes; 35 % of the words"
    assert apart_counts(reading.set_apart) == {"contents": 1, "footnote": 2}
    assert [row[0] for row in part_rows(reading.set_apart)] == ["contents", "footnote", "footnote"]


def test_nothing_set_apart_is_no_line() -> None:
    assert apart_line(Reading(small_work())) == ""


def test_works_lists_parts_for_people_and_for_scripts(run: Run, tmp_path: Path) -> None:
    Reading(apart_work()).save(tmp_path / "a.fabula")
    shown = run("works", tmp_path / "a.fabula", "--parts").stdout.splitlines()
    assert shown[0].startswith("1 The Lost Glove: Set apart: contents, 2 footnotes")
    assert shown[1].split() == ["Kind", "Words", "Chapter", "Begins"]
    assert shown[2].split()[0] == "contents" and "THE LOST GLOVE" in shown[2]
    rows = json.loads(run("works", tmp_path / "a.fabula", "--parts", "--json").stdout)
    assert rows[0]["kind"] == "contents" and rows[0]["text"] == "THE LOST GLOVE" and rows[0]["work"] == 1


def test_works_says_that_nothing_was_set_apart(run: Run, tmp_path: Path) -> None:
    Reading(small_work()).save(tmp_path / "a.fabula")
    shown = run("works", tmp_path / "a.fabula", "--parts", "--work", "1").stdout
    assert shown == "1 The Lost Glove: nothing was set apart\n"


@pytest.mark.model
def test_read_tells_what_it_set_apart_and_reads_it_when_asked(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "lamp.txt"
    file.write_text(STORY, encoding="utf-8")
    told = json.loads(run("read", file, "--no-keep", "--json").stdout)[0]
    assert told["set_apart"].keys() >= {"contents"}
    assert "Set apart: contents, " in run("read", file, "--world", tmp_path / "a.fabula").stdout
    kept = run("read", file, "--include", "all", "--world", tmp_path / "a.fabula").stdout
    assert "Set apart" not in kept
    assert json.loads(run("works", tmp_path / "a.fabula", "--parts", "--json").stdout) == []


def test_a_kind_that_there_is_not(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "lamp.txt"
    file.write_text(STORY, encoding="utf-8")
    failed = run("read", file, "--include", "prologue")
    assert failed.exit_code != 0 and "--include knows no 'prologue'" in failed.stderr
