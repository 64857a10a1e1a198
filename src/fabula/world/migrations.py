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

APPLICATION_ID = 0x4661626C
"""``Fabl`` in the header of the file tells a world from any other SQLite database."""

_FIRST_SCHEMA = """
CREATE TABLE works (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    source TEXT NOT NULL,
    title TEXT NOT NULL,
    author TEXT NOT NULL,
    language TEXT NOT NULL,
    summary TEXT NOT NULL,
    tokens INTEGER NOT NULL CHECK (tokens >= 0),
    added TEXT NOT NULL,
    UNIQUE (source, title)
);
CREATE TABLE texts (
    work_id INTEGER PRIMARY KEY REFERENCES works (id) ON DELETE CASCADE,
    content TEXT NOT NULL
);
CREATE TABLE tags (
    work_id INTEGER NOT NULL REFERENCES works (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    tag TEXT NOT NULL,
    PRIMARY KEY (work_id, position)
) WITHOUT ROWID;
CREATE TABLE metadata (
    work_id INTEGER NOT NULL REFERENCES works (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (work_id, position)
) WITHOUT ROWID;
CREATE TABLE blocks (
    work_id INTEGER NOT NULL REFERENCES works (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    PRIMARY KEY (work_id, position),
    CHECK (0 <= start AND start <= stop)
) WITHOUT ROWID;
CREATE TABLE chapters (
    work_id INTEGER NOT NULL REFERENCES works (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    title TEXT NOT NULL,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    PRIMARY KEY (work_id, position),
    CHECK (0 <= start AND start <= stop)
) WITHOUT ROWID;
CREATE TABLE parts (
    work_id INTEGER NOT NULL REFERENCES works (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    PRIMARY KEY (work_id, position),
    CHECK (0 <= start AND start <= stop)
) WITHOUT ROWID;
CREATE TABLE entities (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    type TEXT NOT NULL,
    name TEXT NOT NULL
);
CREATE TABLE entity_works (
    work_id INTEGER NOT NULL REFERENCES works (id) ON DELETE CASCADE,
    entity_id INTEGER NOT NULL REFERENCES entities (id),
    position INTEGER NOT NULL,
    type TEXT NOT NULL,
    mentions INTEGER NOT NULL CHECK (mentions >= 0),
    quotes INTEGER NOT NULL CHECK (quotes >= 0),
    narrator INTEGER NOT NULL CHECK (narrator IN (0, 1)),
    first INTEGER CHECK (first >= 0),
    PRIMARY KEY (work_id, entity_id)
) WITHOUT ROWID;
CREATE INDEX entity_works_by_entity ON entity_works (entity_id);
CREATE TABLE entity_names (
    work_id INTEGER NOT NULL,
    entity_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    folded TEXT NOT NULL,
    PRIMARY KEY (work_id, entity_id, position),
    FOREIGN KEY (work_id, entity_id) REFERENCES entity_works (work_id, entity_id) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX entity_names_by_folded ON entity_names (folded);
CREATE TABLE entity_pronouns (
    work_id INTEGER NOT NULL,
    entity_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    pronoun TEXT NOT NULL,
    PRIMARY KEY (work_id, entity_id, position),
    FOREIGN KEY (work_id, entity_id) REFERENCES entity_works (work_id, entity_id) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE TABLE mentions (
    work_id INTEGER NOT NULL REFERENCES works (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    type TEXT NOT NULL,
    form TEXT NOT NULL CHECK (form IN ('name', 'nominal', 'pronoun')),
    entity_id INTEGER,
    confidence REAL NOT NULL,
    PRIMARY KEY (work_id, position),
    FOREIGN KEY (work_id, entity_id) REFERENCES entity_works (work_id, entity_id) ON DELETE CASCADE,
    CHECK (0 <= start AND start <= stop)
) WITHOUT ROWID;
CREATE INDEX mentions_by_entity ON mentions (entity_id, work_id);
CREATE INDEX mentions_by_start ON mentions (work_id, start);
CREATE TABLE quotes (
    work_id INTEGER NOT NULL REFERENCES works (id) ON DELETE CASCADE,
    id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    speaker_id INTEGER,
    speaker_start INTEGER,
    speaker_stop INTEGER,
    confidence REAL NOT NULL,
    PRIMARY KEY (work_id, id),
    FOREIGN KEY (work_id, speaker_id) REFERENCES entity_works (work_id, entity_id) ON DELETE CASCADE,
    CHECK ((speaker_start IS NULL) = (speaker_stop IS NULL)),
    CHECK (0 <= speaker_start AND speaker_start <= speaker_stop)
) WITHOUT ROWID;
CREATE INDEX quotes_by_speaker ON quotes (speaker_id, work_id);
CREATE TABLE quote_parts (
    work_id INTEGER NOT NULL,
    quote_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    PRIMARY KEY (work_id, quote_id, position),
    FOREIGN KEY (work_id, quote_id) REFERENCES quotes (work_id, id) ON DELETE CASCADE,
    CHECK (0 <= start AND start <= stop)
) WITHOUT ROWID;
CREATE TABLE quote_addressees (
    work_id INTEGER NOT NULL,
    quote_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    entity_id INTEGER NOT NULL,
    PRIMARY KEY (work_id, quote_id, position),
    FOREIGN KEY (work_id, quote_id) REFERENCES quotes (work_id, id) ON DELETE CASCADE,
    FOREIGN KEY (work_id, entity_id) REFERENCES entity_works (work_id, entity_id) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX quote_addressees_by_entity ON quote_addressees (entity_id, work_id);
"""

