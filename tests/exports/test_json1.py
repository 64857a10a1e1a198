"""fabula-json/1 is what its page and its schema say."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import numpy as np
import pytest

from fabula.exports import export
from fabula.exports.json1 import document
from fabula.types import NarrativePerson, Work
from tests.builders import CONTENT, grouped_work, plain_work, small_work

DOCS = Path(__file__).parents[2] / "docs"
SCHEMA = json.loads((DOCS / "fabula-json-1.schema.json").read_text("utf-8"))


def written(work: Work, folder: Path) -> dict[str, Any]:
    content = export(work, "json1", folder / "a.json").read_bytes()
    assert content.endswith(b"}\n")
    found: dict[str, Any] = json.loads(content.decode("utf-8"))
    jsonschema.validate(found, SCHEMA)
    return found


def test_the_whole_document(tmp_path: Path) -> None:
    found = written(replace(small_work(), id=7), tmp_path)
    assert list(found) == ["format", "work", "text", "entities", "mentions", "quotes", "narrations"]
    assert found["format"] == "fabula-json/1"
    work = dict(found["work"])
    assert [CONTENT[c["start"] : c["end"]][:11] for c in work.pop("chapters")] == [
        "Chapter One",
        "Chapter Two",
    ]
    assert work == {
        "id": 7,
        "title": "The Lost Glove",
        "author": "A. Nonymous",
        "source": "glove.txt",
        "tokens": 42,
        "program": "0.1.0",
        "model": "a1b2c3d4e5f6",
        "settings": {"force": False},
    }
    assert found["text"] == CONTENT
    assert found["entities"][0] == {
        "id": 1,
        "type": "PER",
        "name": "Mrs. Alder",
        "aliases": ["ma’am"],
        "pronouns": ["she"],
        "mentions": 2,
        "quotes": 1,
        "narrator": False,
        "members": [],
    }
    assert [entity["narrator"] for entity in found["entities"]] == [False] * 4 + [True]
    assert found["mentions"][1] == {
        "start": CONTENT.index("you"),
        "end": CONTENT.index("you") + 3,
        "type": "PER",
        "form": "pronoun",
        "entity": None,
        "confidence": 0.75,
    }
    first, second = found["quotes"]
    text = found["text"]
    assert [text[start:end] for start, end in first["spans"]] == [
        "“Good morning,”",
        "“have you seen Tom’s glove?”",
    ]
    assert text[slice(*first["speaker_mention"])] == "Mrs. Alder"
    assert (first["id"], first["speaker"], first["addressees"], first["confidence"]) == (1, 1, [3], 0.9)
    assert (second["speaker_mention"], second["addressees"]) == (None, [1, 2])
    outer, told = found["narrations"]
    assert (outer["person"], outer["narrator"], outer["confidence"]) == ("third", None, 0.75)
    assert told == {
        "start": CONTENT.index("I found"),
        "end": len(CONTENT),
        "person": "first",
        "narrator": 5,
        "confidence": 0.5,
    }


def test_a_group_names_its_members(tmp_path: Path) -> None:
    found = written(grouped_work(), tmp_path)
    assert [entity["members"] for entity in found["entities"]] == [[2, 3], [], [], [], []]


@pytest.mark.parametrize("person", NarrativePerson)
def test_every_person_of_narration_is_in_the_schema(person: NarrativePerson, tmp_path: Path) -> None:
    work = small_work()
    told = tuple(replace(each, person=person) for each in work.cast.narrations)
    found = written(replace(work, cast=replace(work.cast, narrations=told)), tmp_path)
    assert {each["person"] for each in found["narrations"]} == {person.value}


def test_offsets_are_code_points_beyond_the_basic_plane(tmp_path: Path) -> None:
    found = written(plain_work("🧤🧤 Ann\r\nsang.\0\u2028"), tmp_path)
    assert found["text"] == "🧤🧤 Ann\r\nsang.\0\u2028"
    mention = found["mentions"][0]
    assert found["text"][mention["start"] : mention["end"]] == "🧤🧤"


def test_hostile_text_comes_back(tmp_path: Path) -> None:
    hostile = "</script><script>alert(1)</script> ]]> \" ' \\ \N{RIGHT-TO-LEFT OVERRIDE}\x1b[31m"
    found = written(plain_work(hostile, title=hostile, name=hostile), tmp_path)
    assert found["text"] == found["work"]["title"] == found["entities"][0]["name"] == hostile


def test_numpy_numbers_become_numbers(tmp_path: Path) -> None:
    numbers: Any = np  # what a careless caller gives, whatever the types say
    work = plain_work("Ann sang.")
    odd = replace(
        work.cast.mentions[0],
        start=numbers.int32(0),
        entity=numbers.int64(1),
        confidence=numbers.float32(0.1),
    )
    found = written(replace(work, cast=replace(work.cast, mentions=(odd,))), tmp_path)
    assert found["mentions"][0]["start"] == 0 and found["mentions"][0]["confidence"] == 0.1


@pytest.mark.parametrize(
    "change",
    [
        {"format": "fabula-json/2"},
        {"text": None},
        {"extra": 1},
        {
            "mentions": [
                {"start": -1, "end": 2, "type": "PER", "form": "name", "entity": 1, "confidence": 0.5}
            ]
        },
        {"mentions": [{"start": 1, "end": 2, "type": "ELF", "form": "name", "entity": 1, "confidence": 0.5}]},
        {
            "quotes": [
                {
                    "id": 1,
                    "spans": [],
                    "speaker": 1,
                    "speaker_mention": None,
                    "addressees": [],
                    "confidence": 1,
                }
            ]
        },
    ],
)
def test_the_schema_refuses_what_is_wrong(change: dict[str, Any]) -> None:
    jsonschema.validate(document(small_work()), SCHEMA)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document(small_work()) | change, SCHEMA)
