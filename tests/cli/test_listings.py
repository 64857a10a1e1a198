"""``fabula cast``, ``quotes`` and ``works``: for people and for scripts."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from fabula import open_world
from fabula.reading import Reading
from fabula.types import Work
from tests.builders import grouped_work, span_of
from tests.cli.running import Run


def test_cast_lists_people_most_mentioned_first(run: Run, world: Path) -> None:
    lines = run("cast", world).stdout.splitlines()
    assert [line.split("  ")[0] for line in lines] == ["Name", "Mara Quill", "the ferryman"]
    assert [line.split()[2] for line in lines[1:]] == ["2", "1"]


def test_cast_shows_who_narrates_and_who_is_in_a_group(run: Run, tmp_path: Path) -> None:
    Reading(grouped_work()).save(tmp_path / "g.fabula")
    lines = run("cast", tmp_path / "g.fabula").stdout.splitlines()
    assert "ma’am, (Tom, Ned)" in next(line for line in lines if line.startswith("the Alders "))
    assert any(line.startswith("I (narrator) ") for line in lines)


def test_cast_calls_nobody_narrator_twice(run: Run, tmp_path: Path) -> None:
    work = grouped_work()
    people = tuple(replace(e, name="Narrator") if e.narrator else e for e in work.cast.entities)
    Reading(replace(work, cast=replace(work.cast, entities=people))).save(tmp_path / "g.fabula")
    shown = run("cast", tmp_path / "g.fabula").stdout
    assert "\nNarrator  " in shown and "(narrator)" not in shown


def test_cast_all_lists_places_too(run: Run, world: Path) -> None:
    assert "the bank" in run("cast", world, "--all").stdout
    assert [row["type"] for row in json.loads(run("cast", world, "--all", "--json").stdout)] == [
        "PER",
        "PER",
        "FAC",
    ]


def test_cast_as_json_has_every_column(run: Run, world: Path) -> None:
    rows = json.loads(run("cast", world, "--json").stdout)
    assert rows[0].pop("id") > 0
    assert rows[0] == {
        "work": 1,
        "type": "PER",
        "name": "Mara Quill",
        "aliases": ["Miss Quill"],
        "pronouns": ["she"],
        "mentions": 4,
        "quotes": 2,
        "narrator": False,
        "first": span_of("Mara Quill")[0],
        "members": [],
        "place": "Chapter One",
    }


def test_cast_of_several_works_stands_under_their_titles(run: Run, two_works: Path) -> None:
    lines = run("cast", two_works).stdout.splitlines()
    assert [line for line in lines if line in ("The <Ferry>", "Second")] == ["The <Ferry>", "Second"]
    assert lines[lines.index("Second") - 1] == ""
    assert "Second" not in run("cast", two_works, "--work", 1).stdout


def test_quotes_shows_speaker_addressee_confidence_and_words(run: Run, world: Path) -> None:
    lines = run("quotes", world).stdout.splitlines()
    assert lines[0].split() == ["Id", "Chapter", "Speaker", "To", "Sure", "Quote"]
    assert lines[1].split() == [
        *("1", "Chapter", "One", "Mara", "Quill", "the", "ferryman", "97%"),
        *("“Is", "the", "ferry", "in?”"),
    ]
    assert lines[4].split()[:6] == ["4", "Chapter", "Two", "?", "Mara", "Quill"]
    assert len(lines) == 5


@pytest.mark.parametrize(
    ("options", "ids"),
    [
        (["--speaker", "miss quill"], [1, 3]),
        (["--addressee", "Mara Quill"], [2, 4]),
        (["--speaker", "the ferryman", "--addressee", "mara quill"], [2]),
        (["--speaker", "the ferryman", "--addressee", "the ferryman"], []),
        (["--work", "1"], [1, 2, 3, 4]),
    ],
)
def test_quotes_are_chosen_by_who_speaks_to_whom(
    run: Run, world: Path, options: list[str], ids: list[int]
) -> None:
    assert [row["id"] for row in json.loads(run("quotes", world, "--json", *options).stdout)] == ids


def test_quotes_as_json_keeps_the_words_untouched(run: Run, world: Path) -> None:
    row = json.loads(run("quotes", world, "--json").stdout)[1]
    assert row["text"] == "“Not yet,” … “Wait here, Miss Quill.”"
    assert (row["work"], row["speaker"], row["addressees"]) == (1, "the ferryman", ["Mara Quill"])
    cast = {person["id"]: person["name"] for person in json.loads(run("cast", world, "--json").stdout)}
    assert [cast[number] for number in (row["speaker_id"], *row["addressee_ids"])] == [
        "the ferryman",
        "Mara Quill",
    ]


def test_quotes_of_several_works_tell_which(run: Run, two_works: Path) -> None:
    lines = run("quotes", two_works, "--speaker", "Mara Quill").stdout.splitlines()
    assert lines[0].split()[0] == "Work"
    assert [line.split()[0] for line in lines[1:]] == ["1", "1", "2", "2"]


@pytest.fixture
def twins(tmp_path: Path, work: Work) -> Path:
    """A world in which the two who speak have one name, and the first of them another one too."""
    people = tuple(replace(entity, name="the young man") for entity in work.cast.entities[:2])
    cast = replace(work.cast, entities=(*people, *work.cast.entities[2:]))
    Reading(replace(work, cast=cast)).save(tmp_path / "twins.fabula")
    return tmp_path / "twins.fabula"


def test_two_of_one_name_are_told_apart_by_their_numbers(run: Run, twins: Path) -> None:
    lines = [line.split() for line in run("cast", twins).stdout.splitlines()]
    numbers = [line[3] for line in lines if line[:3] == ["the", "young", "man"]]
    assert len(set(numbers)) == 2
    result = run("quotes", twins, "--speaker", "the young man")
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert result.stderr == (
        f"fabula: 'the young man' may be the young man (#{numbers[0]}, also Miss Quill, 2 lines) "
        f"or the young man (#{numbers[1]}, 1 line); give the number, such as {numbers[0]} [F216]\n"
    )
    first, second = (f"the young man (#{number})" for number in numbers)
    for option, shown, ids in (("--speaker", first, ["1", "3"]), ("--addressee", second, ["1", "3"])):
        for number in (shown[-2], f"#{shown[-2]}"):
            found = run("quotes", twins, option, number).stdout.splitlines()[1:]
            assert [line.split()[0] for line in found] == ids
            assert all(f"{first}  {second}" in line for line in found)
    rows = json.loads(run("quotes", twins, "--json").stdout)
    assert rows[0]["speaker"] == "the young man"


def test_the_dialogue_that_read_shows_tells_two_of_one_name_apart(
    run: Run, twins: Path, monkeypatch: pytest.MonkeyPatch, reader: object
) -> None:
    with open_world(twins) as opened:
        kept = opened[0].work
    monkeypatch.setattr(sys.modules["fabula.pipeline"], "read_text", lambda *_, **__: kept)
    Path("ferry.txt").write_text("words", encoding="utf-8")
    shown = run("read", "ferry.txt").stdout
    assert "the young man (#2)  the young man (#1)" in shown
    assert run("quotes", "ferry.fabula", "--speaker", "2").exit_code == 0


def test_a_name_of_its_own_stands_without_a_number(run: Run, world: Path) -> None:
    assert "#" not in run("quotes", world).stdout


def test_no_quotes_are_told_in_words(run: Run, world: Path) -> None:
    result = run("quotes", world, "--speaker", "Mara Quill", "--addressee", "Mara Quill")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "fabula: there are no lines of dialogue by 'Mara Quill' to 'Mara Quill'\n"
    result = run("quotes", world, "--speaker", "Mara Quill", "--addressee", "Mara Quill", "--json")
    assert (json.loads(result.stdout), result.stderr) == ([], "")


def test_works_lists_number_title_and_counts(run: Run, two_works: Path) -> None:
    lines = run("works", two_works).stdout.splitlines()
    assert lines[0].split() == ["Work", "Title", "Author", "Tokens", "Characters", "Quotes"]
    assert lines[2].split() == ["2", "Second", "A.", "Nobody", "61", "2", "4"]
    rows = json.loads(run("works", two_works, "--json").stdout)
    assert [row["source"] for row in rows] == ["ferry.txt", "two.txt"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["quotes", "ferry.fabula", "--speaker", "Miss Quil"], "did you mean Miss Quill"),
        (["quotes", "ferry.fabula", "--addressee", "Xyzzy"], "'Xyzzy'"),
        (["quotes", "ferry.fabula", "--work", "7"], "there is no work 7"),
        (["cast", "ferry.fabula", "--work", "0"], "there is no work 0"),
        (["quotes", "ferry.fabula", "--speaker", "#99"], "fabula cast lists everybody with their numbers"),
        (["cast", "missing.fabula"], "missing.fabula"),
        (
            ["cast", "ferry.txt"],
            "is not a Fabula world: it is no SQLite database; did you mean ferry.fabula?",
        ),
        (["cast", "fery.fabula"], "there is no world at fery.fabula; did you mean ferry.fabula?"),
        (["works", "."], "is a folder"),
        (["cast", "ferry"], "is a folder; did you mean "),
    ],
)
def test_what_is_not_there_is_told_in_one_line(
    run: Run, world: Path, arguments: list[str], says: str
) -> None:
    world.with_suffix(".txt").write_text("words")
    world.with_suffix("").mkdir()
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (1, "")
    assert says in result.stderr
    assert result.stderr.count("\n") == 1


def test_cast_counts_those_mentioned_in_passing_and_lists_them_on_request(run: Run, tmp_path: Path) -> None:
    work = grouped_work()
    people = tuple(replace(e, quotes=0, mentions=2, narrator=False) for e in work.cast.entities[1:])
    cast = replace(work.cast, entities=(work.cast.entities[0], *people))
    Reading(replace(work, cast=cast)).save(tmp_path / "g.fabula")
    passing = sum(person.is_character for person in people)
    lines = run("cast", tmp_path / "g.fabula").stdout.splitlines()
    assert lines[-1].startswith(f"and {passing} more mentioned once or twice")
    assert len(run("cast", tmp_path / "g.fabula", "--all").stdout.splitlines()) == 1 + len(cast.entities)
    assert len(json.loads(run("cast", tmp_path / "g.fabula", "--json").stdout)) == 1
    assert len(json.loads(run("cast", tmp_path / "g.fabula", "--all", "--json").stdout)) == len(cast.entities)


def test_others_of_a_name_that_was_asked_for_are_told(run: Run, tmp_path: Path, work: Work) -> None:
    people = tuple(
        replace(entity, name="Borch" if entity.quotes == 2 else "Captain Borch", aliases=("Borch",))
        for entity in work.cast.entities[:2]
    )
    cast = replace(work.cast, entities=(*people, *work.cast.entities[2:]))
    Reading(replace(work, cast=cast)).save(tmp_path / "b.fabula")
    result = run("quotes", "b.fabula", "--speaker", "borch")
    assert len(result.stdout.splitlines()) == 3
    assert (
        result.stderr == "fabula: also called 'borch': Captain Borch (#1, 1 line); --speaker 1 lists theirs\n"
    )
    assert run("quotes", "b.fabula", "--speaker", "borch", "--json").stderr == ""
    assert run("quotes", "b.fabula", "--speaker", "captain borch").stderr == ""
