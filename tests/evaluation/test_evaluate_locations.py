from __future__ import annotations

from pathlib import Path

import pytest

from fabula.errors import EvaluationError
from fabula.evaluation import evaluate_locations
from fabula.pipeline import plain_text
from fabula.types import Cast, EntityType, Location, Mention, MentionForm, Story, Text, Whereabouts

NOVEL = "Miss Ida sat in the barn at Lowmoor. Olm left the mill.\n"


def write_questions(folder: Path, rows: list[tuple[int, str, str]]) -> Path:
    (folder / "novel.txt").write_text(NOVEL, encoding="utf-8")
    (folder / "asked").mkdir()
    lines = ["char_no\tcharacter\tlocation\tsingular/plural"]
    lines += [f"{at}\t{who}\t{where}\tsingular" for at, who, where in rows]
    (folder / "asked" / "one.tsv").write_text("\n".join(lines), encoding="utf-8")
    return folder


def reading(text: Text) -> tuple[Cast, Story]:
    def mention(words: str, number: int) -> Mention:
        at = text.content.index(words)
        return Mention(at, at + len(words), EntityType.PERSON, MentionForm.NAME, number, 1.0)

    def location(number: int, words: str, relation: Whereabouts, end: int) -> Location:
        at = text.content.index(words)
        return Location(number, None, (at, at + len(words)), relation, 0, end, 0.7)

    found = (
        location(1, "the barn", Whereabouts.IN, 36),
        location(1, "Lowmoor", Whereabouts.IN, 50),
        location(2, "the mill", Whereabouts.FROM, 60),
    )
    return Cast((), (mention("Miss Ida", 1), mention("Olm", 2)), (), ()), Story((), locations=found)


def test_an_answer_is_every_place_around_somebody(tmp_path: Path) -> None:
    asked = [
        (36, "Ida", "a barn"),
        (36, "Ida/Miss Ida", "Lowmoor/the town"),
        (45, "Ida", "the barn"),
        (45, "Olm", "the mill"),
    ]
    report = evaluate_locations(write_questions(tmp_path, asked), reading, parse=plain_text)
    assert report.overall["right"] == pytest.approx(50)
    assert report.overall["one"] == pytest.approx(25)
    assert report.overall["answered"] == pytest.approx(100)  # Olm is where the others are
    assert report.overall["places"] == pytest.approx(6 / 4)
    assert report.overall["asked"] == 4


def test_a_folder_without_questions_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError):
        evaluate_locations(tmp_path, reading, parse=plain_text)
