"""The script as JSON: its schema, and all of the story in it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema

from fabula.exports import export
from fabula.exports.script_json import document
from fabula.repairs import work_as_read
from fabula.types import Work, outside
from tests.builders import ferry, storied_work

from .stories import any_work

SCHEMA = json.loads(
    (Path(__file__).parents[3] / "docs" / "fabula-script-1.schema.json").read_text(encoding="utf-8")
)


def stretches(found: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        stretch
        for chapter in found["chapters"]
        for paragraph in chapter["paragraphs"]
        for stretch in paragraph["stretches"]
    ]


@any_work
def test_the_document_keeps_to_its_schema_and_has_every_word(work: Work) -> None:
    found = document(work)
    jsonschema.validate(found, SCHEMA)
    whole = work_as_read(work).text
    apart = "".join(whole.content[b.start : b.end] for b in whole.blocks if outside(b) is not None)
    told = "".join(stretch["text"] for stretch in stretches(found))
    assert sorted("".join((told + apart).split())) == sorted("".join(whole.content.split()))


def test_what_a_line_says(tmp_path: Path) -> None:
    export(storied_work(), "script-json", tmp_path / "glove.json")
    found = json.loads((tmp_path / "glove.json").read_text(encoding="utf-8"))
    first = next(stretch for stretch in stretches(found) if stretch["kind"] == "speech")
    assert first == {
        "kind": "speech",
        "voice": "Mrs. Alder",
        "text": "“Good morning,”",
        "quote": 1,
        "to": ["Ned"],
        "confidence": 0.9,
        "doubtful": False,
        "alternatives": [{"voice": "Ned", "probability": 0.0625}],
        "within": None,
    }
    assert [chapter["title"] for chapter in found["chapters"]] == ["", "Chapter One", "Chapter Two"]
    assert [p["scene"] for p in found["chapters"][1]["paragraphs"]] == [None, 1, 1, 1, 1]


def test_voices_are_counted() -> None:
    found = {voice["voice"]: voice for voice in document(ferry())["voices"]}
    assert list(found) == ["Narrator", "the ferryman", "Mara Quill", "Unknown"] or set(found) == {
        "Narrator",
        "the ferryman",
        "Mara Quill",
        "Unknown",
    }
    assert (found["Mara Quill"]["stretches"], found["Mara Quill"]["words"]) == (2, 8)
    assert found["Unknown"]["entity"] is None