_NARRATIONS_AND_MEMBERS = """
CREATE TABLE narrations (
    work_id INTEGER NOT NULL REFERENCES works (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    person TEXT NOT NULL CHECK (person IN ('first', 'third')),
    narrator_id INTEGER,
    confidence REAL NOT NULL,
    PRIMARY KEY (work_id, position),
    FOREIGN KEY (work_id, narrator_id) REFERENCES entity_works (work_id, entity_id) ON DELETE CASCADE,
    CHECK (0 <= start AND start <= stop)
) WITHOUT ROWID;
CREATE INDEX narrations_by_narrator ON narrations (narrator_id, work_id);
CREATE TABLE entity_members (
    work_id INTEGER NOT NULL,
    entity_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    member_id INTEGER NOT NULL CHECK (member_id <> entity_id),
    PRIMARY KEY (work_id, entity_id, position),
    FOREIGN KEY (work_id, entity_id) REFERENCES entity_works (work_id, entity_id) ON DELETE CASCADE,
    FOREIGN KEY (work_id, member_id) REFERENCES entity_works (work_id, entity_id) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX entity_members_by_member ON entity_members (member_id, work_id);
"""

_EMPHASIS_AND_REPAIRS = """
ALTER TABLE works ADD COLUMN program TEXT NOT NULL DEFAULT '';
ALTER TABLE works ADD COLUMN model TEXT NOT NULL DEFAULT '';
ALTER TABLE works ADD COLUMN settings TEXT NOT NULL DEFAULT '{}';
ALTER TABLE blocks ADD COLUMN apart TEXT;
CREATE TABLE emphasis (
    work_id INTEGER NOT NULL REFERENCES works (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('italic', 'bold')),
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    PRIMARY KEY (work_id, position),
    CHECK (0 <= start AND start <= stop)
) WITHOUT ROWID;
CREATE TABLE repairs (
    work_id INTEGER NOT NULL REFERENCES works (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    reads TEXT NOT NULL,
    PRIMARY KEY (work_id, position),
    CHECK (0 <= start AND start <= stop)
) WITHOUT ROWID;
"""
_SECOND_PERSON = """
CREATE TABLE told (
    work_id INTEGER NOT NULL REFERENCES works (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    person TEXT NOT NULL CHECK (person IN ('first', 'second', 'third')),
    narrator_id INTEGER,
    confidence REAL NOT NULL,
    PRIMARY KEY (work_id, position),
    FOREIGN KEY (work_id, narrator_id) REFERENCES entity_works (work_id, entity_id) ON DELETE CASCADE,
    CHECK (0 <= start AND start <= stop)
) WITHOUT ROWID;
INSERT INTO told SELECT work_id, position, start, stop, person, narrator_id, confidence FROM narrations;
DROP TABLE narrations;
ALTER TABLE told RENAME TO narrations;
CREATE INDEX narrations_by_narrator ON narrations (narrator_id, work_id);
"""
_NAMES_WARNINGS_AND_SKETCHES = """
ALTER TABLE works ADD COLUMN file_title TEXT;
ALTER TABLE works ADD COLUMN file_author TEXT;
CREATE TABLE warnings (
    work_id INTEGER NOT NULL REFERENCES works (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    sentence TEXT NOT NULL,
    PRIMARY KEY (work_id, position)
) WITHOUT ROWID;
CREATE TABLE sketches (
    work_id INTEGER PRIMARY KEY REFERENCES works (id) ON DELETE CASCADE,
    shingles BLOB NOT NULL
);
"""
_ANNOTATIONS = """
CREATE TABLE annotations (
    key TEXT PRIMARY KEY,
    added TEXT NOT NULL,
    columns BLOB NOT NULL
);
CREATE TABLE sections (
    work_id INTEGER NOT NULL REFERENCES works (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    key TEXT NOT NULL REFERENCES annotations (key),
    start INTEGER NOT NULL CHECK (start >= 0),
    block INTEGER NOT NULL CHECK (block >= 0),
    PRIMARY KEY (work_id, position)
) WITHOUT ROWID;
CREATE INDEX sections_by_key ON sections (key);
CREATE TABLE links (
    work_id INTEGER PRIMARY KEY REFERENCES works (id) ON DELETE CASCADE,
    columns BLOB NOT NULL
);
CREATE TABLE doubts (
    work_id INTEGER NOT NULL REFERENCES works (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    start INTEGER NOT NULL CHECK (start >= 0),
    probability REAL NOT NULL,
    PRIMARY KEY (work_id, position)
) WITHOUT ROWID;
"""
_CORRECTIONS = """
ALTER TABLE works ADD COLUMN revision INTEGER NOT NULL DEFAULT 1;
CREATE TABLE corrections (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    work_id INTEGER NOT NULL REFERENCES works (id) ON DELETE CASCADE,
    step INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('kept', 'undone')),
    problem TEXT NOT NULL,
    created TEXT NOT NULL,
    program TEXT NOT NULL,
    annotation TEXT NOT NULL
);
CREATE INDEX corrections_by_work ON corrections (work_id);
CREATE TABLE quote_alternatives (
    work_id INTEGER NOT NULL,
    quote_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    entity_id INTEGER NOT NULL,
    probability REAL NOT NULL,
    PRIMARY KEY (work_id, quote_id, position),
    FOREIGN KEY (work_id, quote_id) REFERENCES quotes (work_id, id) ON DELETE CASCADE,
    FOREIGN KEY (work_id, entity_id) REFERENCES entity_works (work_id, entity_id) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX quote_alternatives_by_entity ON quote_alternatives (entity_id, work_id);
CREATE TABLE skipped (
    work_id INTEGER NOT NULL REFERENCES works (id) ON DELETE CASCADE,
    question TEXT NOT NULL,
    PRIMARY KEY (work_id, question)
) WITHOUT ROWID;
"""
_STORIES = """
ALTER TABLE works ADD COLUMN story TEXT NOT NULL DEFAULT '';
ALTER TABLE quotes ADD COLUMN thought INTEGER NOT NULL DEFAULT 0;
CREATE TABLE scenes (
    work_id INTEGER NOT NULL REFERENCES works (id) ON DELETE CASCADE,
    id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    mode TEXT NOT NULL,
    place_id INTEGER,
    place_start INTEGER,
    place_stop INTEGER,
    place_confidence REAL NOT NULL,
    focal_id INTEGER,
    focal_confidence REAL NOT NULL,
    time_start INTEGER,
    time_stop INTEGER,
    time_value TEXT,
    time_spoken INTEGER,
    time_relation TEXT NOT NULL,
    time_confidence REAL NOT NULL,
    story_order INTEGER NOT NULL,
    confidence REAL NOT NULL,
    PRIMARY KEY (work_id, id),
    FOREIGN KEY (work_id, place_id) REFERENCES entity_works (work_id, entity_id) ON DELETE CASCADE,
    FOREIGN KEY (work_id, focal_id) REFERENCES entity_works (work_id, entity_id) ON DELETE CASCADE,
    CHECK (0 <= start AND start <= stop)
) WITHOUT ROWID;
CREATE INDEX scenes_by_place ON scenes (place_id, work_id);
CREATE TABLE presences (
    work_id INTEGER NOT NULL,
    scene_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    entity_id INTEGER NOT NULL,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    role TEXT NOT NULL,
    confidence REAL NOT NULL,
    PRIMARY KEY (work_id, scene_id, position),
    FOREIGN KEY (work_id, scene_id) REFERENCES scenes (work_id, id) ON DELETE CASCADE,
    FOREIGN KEY (work_id, entity_id) REFERENCES entity_works (work_id, entity_id) ON DELETE CASCADE,
    CHECK (0 <= start AND start <= stop)
) WITHOUT ROWID;
CREATE INDEX presences_by_entity ON presences (entity_id, work_id);
CREATE TABLE locations (
    work_id INTEGER NOT NULL REFERENCES works (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    entity_id INTEGER NOT NULL,
    place_id INTEGER,
    place_start INTEGER NOT NULL,
    place_stop INTEGER NOT NULL,
    relation TEXT NOT NULL,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    confidence REAL NOT NULL,
    PRIMARY KEY (work_id, position),
    FOREIGN KEY (work_id, entity_id) REFERENCES entity_works (work_id, entity_id) ON DELETE CASCADE,
    FOREIGN KEY (work_id, place_id) REFERENCES entity_works (work_id, entity_id) ON DELETE CASCADE,
    CHECK (0 <= start AND start <= stop)
) WITHOUT ROWID;
CREATE INDEX locations_by_entity ON locations (entity_id, work_id);
CREATE INDEX locations_by_place ON locations (place_id, work_id);
CREATE TABLE times (
    work_id INTEGER NOT NULL REFERENCES works (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    value TEXT NOT NULL,
    spoken INTEGER NOT NULL,
    PRIMARY KEY (work_id, position),
    CHECK (0 <= start AND start <= stop)
) WITHOUT ROWID;
"""


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
    Migration("0001 works, casts and quotations", _FIRST_SCHEMA),
    Migration("0002 who tells each stretch, and who is in a group", _NARRATIONS_AND_MEMBERS),
    Migration("0003 emphasis, repairs, what is set apart, how a work was read", _EMPHASIS_AND_REPAIRS),
    Migration("0004 telling in the second person", _SECOND_PERSON),
    Migration("0005 names that people give, warnings, sketches of the texts", _NAMES_WARNINGS_AND_SKETCHES),
    Migration("0006 annotations, a section at a time", _ANNOTATIONS),
    Migration("0007 corrections, and who else may speak a line", _CORRECTIONS),
    Migration("0008 scenes, who is where and when, thoughts", _STORIES),
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
