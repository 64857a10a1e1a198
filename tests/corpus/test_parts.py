"""Tables of a work as files: the same bytes each time, whole or not there."""

from __future__ import annotations

from pathlib import Path

import pytest

from fabula.corpus.parts import clear_unfinished, write_parts

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")


def test_a_part_is_a_file_a_table_and_the_same_bytes_each_time(tmp_path: Path) -> None:
    tables = {
        "people": pa.table({"name": ["Ida", "Tom"]}),
        "scenes": pa.table({"id": pa.array([], pa.int64())}),
    }
    assert write_parts(tmp_path, "x.parquet", tables) == {"people": 2, "scenes": 0}
    found = pq.read_table(tmp_path / "people" / "x.parquet")
    assert found.to_pydict() == {"name": ["Ida", "Tom"]}
    assert pq.read_schema(tmp_path / "scenes" / "x.parquet").names == ["id"]
    first = (tmp_path / "people" / "x.parquet").read_bytes()
    write_parts(tmp_path, "x.parquet", tables)
    assert (tmp_path / "people" / "x.parquet").read_bytes() == first


def test_a_write_that_fails_leaves_the_old_part_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_parts(tmp_path, "x.parquet", {"people": pa.table({"name": ["Ida"]})})
    before = (tmp_path / "people" / "x.parquet").read_bytes()

    def full(_: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("fabula.corpus.parts.sync", full)
    with pytest.raises(OSError, match="No space left"):
        write_parts(tmp_path, "x.parquet", {"people": pa.table({"name": ["Tom"]})})
    assert [own.name for own in (tmp_path / "people").iterdir()] == ["x.parquet"]
    assert (tmp_path / "people" / "x.parquet").read_bytes() == before


def test_what_a_killed_worker_left_is_cleared_away(tmp_path: Path) -> None:
    (tmp_path / "people").mkdir()
    (tmp_path / "people" / ".x.parquet.1a2b.tmp").write_bytes(b"half")
    (tmp_path / "people" / "x.parquet").write_bytes(b"whole")
    clear_unfinished(tmp_path)
    assert [own.name for own in (tmp_path / "people").iterdir()] == ["x.parquet"]
