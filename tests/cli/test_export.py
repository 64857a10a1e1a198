"""``fabula export``: where it writes, and what it does when that is not clear."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from fabula.exports import FORMATS
from fabula.reading import Reading
from fabula.types import Work
from fabula.world import World
from tests.cli.running import Run
from tests.exports.installed import installed_formats


def test_the_help_names_every_format(run: Run) -> None:
    shown = " ".join(run("export", "--help").stdout.split())
    for kind in FORMATS.values():
        assert f" {kind.name} {kind.help}" in shown


@pytest.mark.parametrize("format", installed_formats())
def test_without_output_a_new_file_is_named_after_the_story(
    run: Run, ferry_world: Path, tmp_path: Path, format: str
) -> None:
    result = run("export", ferry_world, "--format", format)
    name = f"ferry{FORMATS[format].suffix}"
    assert result.stdout == f"written to {name}\n"
    assert (tmp_path / name).exists()
    again = run("export", ferry_world, "--format", format)
    assert again.exit_code == 1
    assert "exists already" in again.stderr


def test_output_names_the_file_and_writes_over_it(run: Run, world: Path, tmp_path: Path) -> None:
    for _ in range(2):
        assert run("export", world, "--format", "json", "--output", "x.json").exit_code == 0
    assert json.loads((tmp_path / "x.json").read_text(encoding="utf-8"))["work"]["title"] == "The <Ferry>"


def test_a_dash_is_standard_output(run: Run, world: Path, tmp_path: Path) -> None:
    document = json.loads(run("export", world, "--format", "json", "--output", "-").stdout)
    assert document["format"] == "fabula-json/2"
    page = run("export", world, "--format", "html", "--output", "-").stdout
    assert page.lstrip().lower().startswith("<!doctype html>")
    tables = run("export", world, "--format", "csv", "--output", "-")
    assert tables.exit_code == 2
    assert "several files" in tables.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["ferry.fabula"]


def test_a_dash_gives_what_a_file_would_hold(run: Run, ferry_world: Path, tmp_path: Path) -> None:
    run("export", ferry_world, "--format", "conllu", "--output", "x.conllu")
    shown = run("export", ferry_world, "--format", "conllu", "--output", "-").stdout
    assert shown == (tmp_path / "x.conllu").read_text(encoding="utf-8")


def test_a_work_without_its_words_says_so(run: Run, world: Path, tmp_path: Path) -> None:
    result = run("export", world, "--format", "conllu")
    assert result.exit_code == 1
    assert "comes without its words" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["ferry.fabula"]


def test_of_several_works_one_must_be_chosen(run: Run, two_works: Path) -> None:
    result = run("export", two_works, "--format", "json", "--output", "-")
    assert result.exit_code == 1
    assert "choose one with --work: 1 The <Ferry>, 2 Second" in result.stderr
    chosen = run("export", two_works, "--format", "json", "--output", "-", "--work", 2)
    assert json.loads(chosen.stdout)["work"]["title"] == "Second"


def test_an_empty_world_says_so(run: Run, tmp_path: Path) -> None:
    World.create_or_open(tmp_path / "empty.fabula").close()
    result = run("export", "empty.fabula", "--format", "json")
    assert result.exit_code == 1
    assert "holds no works yet" in result.stderr


def test_an_unknown_format_and_no_format_are_matters_of_usage(run: Run, world: Path) -> None:
    assert run("export", world, "--format", "pdf").exit_code == 2
    assert run("export", world).exit_code == 2


def test_a_place_that_cannot_be_written_is_one_line(run: Run, world: Path) -> None:
    result = run("export", world, "--format", "html", "--output", "no/such/folder/x.html")
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1


def test_a_reading_exports_itself(work: Work, tmp_path: Path) -> None:
    assert Reading(work).export("html", str(tmp_path / "x.html")) == tmp_path / "x.html"
    assert (tmp_path / "x.html").stat().st_size > 1000
