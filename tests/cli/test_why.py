"""``fabula why``: what it prints, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.running import Run


def test_a_line_is_explained_in_words(run: Run, ferry_world: Path) -> None:
    result = run("why", ferry_world, 1)
    assert result.exit_code == 0, result.output
    assert "Is the ferry in?" in result.stdout.splitlines()[0]


def test_the_same_for_a_program(run: Run, ferry_world: Path) -> None:
    found = json.loads(run("why", ferry_world, 1, "--json").stdout)
    assert found["parts"][0]["decided"]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("99", "there is no quotation 99; they are numbered from 1 to "),
        ("#99", "there is no #99 in the cast; fabula cast lists it with its numbers"),
        ("@99999", "there is no mention at 99,999; the text has "),
        ("Mara", "'Mara' cannot be explained; give the number of a quotation (12)"),
    ],
)
def test_what_is_not_there_is_said_in_a_line(run: Run, ferry_world: Path, asked: str, said: str) -> None:
    result = run("why", ferry_world, asked)
    assert result.exit_code != 0
    assert said in " ".join(result.stderr.split())
