"""From what a person types to the entities meant."""

from __future__ import annotations

import sqlite3
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import NamedTuple

from fabula import errors
from fabula.types import Entity

SUGGESTIONS = 5
LONGEST_SUGGESTION = 40
"""Longer ones are descriptions, which nobody means to type."""


def folded(name: str) -> str:
    """How names are compared: without letter case, full stops, typographic apostrophes and stray spaces.

    Nor do ligatures, decomposed accents, soft hyphens and other characters without width count.
    """
    if not name.isascii():
        name = unicodedata.normalize("NFKC", name)
        name = "".join(char for char in name if unicodedata.category(char) != "Cf")
    return " ".join(name.casefold().replace(".", " ").replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split())


class Bearer(NamedTuple):
    """Somebody who may be meant by a name: number, shown name, another name (or none), lines spoken."""

    id: int
    name: str
    alias: str
    lines: int


def bearer(entity: Entity) -> Bearer:
    """An entity as one of those who may be meant."""
    return Bearer(entity.id, entity.name, next(iter(entity.aliases), ""), entity.quotes)


def namesakes(shown: Iterable[tuple[int, str]]) -> frozenset[int]:
    """The numbers of those, given with their shown names, whose name somebody else among them has too."""
    people = {number: folded(name) for number, name in shown}
    counts = Counter(people.values())
    return frozenset(number for number, name in people.items() if counts[name] > 1)


def ambiguous(name: str, bearers: Sequence[Bearer]) -> errors.WorldError:
    """The error for a name that several have: who they are, with what tells those of one shown name apart."""
    same = namesakes((each.id, each.name) for each in bearers)
    shown = [_told_apart(each) if each.id in same else f"{each.name} (#{each.id})" for each in bearers]
    if len(shown) > SUGGESTIONS:
        shown[SUGGESTIONS:] = [f"one of {len(shown) - SUGGESTIONS} more"]
    right = "the number" if len(same) == len(bearers) else "the full name or the number"
    return errors.ambiguous_name(
        name, ", ".join(shown[:-1]) + " or " + shown[-1], f"{right}, such as {bearers[0].id}"
    )


def _told_apart(one: Bearer) -> str:
    also = f"also {one.alias}, " if one.alias and len(one.alias) <= LONGEST_SUGGESTION else ""
    return f"{one.name} (#{one.id}, {also}{one.lines:,} {'line' if one.lines == 1 else 'lines'})"


def number_in(name: str) -> int | None:
    """The number that ``12`` or ``#12`` stands for; None for anything else."""
    digits = name.strip().removeprefix("#")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 19 else None


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
        raise ambiguous(name, _bearers(connection, entities, work))
    return list(entities)


def _numbered(connection: sqlite3.Connection, name: str, work: int | None) -> int:
    number = number_in(name)
    if number is not None:
        found = connection.execute(
            "SELECT entity_id FROM entity_works WHERE entity_id = ? AND (? IS NULL OR work_id = ?)",
            (number, work, work),
        ).fetchone()
        if found:
            return int(found[0])
        raise errors.unknown_name(name, "fabula cast lists everybody with their numbers")
    raise errors.unknown_name(name, _near(connection, name, work))


def _bearers(connection: sqlite3.Connection, entities: dict[int, str], work: int | None) -> list[Bearer]:
    """What tells the entities apart, most mentioned first."""
    found = []
    for entity, called in entities.items():
        mentions, lines = connection.execute(
            "SELECT sum(mentions), sum(quotes) FROM entity_works "
            "WHERE entity_id = ? AND (? IS NULL OR work_id = ?)",
            (entity, work, work),
        ).fetchone()
        also = connection.execute(
            "SELECT name FROM entity_names WHERE entity_id = ? AND (? IS NULL OR work_id = ?) "
            "AND position = 1 ORDER BY work_id LIMIT 1",
            (entity, work, work),
        ).fetchone()
        found.append((mentions, Bearer(entity, called, also[0] if also else "", lines)))
    return [each for _, each in sorted(found, key=lambda pair: (-pair[0], pair[1].id))]


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
