"""Putting a work into the tables of a world, within the caller's transaction."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timezone

from fabula import errors
from fabula.types import (
    Block,
    Cast,
    Chapter,
    Emphasis,
    Entity,
    Mention,
    Metadata,
    Narration,
    Part,
    Quote,
    Repair,
    Text,
    Work,
)
from fabula.world import shelf
from fabula.world.likeness import Sketch
from fabula.world.names import folded
from fabula.world.shelf import PackedSections

Names = dict[tuple[str, str], list[int]]


def insert(
    connection: sqlite3.Connection,
    work: Work,
    drawn: Sketch,
    replaced: int | None = None,
    annotations: PackedSections | None = None,
) -> tuple[int, bool]:
    """Writes a work; its number in the world, and whether it took the place of another.

    ``replaced`` is the work whose place it takes, which must be there. Its number passes on, and an entity of
    the same type and name keeps its number too, so that what people noted down stays right; so does a title
    or an author that a person gave it. ``drawn`` is the sketch of the text, ``annotations`` are
    what the work was made of.
    Raises :class:`fabula.errors.WorldError` if the work contradicts itself or holds what is no character.
    """
    with refusals(work.title):
        return _insert(connection, work, drawn, replaced, annotations)


@contextmanager
def refusals(title: str) -> Iterator[None]:
    """Turns what no world can hold of a work of this title into an error for a person."""
    try:
        yield
    except sqlite3.IntegrityError as error:
        raise errors.work_breaks_rule(title, _rule(str(error))) from error
    except OverflowError as error:
        raise errors.work_breaks_rule(title, "a number in it is too large") from error
    except UnicodeEncodeError as error:
        raise errors.lone_surrogate(title, f"U+{ord(error.object[error.start]):04X}", error.start) from error


def delete(connection: sqlite3.Connection, work: int) -> None:
    """Takes a work out, and with it every entity that no other work has."""
    members = [
        (row[0],)
        for row in connection.execute("SELECT entity_id FROM entity_works WHERE work_id = ?", (work,))
    ]
    keys = shelf.keys(connection, work)
    connection.execute("DELETE FROM works WHERE id = ?", (work,))
    _forget_unused(connection, members)
    shelf.forget_unused(connection, keys)


def require_room(connection: sqlite3.Connection, text: Text, replaced: int | None) -> None:
    """Raises WorldError where a text, in place of a work, would have the source and the title of a third."""
    title = text.metadata.title if replaced is None else _kept_names(connection, text, replaced).title
    there = connection.execute(
        "SELECT id FROM works WHERE source = ? AND title = ? AND id IS NOT ?", (text.source, title, replaced)
    ).fetchone()
    if there is not None:
        raise errors.work_is_there(text.source, there[0])


def _insert(
    connection: sqlite3.Connection,
    work: Work,
    drawn: Sketch,
    replaced: int | None,
    annotations: PackedSections | None,
) -> tuple[int, bool]:
    metadata = work.text.metadata
    names: Names = defaultdict(list)
    old = shelf.keys(connection, replaced) if replaced is not None else []
    if replaced is not None:
        metadata = _kept_names(connection, work.text, replaced)
        names = _entities_by_name(connection, replaced)
        connection.execute("DELETE FROM works WHERE id = ?", (replaced,))
    number = _write_work(connection, replaced, replace(work, text=replace(work.text, metadata=metadata)))
    connection.execute("INSERT INTO sketches VALUES (?, ?)", (number, drawn.packed()))
    _write_text(connection, number, work.text)
    if annotations is not None:
        shelf.insert(connection, number, annotations)
    shelf.forget_unused(connection, old)
    entities = _write_entities(connection, number, work.cast.entities, names)
    _forget_unused(connection, [(entity,) for unused in names.values() for entity in unused])
    _write_readings(connection, number, work.cast, entities, work.title)
    return number, replaced is not None


def _kept_names(connection: sqlite3.Connection, text: Text, replaced: int) -> Metadata:
    """The metadata with the title and the author that a person gave to the work replaced, if none is new."""
    metadata = text.metadata
    title, file_title, author, file_author = connection.execute(
        "SELECT title, file_title, author, file_author FROM works WHERE id = ?", (replaced,)
    ).fetchone()
    return metadata.named(
        title if file_title is not None and metadata.file_title is None else None,
        author if file_author is not None and metadata.file_author is None else None,
    )


def _entities_by_name(connection: sqlite3.Connection, work: int) -> Names:
    """The numbers of a work's entities of one type and name, the last of the reading first."""
    names: Names = defaultdict(list)
    for entity, kind, name in connection.execute(
        "SELECT e.entity_id, e.type, n.name FROM entity_works e JOIN entity_names n "
        "ON n.work_id = e.work_id AND n.entity_id = e.entity_id AND n.position = 0 "
        "WHERE e.work_id = ? ORDER BY e.position DESC",
        (work,),
    ):
        names[kind, name].append(int(entity))
    return names


