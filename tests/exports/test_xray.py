"""The data for X-Ray keep to their schema and point at the words that they quote."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from fabula.exports import export
from fabula.exports.xray import LONGEST_EXCERPT, document
from fabula.types import Relation, RelationKind, Repair, RepairKind, Work
from tests.builders import CONTENT, ferry, novel, plain_work, small_work, storied_work

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "fabula-xray-1.schema.json").read_text("utf-8"))


def check(work: Work) -> None:
    found = document(work)
    jsonschema.validate(found, SCHEMA)
    excerpts = {excerpt["id"]: excerpt for excerpt in found["excerpts"]}
    assert list(excerpts) == list(range(1, len(excerpts) + 1))
    entries = [*found["characters"], *found["terms"]]
    for entry in entries:
        for number in entry["excerpts"]:
            excerpt = excerpts[number]
            assert entry["id"] in excerpt["entities"]
            words = work.text.reads(excerpt["start"], excerpt["end"])
            assert excerpt["text"] == " ".join(words.split())
            assert len(words) <= LONGEST_EXCERPT + 50
    named = {entry["id"] for entry in entries}
    assert all(set(excerpt["entities"]) <= named for excerpt in found["excerpts"])


@pytest.mark.parametrize("work", [small_work(), storied_work(), ferry(), novel(4000, 5), plain_work("Ann.")])
def test_it_keeps_to_its_schema_and_excerpts_are_the_words_of_the_book(work: Work) -> None:
    check(work)


def test_what_there_is_on_a_character(tmp_path: Path) -> None:
    export(storied_work(), "xray", tmp_path / "x.json")
    found = json.loads((tmp_path / "x.json").read_text("utf-8"))
    first = found["characters"][0]
    assert (first["label"], first["aliases"], first["lines"]) == ("Mrs. Alder", ["ma’am"], 1)
    assert first["told"] == ["rank: ma’am"]
    assert [CONTENT[start:end] for start, end in first["occurrences"]] == ["Mrs. Alder", "ma’am"]
    assert first["chapters"] == [{"number": 1, "mentions": 2}]
    shown = [excerpt["text"] for excerpt in found["excerpts"] if excerpt["id"] in first["excerpts"]]
    assert shown == [
        "“Good morning,” said Mrs. Alder, “have you seen Tom’s glove?”",
        "Ned shook his head. “No, ma’am. Tom took it to Fenwick.”",
    ]


def test_what_holds_both_ways_is_told_of_both() -> None:
    work = storied_work()
    assert work.story is not None
    one, other = [entity for entity in work.cast.entities if entity.is_character and entity.is_recurring][:2]
    ties = tuple(
        Relation(one.id, kind, other.id, (), False, 0.9)
        for kind in (RelationKind.ENGAGED, RelationKind.PARENT)
    )
    found = document(replace(work, story=replace(work.story, relations=ties)))
    told = {entry["id"]: entry["told"] for entry in found["characters"]}
    assert f"engaged to {one.name}" in told[other.id]
    assert not any(words.startswith("parent of") for words in told[other.id])


def test_who_is_there_for_a_moment_is_left_out_and_a_place_is_a_term() -> None:
    work = small_work()
    place = replace(work.cast.entities[3], mentions=3)
    entities = (*work.cast.entities[:3], place, work.cast.entities[4])
    found = document(replace(work, cast=replace(work.cast, entities=entities)))
    assert [entry["label"] for entry in found["terms"]] == ["Fenwick"]
    assert [entry["label"] for entry in found["characters"]] == ["Mrs. Alder", "Ned", "I"]


def test_excerpts_of_a_repaired_text_read_as_it_does() -> None:
    work = storied_work()
    at = CONTENT.index("Ned shook") + 1
    check(replace(work, text=replace(work.text, repairs=(Repair(at, at + 1, "E", RepairKind.LIGATURE),))))
