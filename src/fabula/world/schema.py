"""The tables of a world as SQL, each step as it was added; a step that was published never changes."""

FIRST_SCHEMA = """
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

NARRATIONS_AND_MEMBERS = """
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

EMPHASIS_AND_REPAIRS = """
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
SECOND_PERSON = """
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
NAMES_WARNINGS_AND_SKETCHES = """
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
ANNOTATIONS = """
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
CORRECTIONS = """
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
STORIES = """
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
TOLD_OF = """
CREATE TABLE events (
    work_id INTEGER NOT NULL REFERENCES works (id) ON DELETE CASCADE,
    id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    lemma TEXT NOT NULL,
    place_id INTEGER,
    realis TEXT NOT NULL,
    spoken INTEGER NOT NULL,
    scene_id INTEGER,
    confidence REAL NOT NULL,
    PRIMARY KEY (work_id, id),
    FOREIGN KEY (work_id, place_id) REFERENCES entity_works (work_id, entity_id) ON DELETE CASCADE,
    CHECK (0 <= start AND start <= stop)
) WITHOUT ROWID;
CREATE TABLE event_entities (
    work_id INTEGER NOT NULL,
    event_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    entity_id INTEGER NOT NULL,
    role TEXT NOT NULL,
    PRIMARY KEY (work_id, event_id, position),
    FOREIGN KEY (work_id, event_id) REFERENCES events (work_id, id) ON DELETE CASCADE,
    FOREIGN KEY (work_id, entity_id) REFERENCES entity_works (work_id, entity_id) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX event_entities_by_entity ON event_entities (entity_id, work_id);
CREATE TABLE attributes (
    work_id INTEGER NOT NULL REFERENCES works (id) ON DELETE CASCADE,
    id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    entity_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    by_id INTEGER,
    holds INTEGER NOT NULL,
    since INTEGER NOT NULL,
    until INTEGER NOT NULL,
    confidence REAL NOT NULL,
    PRIMARY KEY (work_id, id),
    FOREIGN KEY (work_id, entity_id) REFERENCES entity_works (work_id, entity_id) ON DELETE CASCADE,
    FOREIGN KEY (work_id, by_id) REFERENCES entity_works (work_id, entity_id) ON DELETE CASCADE,
    CHECK (0 <= start AND start <= stop)
) WITHOUT ROWID;
CREATE INDEX attributes_by_entity ON attributes (entity_id, work_id);
CREATE TABLE relations (
    work_id INTEGER NOT NULL REFERENCES works (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    a_id INTEGER NOT NULL,
    relation TEXT NOT NULL,
    b_id INTEGER NOT NULL,
    inferred INTEGER NOT NULL,
    confidence REAL NOT NULL,
    PRIMARY KEY (work_id, position),
    FOREIGN KEY (work_id, a_id) REFERENCES entity_works (work_id, entity_id) ON DELETE CASCADE,
    FOREIGN KEY (work_id, b_id) REFERENCES entity_works (work_id, entity_id) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX relations_by_a ON relations (a_id, work_id);
CREATE INDEX relations_by_b ON relations (b_id, work_id);
CREATE TABLE relation_spans (
    work_id INTEGER NOT NULL,
    relation INTEGER NOT NULL,
    position INTEGER NOT NULL,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    PRIMARY KEY (work_id, relation, position),
    FOREIGN KEY (work_id, relation) REFERENCES relations (work_id, position) ON DELETE CASCADE,
    CHECK (0 <= start AND start <= stop)
) WITHOUT ROWID;
"""
PARTED = """
CREATE TABLE parted (
    one_id INTEGER NOT NULL REFERENCES entities (id) ON DELETE CASCADE,
    other_id INTEGER NOT NULL REFERENCES entities (id) ON DELETE CASCADE,
    PRIMARY KEY (one_id, other_id),
    CHECK (one_id <> other_id)
) WITHOUT ROWID;
CREATE INDEX parted_by_other ON parted (other_id);
"""
STORY_CORRECTIONS = ""
"""No table changes. The step is there for earlier versions, which know no corrections of these kinds."""

FORMER = """
CREATE TABLE former (
    work_id INTEGER NOT NULL REFERENCES works (id) ON DELETE CASCADE,
    entity_id INTEGER NOT NULL,
    mentions TEXT NOT NULL,
    lines TEXT NOT NULL,
    PRIMARY KEY (work_id, entity_id)
) WITHOUT ROWID;
"""
