from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from fabula.errors import EvaluationError
from fabula.evaluation import evaluate_story
from fabula.evaluation.story_knowledge import Ask
from fabula.evaluation.story_layers import read_layers
from fabula.pipeline import plain_text
from fabula.types import Cast, How, Knowledge, Presence, Scene, SceneMode, Story, Text
from tests.evaluation.gold import quote_of, work_of
from tests.evaluation.story import TALE, annotation, write_story


def scene(start: str, **values: Any) -> dict[str, Any]:
    given: dict[str, Any] = {
        "mode": "scene",
        "place": None,
        "when": "later",
        "time": None,
        "present": [],
        "arrive": [],
    }
    return {"start": start, **given, "leave": [], "remote": [], "focal": None, **values}


def layers() -> dict[str, Any]:
    places = [{"id": "P1", "name": "the ferry", "names": ["The ferry"], "inside": None}]
    scenes = [
        scene("The ferry", when="first", place="P1", present=["C1"], focal="C1", arrive=[["C2", "“Here,”"]]),
        scene("“Help!”", mode="summary", present=["C2"]),
    ]
    return {**annotation(), "places": places, "scenes": scenes}


def reading(text: Text) -> tuple[Cast, Story, Ask]:
    """The pilot (7) and Olm (8) are known; the second scene begins a paragraph too early, without place."""
    quotes = [quote_of(text, ["“Where is Olm?”"], 7), quote_of(text, ["“Here,”", "“Here, I said.”"], 8)]
    cast = work_of(text, quotes=quotes).cast
    content = text.content
    early = content.index("‘She will")
    ferry = content.index("The ferry")
    first = Scene(
        1, 0, early, SceneMode.SCENE, 9, (ferry, ferry + 9), 0.9, (Presence(7, 0, 5, 0.9),), 7, 0.9, 1.0
    )
    there = (Presence(8, early, early + 5, 0.9), Presence(7, early, early + 5, 0.6))
    second = Scene(2, early, len(content), SceneMode.SCENE, None, None, 0.0, there, 8, 0.9, 0.8)
    return cast, Story((first, second)), ask


def ask(entity: int, start: int, end: int, at: int) -> Knowledge:
    """The pilot knows everything, having been there, and nobody else anything."""
    return Knowledge(entity, start, end, 0.9 if entity == 7 else 0.1, How.PRESENT)


def test_scores_by_hand(tmp_path: Path) -> None:
    write_story(tmp_path, notes=layers())
    values = evaluate_story([tmp_path], reading, parse=plain_text).overall
    assert values["near"] == pytest.approx(100)
    assert values["exact"] == values["page"] == 0.0
    assert values["mode"] == pytest.approx(50)
    assert values["place"] == pytest.approx(100)
    assert values["focal"] == pytest.approx(50)
    # Of three who are there two are found, and one who is not.
    assert values["present"] == pytest.approx(100 * 4 / 6)
    assert values["knowledge"] is None
    assert values["arrive"] == values["leave"] == values["remote"] == 0.0


def test_words_of_a_going_may_be_counted(tmp_path: Path) -> None:
    notes = layers()
    notes["scenes"][0]["leave"] = [["C1", "“Here,”", 2]]
    found = read_layers(write_story(tmp_path, notes=notes))
    assert found.scenes[0].leave == (("C1", TALE.rindex("“Here,”")),)
    notes["scenes"][0]["leave"] = [["C1", "“Here,”", 0]]
    with pytest.raises(EvaluationError, match="is not a pair of texts"):
        read_layers(write_story(tmp_path, notes=notes))


def test_questions_of_who_knows_what_are_scored(tmp_path: Path) -> None:
    questions = [
        question("“Here,”", "C1", knows=True, how="told"),
        question("‘She will sink us,’", "C1", knows=False),
        question("‘She will sink us,’", "C2", knows=False, at="“Help!”"),
    ]
    write_story(tmp_path, notes={**layers(), "knowledge": questions})
    values = evaluate_story([tmp_path], reading, parse=plain_text).overall
    assert values["knowledge"] == values["never"] == pytest.approx(100 * 2 / 3)
    assert values["how"] == 0.0


def question(evidence: str, who: str, *, knows: bool, how: str | None = None, at: str = "end") -> Any:
    return {"fact": "it", "evidence": evidence, "who": who, "at": at, "knows": knows, "how": how}


def test_a_scene_is_read_with_who_comes_in_later(tmp_path: Path) -> None:
    found = read_layers(write_story(tmp_path, notes=layers()))
    assert found.scenes[0].present == {"C1", "C2"}
    assert found.scenes[0].arrive == (("C2", TALE.index("“Here,”")),)
    assert found.scenes[0].end == found.scenes[1].start
    assert found.places == {"P1": ("the ferry", "The ferry")}


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"start": "no such words"}, "does not stand in the text"),
        ({"arrive": [["C1"]]}, "is not a pair of texts"),
        ({"present": "C1"}, "is not a list"),
    ],
)
def test_a_malformed_scene_says_where(tmp_path: Path, wrong: dict[str, Any], said: str) -> None:
    notes = layers()
    notes["scenes"][0].update(wrong)
    with pytest.raises(EvaluationError, match=said) as caught:
        evaluate_story([write_story(tmp_path, notes=notes)], reading, parse=plain_text)
    assert "scenes[0]" in str(caught.value)


def test_a_reading_without_scenes_has_none_right(tmp_path: Path) -> None:
    write_story(tmp_path, notes=layers())
    values = evaluate_story([tmp_path], lambda _: (Cast((), (), ()), Story(), ask), parse=plain_text).overall
    assert values["near"] == values["present"] == 0.0
