"""``fabula read``: from files to their casts and who says every line."""

from __future__ import annotations

import os
import shlex
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fabula.cli.options import AsJson, Batch, Force, Model, Threads
from fabula.settings import DEFAULT, Settings

if TYPE_CHECKING:
    from fabula.reading import Reading, SpokenQuote

CHARACTERS_SHOWN = 15
LINES_SHOWN = 8
LINE_LENGTH = 70


def read(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE",
            help="Stories: .epub, .txt, .html, .docx, .odt, .rtf or .md.",
            show_default=False,
        ),
    ],
    world: Annotated[
        Path | None,
        typer.Option(
            "--world",
            metavar="WORLD",
            help="Keep all of them in this world file; without it each FILE gets a world of its own name "
            "in the current folder (emma.epub: emma.fabula).",
            show_default=False,
        ),
    ] = None,
    keep: Annotated[
        bool, typer.Option("--keep/--no-keep", help="Keep what was read in a world file.")
    ] = True,
    force: Force = DEFAULT.force,
    threads: Threads = DEFAULT.threads,
    batch: Batch = DEFAULT.batch,
    model: Model = DEFAULT.model,
    as_json: AsJson = False,
) -> None:
    """Read stories: print the cast and some dialogue, and keep everything in a world file.

    A story that the world already holds is replaced; the others in it stay. With several files a story
    that cannot be read is reported and the rest is read on.

    Examples:

    - `fabula read emma.epub`
    - `fabula read saga/*.epub --world saga.fabula`
    """
    from fabula.cli.ends import FAILED
    from fabula.cli.plain import write_json
    from fabula.errors import bad_setting

    if world is not None and not keep:
        raise bad_setting("--world", str(world), "left out where --no-keep keeps nothing")
    settings = Settings(threads=threads, batch=batch, model=model, force=force)
    show = _say_nothing if as_json else _show_whole if len(files) == 1 else _show_line
    targets = [target_of(file, world) if keep else None for file in files]
    reports = _read_each(files, targets, settings, show)
    if as_json:
        write_json(reports)
    if len(reports) < len(files):
        raise typer.Exit(FAILED)


def target_of(file: Path, world: Path | None) -> Path:
    """The world file that a story goes into."""
    return world if world is not None else Path(f"{file.stem}.fabula")


@dataclass(frozen=True, slots=True)
class _Done:
    """A story that was read, where it is kept (in place of an earlier reading?), and how long that took."""

    file: Path
    reading: Reading
    world: Path | None
    replaced: bool
    seconds: float

    @property
    def kept(self) -> str:
        """Where the story is kept now, for a person."""
        if self.world is None:
            return "not kept"
        instead = " in place of an earlier reading" if self.replaced else ""
        return f"kept in {self.world} as work {self.reading.id}{instead}"

    def report(self) -> dict[str, object]:
        """What ``--json`` tells of it."""
        from fabula.cli.cast import character_rows

        quotes = self.reading.quotes
        return {
            "file": str(self.file),
            "world": None if self.world is None else str(self.world),
            "work": self.reading.id,
            "replaced": self.replaced,
            "title": self.reading.title,
            "author": self.reading.author,
            "tokens": self.reading.work.tokens,
            "quotes": len(quotes),
            "quotes_with_speaker": sum(quote.speaker is not None for quote in quotes),
            "seconds": round(self.seconds, 2),
            "characters": character_rows(self.reading),
        }


def _read_each(
    files: Sequence[Path], targets: Sequence[Path | None], settings: Settings, show: Callable[[_Done], None]
) -> list[dict[str, object]]:
    """Reads stories one after another, and tells of those that cannot be read; reports on the others."""
    from fabula.cli.ends import say
    from fabula.errors import FabulaError

    reports = []
    for file, target in zip(files, targets, strict=True):
        try:
            done = _read_one(file, target, settings)
        except FabulaError as error:
            say(str(error))
            continue
        show(done)
        reports.append(done.report())
    return reports


