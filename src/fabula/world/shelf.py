"""The annotations that a world keeps, a section at a time, under what was read and what read it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from fabula.sections import joined
from fabula.types import Annotations, Section, Sections
from fabula.world.columns import packed, packed_scores, unpacked, unpacked_scores

KEPT_FOR = timedelta(days=30)
"""How long sections of a reading that was stopped wait for it to go on."""


@dataclass(frozen=True, slots=True)
class PackedSection:
    """A section as a world keeps it; see :class:`fabula.types.Section`."""

    key: str
    start: int
    block: int
    columns: bytes


@dataclass(frozen=True, slots=True)
class PackedSections:
    """The annotations of a work as a world keeps them; see :class:`fabula.types.Sections`."""

    sections: tuple[PackedSection, ...]
    links: bytes

    @classmethod
    def of(cls, kept: Sections) -> PackedSections:
        """Annotations as a world keeps them."""
        packs = (PackedSection(each.key, each.start, each.block, packed(each)) for each in kept.sections)
        return cls(tuple(packs), packed_scores(kept.links))

    def annotations(self) -> Annotations:
        """The annotations of the whole text *as it reads*. Raises ValueError where some are damaged."""
        sections = (unpacked(each.columns, each.key, each.start, each.block) for each in self.sections)
        return joined(Sections(tuple(sections), unpacked_scores(self.links)))


def find(connection: sqlite3.Connection, key: str) -> Section | None:
    """The section of a key, None where there is none. Raises ValueError where it is damaged."""
    row = connection.execute("SELECT columns FROM annotations WHERE key = ?", (key,)).fetchone()
    return None if row is None else unpacked(row[0], key)


def put(connection: sqlite3.Connection, section: Section) -> None:
    """Keeps a section that has just been read."""
    _put(connection, section.key, packed(section))


def insert(connection: sqlite3.Connection, work: int, kept: PackedSections) -> None:
    """Writes the annotations of a work."""
    connection.execute("INSERT INTO links VALUES (?, ?)", (work, kept.links))
    for position, each in enumerate(kept.sections):
        _put(connection, each.key, each.columns)
        row = (work, position, each.key, int(each.start), int(each.block))
        connection.execute("INSERT INTO sections VALUES (?, ?, ?, ?, ?)", row)


def load(connection: sqlite3.Connection, work: int) -> PackedSections | None:
    """The annotations of a work; None of one that an earlier version of Fabula read."""
    links = connection.execute("SELECT columns FROM links WHERE work_id = ?", (work,)).fetchone()
    if links is None:
        return None
    rows = connection.execute(
        "SELECT key, start, block, columns FROM sections JOIN annotations USING (key) "
        "WHERE work_id = ? ORDER BY position",
        (work,),
    )
    return PackedSections(tuple(PackedSection(*row) for row in rows), links[0])


def keys(connection: sqlite3.Connection, work: int) -> list[str]:
    """The keys of the sections of a work."""
    return [key for (key,) in connection.execute("SELECT key FROM sections WHERE work_id = ?", (work,))]


def forget_unused(connection: sqlite3.Connection, replaced: Iterable[str] = ()) -> None:
    """Drops what no work has: what was ``replaced`` at once, what of a stopped reading after a while."""
    oldest = (datetime.now(timezone.utc) - KEPT_FOR).isoformat(timespec="seconds")
    unused = "NOT EXISTS (SELECT 1 FROM sections WHERE sections.key = annotations.key)"
    once = f"DELETE FROM annotations WHERE key = ? AND {unused}"
    connection.executemany(once, [(key,) for key in replaced])
    connection.execute(f"DELETE FROM annotations WHERE added < ? AND {unused}", (oldest,))


def _put(connection: sqlite3.Connection, key: str, columns: bytes) -> None:
    added = datetime.now(timezone.utc).isoformat(timespec="seconds")
    connection.execute("INSERT OR IGNORE INTO annotations VALUES (?, ?, ?)", (key, added, columns))
