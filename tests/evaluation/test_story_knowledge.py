"""The questions who knows what: how they are read, and whom they are about."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from fabula.errors import EvaluationError
from fabula.evaluation.stories import read_story
from fabula.evaluation.story_knowledge import (
    asked_by_name,
    read_attendance,
    read_questions,
    score_knowledge,
)
from fabula.types import Cast, Entity, EntityType, How, Knowledge
from tests.evaluation.story import TALE, annotation, write_story


def notes(**values: Any) -> dict[str, Any]:
    asked = {
        "fact": "Olm is here",
        "evidence": "“Here,”",
        "who": "C1",
        "at": "“Help!”",
        "knows": True,
        "how": "told",
    }
    return {**annotation(), "knowledge": [{**asked, **values}]}


def test_a_question_stands_where_its_words_do(tmp_path: Path) -> None:
    file = write_story(tmp_path, notes=notes())
    (found,) = read_questions(file, TALE)
    assert TALE[slice(*found.span)] == "“Here,”"
    assert TALE[found.at :].startswith("“Help!”")
    assert read_questions(write_story(tmp_path, "2", annotation()), TALE) == ()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"who": "C9"}, "there is no character 'C9'"),
        ({"evidence": "no such words"}, "does not stand in the text"),
        ({"at": "no such words"}, "does not stand in the text"),
        ({"knows": "yes"}, "is not true or false"),
    ],
)
def test_a_malformed_question_says_where(tmp_path: Path, wrong: dict[str, Any], said: str) -> None:
    with pytest.raises(EvaluationError, match=said) as caught:
        read_questions(write_story(tmp_path, notes=notes(**wrong)), TALE)
    assert "knowledge[0]" in str(caught.value)


def test_who_is_there_from_where_to_where(tmp_path: Path) -> None:
    first = {"start": "The ferry", "present": ["C1"], "arrive": [["C2", "“Here,” said"]]}
    second = {"start": "“Here,” mocked", "present": ["C2"], "arrive": [], "remote": ["C3"]}
    scenes = [{**first, "leave": [["C1", "“Here, I said.”"]]}, {**second, "leave": []}]
    file = write_story(tmp_path, notes={**annotation(), "scenes": scenes})
    found = read_attendance(file, TALE)
    gone = TALE.index("“Here, I said.”") + len("“Here, I said.”")
    later = TALE.index("“Here,” mocked")
    assert found["C1"] == ((0, gone),)
    assert found["C2"] == ((TALE.index("“Here,” said"), later), (later, len(TALE)))
    assert found["C3"] == ((later, len(TALE)),)


def cast() -> Cast:
    def somebody(number: int, name: str, *aliases: str, mentions: int = 5) -> Entity:
        return Entity(number, EntityType.PERSON, name, aliases, mentions=mentions, first=0)

    return Cast((somebody(7, "Tull", "Olm"), somebody(8, "Olm"), somebody(9, "gull", mentions=1)), (), ())


def test_people_are_asked_for_by_the_first_name_that_somebody_has(tmp_path: Path) -> None:
    story = read_story(write_story(tmp_path))
    assert asked_by_name(story, cast(), {7: "C1"}) == {"C1": 7, "C2": 8}


def test_whoever_the_cast_lacks_knows_nothing(tmp_path: Path) -> None:
    questions = read_questions(write_story(tmp_path, notes=notes()), TALE)

    def ask(entity: int, start: int, end: int, at: int) -> Knowledge:
        return Knowledge(entity, start, end, 0.9, How.TOLD)

    right = score_knowledge(questions, {"C1": 7}, cast(), ask)
    assert (right["knowledge"].recall, right["how"].recall, right["never"].recall) == (100, 100, 0)
    assert right["named_before"].recall == 100
    assert score_knowledge(questions, {}, cast(), ask)["knowledge"].recall == 0