def _read_one(file: Path, world: Path | None, settings: Settings) -> _Done:
    from fabula import Reading
    from fabula import read as read_story
    from fabula.cli.progress import ReadingProgress
    from fabula.world import World

    begun = time.monotonic()
    if world is not None:
        require_writable(world)
    with ReadingProgress(file.name) as progress:
        reading = read_story(file, settings=settings, progress=progress)
    replaced = False
    if world is not None:
        with World.create_or_open(world) as opened:
            added = opened.add(reading.work)
            reading, replaced = Reading(opened.work(added.id)), added.replaced
    return _Done(file, reading, world, replaced, time.monotonic() - begun)


def require_writable(world: Path) -> None:
    """Raise :class:`fabula.errors.WorldError` before a long reading, not after it, if it cannot be kept."""
    from fabula import errors
    from fabula.world import World

    if world.exists():
        World.create_or_open(world).close()
    elif not world.parent.is_dir():
        raise errors.world_not_writable(world, f"there is no folder {world.parent}")
    elif not os.access(world.parent, os.W_OK):
        raise errors.world_not_writable(world, f"the folder {world.parent} lets nothing be written")


def _say_nothing(done: _Done) -> None:
    """What ``--json`` shows of a story while others are still to be read."""


def _show_line(done: _Done) -> None:
    from fabula.cli.plain import clean, write

    write(clean(f"{done.file.name}: {_headline(done)}; {done.kept}") + "\n")


def _show_whole(done: _Done) -> None:
    from fabula.cli.cast import write_cast
    from fabula.cli.plain import clean, write
    from fabula.cli.quotes import COLUMNS, line
    from fabula.cli.table import write_table
    from fabula.world.names import namesakes

    write(clean(_headline(done)) + "\n")
    left_out = 0
    if any(entity.is_recurring for entity in done.reading.characters):
        write("\n")
        left_out = write_cast(done.reading, titled=False, most=CHARACTERS_SHOWN)
    if left_out:
        listing = "" if done.world is None else f"; all of them: fabula cast {quoted(done.world)}"
        write(f"and {left_out} more{listing}\n")
    sample = sample_of_dialogue(list(done.reading.quotes))
    if sample:
        write("\n")
        shared = namesakes((entity.id, entity.name) for entity in done.reading.entities)
        write_table(COLUMNS, [line(quote, shared, LINE_LENGTH) for quote in sample])
    if done.world is not None:
        hint = f" All the dialogue: fabula quotes {quoted(done.world)}" if sample else ""
        write("\n" + clean(f"{done.reading.title} is {done.kept}.{hint}") + "\n")


def _headline(done: _Done) -> str:
    from fabula.tables import counted

    reading, quotes = done.reading, done.reading.quotes
    by = f" by {reading.author}" if reading.author else ""
    people = counted(sum(entity.is_recurring for entity in reading.characters), "characters")
    speaking = sum(entity.quotes > 0 for entity in reading.characters)
    return (
        f"{reading.title}{by}: {counted(reading.work.tokens, 'tokens')}, {people} ({speaking} with lines), "
        f"{counted(len(quotes), 'quotes')}{_attributed(quotes)}, read in {done.seconds:.1f} s"
    )


def _attributed(quotes: Sequence[SpokenQuote]) -> str:
    """How many quotations have a speaker, and the mean probability of those speakers: a share alone
    would read as if all of them were right.
    """
    sure = [quote.confidence for quote in quotes if quote.speaker is not None]
    if not sure:
        return " (none with a speaker)" if quotes else ""
    return f" ({len(sure):,} with a speaker, {sum(sure) / len(sure):.0%} sure on average)"


def quoted(path: Path) -> str:
    """A path as one would type it in a shell."""
    from fabula.cli.plain import clean

    typed = clean(str(path))
    return shlex.quote(f"./{typed}" if typed.startswith("-") else typed)


def sample_of_dialogue(quotes: Sequence[SpokenQuote], most: int = LINES_SHOWN) -> Sequence[SpokenQuote]:
    """The first stretch of dialogue in which two people or more speak, or else the first lines there are."""
    for start in range(len(quotes) - most + 1):
        stretch = quotes[start : start + most]
        if len({quote.speaker for quote in stretch if quote.speaker is not None}) > 1:
            return stretch
    return quotes[:most]
