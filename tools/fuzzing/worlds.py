"""World files and JSON exports, broken by chance, and the commands that open them."""

from __future__ import annotations

import contextlib
import io
import os
import re
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import closing
from functools import lru_cache
from pathlib import Path
from random import Random
from unittest.mock import patch

from tools.fuzzing.judge import FAULT, READ, REFUSED, Outcome, faulty
from tools.fuzzing.mutations import several
from tools.fuzzing.seeds import STORIES, Seed

KINDS = ("world", "export")

COMMANDS: tuple[tuple[str, ...], ...] = (
    ("works", "WORLD"),
    ("works", "WORLD", "--parts", "--json"),
    ("cast", "WORLD"),
    ("cast", "WORLD", "--all", "--json", "--work", "1"),
    ("quotes", "WORLD"),
    ("quotes", "WORLD", "--speaker", "Dorothy", "--json"),
    ("quotes", "WORLD", "--addressee", "1"),
    ("export", "WORLD", "--format", "json", "--output", "out.json", "--work", "1"),
    ("export", "WORLD", "--format", "html", "--output", "out.html", "--work", "1"),
    ("export", "WORLD", "--format", "csv", "--output", "out.zip"),
    ("tokens", "WORLD", "--work", "1", "--output", "out.tokens"),
    ("resolve", "WORLD"),
)
_VALUES = (
    None, -1, 0, 1, 7, 2**31, 2**62, -(2**63), 1.5, 1e308, float("inf"), "", "x", "\x1b[31m\n\u202e", "{}",
    "[]", "null", "9" * 400, b"", b"\xff\xfe", b"\x00" * 50, "\U0010ffff" * 99,
)  # fmt: skip
_LIES = """
PRAGMA user_version = 99
PRAGMA user_version = 0
PRAGMA application_id = 1
PRAGMA encoding = 'UTF-16'
PRAGMA journal_mode = WAL
DELETE FROM migrations
UPDATE migrations SET name = 'x'
UPDATE migrations SET position = position + 7
DROP TABLE texts
DROP TABLE quotes
DROP TABLE links
DROP TABLE annotations
DROP TABLE sections
DROP TABLE entity_works
CREATE TRIGGER t AFTER INSERT ON works BEGIN DELETE FROM works; END
CREATE TRIGGER t AFTER INSERT ON works BEGIN INSERT INTO tags VALUES (1, 5, randomblob(99)); END
DROP TABLE tags; CREATE VIEW tags AS SELECT 1 AS work_id, 2 AS position, 3 AS tag
DROP TABLE tags; CREATE VIEW tags AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) \
 SELECT 1 AS work_id, i AS position, 'x' AS tag FROM n
ALTER TABLE works RENAME COLUMN title TO name
UPDATE works SET id = 9223372036854775807
INSERT INTO works SELECT id + 1, 'b', title, author, language, summary, tokens, added, program, model, \
 settings, file_title, file_author FROM works
UPDATE annotations SET columns = zeroblob(100000000)
UPDATE texts SET content = substr(content, 1, 99)
DELETE FROM entity_names
DELETE FROM blocks
""".strip().splitlines()
"""What is done to the schema and the header."""


@lru_cache(maxsize=1)
def whole_world() -> bytes:
    """A world of one short story, read with the shipped model; the same bytes each time."""
    from fabula import read
    from fabula.world import World

    with tempfile.TemporaryDirectory() as temporary:
        story, path = Path(temporary) / "oz.txt", Path(temporary) / "a.fabula"
        story.write_bytes((STORIES / "oz.txt").read_bytes())
        reading = read(story)
        with World.create_or_open(path) as world:
            world.add(reading.work, annotations=reading.packed())
        with closing(sqlite3.connect(path, isolation_level=None)) as raw:
            for table, column in (("works", "added"), ("annotations", "added"), ("migrations", "applied")):
                raw.execute(f"UPDATE {table} SET {column} = '2000-01-01T00:00:00+00:00'")
        return path.read_bytes()


@lru_cache(maxsize=1)
def whole_export() -> bytes:
    """The JSON export of that world."""
    with tempfile.TemporaryDirectory() as temporary:
        path = Path(temporary) / "a.fabula"
        path.write_bytes(whole_world())
        _run(("export", str(path), "--format", "json", "--output", f"{temporary}/a.json"))
        return Path(temporary, "a.json").read_bytes()


