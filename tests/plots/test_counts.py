"""What the plots show, as rows."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from fabula.plots import counts
from fabula.plots.parts import part_at, parts_of
from fabula.reading import Reading
from fabula.types import Scene, Work
from tests.builders import novel, storied_work, talking


def with_scenes(work: Work, *scenes: Scene) -> Work:
    assert work.story is not None
    return replace(work, story=replace(work.story, scenes=scenes))


def test_the_parts_of_a_book_are_its_chapters() -> None:
    parts, name = parts_of(Reading(talking()))
    assert name == "chapter"
    assert [(part.number, part.title) for part in parts] == [(1, "Chapter One"), (2, "Chapter Two")]
    starts = [part.start for part in parts]
    assert [part_at(starts, at) for at in (0, starts[0], starts[1] - 1, starts[1])] == [0, 0, 0, 1]


def test_without_chapters_a_text_has_tenths() -> None:
    work = talking()
    parts, name = parts_of(Reading(replace(work, text=replace(work.text, chapters=()))))
    assert name == "tenth"
    assert [part.title for part in parts][::9] == ["0 to 10 %", "90 to 100 %"]
    assert [part.start for part in parts[1:]] == [part.end for part in parts[:-1]]
    assert parts[-1].end == len(work.text.content)


def test_presence_is_the_share_of_a_chapter_in_whose_scenes_one_is() -> None:
    rows, name = counts.presence_rows(Reading(talking()), 10)
    assert name == "chapter"
    told = {(row["character"], row["chapter"]): row for row in rows}
    assert len(told) == 8
    alder: Any = told["Mrs. Alder", 1]
    assert 0.5 < alder["present"] < 1 and (alder["mentions"], alder["lines"]) == (2, 1)
    assert told["Mrs. Alder", 2]["present"] == 0
    # Who takes part in a scene to its end is there to the end of the chapter.
    assert told["I", 2]["present"] == pytest.approx(0.7, abs=0.1)


def test_two_of_one_name_are_told_apart() -> None:
    people = [replace(each, name="Ann") for each in storied_work().cast.entities[:2]]
    assert counts.names_of(people) == {1: "Ann (#1)", 2: "Ann (#2)"}


def test_the_network_shows_those_who_are_tied() -> None:
    nodes, edges = counts.network_rows(Reading(talking()), 10, None)
    assert {node["character"] for node in nodes} == {"Mrs. Alder", "Tom", "Ned"}
    tied = {edge["pair"]: (edge["lines"], edge["scenes"]) for edge in edges}
    assert tied == {"Mrs. Alder and Ned": (2, 1), "Mrs. Alder and Tom": (0, 1), "Tom and Ned": (1, 1)}
    places = {(node["x"], node["y"]) for node in nodes}
    assert len(places) == 3 and all(0 <= float(at) <= 1 for place in places for at in map(str, place))
    assert counts.network_rows(Reading(talking()), 10, [2]) == ([], [])


def test_the_storyline_brings_those_together_who_meet() -> None:
    rows, met, column = counts.storyline_rows(Reading(talking()), 10)
    assert column == "scene"
    first: list[Any] = [row for row in rows if row["column"] == 1 and row["there"]]
    assert {row["character"] for row in first} == {"Mrs. Alder", "Ned", "Tom"}
    assert {row["title"] for row in first} == {"1, in Chapter One"}
    assert {row["places"] for row in first} == {"Fenwick"}
    (company,) = met
    heights = [row["height"] for row in first]
    assert (company["column"], company["height"], company["low"]) == (1, min(heights), max(heights))


def test_of_many_scenes_those_of_a_chapter_are_one_column() -> None:
    work = talking()
    assert work.story is not None
    talk, find = work.story.scenes
    many = with_scenes(work, *[talk] * counts.MOST_SCENES, find)
    rows, met, column = counts.storyline_rows(Reading(many), 10)
    assert column == "chapter"
    assert {row["title"] for row in rows} == {"Chapter One", "Chapter Two"}
    assert len(met) == 1


@pytest.mark.parametrize(("of", "total"), [("lines", 1), ("mentions", 2)])
def test_an_arc_keeps_about_as_much_as_there_is(of: str, total: float) -> None:
    rows: list[Any] = [
        row for row in counts.arc_rows(Reading(talking()), 10, of) if row["character"] == "Ned"
    ]
    assert len(rows) == counts.BINS
    assert sum(row[of] for row in rows) == pytest.approx(total, rel=0.2)
    best = max(rows, key=lambda row: row[of])
    assert best["chapter"] == "Chapter One" and 0.3 < best["place"] < 0.8


def test_the_arc_of_presence_is_one_where_somebody_is_there_all_along() -> None:
    rows: list[Any] = counts.arc_rows(Reading(talking()), 10, "presence")
    middle = {row["character"]: row["presence"] for row in rows if 0.44 < row["place"] < 0.46}
    assert middle["Mrs. Alder"] == pytest.approx(1, abs=0.05)
    assert middle["I"] == 0


def test_shares_of_dialogue_come_to_one() -> None:
    rows: list[Any] = counts.dialogue_rows(Reading(novel(4_000, people=6)), 2)
    assert [row["character"] for row in rows][-1] == "others"
    assert len(rows) == 3
    assert sum(row["share"] for row in rows) == pytest.approx(1, abs=1e-3)


def test_a_line_of_nobody_knows_whom_is_shown_as_such(work: Work) -> None:
    rows = counts.dialogue_rows(Reading(work), 10)
    unknown = rows[-1]
    assert (unknown["character"], unknown["words"], unknown["lines"]) == ("not known", 2, 1)
    assert [row["lines"] for row in rows] == [2, 1, 1]


def test_a_work_whose_story_cannot_be_told_has_plots_all_the_same(work: Work) -> None:
    reading = Reading(work)
    assert counts.storyline_rows(reading, 10)[0] == []
    assert all(row["present"] == 0 for row in counts.presence_rows(reading, 10)[0])
