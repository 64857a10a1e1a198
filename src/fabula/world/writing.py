"""Putting a work into the tables of a world, within the caller's transaction."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
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
from fabula.world import former, reading, shelf, stories
from fabula.world.alignment import Moves
from fabula.world.corrections import Entry, Places, table
from fabula.world.likeness import Sketch
from fabula.world.names import folded
from fabula.world.numbering import Earlier, Former, kept_numbers
from fabula.world.rows import insert_rows
from fabula.world.shelf import PackedSections


def insert(
    connection: sqlite3.Connection,
    work: Work,
    drawn: Sketch,
    replaced: int | None = None,
    annotations: PackedSections | None = None,
) -> tuple[int, bool]:
    """Writes a work; its number in the world, and whether it took the place of another.

    ``replaced`` is the work whose place it takes, which must be there. Its number passes on, and somebody who
    is in both keeps his number too, so that what people noted down stays right; so do a title or an author
    that a person gave it, and corrections, each anchored to the new text. ``drawn`` is the sketch of the
    text, ``annotations`` are what the work was made of.
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


def rewrite(connection: sqlite3.Connection, work: Work) -> None:
    """Writes cast and story of a work that is there, its chapters and how it was read; its text stays.

    Entities whose number the work has, or had, keep it, others get a new one.
    Raises :class:`fabula.errors.WorldError` if the work contradicts itself.
    """
    with refusals(work.title):
        number, provenance = work.id, work.provenance
        there = [
            row[0]
            for row in connection.execute("SELECT entity_id FROM entity_works WHERE work_id = ?", (number,))
        ]
        had = former.numbers(connection, number).union(there)
        known = {entity.id: entity.id for entity in work.cast.entities if entity.id in had}
        former.note(connection, number, [entity for entity in there if entity not in known])
        former.forget(connection, number, known)
        stories.delete(connection, number)
        for name in ("mentions", "quotes", "narrations", "entity_works", "chapters"):
            connection.execute(f"DELETE FROM {name} WHERE work_id = ?", (number,))
        connection.execute(
            "UPDATE works SET revision = revision + 1, added = ?, program = ?, model = ?, settings = ?, "
            "story = ? WHERE id = ?",
            (_now(), provenance.program, provenance.model, _settings(work), _story_by(work), number),
        )
        _write_chapters(connection, number, work.text)
        entities = _write_entities(connection, number, work.cast.entities, known)
        _forget_unused(connection, [(entity,) for entity in there if entity not in known])
        _write_readings(connection, number, work, entities)


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
    before = None if replaced is None else _Before.of(connection, replaced, work)
    metadata = work.text.metadata
    if before is not None and replaced is not None:
        metadata = _kept_names(connection, work.text, replaced)
        connection.execute("DELETE FROM works WHERE id = ?", (replaced,))
    revision = 1 if before is None else before.revision + 1
    named = replace(work, text=replace(work.text, metadata=metadata))
    number = _write_work(connection, replaced, named, revision)
    connection.execute("INSERT INTO sketches VALUES (?, ?)", (number, drawn.packed()))
    _write_text(connection, number, work.text)
    if annotations is not None:
        shelf.insert(connection, number, annotations)
    known = {} if before is None else before.known
    entities = _write_entities(connection, number, work.cast.entities, known)
    _write_readings(connection, number, work, entities)
    if before is not None:
        shelf.forget_unused(connection, before.keys)
        gone = before.entities.difference(known.values())
        _forget_unused(connection, [(entity,) for entity in gone])
        table.move(connection, number, before.corrections, Places.of_cast(work.text, work.cast, before.moves))
        table.skip(connection, number, before.skipped)
        again = set(known.values())
        former.insert(connection, number, (each for each in before.former if each.id not in again))
    else:
        shelf.forget_unused(connection)
    return number, replaced is not None


@dataclass(frozen=True, slots=True)
class _Before:
    """What of a work passes on to the one that takes its place.

    ``known`` are its entities that the other has too, by their numbers there.
    """

    revision: int
    keys: list[str]
    entities: frozenset[int]
    known: Mapping[int, int]
    moves: Moves
    corrections: list[Entry]
    skipped: frozenset[str]
    former: list[Former]

    @classmethod
    def of(cls, connection: sqlite3.Connection, replaced: int, work: Work) -> _Before:
        """What passes on from the work ``replaced`` to ``work``."""
        (revision,) = connection.execute("SELECT revision FROM works WHERE id = ?", (replaced,)).fetchone()
        moves = Moves(reading.content(connection, replaced), work.text.content)
        earlier = Earlier.of(reading.cast(connection, replaced))
        had = former.load(connection, replaced)
        return cls(
            revision,
            shelf.keys(connection, replaced),
            frozenset(entity.id for entity in earlier.entities),
            kept_numbers(earlier, work.cast, moves, had),
            moves,
            table.load(connection, replaced),
            table.skipped(connection, replaced),
            former.moved(had, moves),
        )


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


def _write_work(connection: sqlite3.Connection, number: int | None, work: Work, revision: int) -> int:
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
        "added": _now(),
        "program": provenance.program,
        "model": provenance.model,
        "settings": _settings(work),
        "file_title": metadata.file_title,
        "file_author": metadata.file_author,
        "revision": revision,
        "story": _story_by(work),
    }
    places = ", ".join("?" * len(row))
    cursor = connection.execute(
        f"INSERT INTO works ({', '.join(row)}) VALUES ({places})", tuple(row.values())
    )
    return int(cursor.lastrowid or 0)


