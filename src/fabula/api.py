"""The Python interface: read a story, open a world."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from os import PathLike
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, overload

from fabula import errors
from fabula.amounts import counted
from fabula.notebooks import shown_in_notebook
from fabula.reading import Reading
from fabula.records import ENTITY_COLUMNS, GAP
from fabula.sections import Kept
from fabula.settings import DEFAULT, Settings
from fabula.tables import Columns, Table
from fabula.types import Entity
from fabula.world import QuoteLine, WorkSummary, World
from fabula.world.names import namesakes

if TYPE_CHECKING:
    from fabula.pipeline import Progress

SEVERAL_SHOWN = 10
"""Works that an error names where one of several must be chosen."""

WORK_COLUMNS: Columns[WorkSummary] = {
    "id": lambda work: work.id,
    "title": lambda work: work.title,
    "author": lambda work: work.author,
    "source": lambda work: work.source,
    "tokens": lambda work: work.tokens,
    "characters": lambda work: work.characters,
    "quotes": lambda work: work.quotes,
    "program": lambda work: work.program,
    "model": lambda work: work.model,
    "settings": lambda work: dict(work.settings),
}
LINE_COLUMNS: Columns[QuoteLine] = {
    "work": lambda line: line.work,
    "id": lambda line: line.quote.id,
    "chapter": lambda line: line.chapter,
    "start": lambda line: line.quote.start,
    "end": lambda line: line.quote.end,
    "speaker": lambda line: line.speaker,
    "speaker_id": lambda line: line.quote.speaker,
    "addressees": lambda line: list(line.addressees),
    "addressee_ids": lambda line: list(line.quote.addressees),
    "text": lambda line: GAP.join(line.parts),
    "confidence": lambda line: round(float(line.quote.confidence), 4),
    "thought": lambda line: line.quote.thought,
}


def read(
    path: str | PathLike[str],
    *,
    title: str | None = None,
    author: str | None = None,
    as_one: bool = False,
    settings: Settings = DEFAULT,
    progress: Progress | None = None,
    kept: Kept | None = None,
) -> Reading:
    """Read a story from a file: EPUB, plain text, HTML, DOCX, ODT, RTF or Markdown.

    ``title`` and ``author`` stand in place of those that the file gives. ``as_one`` reads a folder or a zip
    archive whose files are the chapters of one work, in natural order or that of its mdBook or Longform list.
    ``progress`` is called with the name of a stage, how much of it is done, and of how much; without it a
    notebook shows that by itself, below the cell. Chapters that
    ``kept`` holds, a :class:`fabula.world.World` open for writing, are not read again; others go into it.
    Raises :class:`fabula.FabulaError`, one line for a person, where the file cannot be read as a story.
    """
    from fabula.pipeline import manuscript_at, read_annotated

    whole = manuscript_at(path) if as_one else Path(path)
    told: AbstractContextManager[Progress | None]
    told = nullcontext(progress) if progress else shown_in_notebook(Path(path).name)
    with told as shown:
        return Reading(
            *read_annotated(whole, settings=settings, progress=shown, title=title, author=author, kept=kept)
        )


def open_world(path: str | PathLike[str]) -> OpenWorld:
    """Open a world file for reading; use it in a ``with`` block, or close it.

    Raises :class:`fabula.FabulaError` where there is no such file or it is no world.
    """
    return OpenWorld(World.open(path))


def lines_of(reading: Reading, speaker: str | int | None, addressee: str | int | None) -> list[QuoteLine]:
    """The quotations of a reading, as lines of a world."""
    by = None if speaker is None else reading.character(speaker).id
    to = None if addressee is None else reading.character(addressee).id
    names = {entity.id: entity.name for entity in reading.entities}
    shared = namesakes(names.items())
    found = []
    for quote, told in zip(reading.work.cast.quotes, reading.quotes, strict=True):
        if (by is None or quote.speaker == by) and (to is None or to in quote.addressees):
            found.append(
                QuoteLine(
                    work=reading.id,
                    title=reading.title,
                    quote=quote,
                    parts=tuple(reading.work.text.reads(start, end) for start, end in quote.spans),
                    speaker=None if quote.speaker is None else names[quote.speaker],
                    addressees=tuple(names[entity] for entity in quote.addressees),
                    namesakes=shared.intersection((quote.speaker, *quote.addressees)),
                    chapter=told.chapter.title if told.chapter else "",
                )
            )
    return found


class OpenWorld(Sequence[Reading]):
    """The works of a world file, in the order in which they came; each is loaded when it is asked for."""

    def __init__(self, world: World) -> None:
        self._world = world

    @property
    def works(self) -> Table[WorkSummary]:
        """What there is, without loading it: number, title, author, counts."""
        return Table("works", WORK_COLUMNS, self._world.works())

    @property
    def characters(self) -> Table[Entity]:
        """The characters of all works, most mentioned first, with their counts added up.

        Whoever is there but for a moment in all of them is left out, as in :attr:`Reading.characters`.
        """
        return self.all_characters.where(lambda entity: entity.is_recurring)

    @property
    def all_characters(self) -> Table[Entity]:
        """The same with whoever is mentioned once or twice."""
        return Table("characters", ENTITY_COLUMNS, self._world.characters())

    def work(self, number: int) -> Reading:
        """The work of that number. Raises :class:`fabula.FabulaError` where there is none."""
        return Reading(
            self._world.work(number),
            sections=self._world.annotations(number),
            entries=self._world.corrections(number),
        )

    def only_work(self, number: int | None = None) -> Reading:
        """The work of that number, or the only one there is.

        Raises :class:`fabula.FabulaError` where there is none, or several to choose from.
        """
        return self.work(self.only_number if number is None else number)

    @property
    def only_number(self) -> int:
        """The number of the only work. Raises as :meth:`only_work`."""
        works = self.works
        if not works:
            raise errors.world_without_works(self._world.path)
        if len(works) > 1:
            raise errors.several_works(", ".join(f"{work.id} {work.title}" for work in works[:SEVERAL_SHOWN]))
        return works[0].id

    def quotes(
        self,
        *,
        speaker: str | int | None = None,
        addressee: str | int | None = None,
        work: int | None = None,
        until: str | int | None = None,
    ) -> Table[QuoteLine]:
        """The quotations of all works or one, by and to anyone or a certain character (a name or a number).

        ``until`` is as for :meth:`Reading.until`, and for one work. Raises :class:`fabula.FabulaError` where
        nobody has that name, or several people have.
        """
        if until is not None:
            known = lines_of(self.only_work(work).until(until), speaker, addressee)
            return Table("quotes", LINE_COLUMNS, known)
        lines = self._world.quotes(speaker=speaker, addressee=addressee, work=work)
        return Table("quotes", LINE_COLUMNS, lines)

    def close(self) -> None:
        """Close the file; what was taken from it stays usable."""
        self._world.close()

    def __enter__(self) -> OpenWorld:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __len__(self) -> int:
        return len(self.works)

    def __iter__(self) -> Iterator[Reading]:
        return (self.work(summary.id) for summary in self.works)

    @overload
    def __getitem__(self, index: int) -> Reading: ...
    @overload
    def __getitem__(self, index: slice) -> list[Reading]: ...
    def __getitem__(self, index: int | slice) -> Reading | list[Reading]:
        chosen = self.works[index]
        if isinstance(chosen, Table):
            return [self.work(summary.id) for summary in chosen]
        return self.work(chosen.id)

    def __repr__(self) -> str:
        return f"<world {self._world.path}: {counted(len(self.works), 'works')}>"

    def _repr_html_(self) -> str:
        return self.works._repr_html_()
