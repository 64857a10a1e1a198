"""Whom a work had before somebody was made one with another, so that who comes back has the old number."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence

from fabula.types import Span
from fabula.world.alignment import Moves
from fabula.world.numbering import Former
from fabula.world.rows import insert_rows


def load(connection: sqlite3.Connection, work: int) -> list[Former]:
    """Those whom a work had."""
    rows = connection.execute(
        "SELECT entity_id, mentions, lines FROM former WHERE work_id = ? ORDER BY entity_id", (work,)
    )
    return [Former(number, _spans(mentions), _spans(lines)) for number, mentions, lines in rows]


def numbers(connection: sqlite3.Connection, work: int) -> frozenset[int]:
    """Their numbers alone."""
    rows = connection.execute("SELECT entity_id FROM former WHERE work_id = ?", (work,))
    return frozenset(number for (number,) in rows)


def note(connection: sqlite3.Connection, work: int, entities: Iterable[int]) -> None:
    """Notes what is of some entities of a work, which are about to go."""
    insert(connection, work, [_as_it_is(connection, work, number) for number in entities])


def insert(connection: sqlite3.Connection, work: int, former: Iterable[Former]) -> None:
    """Writes some whom a work had; who has nothing is never known again, and left out."""
    rows = (
        (work, each.id, json.dumps(each.mentions), json.dumps(each.lines))
        for each in former
        if each.mentions or each.lines
    )
    insert_rows(connection, "former", rows)


def forget(connection: sqlite3.Connection, work: int, entities: Iterable[int]) -> None:
    """Forgets some of whom a work had, since it has them again."""
    connection.executemany(
        "DELETE FROM former WHERE work_id = ? AND entity_id = ?", [(work, number) for number in entities]
    )


def moved(former: Sequence[Former], moves: Moves) -> list[Former]:
    """The same over the text of a draft, without what is not in it any more."""

    def there(spans: Sequence[Span]) -> tuple[Span, ...]:
        return tuple(span for own in spans if (span := _with_marks(own, moves)) is not None)

    return [Former(each.id, there(each.mentions), there(each.lines)) for each in former]


def _with_marks(span: Span, moves: Moves) -> Span | None:
    """Where a span stands in a draft, with the marks around its words."""
    found = moves.span(*span)
    if found is None or moves.same:
        return found
    first, last = moves.old.span(*moves.old.within(*span))
    return found[0] - (first - span[0]), found[1] + (span[1] - last)


def _as_it_is(connection: sqlite3.Connection, work: int, number: int) -> Former:
    mentions = connection.execute(
        "SELECT start, stop FROM mentions WHERE work_id = ? AND entity_id = ? ORDER BY position",
        (work, number),
    ).fetchall()
    lines = connection.execute(
        "SELECT min(p.start), max(p.stop) FROM quotes q JOIN quote_parts p "
        "ON p.work_id = q.work_id AND p.quote_id = q.id "
        "WHERE q.work_id = ? AND q.speaker_id = ? GROUP BY q.id ORDER BY q.id",
        (work, number),
    ).fetchall()
    return Former(number, tuple(map(tuple, mentions)), tuple(map(tuple, lines)))


def _spans(written: str) -> tuple[Span, ...]:
    return tuple((int(start), int(stop)) for start, stop in json.loads(written))
