"""A world: any number of works in one SQLite file."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from zlib import crc32

from fabula import errors
from fabula.collection import without_collection
from fabula.types import Entity, Section, Text, Work
from fabula.world import connection, earlier, former, joins, names, reading, shelf, writing
from fabula.world.corrections import Correction, Entry, State, table
from fabula.world.earlier import Earlier
from fabula.world.likeness import Sketch, sketch
from fabula.world.numbering import Former
from fabula.world.reading import QuoteLine, WorkSummary
from fabula.world.shelf import PackedSections
from fabula.world.soundness import require_sound_work

WAIT_SECONDS = 10.0
"""How long to wait for another program's write. A novel takes about one second."""

PATIENCE_SECONDS = 60.0
"""How long a writer waits: whoever has read a novel loses it if the world stays locked."""


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a work: its number in the world, and whether it ``replaced`` an earlier reading."""

    id: int
    replaced: bool


class World:
    """A world file, opened by :meth:`open` or :meth:`create_or_open`; a ``with`` block closes it at its end.

    Every method raises :class:`fabula.errors.WorldError`, one line for a person, when the file is damaged,
    locked for longer than the time to wait, or refused by the system. A change happens whole or not at all.
    """

    def __init__(self, path: Path, database: sqlite3.Connection, *, writable: bool) -> None:
        self.path = path
        self._database = database
        self._writable = writable

    @classmethod
    def open(cls, path: str | os.PathLike[str], *, timeout: float = WAIT_SECONDS) -> World:
        """Opens a world for reading; nothing in the file changes.

        After a crash in the middle of a commit, opening undoes what that writer left half done, as every
        reader of SQLite does. ``timeout`` is in seconds.
        """
        path = Path(path)
        return cls(path, connection.open_to_read(path, timeout), writable=False)

    @classmethod
    def create_or_open(cls, path: str | os.PathLike[str], *, timeout: float = PATIENCE_SECONDS) -> World:
        """Opens a world to read and write; makes it if there is no file, brings an older one up to date."""
        path = Path(path)
        return cls(path, connection.open_to_write(path, timeout), writable=True)

    def close(self) -> None:
        """Closes the file. Closing twice does no harm."""
        self._database.close()

    def __enter__(self) -> World:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def works(self) -> list[WorkSummary]:
        """The works in the order in which they came."""
        with self._reading():
            return reading.summaries(self._database)

    def work(self, work: int) -> Work:
        """A whole work, equal to the one that was added but for the numbers of the work and of its entities.

        Raises :class:`fabula.errors.UsageError` if there is no work of that number.
        """
        with self._reading(), without_collection():
            self._require(work)
            found = reading.load(self._database, work)
            require_sound_work(found)
            return found

    def add(
        self,
        work: Work,
        *,
        replace: int | None = None,
        new: bool = False,
        annotations: PackedSections | None = None,
        revision: int | None = None,
    ) -> Added:
        """Takes a work in, in place of an earlier reading with the same source and title if there is one.

        ``replace`` is the number of the work whose place it takes instead, an earlier draft of another source
        or title; ``new`` makes it a work of its own unless it has the very title shown. The earlier one's
        number passes on to the new one, and so do the numbers of entities that are in both, what a person
        called it, and corrections, anchored anew; the cast has to be settled by them already.
        ``annotations`` are what the work was made of, for :meth:`annotations` to give back. ``revision`` is
        that of the earlier one, if it matters that nobody has changed it since.
        Raises :class:`fabula.errors.WorldError` if the work contradicts itself, has the source and title of
        another, or takes the place of one that has changed, and :class:`fabula.errors.UsageError` if there is
        no work ``replace``.
        """
        drawn = sketch(work.text)
        with connection.writing(self._open_for_writing(), self.path):
            with self._understood():
                earlier.sketch_missing(self._database)
                replaced = self._replaced(work.text, drawn, replace, new)
                if replaced is not None:
                    table.load(self._database, replaced)  # damaged ones are told of before they are moved
                    former.load(self._database, replaced)
                if replaced is not None and revision is not None:
                    self._require_revision(replaced, revision)
            return Added(*writing.insert(self._database, work, drawn, replaced, annotations))

    def annotations(self, work: int) -> PackedSections | None:
        """What a work was made of, over its text as it reads; None if an earlier version read it.

        Raises :class:`fabula.errors.UsageError` if there is no work of that number.
        """
        with self._reading():
            self._require(work)
            return shelf.load(self._database, work)

    def get(self, key: str) -> Section | None:
        """The section of that key that was read before, None where there is none."""
        with self._reading():
            return shelf.find(self._database, key)

    def put(self, section: Section) -> None:
        """Keeps a section that has just been read, so that a reading that is stopped can go on."""
        with connection.writing(self._open_for_writing(), self.path):
            shelf.put(self._database, section)

    def earlier(self, text: Text, beside: Collection[str] = ()) -> Earlier | None:
        """The work that a text is another reading of, or else seems to be a new draft of.

        A draft is one whose words are largely the same, or one of the same title and author. ``beside`` are
        the sources of other texts that are read along with it, which titles alone make no drafts of it.
        """
        with self._reading(), writing.refusals(text.metadata.title or text.source):
            return earlier.find(self._database, text, sketch(text), beside)

    def replaced_by(self, text: Text, *, replace: int | None = None, new: bool = False) -> int | None:
        """The work in whose place :meth:`add` would put a work of this text; None where it would be new.

        Raises what :meth:`add` raises of the two arguments, before the text is read at length.
        """
        with self._reading():
            return self._replaced(text, sketch(text), replace, new)

    def revision(self, work: int) -> int:
        """What tells how a work was written last; another number means that somebody has changed it.

        It is made of how often that was, and of when and what: another file that was put in the place of
        this one may hold a work that was written as often.
        """
        with self._reading():
            self._require(work)
            return self._revision(work)

    def fresh_number(self) -> int:
        """The number that the next entity would get."""
        with self._reading():
            row = self._database.execute("SELECT seq FROM sqlite_sequence WHERE name = 'entities'").fetchone()
            return int(row[0]) + 1 if row else 1

    def former(self, work: int) -> list[Former]:
        """Whom a work had before a correction made them one with somebody else, or nobody.

        Raises :class:`fabula.errors.UsageError` if there is no work of that number.
        """
        with self._reading():
            self._require(work)
            return former.load(self._database, work)

    def corrections(self, work: int) -> list[Entry]:
        """What people have said of a work, in the order in which they did.

        Raises :class:`fabula.errors.UsageError` if there is no work of that number.
        """
        with self._reading():
            self._require(work)
            return table.load(self._database, work)

    def correct(
        self,
        settled: Work,
        revision: int,
        new: Sequence[tuple[Correction, str]] = (),
        states: Mapping[int, State] | None = None,
    ) -> list[Entry]:
        """Keeps corrections, together with the work as it is settled by them: all of it or nothing.

        ``settled`` is the work with its number, its entities under the numbers that the world has for them.
        ``new`` are corrections that come in as one step, each with what is wrong with it, if anything is;
        ``states`` undoes others or takes them up again. Gives the corrections of the work then.
        Raises :class:`fabula.errors.WorldError` if the work is not of that ``revision`` any more.
        """
        with connection.writing(self._open_for_writing(), self.path):
            with self._understood():
                self._require(settled.id)
                self._require_revision(settled.id, revision)
            table.insert(self._database, settled.id, new)
            table.set_states(self._database, settled.id, states or {})
            writing.rewrite(self._database, settled)
            with self._understood():
                return table.load(self._database, settled.id)

    def skipped(self, work: int) -> frozenset[str]:
        """The questions of a review of a work that somebody passed over."""
        with self._reading():
            self._require(work)
            return table.skipped(self._database, work)

    def skip(self, work: int, question: str) -> None:
        """Notes that a question of a review of a work was passed over."""
        with connection.writing(self._open_for_writing(), self.path):
            self._require(work)
            table.skip(self._database, work, [question])

    def remove(self, work: int) -> None:
        """Takes a work out, and every entity that no other work has. Numbers are never given again.

        Raises :class:`fabula.errors.UsageError` if there is no work of that number.
        """
        with connection.writing(self._open_for_writing(), self.path):
            self._require(work)
            writing.delete(self._database, work)

    def join(self, one: int, other: int, *, again: bool = False) -> None:
        """Makes two entities of different works one, under the number of the first.

        ``again`` joins also what a person has taken apart. Raises :class:`fabula.errors.WorldError` where
        there is no such entity, or a work has both.
        """
        with connection.writing(self._open_for_writing(), self.path):
            with self._understood():
                works = [self._works_with(entity) for entity in (one, other)]
                shared = set(works[0]).intersection(works[1])
                if one == other or shared:
                    raise errors.both_in_one_work(one, other, min(shared, default=works[0][0]))
                if not again and frozenset((one, other)) in joins.parted(self._database):
                    raise errors.taken_apart(one, other)
            joins.rejoin(self._database, one, other)
            joins.join(self._database, one, other)

    def part(self, entity: int, work: int) -> int:
        """Takes an entity of several works apart: in one of them it gets a new number, which this gives.

        Raises :class:`fabula.errors.WorldError` where it is not in that work, or in no other.
        """
        with connection.writing(self._open_for_writing(), self.path):
            with self._understood():
                self._require(work)
                works = self._works_with(entity)
                if work not in works or len(works) == 1:
                    raise errors.nothing_to_part(entity, work, ", ".join(map(str, works)))
            return joins.part(self._database, entity, work)

    def parted(self) -> frozenset[frozenset[int]]:
        """The pairs of entities that a person has taken apart."""
        with self._reading():
            return joins.parted(self._database)

    def in_several_works(self) -> dict[int, list[int]]:
        """The entities that are in more than one work, each with its works in order."""
        with self._reading():
            return joins.in_several_works(self._database)

    def works_of(self, entity: int) -> list[int]:
        """The works in which an entity is. Raises :class:`fabula.errors.WorldError` where there is none."""
        with self._reading():
            return self._works_with(entity)

    def _works_with(self, entity: int) -> list[int]:
        works = joins.works_of(self._database, entity)
        if not works:
            raise errors.unknown_name(f"#{entity}", "fabula cast lists the numbers")
        return works

    def entities(self, work: int | None = None) -> list[Entity]:
        """The entities of one work, or of all with their counts added up; most mentioned first."""
        with self._reading():
            found = [
                entity for each in self._chosen(work) for entity in reading.entities(self._database, each)
            ]
        return sorted(reading.merged(found), key=lambda entity: (-entity.mentions, entity.id))

    def characters(self, work: int | None = None) -> list[Entity]:
        """The entities that are people, and those of other types that speak; most mentioned first."""
        return [entity for entity in self.entities(work) if entity.is_character]

    def quotes(
        self, *, speaker: str | int | None = None, addressee: str | int | None = None, work: int | None = None
    ) -> list[QuoteLine]:
        """The quotations in order, of all works or one, by and to anyone or a certain entity.

        An entity is given by its number, or by any of its names in any letter case. Of several with one name
        those who have a line count, or are spoken to; whoever has it for the shown name comes before others.
        Raises :class:`fabula.errors.WorldError` with names that come close if nobody or several are meant.
        """
        with self._reading():
            chosen = self._chosen(work)
            speakers = self._meant(speaker, work, names.Role.SPEAKER)
            addressees = self._meant(addressee, work, names.Role.ADDRESSEE)
            for wanted in (speakers, addressees):
                if wanted is not None:  # most works of a large world have neither of them
                    chosen = sorted(reading.works_of(self._database, wanted).intersection(chosen))
            return [
                line
                for each in chosen
                for line in reading.quote_lines(self._database, each, speakers, addressees)
            ]

    def bearers(
        self, name: str, work: int | None = None, *, role: names.Role = names.Role.SPEAKER
    ) -> list[names.Bearer]:
        """Everybody called ``name`` who has a line in that role, who has most of them first."""
        with self._reading():
            found = [each for each, _ in names.bearers(self._database, name, work, role) if each.weight]
        return sorted(found, key=lambda each: (-each.weight, each.id))

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """One moment of the world."""
        with self._understood(), connection.snapshot(self._database, self.path):
            yield

    @contextmanager
    def _understood(self) -> Iterator[None]:
        """A value that no version of Fabula writes means a damaged file."""
        try:
            yield
        except (KeyError, TypeError, ValueError) as error:
            raise errors.world_damaged(self.path, f"it holds an unknown or missing value, {error}") from error

    def _replaced(self, text: Text, drawn: Sketch, replace: int | None, new: bool) -> int | None:
        with writing.refusals(text.metadata.title or text.source):
            if replace is not None:
                self._require(replace)
            else:
                replace = earlier.reading_of(self._database, text, drawn, exactly=new)
            writing.require_room(self._database, text, replace)
        return replace

    def _meant(self, name: str | int | None, work: int | None, role: names.Role) -> set[int] | None:
        if name is None:
            return None
        called = name if isinstance(name, str) else f"#{name}"
        return set(names.resolve(self._database, called, work, role))

    def _chosen(self, work: int | None) -> list[int]:
        if work is None:
            return [number for (number,) in self._database.execute("SELECT id FROM works ORDER BY id")]
        self._require(work)
        return [work]

    def _require(self, work: int) -> None:
        there = "SELECT 1 FROM works WHERE id = ?"
        if not 0 < work < 2**63 or not self._database.execute(there, (work,)).fetchone():
            raise self._no_such_work(work)

    def _revision(self, work: int) -> int:
        query = "SELECT revision, added, tokens, source, title FROM works WHERE id = ?"
        often, *how = self._database.execute(query, (work,)).fetchone()
        return int(often) << 32 | crc32(repr(how).encode("utf-8", "backslashreplace"))

    def _require_revision(self, work: int, revision: int) -> None:
        if self._revision(work) != revision:
            raise errors.work_changed(work, self.path)

    def _no_such_work(self, work: int) -> errors.UsageError:
        present = ", ".join(map(str, self._chosen(None)[:20]))
        return errors.no_such_work(work, f"there is {present}" if present else "it holds none yet")

    def _open_for_writing(self) -> sqlite3.Connection:
        if not self._writable:
            raise errors.world_read_only(self.path)
        return self._database