def _write_text(connection: sqlite3.Connection, work: int, text: Text) -> None:
    connection.execute("INSERT INTO texts VALUES (?, ?)", (work, text.content))
    insert_rows(connection, "tags", ((work, at, tag) for at, tag in enumerate(text.metadata.tags)))
    other = enumerate(text.metadata.other.items())
    insert_rows(connection, "metadata", ((work, at, key, value) for at, (key, value) in other))
    blocks = (
        (work, at, block.kind.value, *_span(block), block.apart and block.apart.value)
        for at, block in enumerate(text.blocks)
    )
    insert_rows(connection, "blocks", blocks)
    emphasis = ((work, at, each.kind.value, *_span(each)) for at, each in enumerate(text.emphasis))
    insert_rows(connection, "emphasis", emphasis)
    repairs = ((work, at, each.kind.value, *_span(each), each.reads) for at, each in enumerate(text.repairs))
    insert_rows(connection, "repairs", repairs)
    _write_chapters(connection, work, text)
    insert_rows(
        connection, "parts", ((work, at, part.name, *_span(part)) for at, part in enumerate(text.parts))
    )
    insert_rows(
        connection,
        "doubts",
        ((work, at, int(place), float(p)) for at, (place, p) in enumerate(text.doubts)),
    )
    insert_rows(connection, "warnings", ((work, at, warning) for at, warning in enumerate(text.warnings)))


def _write_chapters(connection: sqlite3.Connection, work: int, text: Text) -> None:
    chapters = ((work, at, chapter.title, *_span(chapter)) for at, chapter in enumerate(text.chapters))
    insert_rows(connection, "chapters", chapters)


def _write_entities(
    connection: sqlite3.Connection, work: int, entities: Iterable[Entity], known: Mapping[int, int]
) -> dict[int, int]:
    """Writes the entities; from each one's number in the reading to its number in the world.

    ``known`` are the numbers that some of them have there already.
    """
    numbers: dict[int, int] = {}
    for position, entity in enumerate(entities):
        if entity.id in known:
            number = known[entity.id]
            connection.execute(
                "INSERT INTO entities (id, type, name) VALUES (?, ?, ?) "
                "ON CONFLICT (id) DO UPDATE SET type = excluded.type, name = excluded.name",
                (number, entity.type.value, entity.name),
            )
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
        insert_rows(
            connection, "entity_names", ((work, number, at, name, folded(name)) for at, name in names)
        )
        pronouns = enumerate(entity.pronouns)
        insert_rows(connection, "entity_pronouns", ((work, number, at, pronoun) for at, pronoun in pronouns))
    return numbers


def _alternatives(
    work: int, cast: Cast, known: Callable[[int, str], int]
) -> Iterator[tuple[int, int, int, int, float]]:
    """The rows of who else may speak each quotation."""
    for quote in cast.quotes:
        for at, (entity, share) in enumerate(quote.alternatives):
            yield work, int(quote.id), at, known(entity, f"quotation {quote.id}"), float(share)


def _write_members(
    connection: sqlite3.Connection, work: int, entities: Iterable[Entity], known: Callable[[int, str], int]
) -> None:
    """Writes who is in each group, once every entity has its number in the world."""
    for entity in entities:
        whose = f"the group {entity.name!r}"
        group = known(entity.id, whose)
        members = ((work, group, at, known(member, whose)) for at, member in enumerate(entity.members))
        insert_rows(connection, "entity_members", members)


def _write_readings(connection: sqlite3.Connection, work: int, read: Work, numbers: dict[int, int]) -> None:
    cast = read.cast

    def known(entity: int, whose: str) -> int:
        if entity not in numbers:
            raise errors.work_breaks_rule(read.title, f"{whose} names entity {entity}, which its cast lacks")
        return numbers[entity]

    def mention_row(position: int, mention: Mention) -> tuple[object, ...]:
        entity = None if mention.entity is None else known(mention.entity, f"mention {position}")
        kinds = mention.type.value, mention.form.value
        return (work, position, *_span(mention), *kinds, entity, float(mention.confidence))

    def quote_row(position: int, quote: Quote) -> tuple[object, ...]:
        speaker = None if quote.speaker is None else known(quote.speaker, f"quotation {quote.id}")
        start, stop = (None, None) if quote.speaker_mention is None else map(int, quote.speaker_mention)
        return (
            work,
            int(quote.id),
            position,
            speaker,
            start,
            stop,
            float(quote.confidence),
            int(quote.thought),
        )

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

    insert_rows(
        connection, "mentions", (mention_row(at, mention) for at, mention in enumerate(cast.mentions))
    )
    insert_rows(connection, "quotes", (quote_row(at, quote) for at, quote in enumerate(cast.quotes)))
    insert_rows(connection, "quote_parts", parts())
    insert_rows(connection, "quote_addressees", addressees())
    insert_rows(connection, "quote_alternatives", _alternatives(work, cast, known))
    insert_rows(
        connection, "narrations", (narration_row(at, told) for at, told in enumerate(cast.narrations))
    )
    _write_members(connection, work, cast.entities, known)
    if read.story is not None:
        stories.insert(connection, work, read.story, known)


def _now() -> str:
    return datetime.now(timezone.utc).isoformat(timespec="seconds")


def _story_by(work: Work) -> str:
    """The version of the program that worked its story out; nothing where none did."""
    return "" if work.story is None else work.provenance.program or "?"


def _settings(work: Work) -> str:
    return json.dumps(dict(work.provenance.settings), ensure_ascii=False, sort_keys=True)


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
