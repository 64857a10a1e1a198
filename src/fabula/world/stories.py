"""The story of a work in the tables of a world, within the caller's transaction."""

from __future__ import annotations

import sqlite3
from collections import defaultdict

from fabula.types import (
    Location,
    Presence,
    Role,
    Scene,
    SceneMode,
    Story,
    TimeExpression,
    When,
    Whereabouts,
)
from fabula.world import told_of
from fabula.world.rows import insert_rows
from fabula.world.told_of import Known


def insert(connection: sqlite3.Connection, work: int, story: Story, known: Known) -> None:
    """Writes the story of a work whose cast has been written."""
    scenes = [_scene_row(work, at, scene, known) for at, scene in enumerate(story.scenes)]
    insert_rows(connection, "scenes", scenes)
    presences = [
        _presence_row(work, scene.id, at, own, known)
        for scene in story.scenes
        for at, own in enumerate(scene.present)
    ]
    insert_rows(connection, "presences", presences)
    insert_rows(
        connection, "locations", [_location_row(work, at, x, known) for at, x in enumerate(story.locations)]
    )
    times = [
        (work, at, int(time.start), int(time.end), time.value, int(time.spoken))
        for at, time in enumerate(story.times)
    ]
    insert_rows(connection, "times", times)
    told_of.insert(connection, work, story, known)


def delete(connection: sqlite3.Connection, work: int) -> None:
    """Takes the story of a work out."""
    told_of.delete(connection, work)
    for table in ("presences", "scenes", "locations", "times"):
        connection.execute(f"DELETE FROM {table} WHERE work_id = ?", (work,))


def load(connection: sqlite3.Connection, work: int) -> Story | None:
    """The story of a work, which must be there; None where none was worked out."""
    (made,) = connection.execute("SELECT story FROM works WHERE id = ?", (work,)).fetchone()
    if not made:
        return None
    present: dict[int, list[Presence]] = defaultdict(list)
    for scene, entity, start, stop, role, confidence in connection.execute(
        "SELECT scene_id, entity_id, start, stop, role, confidence FROM presences "
        "WHERE work_id = ? ORDER BY scene_id, position",
        (work,),
    ):
        present[scene].append(Presence(entity, start, stop, confidence, Role(role)))
    rows = connection.execute(
        "SELECT id, start, stop, mode, place_id, place_start, place_stop, place_confidence, focal_id, "
        "focal_confidence, time_start, time_stop, time_value, time_spoken, time_relation, time_confidence, "
        "story_order, confidence FROM scenes WHERE work_id = ? ORDER BY position",
        (work,),
    )
    scenes = tuple(_scene(row, tuple(present[row[0]])) for row in rows)
    located = connection.execute(
        "SELECT entity_id, place_id, place_start, place_stop, relation, start, stop, confidence "
        "FROM locations WHERE work_id = ? ORDER BY position",
        (work,),
    )
    told = connection.execute(
        "SELECT start, stop, value, spoken FROM times WHERE work_id = ? ORDER BY position", (work,)
    )
    return Story(
        scenes,
        tuple(
            Location(entity, place, (first, last), Whereabouts(relation), start, stop, confidence)
            for entity, place, first, last, relation, start, stop, confidence in located
        ),
        tuple(TimeExpression(start, stop, value, bool(spoken)) for start, stop, value, spoken in told),
        told_of.events(connection, work),
        told_of.attributes(connection, work),
        told_of.relations(connection, work),
    )


def _scene(row: tuple, present: tuple[Presence, ...]) -> Scene:  # type: ignore[type-arg]
    number, start, stop, mode, place, place_start, place_stop, place_confidence, *rest = row
    focal, focal_confidence, time_start, time_stop, value, spoken, relation, related, order, confidence = rest
    return Scene(
        id=number,
        start=start,
        end=stop,
        mode=SceneMode(mode),
        place=place,
        place_span=None if place_start is None else (place_start, place_stop),
        place_confidence=place_confidence,
        present=present,
        focal=focal,
        focal_confidence=focal_confidence,
        confidence=confidence,
        time=None if time_start is None else TimeExpression(time_start, time_stop, value, bool(spoken)),
        when=When(relation),
        when_confidence=related,
        order=order,
    )


def _scene_row(work: int, position: int, scene: Scene, known: Known) -> tuple[object, ...]:
    whose = f"scene {scene.id}"
    time = scene.time
    return (
        work,
        int(scene.id),
        position,
        int(scene.start),
        int(scene.end),
        scene.mode.value,
        None if scene.place is None else known(scene.place, whose),
        *((None, None) if scene.place_span is None else map(int, scene.place_span)),
        float(scene.place_confidence),
        None if scene.focal is None else known(scene.focal, whose),
        float(scene.focal_confidence),
        *((None,) * 4 if time is None else (int(time.start), int(time.end), time.value, int(time.spoken))),
        scene.when.value,
        float(scene.when_confidence),
        int(scene.order),
        float(scene.confidence),
    )


def _presence_row(work: int, scene: int, position: int, own: Presence, known: Known) -> tuple[object, ...]:
    entity = known(own.entity, f"scene {scene}")
    return (
        work,
        int(scene),
        position,
        entity,
        int(own.start),
        int(own.end),
        own.role.value,
        float(own.confidence),
    )


def _location_row(work: int, position: int, own: Location, known: Known) -> tuple[object, ...]:
    whose = f"location {position}"
    return (
        work,
        position,
        known(own.entity, whose),
        None if own.place is None else known(own.place, whose),
        *map(int, own.place_span),
        own.relation.value,
        int(own.start),
        int(own.end),
        float(own.confidence),
    )
