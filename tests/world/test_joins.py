"""Every number of an entity in a work passes on where it is joined."""

from __future__ import annotations

from pathlib import Path

from fabula.world import World
from fabula.world.joins import COLUMNS


def test_every_column_that_names_an_entity_of_a_work_is_known(tmp_path: Path) -> None:
    with World.create_or_open(tmp_path / "a.fabula") as world:
        tables = [
            name for (name,) in world._database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        named = {
            (table, row[3])
            for table in tables
            for row in world._database.execute(f"PRAGMA foreign_key_list({table})")
            if row[2] == "entity_works" and row[4] == "entity_id"
        }
    assert set(COLUMNS) == named | {("entity_works", "entity_id")}
