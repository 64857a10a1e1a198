"""The page about the schema says what the schema is."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from fabula.types import (
    AttributeKind,
    BlockKind,
    EntityType,
    MentionForm,
    NarrativePerson,
    Realis,
    RelationKind,
    Role,
    SceneMode,
    When,
    Whereabouts,
)
from fabula.world import World, migrations
from tests.builders import small_work

PAGE = (Path(__file__).parents[2] / "docs" / "world-schema.md").read_text("utf-8")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with World.create_or_open(tmp_path / "a.fabula") as world:
        world.add(small_work())
        yield world._database


def documented() -> dict[str, list[tuple[str, str]]]:
    sections = re.findall(r"^### (\w+)\n(.*?)(?=^##)", PAGE, re.MULTILINE | re.DOTALL)
    return {
        table: re.findall(r"^\| (\w+) \| ([A-Z]+) \|", section, re.MULTILINE) for table, section in sections
    }


def test_every_table_and_column_is_on_the_page(database: sqlite3.Connection) -> None:
    tables = database.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
    ).fetchall()
    real = {
        table: [(name, kind) for _, name, kind, *_ in database.execute(f"PRAGMA table_info({table})")]
        for (table,) in tables
    }
    assert documented() == real


def test_every_index_is_on_the_page(database: sqlite3.Connection) -> None:
    real = database.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
    ).fetchall()
    shown = re.findall(r"^\| (\w+) \| (\w+ \([\w, ]+\)) \|$", PAGE, re.MULTILINE)
    assert dict(shown) == {name: sql.split(" ON ")[1] for name, sql in real}


def test_the_numbers_and_words_on_the_page(database: sqlite3.Connection) -> None:
    assert database.execute("PRAGMA application_id").fetchone() == (migrations.APPLICATION_ID,)
    assert database.execute("PRAGMA user_version").fetchone() == (len(migrations.MIGRATIONS),)
    assert f"0x{migrations.APPLICATION_ID:08X}" in PAGE
    words = (*SceneMode, *When, *Role, *Whereabouts, *Realis, *AttributeKind, *RelationKind)
    for word in (*BlockKind, *EntityType, *MentionForm, *NarrativePerson, *words):
        assert f"`{word.value}`" in PAGE


def test_the_names_of_released_steps_never_change() -> None:
    assert [step.name for step in migrations.MIGRATIONS] == [
        "0001 works, casts and quotations",
        "0002 who tells each stretch, and who is in a group",
        "0003 emphasis, repairs, what is set apart, how a work was read",
        "0004 telling in the second person",
        "0005 names that people give, warnings, sketches of the texts",
        "0006 annotations, a section at a time",
        "0007 corrections, and who else may speak a line",
        "0008 scenes, who is where and when, thoughts",
        "0009 events, attributes, relations",
        "0010 people of two works whom a person has taken apart",
        "0011 corrections of scenes and of what is told",
        "0012 the numbers of those who have become somebody else",
    ]


def test_the_examples_run(database: sqlite3.Connection) -> None:
    most, lines = re.findall(r"```sql\n(.*?)```", PAGE, re.DOTALL)
    assert database.execute(most).fetchall()[:2] == [("Mrs. Alder", 1), ("Ned", 1)]
    assert database.execute(lines).fetchall() == [
        ("Mrs. Alder", "“Good morning,”"),
        ("Mrs. Alder", "“have you seen Tom’s glove?”"),
        ("Ned", "“No, ma’am. Tom took it to Fenwick.”"),
    ]


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM mentions WHERE work_id = 1 AND entity_id = 1",
        "SELECT * FROM mentions WHERE work_id = 1 AND start BETWEEN 5 AND 9",
        "SELECT * FROM quotes WHERE speaker_id = 1",
        "SELECT * FROM narrations WHERE narrator_id = 1",
        "SELECT * FROM entity_members WHERE member_id = 1",
        "SELECT * FROM quote_addressees WHERE entity_id = 1",
        "SELECT * FROM quote_alternatives WHERE entity_id = 1",
        "SELECT * FROM entity_names WHERE folded = 'tom'",
        "SELECT * FROM entity_works WHERE entity_id = 1",
        "SELECT * FROM corrections WHERE work_id = 1",
        "DELETE FROM works WHERE id = 1",
    ],
)
def test_common_questions_need_no_scan(database: sqlite3.Connection, query: str) -> None:
    plan = [row[3] for row in database.execute("EXPLAIN QUERY PLAN " + query)]
    assert all(step.startswith("SEARCH") for step in plan), plan
