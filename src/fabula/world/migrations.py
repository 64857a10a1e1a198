"""The schema of a world, as named steps that each happen whole or not at all.

The names of the steps taken are kept in the table ``migrations``, as in sqlite-utils. A step that has been
released never changes; the schema changes by a new step at the end. ``docs/world-schema.md`` describes what
they come to.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime, timezone
from enum import Enum

from fabula.world import schema

APPLICATION_ID = 0x4661626C
"""``Fabl`` in the header of the file tells a world from any other SQLite database."""


@dataclass(frozen=True, slots=True)
class Migration:
    """One step of the schema: its name for ever, and its SQL statements, each ended by ``;``."""

    name: str
    sql: str

    def statements(self) -> list[str]:
        """The statements one by one: ``executescript`` would commit on its own and break the step in two."""
        found, pending = [], ""
        for line in self.sql.strip().splitlines(keepends=True):
            pending += line
            if sqlite3.complete_statement(pending):
                found.append(pending.strip())
                pending = ""
        return found


MIGRATIONS: tuple[Migration, ...] = (
    Migration("0001 works, casts and quotations", schema.FIRST_SCHEMA),
    Migration("0002 who tells each stretch, and who is in a group", schema.NARRATIONS_AND_MEMBERS),
    Migration("0003 emphasis, repairs, what is set apart, how a work was read", schema.EMPHASIS_AND_REPAIRS),
    Migration("0004 telling in the second person", schema.SECOND_PERSON),
    Migration(
        "0005 names that people give, warnings, sketches of the texts", schema.NAMES_WARNINGS_AND_SKETCHES
    ),
    Migration("0006 annotations, a section at a time", schema.ANNOTATIONS),
    Migration("0007 corrections, and who else may speak a line", schema.CORRECTIONS),
    Migration("0008 scenes, who is where and when, thoughts", schema.STORIES),
    Migration("0009 events, attributes, relations", schema.TOLD_OF),
    Migration("0010 people of two works whom a person has taken apart", schema.PARTED),
    Migration("0011 corrections of scenes and of what is told", schema.STORY_CORRECTIONS),
    Migration("0012 the numbers of those who have become somebody else", schema.FORMER),
)


class Standing(Enum):
    """How a database stands to the schema that this version of Fabula knows."""

    EMPTY = "empty"
    FOREIGN = "foreign"
    OLDER = "older"
    CURRENT = "current"
    NEWER = "newer"


def standing(connection: sqlite3.Connection) -> Standing:
    """Tells a world from other databases, and its version from this one's. Reads only."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    if application != APPLICATION_ID:
        (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        return Standing.FOREIGN if tables or application else Standing.EMPTY
    known = [migration.name for migration in MIGRATIONS]
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    applied = [name for (name,) in connection.execute("SELECT name FROM migrations ORDER BY position")]
    if version > len(known) or applied != known[: len(applied)]:
        return Standing.NEWER
    return Standing.CURRENT if len(applied) == len(known) else Standing.OLDER


def migrate(connection: sqlite3.Connection) -> None:
    """Takes the steps that an empty database or an older world lacks, within the caller's transaction."""
    connection.execute(
        "CREATE TABLE IF NOT EXISTS migrations ("
        "position INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, applied TEXT NOT NULL)"
    )
    (done,) = connection.execute("SELECT count(*) FROM migrations").fetchone()
    for position, migration in enumerate(MIGRATIONS[done:], start=done + 1):
        for statement in migration.statements():
            connection.execute(statement)
        applied = datetime.now(timezone.utc).isoformat(timespec="seconds")
        connection.execute("INSERT INTO migrations VALUES (?, ?, ?)", (position, migration.name, applied))
    # Pragmas take no bound values; both are our own whole numbers.
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
