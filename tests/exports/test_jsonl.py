"""JSON Lines, read back line by line, and with DuckDB."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import duckdb
import pytest

import fabula
from fabula.exports import export
from fabula.exports.json import document
from fabula.exports.jsonl import KINDS, records
from fabula.types import Finding, FindingKind, Work
from tests.builders import CONTENT, ferry, plain_work, storied_work

SLIP = Finding(1, FindingKind.AGE, "Ned is nine, then ten.", ((1, 4), (9, 12)), (3,), 0.5)


def read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize(
    "work", [storied_work(), ferry(), plain_work("Ann\u2028sang.")], ids=lambda work: work.title
)
def test_every_record_of_the_json_export_is_a_line(work: Work, tmp_path: Path) -> None:
    path = export(work, "jsonl", tmp_path / "x", findings=lambda: [SLIP])
    found = [json.loads(line) for line in path.read_bytes().removesuffix(b"\n").split(b"\n")]
    whole = document(work)
    counts = Counter(record["record"] for record in found)
    assert counts == +Counter(
        work=1,
        text=1,
        finding=1,
        chapter=len(whole["work"]["chapters"]),
        **{KINDS[name]: len(whole[name]) for name in KINDS},
    )
    assert found[0]["record"] == "work" and found[1] == {"record": "text", "text": work.text.content}
    for name, kind in KINDS.items():
        for record, own in zip((each for each in found if each["record"] == kind), whole[name], strict=True):
            assert own.items() <= record.items()


def test_records_have_the_words_and_the_names_with_them() -> None:
    found = list(records(storied_work(), [SLIP]))
    kinds: dict[str, list[dict[str, Any]]] = {}
    for record in found:
        kinds.setdefault(record["record"], []).append(record)
    first = kinds["quote"][0]
    assert first["text"] == "“Good morning,” … “have you seen Tom’s glove?”"
    assert (first["speaker_name"], first["addressee_names"], first["chapter"]) == ("Mrs. Alder", ["Ned"], 1)
    for kind in ("block", "mention", "event", "time", "attribute"):
        for record in kinds[kind]:
            assert record["text"] == CONTENT[record["start"] : record["end"]]
    assert kinds["mention"][0]["entity_name"] == "Mrs. Alder" and "entity_name" not in kinds["mention"][1]
    assert (kinds["relation"][0]["a_name"], kinds["relation"][0]["b_name"]) == ("Tom", "Mrs. Alder")
    assert kinds["attribute"][0]["entity_name"] == "Mrs. Alder"
    assert kinds["finding"][0]["message"] == SLIP.message


def test_duckdb_reads_the_lines(tmp_path: Path) -> None:
    path = export(storied_work(), "jsonl", tmp_path / "x.jsonl")
    query = f"SELECT speaker_name, count(*) FROM '{path}' WHERE record = 'quote' GROUP BY ALL ORDER BY 1"
    assert duckdb.execute(query).fetchall() == [("Mrs. Alder", 1), ("Ned", 1)]


@pytest.mark.model
def test_a_story_as_the_program_reads_it(voices: Path, tmp_path: Path) -> None:
    with fabula.open_world(voices) as world:
        reading = world.only_work()
    counts = Counter(record["record"] for record in read(reading.export("jsonl", tmp_path / "x.jsonl")))
    assert counts["quote"] == len(reading.quotes) and counts["scene"] == len(reading.scenes)
    assert counts["finding"] == len(reading.findings)
