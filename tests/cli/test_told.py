"""``fabula actions``, ``attributes`` and ``relations``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.running import Run


def test_what_people_do(run: Run, told_world: Path) -> None:
    found = json.loads(run("actions", told_world, "--json").stdout)
    assert [(own["agents"], own["lemma"], own["recipients"], own["realis"]) for own in found] == [
        (["Tom"], "take", ["Ned"], "reported"),
        (["I"], "find", [], "actual"),
    ]
    shown = run("actions", told_world, "Tom").stdout
    assert "take" in shown and "reported" in shown and "find" not in shown


def test_what_people_are_like(run: Run, told_world: Path) -> None:
    (found,) = json.loads(run("attributes", told_world, "Mrs. Alder", "--json").stdout)
    assert (found["kind"], found["value"], found["by"], found["holds"]) == ("rank", "ma’am", "Ned", True)
    assert "ma’am" in run("attributes", told_world).stdout


def test_what_people_are_to_one_another(run: Run, told_world: Path) -> None:
    found = json.loads(run("relations", told_world, "--json").stdout)
    assert [(own["a"], own["relation"], own["b"]) for own in found] == [
        ("Tom", "child of", "Mrs. Alder"),
        ("Mrs. Alder", "relative of", "Ned"),
    ]
    assert "no relation of Ned is told" in run("relations", told_world, "Ned").stderr
    shown = run("relations", told_world, "Ned", "--all").stdout
    assert "inferred" in shown and "child of" not in shown
    assert "child of" in run("relations", told_world, "--all").stdout


def test_how_people_deal_with_one_another(run: Run, told_world: Path) -> None:
    found = json.loads(run("relations", told_world, "--measured", "--json").stdout)
    (own,) = (each for each in found if (each["a"], each["b"]) == ("Ned", "Mrs. Alder"))
    assert (own["lines"], own["scenes"], own["terms"], own["chapter"]) == (1, 1, [["ma’am", 1]], None)
    two = run("relations", told_world, "--measured", "--with", "Ned", "--with", "Mrs. Alder", "--json").stdout
    assert {(each["a"], each["b"]) for each in json.loads(two)} == {
        ("Ned", "Mrs. Alder"),
        ("Mrs. Alder", "Ned"),
    }
    assert "Chapter One" in run("relations", told_world, "--by-chapter").stdout
    assert "ma’am" in run("relations", told_world, "Ned", "--measured").stdout


def test_relations_between_two_alone(run: Run, told_world: Path) -> None:
    found = json.loads(run("relations", told_world, "--with", "Tom", "--with", "Mrs. Alder", "--json").stdout)
    assert [own["a"] for own in found] == ["Tom"]
    nothing = run("relations", told_world, "--with", "Tom", "--with", "Ned", "--measured").stderr
    assert "Tom and Ned have nothing to do with one another" in nothing


@pytest.mark.parametrize(
    ("command", "name", "says"),
    [
        ("actions", "Mrs. Alder", "it is not told what Mrs. Alder does"),
        ("attributes", "Ned", "nothing is said of Ned"),
        ("relations", "I", "no relation of I is told"),
    ],
)
def test_where_nothing_is_told(run: Run, told_world: Path, command: str, name: str, says: str) -> None:
    result = run(command, told_world, name)
    assert result.exit_code == 0
    assert says in result.stderr
