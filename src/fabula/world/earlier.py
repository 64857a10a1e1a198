"""Which work of a world a text is another reading of, or seems to be a new draft of."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from dataclasses import dataclass

from fabula.types import Text
from fabula.world import reading
from fabula.world.likeness import LARGELY, Sketch, sketch
from fabula.world.names import folded


@dataclass(frozen=True, slots=True)
class Earlier:
    """A work that is in the world already: ``again`` where the text is another reading of it, which takes
    its place, and else it seems to be an earlier draft, of another source or title.
    """

    id: int
    title: str
    again: bool


def find(
    connection: sqlite3.Connection, text: Text, drawn: Sketch, beside: Collection[str] = ()
) -> Earlier | None:
    """The work that a text is another reading of, or else a draft of; None where there is none.

    ``beside`` are the sources of texts that are read along with this one: those are works of their own even
    where they have the same title and author, unless their words are largely the same.
    """
    again = reading_of(connection, text, drawn)
    found = again if again is not None else _draft_of(connection, text, drawn, beside)
    if found is None:
        return None
    (title,) = connection.execute(
        "SELECT coalesce(nullif(title, ''), source) FROM works WHERE id = ?", (found,)
    ).fetchone()
    return Earlier(found, title, again is not None)


def reading_of(
    connection: sqlite3.Connection, text: Text, drawn: Sketch, *, exactly: bool = False
) -> int | None:
    """The work of the same source and title: the title shown or, unless ``exactly``, that of the file.

    Where a person gives another title now, or gave several of one source, the words have to be largely the
    same too.
    """
    metadata = text.metadata
    same = []
    for work, title, own in connection.execute(
        "SELECT id, title, coalesce(file_title, title) FROM works WHERE source = ? ORDER BY id",
        (text.source,),
    ).fetchall():
        if title == metadata.title:
            return int(work)
        if own == metadata.own_title:
            same.append(int(work))
    if exactly:
        return None
    if len(same) == 1 and metadata.file_title is None:
        return same[0]
    return _likest(connection, drawn, same)


def sketch_missing(connection: sqlite3.Connection) -> None:
    """Draws the sketches of works that an older version of Fabula kept."""
    missing = connection.execute(
        "SELECT id FROM works WHERE NOT EXISTS (SELECT 1 FROM sketches WHERE work_id = works.id)"
    ).fetchall()
    for (work,) in missing:
        packed = sketch(reading.text(connection, work)).packed()
        connection.execute("INSERT INTO sketches VALUES (?, ?)", (work, packed))


def _draft_of(
    connection: sqlite3.Connection, text: Text, drawn: Sketch, beside: Collection[str]
) -> int | None:
    """The work whose words are largely the same, or else one of the same title and author."""
    works = connection.execute("SELECT id, source, title, author FROM works ORDER BY id").fetchall()
    likest = _likest(connection, drawn, [work for work, *_ in works])
    if likest is not None:
        return likest
    called = folded(text.metadata.title), folded(text.metadata.author)
    named = (
        int(work)
        for work, source, title, author in works
        if source not in beside and (folded(title), folded(author)) == called
    )
    return next(named, None) if all(called) else None


def _likest(connection: sqlite3.Connection, drawn: Sketch, works: Collection[int]) -> int | None:
    """Of these works the one whose words are most like those of a text, if they are largely the same."""
    likeness = {work: drawn.likeness(_sketch_of(connection, work)) for work in works}
    likest = max(likeness, key=likeness.__getitem__, default=None)
    return likest if likest is not None and likeness[likest] >= LARGELY else None


def _sketch_of(connection: sqlite3.Connection, work: int) -> Sketch:
    kept = connection.execute("SELECT shingles FROM sketches WHERE work_id = ?", (work,)).fetchone()
    return Sketch.unpacked(kept[0]) if kept else sketch(reading.text(connection, work))