def _write_work(connection: sqlite3.Connection, number: int | None, work: Work) -> int:
    """Writes the row of a work; its number, a new one where ``number`` is None."""
    metadata, provenance = work.text.metadata, work.provenance
    row: dict[str, object] = {
        "id": number,
        "source": work.text.source,
        "title": metadata.title,
        "author": metadata.author,
        "language": metadata.language,
        "summary": metadata.summary,
        "tokens": int(work.tokens),
        "added": datetime.now(timezone.utc).isoformat(timespec="seconds"),
        "program": provenance.program,
        "model": provenance.model,
        "settings": json.dumps(dict(provenance.settings), ensure_ascii=False, sort_keys=True),
        "file_title": metadata.file_title,
        "file_author": metadata.file_author,
    }
    places = ", ".join("?" * len(row))
    cursor = connection.execute(
        f"INSERT INTO works ({', '.join(row)}) VALUES ({places})", tuple(row.values())
    )
    return int(cursor.lastrowid or 0)


def _write_text(connection: sqlite3.Connection, work: int, text: Text) -> None:
    connection.execute("INSERT INTO texts VALUES (?, ?)", (work, text.content))
    _rows(connection, "tags", 3, ((work, at, tag) for at, tag in enumerate(text.metadata.tags)))
    other = enumerate(text.metadata.other.items())
    _rows(connection, "metadata", 4, ((work, at, key, value) for at, (key, value) in other))
    blocks = (
        (work, at, block.kind.value, *_span(block), block.apart and block.apart.value)
        for at, block in enumerate(text.blocks)
    )
    _rows(connection, "blocks", 6, blocks)
    emphasis = ((work, at, each.kind.value, *_span(each)) for at, each in enumerate(text.emphasis))
    _rows(connection, "emphasis", 5, emphasis)
    repairs = ((work, at, each.kind.value, *_span(each), each.reads) for at, each in enumerate(text.repairs))
    _rows(connection, "repairs", 6, repairs)
    chapters = ((work, at, chapter.title, *_span(chapter)) for at, chapter in enumerate(text.chapters))
    _rows(connection, "chapters", 5, chapters)
    _rows(connection, "parts", 5, ((work, at, part.name, *_span(part)) for at, part in enumerate(text.parts)))
    _rows(
        connection,
        "doubts",
        4,
        ((work, at, int(place), float(p)) for at, (place, p) in enumerate(text.doubts)),
    )
    _rows(connection, "warnings", 3, ((work, at, warning) for at, warning in enumerate(text.warnings)))


