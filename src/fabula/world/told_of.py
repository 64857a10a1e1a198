"""What is told of people in the tables of a world: events, attributes, relations."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain, repeat

from fabula.types import (
    Attribute,
    AttributeKind,
    Event,
    Realis,
    Relation,
    RelationKind,
    Span,
    Story,
)
from fabula.world.rows import insert_rows

Known = Callable[[int, str], int]
"""From the number of an entity in a reading to that in the world; the words say what names it."""

_TABLES = ("events", "event_entities", "attributes", "relations", "relation_spans")
"""Each after the one that it hangs on."""
_AGENT, _PATIENT, _RECIPIENT = "agent", "patient", "recipient"
_REALIS = {each.value: each for each in Realis}


def insert(connection: sqlite3.Connection, work: int, story: Story, known: Known) -> None:
    """Writes what a story tells of the people of a work, whose cast has been written."""

    def maybe(entity: int | None, whose: str) -> int | None:
        return None if entity is None else known(entity, whose)

    rows: dict[str, list[tuple[object, ...]]] = {table: [] for table in _TABLES}
    for at, event in enumerate(story.events):
        whose = f"event {event.id}"
        told = int(event.start), int(event.end), event.lemma, maybe(event.place, whose), event.realis.value
        scene = None if event.scene is None else int(event.scene)
        sure = float(event.confidence)
        rows["events"].append((work, int(event.id), at, *told, int(event.spoken), scene, sure))
        for place, (entity, role) in enumerate(_people(event)):
            rows["event_entities"].append((work, int(event.id), place, known(entity, whose), role))
    for at, own in enumerate(story.attributes):
        whose = f"attribute {own.id}"
        told_of = known(own.entity, whose), own.kind.value, own.value, int(own.start), int(own.end)
        holds = maybe(own.by, whose), int(own.holds), int(own.since), int(own.until), float(own.confidence)
        rows["attributes"].append((work, int(own.id), at, *told_of, *holds))
    for at, relation in enumerate(story.relations):
        whose = f"relation {at}"
        pair = known(relation.a, whose), relation.relation.value, known(relation.b, whose)
        rows["relations"].append((work, at, *pair, int(relation.inferred), float(relation.confidence)))
        spans = ((work, at, place, int(a), int(b)) for place, (a, b) in enumerate(relation.spans))
        rows["relation_spans"].extend(spans)
    for table, own_rows in rows.items():
        insert_rows(connection, table, own_rows)


def delete(connection: sqlite3.Connection, work: int) -> None:
    """Takes what is told of the people of a work out."""
    for table in reversed(_TABLES):
        connection.execute(f"DELETE FROM {table} WHERE work_id = ?", (work,))


def events(connection: sqlite3.Connection, work: int) -> tuple[Event, ...]:
    """The events of a work, in order."""
    people: dict[str, dict[int, tuple[int, ...]]] = {_AGENT: {}, _PATIENT: {}, _RECIPIENT: {}}
    query = (
        "SELECT event_id, role, entity_id FROM event_entities WHERE work_id = ? ORDER BY event_id, position"
    )
    for event, role, entity in connection.execute(query, (work,)):
        own = people[role]
        own[event] = (*own.get(event, ()), entity)
    agents, patients, recipients = people.values()
    rows = connection.execute(
        "SELECT id, start, stop, lemma, place_id, realis, spoken, scene_id, confidence "
        "FROM events WHERE work_id = ? ORDER BY position",
        (work,),
    )
    # There are tens of thousands of them: by position, and each realis looked up in a table, is faster.
    return tuple(
        Event(
            number,
            start,
            stop,
            lemma,
            agents.get(number, ()),
            patients.get(number, ()),
            recipients.get(number, ()),
            place,
            _REALIS[realis],
            bool(spoken),
            scene,
            confidence,
        )
        for number, start, stop, lemma, place, realis, spoken, scene, confidence in rows
    )


def attributes(connection: sqlite3.Connection, work: int) -> tuple[Attribute, ...]:
    """The attributes of the people and places of a work, in order."""
    rows = connection.execute(
        "SELECT id, entity_id, kind, value, start, stop, by_id, holds, since, until, confidence "
        "FROM attributes WHERE work_id = ? ORDER BY position",
        (work,),
    )
    return tuple(
        Attribute(
            number, entity, AttributeKind(kind), value, start, stop, by, bool(holds), since, until, sure
        )
        for number, entity, kind, value, start, stop, by, holds, since, until, sure in rows
    )


def relations(connection: sqlite3.Connection, work: int) -> tuple[Relation, ...]:
    """The relations of the people of a work."""
    spans: Mapping[int, list[Span]] = defaultdict(list)
    query = "SELECT relation, start, stop FROM relation_spans WHERE work_id = ? ORDER BY relation, position"
    for relation, start, stop in connection.execute(query, (work,)):
        spans[relation].append((start, stop))
    rows = connection.execute(
        "SELECT position, a_id, relation, b_id, inferred, confidence "
        "FROM relations WHERE work_id = ? ORDER BY position",
        (work,),
    )
    return tuple(
        Relation(a, RelationKind(kind), b, tuple(spans[position]), bool(inferred), confidence)
        for position, a, kind, b, inferred, confidence in rows
    )


def _people(event: Event) -> Iterator[tuple[int, str]]:
    """Everybody in an event with the role."""
    roles: Sequence[tuple[Sequence[int], str]] = (
        (event.agents, _AGENT),
        (event.patients, _PATIENT),
        (event.recipients, _RECIPIENT),
    )
    return chain.from_iterable(zip(entities, repeat(role), strict=False) for entities, role in roles)
