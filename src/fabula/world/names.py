"""From what a person types to the entities meant."""

from __future__ import annotations

import sqlite3
from difflib import get_close_matches

from fabula import errors

SUGGESTIONS = 5
LONGEST_SUGGESTION = 40
"""Longer ones are descriptions, which nobody means to type."""


def folded(name: str) -> str:
    """How names are compared: without letter case, full stops, typographic apostrophes and stray spaces."""
    return " ".join(name.casefold().replace(".", " ").replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split())


def resolve(connection: sqlite3.Connection, name: str, work: int | None) -> list[int]:
    """The entities called ``name`` in one work, or in all.

    A whole name counts before other names. One name in several works gives the entity of each; names of
    different people, or of two in one work, raise :class:`fabula.errors.WorldError` with the candidates, and
    a name that nobody bears raises it with those that come close. ``#12`` and ``12`` give entity 12 where
    nobody is called that.
    """
    name = name.encode("utf-8", "replace").decode()  # what a terminal could not decode names nobody
    rows = connection.execute(
        "SELECT n.entity_id, n.work_id, n.position, c.name FROM entity_names n "
        "JOIN entity_names c ON c.work_id = n.work_id AND c.entity_id = n.entity_id AND c.position = 0 "
        "WHERE n.folded = ? AND (? IS NULL OR n.work_id = ?) ORDER BY n.work_id, n.entity_id",
        (folded(name), work, work),
    ).fetchall()
    matches = [row for row in rows if row[2] == 0] or rows
    if not matches:
        return [_numbered(connection, name, work)]
    entities = {entity: called for entity, _, _, called in matches}
    places = {(entity, place) for entity, place, _, _ in matches}
    one_each = len({place for _, place in places}) == len(places)
    if len({folded(called) for called in entities.values()}) > 1 or not one_each:
        raise errors.ambiguous_name(name, _either(entities))
    return list(entities)


def _numbered(connection: sqlite3.Connection, name: str, work: int | None) -> int:
    digits = name.strip().removeprefix("#")
    if digits.isascii() and digits.isdigit() and len(digits) < 19:
        found = connection.execute(
            "SELECT entity_id FROM entity_works WHERE entity_id = ? AND (? IS NULL OR work_id = ?)",
            (int(digits), work, work),
        ).fetchone()
        if found:
            return int(found[0])
    raise errors.unknown_name(name, _near(connection, name, work))


def _either(entities: dict[int, str]) -> str:
    shown = [f"{called} (#{entity})" for entity, called in list(entities.items())[:SUGGESTIONS]]
    if len(entities) > SUGGESTIONS:
        shown.append(f"one of {len(entities) - SUGGESTIONS} more")
    return ", ".join(shown[:-1]) + " or " + shown[-1]


def _near(connection: sqlite3.Connection, name: str, work: int | None) -> str:
    """Names spelled alike or that share a word, else the most mentioned ones."""
    rows = connection.execute(
        "SELECT n.folded, n.name, n.position FROM entity_names n "
        "JOIN entity_works w ON w.work_id = n.work_id AND w.entity_id = n.entity_id "
        "WHERE (? IS NULL OR n.work_id = ?) AND (w.type = 'PER' OR w.quotes > 0) AND length(n.name) <= ? "
        "ORDER BY w.mentions DESC, n.entity_id, n.position",
        (work, work, LONGEST_SUGGESTION),
    ).fetchall()
    if not rows:
        return "there are no characters"
    known = {key: called for key, called, _ in reversed(rows)}
    wanted = folded(name)
    words = set(wanted.split())
    near = [known[match] for match in get_close_matches(wanted, known, n=SUGGESTIONS)]
    near += [called for key, called, _ in rows if words & set(key.split())]
    if near:
        return f"did you mean {', '.join(list(dict.fromkeys(near))[:SUGGESTIONS])}?"
    first = dict.fromkeys(called for _, called, position in rows if position == 0)
    return f"there are {', '.join(list(first)[:SUGGESTIONS])}"