def broken(kind: str, chance: Random) -> Seed:
    """A broken world or export."""
    if kind == "export":
        return Seed("a.json", several(whole_export()[: chance.choice((4_000, 40_000))], chance))
    data = whole_world()
    for _ in range(chance.choice((1, 1, 2, 5))):
        data = chance.choice((_other_cell, _other_cell, _other_cell, _lie, _other_pages, several))(
            data, chance
        )
    return Seed("a.fabula", data)


def _other_cell(data: bytes, chance: Random) -> bytes:
    """A value in the tables is another."""

    def change(raw: sqlite3.Connection) -> None:
        tables = raw.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
        (table,) = chance.choice(tables)
        columns = [row[1] for row in raw.execute(f'PRAGMA table_info("{table}")')]
        column, value = chance.choice(columns), chance.choice(_VALUES)
        rows = raw.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]
        place = (chance.randrange(rows or 1),)
        found = raw.execute(f'SELECT "{column}" FROM "{table}" LIMIT 1 OFFSET ?', place).fetchone()
        old = found[0] if found else None
        if isinstance(old, bytes) and chance.random() < 0.7:
            value = several(old, chance)
        raw.execute(f'UPDATE "{table}" SET "{column}" = ? WHERE "{column}" IS ?', (value, old))

    return _changed(data, change)


def _lie(data: bytes, chance: Random) -> bytes:
    """The schema or the header says something else."""
    return _changed(data, lambda raw: raw.executescript(chance.choice(_LIES)))


def _changed(data: bytes, change: Callable[[sqlite3.Connection], object]) -> bytes:
    with tempfile.TemporaryDirectory() as temporary:
        path = Path(temporary) / "a.fabula"
        path.write_bytes(data)
        # What is broken already may be past breaking this way.
        past = contextlib.suppress(sqlite3.Error, UnicodeError, OverflowError, ValueError)
        with past, closing(sqlite3.connect(path, isolation_level=None)) as raw:
            raw.execute("PRAGMA ignore_check_constraints = ON")
            raw.execute("PRAGMA synchronous = OFF")
            change(raw)
        return path.read_bytes()


def _other_pages(data: bytes, chance: Random) -> bytes:
    """A page is empty, or another's, or the end is missing."""
    size = 4_096
    pages = [data[at : at + size] for at in range(0, len(data), size)]
    at = chance.randrange(len(pages))
    if chance.random() < 0.3:
        return b"".join(pages[:at]) + pages[at][: chance.randrange(size)]
    pages[at] = chance.choice((bytes(size), chance.choice(pages), chance.randbytes(size)))
    return b"".join(pages)


def judge(path: Path) -> Outcome:
    """What the commands say of a broken world or export; it is read if any of them goes well."""
    kinds: list[Outcome] = []
    whole = path.read_bytes()
    for command in COMMANDS:
        path.write_bytes(whole)
        for leftover in path.parent.glob(f"{path.name}-*"):
            leftover.unlink()
        arguments = [
            str(path) if word == "WORLD" else re.sub(r"^out\.", f"{path.parent}/out.", word)
            for word in command
        ]
        kinds.append(_run(arguments))
        if kinds[-1].kind == FAULT:
            return Outcome(FAULT, f"{command[0]}: {kinds[-1].said}", kinds[-1].trace)
        if command[0] != "resolve" and path.read_bytes() != whole and not _has_journal(whole):
            return Outcome(FAULT, f"{command[0]} wrote into the world")
    return next((each for each in kinds if each.kind == READ), kinds[0])


def _has_journal(data: bytes) -> bool:
    """Whether a database keeps a log that readers write back into it."""
    return data[18:20] == b"\x02\x02"


def _run(arguments: Sequence[str]) -> Outcome:
    """Runs a command in this process."""
    import fabula.cli

    said, shown = io.StringIO(), io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="replace")
    with (
        patch.object(sys, "argv", ["fabula", *arguments]),
        patch.object(sys, "stderr", said),
        patch.object(sys, "stdout", shown),
        patch.dict(os.environ, {"FABULA_DEBUG": "1"}),
    ):
        try:
            fabula.cli._run([])
            code: object = 0
        except SystemExit as end:
            code = end.code or 0
        except MemoryError:
            raise
        except Exception as error:  # noqa: BLE001
            return faulty(error)
    lines = said.getvalue().splitlines()
    if code == 0:
        return Outcome(READ)
    if code in (1, 2) and lines and lines[-1].startswith("fabula: ") and len(lines[-1]) < 2_000:
        return Outcome(REFUSED, lines[-1])
    return Outcome(FAULT, f"ended with {code}: {lines[:3]}")
