from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from fabula.errors import EvaluationError
from fabula.evaluation.stories import read_stories, read_story, story_files
from tests.evaluation.story import TALE, annotation, write_story


def test_the_cast_and_the_lines(tmp_path: Path) -> None:
    story = read_story(write_story(tmp_path))
    assert (story.name, story.text) == ("1_ferry", TALE)
    pilot, olm, gull, crew = story.characters
    assert (pilot.id, pilot.name, pilot.names, pilot.pronouns) == (
        "C1",
        "the pilot",
        ("the pilot",),
        ("she",),
    )
    assert (gull.kind, gull.narrator, crew.members) == ("animal", False, ("C1", "C2"))
    assert TALE[: olm.anchor[0]].count("Olm") == 1
    said = [(TALE[slice(*quote.span)], quote.speaker, quote.addressees) for quote in story.quotes]
    assert said[1:4] == [
        ("“Here,”", "C2", ("C1",)),
        ("“Here, I said.”", "C2", ("C1",)),
        ("“Here,”", "C3", ("C2",)),
    ]
    assert story.quotes[3].span[0] == TALE.index("“Here,” mocked")
    assert [quote.thought for quote in story.quotes] == [False, False, False, False, True, False]
    assert [quote.is_scored for quote in story.quotes] == [True, True, True, True, True, False]


def test_line_ends_stay_as_they_are(tmp_path: Path) -> None:
    text = TALE.replace("\n", "\r\n")
    story = read_story(write_story(tmp_path, text=text))
    assert story.text == text
    assert text[slice(*story.quotes[-1].span)] == "“Help!”"


def test_a_story_as_a_novel_tells_two_of_one_name_apart(tmp_path: Path) -> None:
    notes = annotation()
    notes["characters"][2]["name"] = "Olm"
    novel = read_story(write_story(tmp_path, notes=notes)).as_novel()
    assert [one.name for one in novel.characters] == ["the pilot", "Olm (C2)", "Olm (C3)", "the crew"]
    assert [one.speaker for one in novel.quotations][-2:] == ["Olm (C2)", "_unknowable"]
    assert novel.quotations[3].addressees == ("Olm (C2)",)
    assert [one.type for one in novel.quotations][-2:] == ["Thought", "Speech"]
    assert [one.is_scored for one in novel.quotations].count(False) == 1


def test_a_folder_gives_its_own_stories_and_a_file_itself(tmp_path: Path) -> None:
    first, second = write_story(tmp_path), write_story(tmp_path, "2_ferry")
    below = write_story(tmp_path / "more", "3_ferry")
    (tmp_path / "notes.json").write_text("no story: it has no text")
    assert story_files([tmp_path]) == (first, second)
    assert story_files([tmp_path, below, second.with_suffix(".txt")]) == (first, second, below)
    assert [story.name for story in read_stories([tmp_path])] == ["1_ferry", "2_ferry"]


def test_a_folder_without_a_story(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match=r"nothing to score .*NAME\.txt with NAME\.json"):
        story_files([tmp_path])


def changed(layer: str, number: int, **values: object) -> dict[str, Any]:
    notes = annotation()
    notes[layer][number].update(values)
    return notes


@pytest.mark.parametrize(
    ("notes", "message"),
    [
        (changed("quotes", 0, speaker="C9"), r"quotes\[0\]\.speaker: there is no character 'C9'"),
        (changed("quotes", 3, to=["C9"]), r"quotes\[3\]\.to: there is no character 'C9'"),
        (changed("quotes", 3, to="C1"), r'quotes\[3\]\.to: "C1" is not a list'),
        (changed("quotes", 3, nth=3), r"quotes\[3\]\.text: '“Here,”' does not stand in the text so often"),
        (changed("quotes", 3, nth=0), r"quotes\[3\]\.nth: 0 is not a whole number"),
        (changed("quotes", 3, thought="no"), r'quotes\[3\]\.thought: "no" is not true or false'),
        (changed("quotes", 3, text=""), r'quotes\[3\]\.text: "" is not text'),
        (changed("characters", 1, names=[1]), r"characters\[1\]\.names: 1 in it is not text"),
        ({"characters": [], "quotes": ["x"]}, r'quotes\[0\]: "x" is not an object'),
        ({"quotes": []}, "characters: it is missing"),
    ],
)
def test_a_fault_is_named_by_its_place(tmp_path: Path, notes: dict[str, Any], message: str) -> None:
    with pytest.raises(EvaluationError, match=message):
        read_story(write_story(tmp_path, notes=notes))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('{\n"characters": [}', "line 2: it is not JSON: "),
        ("[" * 100_000, "line 1: it is not JSON that can be read"),
        ("[]", "line 1: an object belongs here"),
    ],
)
def test_a_file_that_is_no_object(tmp_path: Path, content: str, message: str) -> None:
    file = write_story(tmp_path)
    file.write_text(content)
    with pytest.raises(EvaluationError, match=message):
        read_story(file)


def test_a_story_without_its_text(tmp_path: Path) -> None:
    file = write_story(tmp_path)
    file.with_suffix(".txt").unlink()
    with pytest.raises(EvaluationError, match=r"1_ferry\.txt is missing"):
        read_story(file)
