"""Every story of the tests, read by the real program: what its JSON export promises to scripts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.end_to_end.program import STORIES, Program

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "fabula-json-2.schema.json").read_text())
NAMES = sorted(path.name for path in STORIES.iterdir() if path.suffix in (".txt", ".html", ".epub", ".docx"))
MARKS = "\"'“”‘’«»„`—–―-"


@pytest.mark.model
@pytest.mark.parametrize("name", NAMES)
def test_the_export_of_a_story_holds_together(fabula: Program, name: str) -> None:
    fabula.well("read", STORIES / name, "--world", "w.fabula", environment={"PYTHONWARNINGS": "error"})
    fabula.well("export", "w.fabula", "--format", "json", "--output", "story.json")
    document = json.loads((fabula.folder / "story.json").read_text(encoding="utf-8"))
    Draft202012Validator(SCHEMA).validate(document)
    text = document["text"]
    if name.endswith(".txt"):
        with (STORIES / name).open(encoding="utf-8", newline="") as file:
            assert text == file.read()
    assert document["quotes"]
    assert document["mentions"]
    check_chapters(document, len(text))
    check_mentions(document, text)
    check_quotes(document, text)
    check_counts(document)


def check_chapters(document: dict[str, Any], length: int) -> None:
    last = 0
    for chapter in document["work"]["chapters"]:
        assert last <= chapter["start"] < chapter["end"] <= length
        last = chapter["end"]


def check_mentions(document: dict[str, Any], text: str) -> None:
    spans = [(mention["start"], -mention["end"]) for mention in document["mentions"]]
    assert spans == sorted(spans)
    for mention in document["mentions"]:
        assert 0 <= mention["start"] < mention["end"] <= len(text)
        words = text[mention["start"] : mention["end"]]
        assert words == words.strip()


def check_quotes(document: dict[str, Any], text: str) -> None:
    mentioned = {(mention["start"], mention["end"]) for mention in document["mentions"]}
    for quote in document["quotes"]:
        last = 0
        for start, end in quote["spans"]:
            assert last <= start < end <= len(text)
            last = end
        first = text[quote["spans"][0][0]]
        assert first in MARKS, text[quote["spans"][0][0] : last]
        assert (quote["speaker_mention"] is None) or tuple(quote["speaker_mention"]) in mentioned
        assert quote["speaker"] not in quote["addressees"]
    starts = [quote["spans"][0][0] for quote in document["quotes"]]
    assert starts == sorted(starts)


def check_counts(document: dict[str, Any]) -> None:
    entities = {entity["id"]: entity for entity in document["entities"]}
    assert len(entities) == len(document["entities"])
    linked = [mention["entity"] for mention in document["mentions"] if mention["entity"] is not None]
    spoken = [quote["speaker"] for quote in document["quotes"] if quote["speaker"] is not None]
    addressed = [entity for quote in document["quotes"] for entity in quote["addressees"]]
    assert {*linked, *spoken, *addressed} <= entities.keys()
    for number, entity in entities.items():
        assert entity["mentions"] == linked.count(number)
        assert entity["quotes"] == spoken.count(number)
        assert entity["name"]
        assert entity["name"] not in entity["aliases"]
        assert number not in entity["members"]
        assert {*entity["members"]} <= entities.keys()
    check_narrations(document, entities)


def check_narrations(document: dict[str, Any], entities: dict[int, dict[str, Any]]) -> None:
    last = 0
    for told in document["narrations"]:
        assert last <= told["start"] < told["end"] <= len(document["text"])
        last = told["end"]
    tellers = {told["narrator"] for told in document["narrations"] if told["person"] == "first"}
    assert (
        {number for number, entity in entities.items() if entity["narrator"]} <= tellers <= {None, *entities}
    )
