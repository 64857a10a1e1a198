"""Corrections in the tables of a world, within the caller's transaction or snapshot."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timezone

from fabula.version import __version__
from fabula.world.corrections.jsonld import body, correction_of
from fabula.world.corrections.places import Places
from fabula.world.corrections.values import Correction, Entry, State

_STATES = {state.value: state for state in State}


def load(connection: sqlite3.Connection, work: int) -> list[Entry]:
    """The corrections of a work in the order in which they were kept. Raises ValueError for damaged ones."""
    rows = connection.execute(
        "SELECT id, work_id, step, state, problem, created, program, annotation FROM corrections "
        "WHERE work_id = ? ORDER BY id",
        (work,),
    )
    return [
        Entry(
            number, own, step, _STATES[state], problem, created, program, correction_of(json.loads(written))
        )
        for number, own, step, state, problem, created, program, written in rows.fetchall()
    ]


def insert(connection: sqlite3.Connection, work: int, new: Iterable[tuple[Correction, str]]) -> None:
    """Keeps corrections as one step, each with what is wrong with it, if anything is."""
    (step,) = connection.execute(
        "SELECT coalesce(max(step), 0) + 1 FROM corrections WHERE work_id = ?", (work,)
    ).fetchone()
    created = datetime.now(timezone.utc).isoformat(timespec="seconds")
    for correction, problem in new:
        connection.execute(
            "INSERT INTO corrections (work_id, step, state, problem, created, program, annotation) "
            "VALUES (?, ?, 'kept', ?, ?, ?, ?)",
            (work, step, problem, created, __version__, _written(correction)),
        )


def set_states(connection: sqlite3.Connection, work: int, states: Mapping[int, State]) -> None:
    """Undoes corrections, or takes them up again."""
    connection.executemany(
        "UPDATE corrections SET state = ? WHERE id = ? AND work_id = ?",
        [(state.value, number, work) for number, state in states.items()],
    )


def move(connection: sqlite3.Connection, work: int, entries: Sequence[Entry], places: Places) -> None:
    """Writes the corrections of a work that has taken another's place, each anchored to the new text.

    What does not fit keeps its old anchors, for a person to look at, or for a draft that it fits again.
    """
    for entry in entries:
        fitted = places.fit(entry.correction)
        row = (entry.id, work, entry.step, entry.state.value, fitted.problem, entry.created, entry.program)
        connection.execute(
            "INSERT INTO corrections VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (*row, _written(places.renewed(fitted))),
        )


def skipped(connection: sqlite3.Connection, work: int) -> frozenset[str]:
    """The questions of a review that a person passed over."""
    rows = connection.execute("SELECT question FROM skipped WHERE work_id = ?", (work,))
    return frozenset(question for (question,) in rows)


def skip(connection: sqlite3.Connection, work: int, questions: Iterable[str]) -> None:
    """Notes questions that a person passed over."""
    connection.executemany(
        "INSERT OR IGNORE INTO skipped VALUES (?, ?)", [(work, question) for question in questions]
    )


def _written(correction: Correction) -> str:
    return json.dumps(body(correction), ensure_ascii=False)