def _write_entities(
    connection: sqlite3.Connection, work: int, entities: Iterable[Entity], earlier: Names
) -> dict[int, int]:
    """Writes the entities; from each one's number in the reading to its number in the world."""
    numbers: dict[int, int] = {}
    for position, entity in enumerate(entities):
        known = earlier.get((entity.type.value, entity.name))
        if known:
            number = known.pop()
        else:
            cursor = connection.execute(
                "INSERT INTO entities (type, name) VALUES (?, ?)", (entity.type.value, entity.name)
            )
            number = int(cursor.lastrowid or 0)
        if entity.id in numbers:
            raise errors.work_breaks_rule(entity.name, f"two entities have the number {entity.id}")
        numbers[entity.id] = number
        counts = int(entity.mentions), int(entity.quotes), int(entity.narrator)
        first = None if entity.first is None else int(entity.first)
        row = (work, number, position, entity.type.value, *counts, first)
        connection.execute("INSERT INTO entity_works VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
        names = enumerate((entity.name, *entity.aliases))
        _rows(connection, "entity_names", 5, ((work, number, at, name, folded(name)) for at, name in names))
        pronouns = enumerate(entity.pronouns)
        _rows(connection, "entity_pronouns", 4, ((work, number, at, pronoun) for at, pronoun in pronouns))
    return numbers


def _write_members(
    connection: sqlite3.Connection, work: int, entities: Iterable[Entity], known: Callable[[int, str], int]
) -> None:
    """Writes who is in each group, once every entity has its number in the world."""
    for entity in entities:
        whose = f"the group {entity.name!r}"
        group = known(entity.id, whose)
        members = ((work, group, at, known(member, whose)) for at, member in enumerate(entity.members))
        _rows(connection, "entity_members", 4, members)


def _write_readings(
    connection: sqlite3.Connection, work: int, cast: Cast, numbers: dict[int, int], title: str
) -> None:
    def known(entity: int, whose: str) -> int:
        if entity not in numbers:
            raise errors.work_breaks_rule(title, f"{whose} names entity {entity}, which its cast lacks")
        return numbers[entity]

    def mention_row(position: int, mention: Mention) -> tuple[object, ...]:
        entity = None if mention.entity is None else known(mention.entity, f"mention {position}")
        kinds = mention.type.value, mention.form.value
        return (work, position, *_span(mention), *kinds, entity, float(mention.confidence))

    def quote_row(position: int, quote: Quote) -> tuple[object, ...]:
        speaker = None if quote.speaker is None else known(quote.speaker, f"quotation {quote.id}")
        start, stop = (None, None) if quote.speaker_mention is None else map(int, quote.speaker_mention)
        return (work, int(quote.id), position, speaker, start, stop, float(quote.confidence))

    def parts() -> Iterator[tuple[int, ...]]:
        for quote in cast.quotes:
            for at, (start, stop) in enumerate(quote.spans):
                yield work, int(quote.id), at, int(start), int(stop)

    def addressees() -> Iterator[tuple[int, ...]]:
        for quote in cast.quotes:
            for at, entity in enumerate(quote.addressees):
                yield work, int(quote.id), at, known(entity, f"quotation {quote.id}")

    def narration_row(position: int, told: Narration) -> tuple[object, ...]:
        narrator = None if told.narrator is None else known(told.narrator, f"narration {position}")
        return (work, position, *_span(told), told.person.value, narrator, float(told.confidence))

    _rows(connection, "mentions", 8, (mention_row(at, mention) for at, mention in enumerate(cast.mentions)))
    _rows(connection, "quotes", 7, (quote_row(at, quote) for at, quote in enumerate(cast.quotes)))
    _rows(connection, "quote_parts", 5, parts())
    _rows(connection, "quote_addressees", 4, addressees())
    _rows(connection, "narrations", 7, (narration_row(at, told) for at, told in enumerate(cast.narrations)))
    _write_members(connection, work, cast.entities, known)


def _rows(connection: sqlite3.Connection, table: str, width: int, rows: Iterable[tuple[object, ...]]) -> None:
    connection.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * width)})", rows)


def _span(thing: Block | Chapter | Part | Emphasis | Repair | Mention | Narration) -> tuple[int, int]:
    # Stages compute in numpy, whose whole numbers SQLite would take for bytes.
    return int(thing.start), int(thing.end)


def _forget_unused(connection: sqlite3.Connection, entities: list[tuple[int]]) -> None:
    connection.executemany(
        "DELETE FROM entities WHERE id = ? "
        "AND NOT EXISTS (SELECT 1 FROM entity_works WHERE entity_works.entity_id = entities.id)",
        entities,
    )


def _rule(message: str) -> str:
    """SQLite's word for a broken constraint, as a person would put it."""
    rules = {
        "NOT NULL constraint failed: mentions.confidence": "the confidence of a mention is not a number",
        "NOT NULL constraint failed: quotes.confidence": "the confidence of a quotation is not a number",
        "NOT NULL constraint failed: narrations.confidence": "the confidence of a narration is not a number",
        "CHECK constraint failed: member_id <> entity_id": "a group in it is a member of itself",
        "UNIQUE constraint failed: quotes.work_id, quotes.id": "two of its quotations have the same number",
        "CHECK constraint failed: 0 <= start AND start <= stop": "a span in it ends before it starts",
    }
    return rules.get(message, message)
