"""``fabula tokens``: where it writes, and what it refuses before it reads."""

from __future__ import annotations

import csv
import io
import json
import os
import sys
from pathlib import Path

import pytest

from fabula.cli.tokens import TokenFormat
from fabula.exports import TOKEN_FORMATS, text_of_tokens
from fabula.language.annotate import read_sections
from fabula.settings import Settings
from fabula.types import Work
from fabula.world import PackedSections, World
from tests.builders import ferry
from tests.cli.running import Run
from tests.language.fakes import FakeModel
from tests.words import annotated

Asked = list[tuple[Path, Settings]]


@pytest.fixture
def story(tmp_path: Path, reader: Asked) -> Path:
    path = tmp_path / "ferry.txt"
    path.write_text("words")
    return path


def text(format: str) -> str:
    return text_of_tokens(ferry(), annotated(ferry()), format)


def test_the_formats_are_those_of_the_exports() -> None:
    assert [each.value for each in TokenFormat] == list(TOKEN_FORMATS)


@pytest.mark.parametrize("output", [[], ["--output", "-"]])
def test_without_output_it_goes_to_standard_output(
    run: Run, story: Path, tmp_path: Path, output: list[str]
) -> None:
    result = run("tokens", "ferry.txt", *output)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == text("conllu")
    assert list(tmp_path.iterdir()) == [story]


def test_csv_is_one_table(run: Run, story: Path) -> None:
    result = run("tokens", "ferry.txt", "--format", "csv")
    found = list(csv.DictReader(io.StringIO(result.stdout_bytes.decode(), newline="")))
    assert [row["token"] for row in found[:3]] == ["THE", "FERRY", "Chapter"]
    assert result.stdout_bytes.decode() == text("csv")


@pytest.mark.parametrize("format", TOKEN_FORMATS)
def test_output_names_the_file_and_writes_over_it(run: Run, story: Path, tmp_path: Path, format: str) -> None:
    for _ in range(2):
        result = run("tokens", "ferry.txt", "--format", format, "--output", "x.y")
        assert (result.exit_code, result.stdout) == (0, "written to x.y\n")
        assert (tmp_path / "x.y").read_bytes().decode() == text(format)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["ferry.txt", "x.y"]


def test_a_folder_gets_a_file_named_after_the_story(run: Run, story: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    assert run("tokens", "ferry.txt", "--output", "out").exit_code == 0
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["ferry.conllu"]


def test_the_settings_reach_the_reading(run: Run, story: Path, reader: Asked) -> None:
    run("tokens", "ferry.txt", "--threads", 3, "--batch", 2, "--model", "m", "--force")
    assert reader == [(Path("ferry.txt"), Settings(threads=3, batch=2, model="m", force=True))]


@pytest.mark.parametrize(
    ("output", "why"),
    [
        ("no/such/x.conllu", "there is no folder no/such"),
        ("ferry.txt", "it is the story itself"),
        ("ferry.fabula", "it is a world"),
    ],
)
@pytest.mark.usefixtures("world")
def test_a_place_that_will_not_do_is_refused_before_the_reading(
    run: Run, story: Path, reader: Asked, tmp_path: Path, output: str, why: str
) -> None:
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    result = run("tokens", "ferry.txt", "--output", output)
    assert (result.exit_code, result.stdout, reader) == (1, "", [])
    assert why in result.stderr and result.stderr.count("\n") == 1
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_lets_nothing_be_written_is_refused(run: Run, story: Path, tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0o500)
    assert "lets nothing be written" in run("tokens", "ferry.txt", "--output", "closed/x").stderr


@pytest.mark.usefixtures("world")
def test_a_world_of_an_earlier_version_is_told_in_one_line(run: Run, reader: Asked) -> None:
    result = run("tokens", "ferry.fabula")
    assert (result.exit_code, result.stdout, reader) == (1, "", [])
    assert "comes without its words" in result.stderr and "read it once more" in result.stderr


def test_the_words_of_a_world_have_its_numbers(run: Run, world: Path, reader: Asked) -> None:
    with World.create_or_open(world) as opened:
        work = opened.work(1)
        sections = read_sections(work.text, FakeModel(), kept=opened)
        opened.add(work, replace=1, annotations=PackedSections.of(sections))
    rows = list(csv.DictReader(io.StringIO(run("tokens", world, "--format", "csv").stdout)))
    cast = {row["id"] for row in json.loads(run("cast", world, "--all", "--json").stdout)}
    assert reader == [] and len(rows) > 20
    assert {int(row["entity"]) for row in rows if row["entity"]} <= cast


def test_a_number_of_a_work_is_for_worlds(run: Run, story: Path) -> None:
    result = run("tokens", story, "--work", "1")
    assert result.exit_code == 1 and "it must be left out" in result.stderr


def test_a_story_that_is_not_there_is_one_line(run: Run, story: Path, tmp_path: Path) -> None:
    result = run("tokens", "missing.epub", "--output", "x.conllu")
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (1, "", 1)
    assert "missing.epub: no such file" in result.stderr
    assert list(tmp_path.iterdir()) == [story]


def test_a_device_is_written_to(run: Run, story: Path) -> None:
    if not Path(os.devnull).is_char_device():
        pytest.skip("no such device")
    assert run("tokens", "ferry.txt", "--output", os.devnull).exit_code == 0


def test_stopping_leaves_what_was_there(
    run: Run, story: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "x.conllu").write_text("before")

    def stopped(*_: object, **__: object) -> Work:
        raise KeyboardInterrupt

    monkeypatch.setattr(sys.modules["fabula.pipeline"], "read_text", stopped)
    result = run("tokens", "ferry.txt", "--output", "x.conllu")
    assert (result.exit_code, result.stdout) == (130, "")
    assert (tmp_path / "x.conllu").read_text() == "before"
    assert len(list(tmp_path.iterdir())) == 2


def test_half_a_character_writes_nothing_at_all(
    run: Run, story: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.builders import plain_work

    half = plain_work("Ann \ud83d sang.")
    monkeypatch.setattr(sys.modules["fabula.pipeline"], "read_text", lambda *_, **__: half)
    result = run("tokens", "ferry.txt")
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (1, "", 1)


def test_an_unknown_format_is_a_matter_of_usage(run: Run, story: Path) -> None:
    assert run("tokens", "ferry.txt", "--format", "xml").exit_code == 2
    assert run("tokens").exit_code == 2


def test_until_a_chapter_there_is_no_later_word(run: Run, ferry_world: Path, tmp_path: Path) -> None:
    shown = run("tokens", ferry_world, "--until", "1").stdout
    assert "# text = She waited." in shown
    assert "swim" not in shown and "Two" not in shown
    run("tokens", ferry_world, "--until", "1", "--format", "csv", "--output", "x.csv")
    assert "swim" not in (tmp_path / "x.csv").read_text(encoding="utf-8")
    assert "swim" in run("tokens", ferry_world, "--until", "2").stdout
