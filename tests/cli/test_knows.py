"""``fabula knows``: what it prints, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.builders import ferry
from tests.cli.running import Run

CONTENT = ferry().text.content
SAID = "“I have no time,”"
START, END = CONTENT.index(SAID), CONTENT.index(SAID) + len(SAID)
LINE = f"{START}:{END}"
SECOND = CONTENT.index("Chapter Two")


def test_one_who_is_told_knows(run: Run, ferry_world: Path) -> None:
    found = json.loads(run("knows", ferry_world, "the ferryman", LINE, "--json").stdout)
    assert set(found) == {"knows", "how", "spans"}
    assert found["knows"] > 0.5
    assert found["how"] == "told"
    assert found["spans"] == [[START, END]]


def test_the_answer_for_a_person(run: Run, ferry_world: Path) -> None:
    result = run("knows", ferry_world, "the ferryman", LINE)
    assert "has had the chance to know it" in result.stdout and "told" in result.stdout
    assert f"  {LINE}  “I have no time,”" in result.stdout


def test_nobody_knows_it_before_it_is_told(run: Run, ferry_world: Path) -> None:
    result = run("knows", ferry_world, "the ferryman", LINE, "--at", "1")
    assert "has had no chance to know it" in result.stdout
    assert len(result.stdout.splitlines()) == 1


def test_the_end_of_a_chapter_is_a_time_too(run: Run, ferry_world: Path) -> None:
    by_end = run("knows", ferry_world, "the ferryman", LINE, "--at", "Chapter One", "--json").stdout
    assert json.loads(by_end)["knows"] > 0.5
    assert by_end == run("knows", ferry_world, "the ferryman", LINE, "--at", f"@{SECOND}", "--json").stdout


def test_what_one_knows_is_listed(run: Run, ferry_world: Path) -> None:
    found = json.loads(run("knows", ferry_world, "the ferryman", "--at", "1", "--json").stdout)
    assert all(own["end"] <= SECOND and own["knows"] > 0.5 for own in found)
    assert set(found[0]) == {"start", "end", "text", "knows", "how", "from", "from_id", "spans", "chapter"}
    assert "Sure" in run("knows", ferry_world, "the ferryman").stdout


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["Nobody at all", LINE], "nobody is called 'Nobody at all'"),
        (["Mara Quill", "12"], "START:END is '12'; it must be two offsets with a colon between"),
        (["Mara Quill", "12:x"], "two offsets with a colon between"),
        (["Mara Quill", "30:20"], "30:20 is no stretch of the text"),
        (["Mara Quill", "20:20"], "20:20 is no stretch of the text"),
        (["Mara Quill", "5:99999"], "there is no offset 99999"),
        (["Mara Quill", LINE, "--at", "99999"], "there is no offset 99999"),
        (["Mara Quill", LINE, "--at", "Chapter Nine"], "there is no chapter 'Chapter Nine'"),
        (["Mara Quill", "--at", "9"], "numbered from 1 to 2"),
        (["Mara Quill", "--at", "@99999"], "there is no offset 99999"),
    ],
)
def test_what_makes_no_sense_is_said_in_one_line(
    run: Run, ferry_world: Path, words: list[str], says: str
) -> None:
    result = run("knows", ferry_world, *words)
    assert result.exit_code != 0
    assert says in result.stderr and len(result.stderr.splitlines()) == 1


def test_a_world_that_keeps_no_annotations_says_so(run: Run, world: Path) -> None:
    result = run("knows", world, "Mara Quill", LINE)
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1
