"""Tables: fitted to a window without breaking words or wasting columns, plain and whole elsewhere."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from fabula.cli.table import Column, write_table
from fabula.reading import Reading
from fabula.types import Work
from tests.builders import grouped_work
from tests.cli.running import Run

CAST = (
    Column("Name", least=10, ideal=16),
    Column("Id"),
    Column("Enters", least=6, ideal=8, spare=1),
    Column("Also called", least=12, ideal=20, spare=2),
)
PEOPLE = [
    ["the woman with the lantern", 1, ["Chapter the First"], ["Hester", "Mrs. Hester Vane", "Aunt Hetty"]],
    ["Tobias", 12, ["Chapter the First"], []],
]


@pytest.fixture
def window(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.setenv("COLUMNS", "60")
    return monkeypatch


def shown(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return capsys.readouterr().out.splitlines()


@pytest.mark.usefixtures("window")
def test_names_fold_at_spaces_and_lists_are_cut_after_a_name(capsys: pytest.CaptureFixture[str]) -> None:
    write_table(CAST, PEOPLE)
    assert shown(capsys) == [
        "Name              Id  Enters            Also called",
        "the woman with     1  Chapter the…      Hester, +2",
        "the lantern",
        "Tobias            12  Chapter the…",
    ]


@pytest.mark.parametrize("width", range(12, 130))
def test_no_line_is_wider_than_the_window_and_no_word_is_broken(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    write_table(CAST, PEOPLE)
    lines = shown(capsys)
    if lines[0].startswith("Name:"):
        assert width < 25, "a list only where not even names and numbers fit"
        return
    assert all(len(line) <= width for line in lines)
    for word in ("woman", "with", "lantern", "Tobias"):
        assert any(word in line.split() for line in lines)


def test_the_least_needed_columns_go_first(
    capsys: pytest.CaptureFixture[str], window: pytest.MonkeyPatch
) -> None:
    for width, headings in ((120, 4), (44, 4), (34, 3), (24, 2)):
        window.setenv("COLUMNS", str(width))
        write_table(CAST, PEOPLE)
        heading = shown(capsys)[0]
        assert len([name for name in ("Name", "Id", "Enters", "Also called") if name in heading]) == headings
        assert "Name" in heading and "Id" in heading
    assert "Enters" not in heading


@pytest.mark.usefixtures("window")
def test_an_empty_column_is_left_out_and_one_that_repeats_itself_is_said_once(
    capsys: pytest.CaptureFixture[str],
) -> None:
    columns = (Column("Speaker", once=True), Column("To", spare=1), "Quote")
    write_table(columns, [["Ann", "", "“Yes.”"], ["Ann", "", "“No.”"]], title="The Well")
    assert shown(capsys) == ["The Well; Speaker: Ann", "Quote", "“Yes.”", "“No.”"]
    write_table(columns, [["Ann", "Bo", "“Yes.”"]])
    assert shown(capsys)[0].split() == ["Speaker", "To", "Quote"]


def test_without_a_window_every_column_and_word_is_there(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    write_table((*CAST[:1], Column("To", spare=1, once=True), CAST[3]), [["Ann", "", PEOPLE[0][3]]] * 2)
    lines = shown(capsys)
    assert lines[0].split() == ["Name", "To", "Also", "called"]
    assert lines[1].endswith("Hester, Mrs. Hester Vane, Aunt Hetty")


def test_headings_fold_and_a_table_of_many_figures_goes_on_below(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "44")
    headings = (
        "novel",
        *(f"share of the {name}" for name in ("first", "second", "third", "fourth", "fifth")),
    )
    write_table(headings, [["Emma", *["12.3–45.6"] * 5]], "Scores", right=5)
    lines = [line.split() for line in shown(capsys)]
    assert lines == [
        *(["Scores"], ["share", "of"] * 3, ["novel", *["the", "first", "the", "second", "the", "third"]]),
        ["Emma", *["12.3–45.6"] * 3],
        *([], ["share", "of", "the"] * 2, ["novel", "fourth", "fifth"], ["Emma", *["12.3–45.6"] * 2]),
    ]


@pytest.mark.usefixtures("window")
def test_wide_characters_take_two_places(capsys: pytest.CaptureFixture[str]) -> None:
    write_table(("Name", "Lines"), [["林黛玉", 3], ["Bo", 12]])
    assert shown(capsys) == ["Name    Lines", "林黛玉      3", "Bo         12"]


def test_a_word_longer_than_the_window_is_broken(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "20")
    write_table((Column("Quote", least=8), "Id"), [["x" * 40, 1]])
    assert all(len(line) <= 20 for line in shown(capsys))


@pytest.mark.parametrize("columns", ["0", "wide", "-3", ""])
def test_a_senseless_width_is_none(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    write_table(CAST, PEOPLE)
    assert "Mrs. Hester Vane, Aunt Hetty" in shown(capsys)[1]


def test_a_terminal_is_ruled(window: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    window.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    window.setenv("NO_COLOR", "1")
    write_table(("Name", "Id"), [["Ann", 1]])
    assert shown(capsys) == ["Name  Id", "────────", "Ann    1"]


@pytest.mark.parametrize("width", [60, 80, 100, 120])
def test_the_cast_fits_every_usual_window_with_a_line_each(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    work = grouped_work()
    many = tuple(f"the lady of the house in the {n}th street" for n in range(9))
    people = (replace(work.cast.entities[0], aliases=many, mentions=1200), *work.cast.entities[1:])
    Reading(replace(work, cast=replace(work.cast, entities=people))).save(tmp_path / "g.fabula")
    monkeypatch.setenv("COLUMNS", str(width))
    lines = run("cast", "g.fabula", "--all").stdout.splitlines()
    assert lines[0].split()[:2] == ["Name", "Id"]
    assert len(lines) == 1 + len(people)
    assert max(map(len, lines)) <= width
    assert "+9" in lines[1] or "+8" in lines[1]


def test_chapters_that_begin_alike_are_told_apart(run: Run, tmp_path: Path, work: Work) -> None:
    Reading(work).save(tmp_path / "f.fabula")
    lines = run("cast", "f.fabula").stdout.splitlines()
    assert " One  " in lines[1] and "Chapter One" not in lines[1]
