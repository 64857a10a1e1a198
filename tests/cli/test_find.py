"""``fabula find`` and ``fabula character``."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.running import Run


def test_words_with_their_speaker(run: Run, told_world: Path) -> None:
    assert "Fenwick" in run("find", told_world, "fenwick").stdout
    (found,) = json.loads(run("find", told_world, "fenwick", "--json").stdout)
    assert found["speakers"] == ["Ned"] and found["scene"] == 1


def test_only_what_one_says_and_in_one_place(run: Run, told_world: Path) -> None:
    assert len(json.loads(run("find", told_world, "glove", "--speaker", "Mrs. Alder", "--json").stdout)) == 1
    assert json.loads(run("find", told_world, "glove", "--in", "the stairs", "--json").stdout) == []


def test_what_is_nowhere_is_said_so(run: Run, told_world: Path) -> None:
    assert "'elephant' is nowhere" in run("find", told_world, "elephant").stderr
    result = run("find", told_world, '"')
    assert result.exit_code != 0 and "cannot be looked up" in result.stderr


def test_the_page_of_a_character(run: Run, told_world: Path) -> None:
    shown = run("character", told_world, "Mrs. Alder").stdout
    for words in (
        "Mrs. Alder (#1)",
        "also called ma’am",
        "rank: ma’am (says Ned)",
    ):
        assert words in shown
    assert "with Ned (1), Tom (1)" in shown and "at Fenwick (1)" in shown


def test_the_same_for_a_program(run: Run, told_world: Path) -> None:
    found = json.loads(run("character", told_world, "Ned", "--json").stdout)
    assert list(found) == ["work", "character", "attributes", "relations", "scenes"]
    assert found["character"]["name"] == "Ned"
