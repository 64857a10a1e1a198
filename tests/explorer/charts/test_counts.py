"""Who is there when, who talks to whom, who is with whom, and where it happens."""

from __future__ import annotations

import numpy as np

from fabula.explorer.charts.counts import first_words, presence, spoken, stays, talk, together
from fabula.explorer.charts.telling import label_of, parts_of, words_of
from fabula.types import Chapter
from tests.explorer.charts.stories import CROSSED, Told, telling


def test_presence_is_how_much_of_a_chapter_one_is_in() -> None:
    told = telling(CROSSED)
    found = presence(told, told.people)
    assert found.shape == (4, 4)
    assert 0.4 < found[0, 0] < 0.6
    assert found[0, 2] > 0.9, "Ada is in both scenes of the third"


def test_presence_without_a_story_is_how_often_one_is_named() -> None:
    told = telling(CROSSED, storied=False)
    assert told.scenes == ()
    found = presence(told, told.people)
    assert found.max() == 1
    assert (found > 0).all()


def test_lines_go_from_one_to_another() -> None:
    told = telling([Told(("Ada", "Bo")), Told(("Ada", "Bo")), Told(("Bo", "Cy"))])
    number = {person.name: at for at, person in enumerate(told.people)}
    found = talk(told, told.people)
    assert found[number["Ada"], number["Bo"]] == 2
    assert found[number["Cy"], number["Ada"]] == 0
    assert talk(told, told.people, told.scenes[2].start).sum() == 2
    assert first_words(told, told.people)[1, 2] == told.lines[0].start


def test_shares_of_dialogue() -> None:
    told = telling([Told(("Ada", "Bo")), Told(("Ada", "Cy"))])
    first = spoken(told)[0]
    assert (first.person.name, first.lines, first.words) == ("Ada", 2, 12)
    assert sum(own.lines for own in spoken(told)) == len(told.lines)


def test_together_is_in_how_many_scenes() -> None:
    told = telling(CROSSED)
    found = together(told, told.people)
    assert np.array_equal(found, found.T)
    assert found.diagonal().sum() == 0
    assert found[0, 1] == 3
    assert together(told, told.people, 0, told.scenes[1].start).sum() == 2


def test_places_of_one_name_count_as_one() -> None:
    told = telling([Told(("Ada",), "the mill"), Told(("Ada",), "The mill"), Told(("Ada",), "the quay")])
    assert [(own.name.casefold(), own.scenes) for own in stays(told)] == [
        ("the mill", (0, 1)),
        ("the quay", (2,)),
    ]


def test_parts_are_chapters_or_tenths() -> None:
    chapters = [Chapter(f"Chapter {at}", 10 * at, 10 * at + 10) for at in range(4)]
    assert [part.label for part in parts_of(chapters, 40)] == ["0", "1", "2", "3"]
    assert parts_of(chapters[:1], 40)[0].title == "0 to 10 % of the text"
    assert parts_of((), 0) == ()
    many = [Chapter("", at, at + 1) for at in range(130)]
    assert len(parts_of(many, 130)) == 44
    assert parts_of(many, 130)[0].title == "chapter 1 to chapter 3"


def test_one_number_too_long_for_its_column_makes_all_arabic() -> None:
    chapters = [
        Chapter(f"Chapter {own}", 10 * at, 10 * at + 10) for at, own in enumerate(["II", "IV", "XXVIII"])
    ]
    assert [part.label for part in parts_of(chapters[:2] * 2, 40)] == ["II", "IV", "II", "IV"]
    assert [part.label for part in parts_of(chapters, 30)] == ["2", "4", "28"]


def test_words_are_counted_without_punctuation() -> None:
    assert words_of("“Well,” said Ann; “it’s half-past ten.”") == 6


def test_labels_are_short() -> None:
    assert [label_of(title, 6) for title in ("Chapter XIV", "12.", "Prologue", "Chapter 3. The Problem")] == [
        "XIV",
        "12",
        "7",
        "3",
    ]
