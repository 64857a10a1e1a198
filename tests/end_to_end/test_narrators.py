"""The real program says who tells what."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.end_to_end.program import STORIES, Program

pytestmark = pytest.mark.model


def read(fabula: Program, name: str) -> dict[str, Any]:
    fabula.well("read", STORIES / name, "--world", "w.fabula")
    fabula.well("export", "w.fabula", "--format", "json", "--output", "story.json")
    document: dict[str, Any] = json.loads((fabula.folder / "story.json").read_text(encoding="utf-8"))
    return document


def told(document: dict[str, Any]) -> list[tuple[str, str]]:
    """Who tells each stretch, and how it begins."""
    names = {entity["id"]: entity["name"] for entity in document["entities"]}
    return [
        (names.get(each["narrator"], ""), document["text"][each["start"] :][:60])
        for each in document["narrations"]
    ]


def speaker(document: dict[str, Any], words: str) -> str:
    names = {entity["id"]: entity["name"] for entity in document["entities"]}
    (found,) = [
        quote["speaker"]
        for quote in document["quotes"]
        if any(words in document["text"][start:end] for start, end in quote["spans"])
    ]
    return str(names[found])


def test_two_narrators_by_chapter_a_tale_and_a_letter(fabula: Program) -> None:
    document = read(fabula, "two_voices.txt")
    voices = told(document)
    signed = voices.pop(5)
    assert [name.split()[0] for name, _ in voices] == ["Nell", "Hob", "Gran", "Hob", "Nell", "Nell"]
    assert signed[1].startswith("“Dear friend,—")
    (writer,) = [entity for entity in document["entities"] if entity["name"] == signed[0]]
    assert "Margaret Oram" in (writer["name"], *writer["aliases"])
    assert voices[1][1].startswith("I had hoped that she would not ask me.")
    assert voices[2][1].startswith("“I will tell you how the ferry came to us,”")
    narrators = {entity["name"] for entity in document["entities"] if entity["narrator"]}
    assert {name.split()[0] for name in narrators} == {"Nell", "Hob", "Gran"}
    assert speaker(document, "I am his sister") == "Nell"
    assert speaker(document, "I took it") == voices[1][0]
    assert speaker(document, "Dear friend") == signed[0]
    text, entities = document["text"], {entity["id"]: entity for entity in document["entities"]}
    window = text.index("I stood at the window")
    window_hob = text.index("I went to the window")
    at = {mention["start"]: mention["entity"] for mention in document["mentions"]}
    assert entities[at[window]]["name"] == "Nell"
    assert entities[at[window_hob]]["name"] == voices[1][0]
    groups = [{entities[m]["name"] for m in e["members"]} for e in entities.values() if e["members"]]
    assert {"Nell", "Martin"} in groups


def test_letters_and_a_diary_are_told_by_their_writers(fabula: Program) -> None:
    document = read(fabula, "letters.txt")
    last = [name.split()[-1] for name, _ in told(document)]
    assert last == ["Murray", "Westenra", "Seward", "Morris", "Holmwood"]
    assert speaker(document, "My dearest Lucy") == "Mina Murray"


def test_a_narrator_is_named_by_those_who_talk_to_him(fabula: Program) -> None:
    document = read(fabula, "first_person.txt")
    voices = told(document)
    assert voices[0][0] == voices[-1][0] == "Watson"
    assert fabula.well("cast", "w.fabula").count("Watson (narrator)") == 1
