"""Kin, service and standing of characters, against tables that others made."""

from __future__ import annotations

from pathlib import Path

import pytest

from fabula.errors import EvaluationError
from fabula.evaluation.evaluate_attributes import evaluate_attributes, number_of
from fabula.evaluation.evaluate_relations import evaluate_relations, read_pairs
from fabula.evaluation.novel_texts import people_by_name, texts_by_title, title_key
from fabula.pipeline import plain_text
from fabula.types import (
    Attribute,
    AttributeKind,
    Cast,
    Entity,
    EntityType,
    Relation,
    RelationKind,
    Story,
    Text,
)

EMMA = Entity(1, EntityType.PERSON, "Emma Woodhouse", ("Emma", "Miss Woodhouse"), ("she",), mentions=9)
HENRY = Entity(2, EntityType.PERSON, "Mr. Woodhouse", (), ("he",), mentions=5)
CAST = Cast((EMMA, HENRY), (), ())
STORY = Story(
    attributes=(
        Attribute(1, 1, AttributeKind.AGE, "one and twenty", 0, 1, None, True, 0, 1, 0.9),
        Attribute(2, 2, AttributeKind.OCCUPATION, "vicar", 0, 1, None, True, 0, 1, 0.9),
    ),
    relations=(Relation(2, RelationKind.PARENT, 1, ((0, 1),), False, 0.9),),
)
HEAD = "annotator\tchange\ttitle\tauthor\tcharacter_1\tcharacter_2\taffinity\tcoarse\tfine\tdetail"


def told(_: Text) -> tuple[Cast, Story]:
    return CAST, STORY


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "texts" / "Emma"
    folder.mkdir(parents=True)
    (folder / "novel_text.txt").write_text("Emma came.", encoding="utf8")
    return folder.parent


def table(tmp_path: Path, *rows: str) -> Path:
    file = tmp_path / "table.tsv"
    file.write_text("\n".join(rows), encoding="utf8")
    return file


def pair(annotator: str, one: str, other: str, kind: str) -> str:
    return f"{annotator}\tno\tEmma\tAusten\t{one}\t{other}\tpositive\tfamilial\t{kind}\tNR"


def test_relations_of_whom_all_annotators_agree(tmp_path: Path, texts: Path) -> None:
    file = table(
        tmp_path,
        HEAD,
        pair("a", "Emma Woodhouse", "Mr. Woodhouse", "child"),
        pair("b", "Mr. Woodhouse", "Emma Woodhouse", "parent"),
        pair("a", "Emma Woodhouse", "Harriet Smith", "friend"),
        pair("a", "Mr. Weston", "Mrs. Weston", "husband/wife"),
    )
    report = evaluate_relations(file, told, texts=[texts], parse=plain_text)
    assert (report.overall["recall"], report.overall["precision"]) == (50.0, 100.0)
    assert report.overall["known"] == 50.0


def test_a_pair_that_annotators_see_otherwise_is_not_asked_for(tmp_path: Path) -> None:
    file = table(tmp_path, HEAD, pair("a", "Emma", "Henry", "child"), pair("b", "Emma", "Henry", "friend"))
    assert list(read_pairs(file)["emma"].values()) == [None]


def test_standing(tmp_path: Path, texts: Path) -> None:
    file = table(
        tmp_path,
        "name\tnovel\tstartIncome\tendIncome\tgender\tage\testAge\trank\tmaritalStatus",
        "Emma Woodhouse\tE\t\t\tF\t20\t20\tgentle\tS",
        "Mr. Woodhouse\tE\t\t\tM\t\t60\tgentle\tW",
    )
    values = evaluate_attributes(file, told, texts=[texts], parse=plain_text).overall
    assert values["gender"] == 100.0
    assert values["age"] == 100.0
    assert values["rank"] == values["marital"] == 50.0


def test_a_table_without_a_text_is_an_error(tmp_path: Path) -> None:
    file = table(tmp_path, HEAD, pair("a", "Emma", "Henry", "child"))
    with pytest.raises(EvaluationError, match="no text"):
        evaluate_relations(file, told, texts=[tmp_path], parse=plain_text)


@pytest.mark.parametrize(
    ("words", "number"),
    [("one and twenty", 21), ("forty-one", 41), ("19", 19), ("twenty", 20), ("young", None)],
)
def test_numbers(words: str, number: int | None) -> None:
    assert number_of(words) == number


def test_titles(texts: Path) -> None:
    assert title_key("Uncle Tom&rsquo;s Cabin") == "uncletomscabin"
    assert texts_by_title([texts]).keys() == {"emma"}


def test_people_are_found_by_name_one_to_one() -> None:
    assert people_by_name(["Emma Woodhouse", "Mr. Woodhouse", "Harriet Smith"], CAST) == {
        "Emma Woodhouse": 1,
        "Mr. Woodhouse": 2,
    }
