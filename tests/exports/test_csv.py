"""The tables hold what the work holds, and no cell is a formula."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from fabula.exports import export
from fabula.exports.csv import encoded
from fabula.types import Work
from tests.builders import CONTENT, grouped_work, plain_work, small_work, storied_work


def tables(work: Work, folder: Path) -> dict[str, list[dict[str, str]]]:
    place = export(work, "csv", folder / "tables")
    return {path.stem: rows(path.read_bytes()) for path in place.iterdir()}


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")))


@pytest.fixture
def found(tmp_path: Path) -> dict[str, list[dict[str, str]]]:
    place = export(small_work(), "csv", tmp_path / "a.ZIP")
    with zipfile.ZipFile(place) as archive:
        assert archive.testzip() is None
        return {name.removesuffix(".csv"): rows(archive.read(name)) for name in archive.namelist()}


def test_a_folder_and_an_archive_hold_the_same(
    found: dict[str, list[dict[str, str]]], tmp_path: Path
) -> None:
    place = export(small_work(), "csv", tmp_path / "tables")
    for path in place.iterdir():
        assert rows(path.read_bytes()) == found[path.stem]
    assert sorted(found) == [
        *("chapters", "entities", "locations", "mentions", "narrations"),
        *("presences", "quotes", "scenes", "work"),
    ]


def test_entities(found: dict[str, list[dict[str, str]]]) -> None:
    assert found["entities"][0] == {
        "id": "1",
        "type": "PER",
        "name": "Mrs. Alder",
        "aliases": "ma’am",
        "pronouns": "she",
        "mentions": "2",
        "quotes": "1",
        "narrator": "false",
        "first": str(CONTENT.index("Mrs.")),
        "members": "",
        "member_names": "",
    }
    assert found["entities"][4]["narrator"] == "true"


def test_mentions(found: dict[str, list[dict[str, str]]]) -> None:
    table = found["mentions"]
    assert len(table) == 10
    for row in table:
        assert row["text"] == CONTENT[int(row["start"]) : int(row["end"])]
    tom = table[7]
    assert (tom["text"], tom["entity"], tom["entity_name"], tom["form"], tom["chapter"]) == (
        "Tom",
        "2",
        "Tom",
        "name",
        "1",
    )
    assert (table[1]["entity"], table[1]["entity_name"], table[9]["chapter"]) == ("", "", "2")


def test_quotes_and_chapters(found: dict[str, list[dict[str, str]]]) -> None:
    first, second = found["quotes"]
    assert first["text"] == "“Good morning,” … “have you seen Tom’s glove?”"
    spans = [tuple(map(int, span.split(":"))) for span in first["spans"].split()]
    assert [CONTENT[start:end] for start, end in spans] == first["text"].split(" … ")
    assert (first["speaker"], first["speaker_name"], first["addressees"]) == ("1", "Mrs. Alder", "3")
    assert (second["addressees"], second["addressee_names"], second["speaker_mention"]) == (
        "1 | 2",
        "Mrs. Alder | Tom",
        "",
    )
    assert [(row["number"], row["title"]) for row in found["chapters"]] == [
        ("1", "Chapter One"),
        ("2", "Chapter Two"),
    ]


def test_a_group_names_its_members(tmp_path: Path) -> None:
    alders = tables(grouped_work(), tmp_path)["entities"][0]
    assert (alders["members"], alders["member_names"]) == ("2 | 3", "Tom | Ned")


def test_narrations(found: dict[str, list[dict[str, str]]]) -> None:
    outer, told = found["narrations"]
    assert (outer["person"], outer["narrator"], outer["narrator_name"]) == ("third", "", "")
    assert CONTENT[int(told["start"]) : int(told["end"])].startswith("I found it")
    assert (told["person"], told["narrator"], told["narrator_name"], told["confidence"]) == (
        *("first", "5", "I"),
        "0.5",
    )


def test_scenes_and_who_is_where(tmp_path: Path) -> None:
    found = tables(storied_work(), tmp_path)
    talk, find = found["scenes"]
    assert (talk["place_name"], talk["time"], talk["time_value"], talk["when"], talk["order"]) == (
        *("Fenwick", "Good morning", "TMO", "first", "2"),
    )
    assert (find["place"], find["place_text"], find["focal_name"], find["chapter"]) == (
        "",
        "the stairs",
        "I",
        "2",
    )
    assert [(row["scene"], row["entity_name"], row["role"]) for row in found["presences"]] == [
        ("1", "Mrs. Alder", "bodily"),
        ("1", "Ned", "bodily"),
        ("1", "Tom", "remote"),
        ("2", "I", "bodily"),
    ]
    assert [(row["entity_name"], row["relation"], row["place_text"]) for row in found["locations"]] == [
        ("Ned", "to", "Fenwick"),
        ("I", "in", "the stairs"),
    ]


def test_the_runners_up_of_a_line(tmp_path: Path) -> None:
    first, second = tables(storied_work(), tmp_path)["quotes"]
    assert (first["alternatives"], first["alternative_names"], first["alternative_probabilities"]) == (
        *("3", "Ned", "0.0625"),
    )
    assert (second["alternatives"], second["thought"]) == ("", "false")


def test_rfc_4180() -> None:
    table = [("a", "b"), ('say "no"', "x,y"), ("two\nlines", None), ("", 1.5)]
    assert encoded(table) == b'a,b\r\n"say ""no""","x,y"\r\n"two\nlines",\r\n,1.5\r\n'


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "  =", " @"])
def test_no_cell_is_a_formula(start: str, tmp_path: Path) -> None:
    name = f'{start}cmd|"/c calc"!A0'
    found = tables(plain_work(f"{start}1+1", name=name, title="x"), tmp_path)
    assert found["entities"][0]["name"] == "'" + name
    assert found["quotes"][0]["text"] == f"'{start}1+1"
    assert found["quotes"][0]["speaker_name"] == "'" + name


def test_numbers_are_not_guarded() -> None:
    assert encoded([(-1, -0.5, True)]) == b"-1,-0.5,true\r\n"


def test_nul_is_shown(tmp_path: Path) -> None:
    work = plain_work("Ann\0 sang.")
    assert tables(work, tmp_path)["quotes"][0]["text"] == "Ann\N{REPLACEMENT CHARACTER} sang."


def test_several_names_share_a_cell(tmp_path: Path) -> None:
    work = small_work()
    entities = (replace(work.cast.entities[0], aliases=("A", "=B")), *work.cast.entities[1:])
    found = tables(replace(work, cast=replace(work.cast, entities=entities)), tmp_path)
    assert found["entities"][0]["aliases"] == "A | =B"
