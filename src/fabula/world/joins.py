"""One entity in several works: joined and taken apart, within the caller's transaction."""

from __future__ import annotations

import sqlite3

COLUMNS: tuple[tuple[str, str], ...] = (
    ("entity_works", "entity_id"),
    ("entity_names", "entity_id"),
    ("entity_pronouns", "entity_id"),
    ("entity_members", "entity_id"),
    ("entity_members", "member_id"),
    ("mentions", "entity_id"),
    ("quotes", "speaker_id"),
    ("quote_addressees", "entity_id"),
    ("quote_alternatives", "entity_id"),
    ("narrations", "narrator_id"),
    ("scenes", "place_id"),
    ("scenes", "focal_id"),
    ("presences", "entity_id"),
    ("locations", "entity_id"),
    ("locations", "place_id"),
    ("events", "place_id"),
    ("event_entities", "entity_id"),
    ("attributes", "entity_id"),
    ("attributes", "by_id"),
    ("relations", "a_id"),
    ("relations", "b_id"),
)
"""Every column that holds the number of an entity in a work."""


def works_of(connection: sqlite3.Connection, entity: int) -> list[int]:
    """The works in which an entity is, in order."""
    rows = connection.execute(
        "SELECT work_id FROM entity_works WHERE entity_id = ? ORDER BY work_id", (entity,)
    )
    return [work for (work,) in rows]


def in_several_works(connection: sqlite3.Connection) -> dict[int, list[int]]:
    """The entities that are in more than one work, each with its works in order."""
    found: dict[int, list[int]] = {}
    query = (
        "SELECT entity_id, work_id FROM entity_works WHERE entity_id IN "
        "(SELECT entity_id FROM entity_works GROUP BY entity_id HAVING count(*) > 1) ORDER BY work_id"
    )
    for entity, work in connection.execute(query):
        found.setdefault(entity, []).append(work)
    return found


def join(connection: sqlite3.Connection, one: int, other: int) -> None:
    """Gives ``other`` the number of ``one`` in all its works; no work may have both."""
    for work in works_of(connection, other):
        _renumber(connection, work, other, one)
    connection.execute("UPDATE OR IGNORE former SET entity_id = ? WHERE entity_id = ?", (one, other))
    connection.execute("DELETE FROM entities WHERE id = ?", (other,))


def part(connection: sqlite3.Connection, entity: int, work: int) -> int:
    """Gives an entity a new number in one work, and notes that the two are not one; the new number."""
    name, kind = connection.execute(
        "SELECT n.name, w.type FROM entity_works w JOIN entity_names n "
        "ON n.work_id = w.work_id AND n.entity_id = w.entity_id AND n.position = 0 "
        "WHERE w.work_id = ? AND w.entity_id = ?",
        (work, entity),
    ).fetchone()
    cursor = connection.execute("INSERT INTO entities (type, name) VALUES (?, ?)", (kind, name))
    fresh = int(cursor.lastrowid or 0)
    _renumber(connection, work, entity, fresh)
    connection.execute("INSERT INTO parted VALUES (?, ?)", (entity, fresh))
    return fresh


def parted(connection: sqlite3.Connection) -> frozenset[frozenset[int]]:
    """The pairs of entities that a person has taken apart."""
    return frozenset(frozenset(pair) for pair in connection.execute("SELECT one_id, other_id FROM parted"))


def rejoin(connection: sqlite3.Connection, one: int, other: int) -> None:
    """Forgets that a person has taken the two apart."""
    for pair in ((one, other), (other, one)):
        connection.execute("DELETE FROM parted WHERE one_id = ? AND other_id = ?", pair)


def _renumber(connection: sqlite3.Connection, work: int, old: int, new: int) -> None:
    connection.execute("PRAGMA defer_foreign_keys = ON")
    for table, column in COLUMNS:
        # Both names are written in this file; the values are bound.
        query = f"UPDATE {table} SET {column} = ? WHERE work_id = ? AND {column} = ?"
        connection.execute(query, (new, work, old))
    connection.execute("UPDATE works SET revision = revision + 1 WHERE id = ?", (work,))
