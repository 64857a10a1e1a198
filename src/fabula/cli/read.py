"""``fabula read``: from files to their casts and who says every line."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated

import typer

from fabula.cli.options import AsJson, Batch, Force, Include, Model, Strict, Threads
from fabula.cli.reports import Done
from fabula.cli.shown import say_nothing, show_line, show_whole
from fabula.cli.targets import LaterWorld, require_writable, target_of
from fabula.settings import DEFAULT, Settings


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
    include: Include = DEFAULT.include,
    strict: Strict = DEFAULT.strict,
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
    settings = Settings(
        threads=threads, batch=batch, model=model, force=force, strict=strict, include=include
    )
    show = say_nothing if as_json else show_whole if len(files) == 1 else show_line
    targets = [target_of(file, world) if keep else None for file in files]
    reports = _read_each(files, targets, settings, show)
    if as_json:
        write_json(reports)
    if len(reports) < len(files):
        raise typer.Exit(FAILED)


def _read_each(
    files: Sequence[Path], targets: Sequence[Path | None], settings: Settings, show: Callable[[Done], None]
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


def _read_one(file: Path, world: Path | None, settings: Settings) -> Done:
    from fabula import Reading
    from fabula import read as read_story
    from fabula.cli.progress import ReadingProgress

    begun = time.monotonic()
    if world is None:
        with ReadingProgress(file.name) as progress:
            reading = read_story(file, settings=settings, progress=progress)
        return Done(file, reading, world, replaced=False, seconds=time.monotonic() - begun)
    require_writable(world)
    with LaterWorld(world) as later:
        with ReadingProgress(file.name) as progress:
            reading = read_story(file, settings=settings, progress=progress, kept=later)
        opened = later.open()
        added = opened.add(reading.work, annotations=reading.packed())
        reading = Reading(opened.work(added.id), sections=opened.annotations(added.id))
    return Done(file, reading, world, added.replaced, time.monotonic() - begun)
