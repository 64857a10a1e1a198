"""Tables in Parquet, read back with pyarrow and asked questions in DuckDB."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet
import pytest

import fabula
from fabula.exports import export
from fabula.exports.parquet import SCHEMAS, encoded, tables
from fabula.types import Finding, FindingKind, Work
from tests.builders import CONTENT, ferry, grouped_work, plain_work, small_work, storied_work
from tests.words import annotated

SLIP = Finding(1, FindingKind.EYES, "Ned’s eyes are blue, then brown.", ((1, 4), (9, 12)), (3,), 0.5)


def written(work: Work, tmp_path: Path) -> dict[str, Any]:
    folder = export(work, "parquet", tmp_path / "tables", annotated(work), lambda: [SLIP])
    return {path.stem: pyarrow.parquet.read_table(path) for path in folder.iterdir()}


@pytest.mark.parametrize("work", [storied_work(), grouped_work(), ferry()], ids=lambda work: work.title)
def test_what_is_read_back_has_the_columns_and_types_that_are_promised(work: Work, tmp_path: Path) -> None:
    found = written(work, tmp_path)
    assert set(found) == set(SCHEMAS)
    for name, table in found.items():
        assert table.schema.equals(SCHEMAS[name])
        assert table.schema.metadata[b"format"] == b"fabula-parquet/1"
        table.validate(full=True)
        for field in table.schema:
            assert field.nullable or table[field.name].null_count == 0
        assert set(table["work"].to_pylist()) <= {work.id}
    assert found["works"].num_rows == 1
    assert found["mentions"].num_rows == len(work.cast.mentions)


def test_every_table_holds_what_the_work_does(tmp_path: Path) -> None:
    found = {name: table.to_pylist() for name, table in written(storied_work(), tmp_path).items()}
    assert all(found.values())
    assert found["works"][0]["metadata"] == [("rating", "G")]
    assert found["works"][0]["tags"] == ["gloves", "loss"]
    first = found["quotes"][0]
    assert first["text"] == "“Good morning,” … “have you seen Tom’s glove?”"
    assert [CONTENT[span["start"] : span["end"]] for span in first["spans"]] == first["text"].split(" … ")
    assert first["speaker_name"] == "Mrs. Alder" and first["addressee_names"] == ["Ned"]
    assert first["alternatives"] == [{"entity": 3, "probability": 0.0625}]
    assert (first["chapter"], first["scene"]) == (1, 1)
    assert found["scenes"][1]["place_text"] == "the stairs" and found["scenes"][1]["place"] is None
    assert [row["role"] for row in found["presence"]] == ["bodily", "bodily", "remote", "bodily"]
    assert found["relations"][0] == {
        **{
            "work": 0,
            "entity": 2,
            "relation": "child of",
            "other": 1,
            "inferred": False,
            "confidence": 0.625,
        },
        "spans": found["relations"][0]["spans"],
    }
    assert found["findings"][0]["message"] == SLIP.message and found["findings"][0]["entities"] == [3]
    assert [row["text"] for row in found["events"]] == ["took", "found"]
    verse = next(row for row in found["paragraphs"] if row["kind"] == "verse")
    assert verse["text"].startswith("O glove") and verse["chapter"] == 1


def test_tokens_are_those_of_the_other_exports(tmp_path: Path) -> None:
    from fabula.exports.tokens import tokens

    work = small_work()
    rows = written(work, tmp_path)["tokens"].to_pylist()
    for row, token in zip(rows, tokens(work, annotated(work)), strict=True):
        assert row["text"] == token.text == CONTENT[row["start"] : row["end"]]
        assert (row["upos"], row["head"], row["quote"]) == (token.upos, token.head, token.quote)
        assert row["entity"] == (None if token.entity is None else token.entity.id)


def test_duckdb_joins_the_tables(tmp_path: Path) -> None:
    export(storied_work(), "parquet", tmp_path, annotated(storied_work()))
    shown = duckdb.execute(
        f"""
        SELECT e.name, s.scene, s.place_text, p.role
        FROM '{tmp_path}/presence.parquet' p
        JOIN '{tmp_path}/entities.parquet' e USING (work, entity)
        JOIN '{tmp_path}/scenes.parquet' s USING (work, scene)
        WHERE p.confidence > 0.6 ORDER BY s.scene, e.name
        """
    ).fetchall()
    assert shown == [
        ("Mrs. Alder", 1, "Fenwick", "bodily"),
        ("Ned", 1, "Fenwick", "bodily"),
        ("I", 2, "the stairs", "bodily"),
    ]
    agents = duckdb.execute(
        f"SELECT lemma, unnest(agents) AS entity FROM '{tmp_path}/events.parquet' ORDER BY event"
    ).fetchall()
    assert agents == [("take", 2), ("find", 5)]


def test_tables_of_several_works_go_together() -> None:
    works = [storied_work(), ferry(), plain_work("Ann sang.")]
    made = [tables(work, annotated(work), number=n) for n, work in enumerate(works, 7)]
    for name, schema in SCHEMAS.items():
        together = pa.concat_tables([each[name] for each in made])
        assert together.schema.equals(schema)
    assert pa.concat_tables([each["works"] for each in made])["work"].to_pylist() == [7, 8, 9]


def test_without_words_and_story_the_tables_are_there_and_empty() -> None:
    made = tables(plain_work("Ann sang."), None)
    assert list(made) == list(SCHEMAS)
    assert made["tokens"].num_rows == made["scenes"].num_rows == made["findings"].num_rows == 0
    assert made["quotes"].num_rows == 1


def test_the_same_work_gives_the_same_bytes() -> None:
    for name, table in tables(storied_work(), annotated(storied_work())).items():
        again = tables(storied_work(), annotated(storied_work()))[name]
        assert encoded(table) == encoded(again)


@pytest.mark.model
def test_a_story_as_the_program_reads_it(voices: Path, tmp_path: Path) -> None:
    with fabula.open_world(voices) as world:
        reading = world.only_work()
    folder = reading.export("parquet", tmp_path / "tables")
    counts = {path.stem: pyarrow.parquet.read_metadata(path).num_rows for path in folder.iterdir()}
    assert counts["quotes"] == len(reading.quotes) and counts["tokens"] == len(reading.tokens)
    assert counts["scenes"] == len(reading.scenes) > 1
    assert counts["findings"] == len(reading.findings)
    assert counts["events"] == len(reading.events) > 0
