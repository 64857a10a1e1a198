"""``--until``: no command shows what comes after the place that it names."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.builders import CONTENT
from tests.cli.running import Run

SECOND = CONTENT.index("Chapter Two")
LATER = ("stairs", "Chapter Two", "A glove goes", "🧤")


@pytest.mark.parametrize(
    "words",
    [
        ("cast",),
        ("quotes",),
        ("scenes",),
        ("timeline",),
        ("chronicle", "Ned"),
        ("where", "Ned"),
        ("actions",),
        ("character", "Ned"),
        ("find", "glove"),
        ("attributes",),
        ("relations",),
        ("export", "--format", "json", "--output", "-"),
        ("export", "--format", "html", "--output", "-"),
    ],
)
def test_nothing_that_comes_later_is_shown(run: Run, told_world: Path, words: tuple[str, ...]) -> None:
    command, *rest = words
    result = run(command, told_world, *rest, "--until", "1")
    assert result.exit_code == 0, result.output
    assert not [later for later in LATER if later in result.stdout]


def test_everything_with_the_last_chapter(run: Run, told_world: Path) -> None:
    whole = run("export", told_world, "--format", "json", "--output", "-", "--until", "2")
    assert json.loads(whole.stdout)["text"] == CONTENT


def test_a_speaker_is_asked_for_by_what_he_is_called_so_far(run: Run, told_world: Path) -> None:
    found = json.loads(run("quotes", told_world, "--speaker", "Ned", "--until", "1", "--json").stdout)
    assert [line["speaker"] for line in found] == ["Ned"]


@pytest.mark.parametrize(
    ("place", "says"), [("9", "numbered from 1 to 2"), ("", "no chapter"), ("@99999", "no offset 99999")]
)
def test_a_place_that_is_not_there(run: Run, told_world: Path, place: str, says: str) -> None:
    result = run("scenes", told_world, "--until", place)
    assert result.exit_code != 0
    assert says in result.stderr and len(result.stderr.splitlines()) == 1
