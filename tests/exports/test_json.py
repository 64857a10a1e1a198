"""fabula-json/2 is what its page and its schema say, and holds all of fabula-json/1."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from fabula.exports import export, json1
from fabula.exports.json import document
from fabula.types import (
    Apart,
    AttributeKind,
    BlockKind,
    Realis,
    RelationKind,
    Role,
    SceneMode,
    When,
    Whereabouts,
    Work,
)
from tests.builders import CONTENT, small_work, storied_work

DOCS = Path(__file__).parents[2] / "docs"
SCHEMA = json.loads((DOCS / "fabula-json-2.schema.json").read_text("utf-8"))
PAGE = (DOCS / "json-export.md").read_text("utf-8")
LISTS = ("blocks", "entities", "mentions", "quotes", "narrations", "scenes", "locations", "times")
TOLD_OF = ("events", "attributes", "relations")


def written(work: Work, folder: Path) -> dict[str, Any]:
    content = export(work, "json", folder / "a.json").read_bytes()
    assert content.endswith(b"}\n")
    found: dict[str, Any] = json.loads(content.decode("utf-8"))
    jsonschema.validate(found, SCHEMA)
    return found


def test_the_schema_is_sound() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_scenes_with_their_people_places_and_times(tmp_path: Path) -> None:
    found = written(storied_work(), tmp_path)
    talk, find = found["scenes"]
    assert CONTENT[talk["start"] : talk["end"]].startswith("“Good morning")
    assert (talk["place"], talk["place_name"], talk["when"], talk["order"]) == (4, "Fenwick", "first", 2)
    assert talk["time"] == {"text": "Good morning", "start": 30, "end": 42, "value": "TMO", "spoken": True}
    assert [(own["entity"], own["role"]) for own in talk["present"]] == [
        (1, "bodily"),
        (3, "bodily"),
        (2, "remote"),
    ]
    assert CONTENT[talk["present"][1]["from"] :].startswith("Ned shook")
    assert (find["place"], find["place_name"], find["focal"], find["time"]) == (None, "the stairs", 5, None)
    assert [(own["entity"], own["relation"], own["place_name"]) for own in found["locations"]] == [
        (3, "to", "Fenwick"),
        (5, "in", "the stairs"),
    ]
    assert found["times"] == [talk["time"]]


def test_what_is_told_of_people(tmp_path: Path) -> None:
    found = written(storied_work(), tmp_path)
    took = found["events"][0]
    assert CONTENT[took["start"] : took["end"]] == "took"
    assert (took["agents"], took["recipients"], took["place"], took["realis"]) == ([2], [3], 4, "reported")
    (madam,) = found["attributes"]
    assert (madam["entity"], madam["kind"], madam["value"], madam["by"]) == (1, "rank", "ma’am", 3)
    child, relative = found["relations"]
    assert (child["a"], child["relation"], child["b"], child["inferred"]) == (2, "child of", 1, False)
    assert (relative["spans"], relative["inferred"]) == ([], True)


def test_blocks_tell_the_shape_of_the_page(tmp_path: Path) -> None:
    found = written(small_work(), tmp_path)
    kinds = [block["kind"] for block in found["blocks"]]
    assert kinds[:3] == ["title", "heading", "paragraph"] and "scene break" in kinds
    assert found["work"]["parts"] == [{"name": "glove.txt", "start": 0, "end": len(CONTENT)}]


def test_a_line_tells_its_runners_up_and_whether_it_is_thought(tmp_path: Path) -> None:
    work = small_work()
    first, second = work.cast.quotes
    quotes = replace(first, alternatives=((3, 0.0625),)), replace(second, thought=True)
    found = written(replace(work, cast=replace(work.cast, quotes=quotes)), tmp_path)
    assert found["quotes"][0]["alternatives"] == [{"speaker": 3, "probability": 0.0625}]
    assert [quote["thought"] for quote in found["quotes"]] == [False, True]


def test_it_holds_all_of_the_earlier_form() -> None:
    old, new = json1.document(storied_work()), document(storied_work())
    for key in ("text", "entities", "mentions", "narrations"):
        assert new[key] == old[key]
    for whole, part in zip(new["quotes"], old["quotes"], strict=True):
        assert part.items() <= whole.items()
    assert old["work"].items() <= new["work"].items()


def test_a_work_without_a_story_has_no_scenes(tmp_path: Path) -> None:
    found = written(small_work(), tmp_path)
    assert found["scenes"] == found["locations"] == found["times"] == []


@pytest.mark.parametrize("word", [*BlockKind, *Apart])
def test_every_kind_of_block_is_in_the_schema(word: BlockKind | Apart) -> None:
    block = SCHEMA["properties"]["blocks"]["items"]["properties"]
    assert word.value in block["kind" if isinstance(word, BlockKind) else "apart"]["enum"]


@pytest.mark.parametrize(
    "word", [*SceneMode, *When, *Role, *Whereabouts, *Realis, *AttributeKind, *RelationKind]
)
def test_every_word_of_a_story_is_on_the_page_and_in_the_schema(word: SceneMode) -> None:
    assert word.value in PAGE or isinstance(word, RelationKind)
    assert f'"{word.value}"' in json.dumps(SCHEMA)


def test_the_example_on_the_page_is_the_export_of_the_small_work() -> None:
    example = json.loads(re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)[0])
    jsonschema.validate(example, SCHEMA)
    real = document(replace(storied_work(), id=1))
    assert real["text"].startswith(example["text"].removesuffix(" …"))
    assert real["work"] | {"chapters": real["work"]["chapters"][:1]} == example["work"]
    for kind in (*LISTS, *TOLD_OF):
        if kind != "narrations":
            assert example[kind] == real[kind][:1]


def test_every_key_is_on_the_page() -> None:
    sections = dict(re.findall(r"^## (\w+)\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL))
    real = document(storied_work())
    for name, keys in {"work": real["work"], **{kind: real[kind][0] for kind in (*LISTS, *TOLD_OF)}}.items():
        rows = re.findall(r"^\| (`.*?) \|", sections[name], re.MULTILINE)
        assert re.findall(r"`(\w+)`", " ".join(rows)) == list(keys), name
