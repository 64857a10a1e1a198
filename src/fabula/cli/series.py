"""Reading the stories of a command one after another, each kept whole before the next begins."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from fabula.cli.drafts import Place, settle
from fabula.cli.ends import say
from fabula.cli.reports import Done
from fabula.cli.targets import Target
from fabula.errors import FabulaError
from fabula.settings import Settings

if TYPE_CHECKING:
    from fabula.correcting.drafts import Kept
    from fabula.reading import Reading
    from fabula.types import Text


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the options of the command say of each story. ``ask`` allows to ask at the terminal."""

    settings: Settings
    title: str | None
    author: str | None
    place: Place
    ask: bool


class StoppedReading(KeyboardInterrupt):
    """Somebody stopped the reading of a story of which some chapters were read and kept."""


def read_each(
    targets: Sequence[Target], wanted: Wanted, show: Callable[[Done], None]
) -> tuple[list[dict[str, object]], bool]:
    """Reads stories one after another, and tells of those that cannot be read.

    Gives the reports on the others, and whether all of them were read before the user stopped it.
    """
    reports: list[dict[str, object]] = []
    beside: dict[Path | None, list[str]] = {}
    for target in targets:
        beside.setdefault(target.world, []).append(target.name)
    read = 0
    for at, target in enumerate(targets):
        number = f"{at + 1} of {len(targets)}: " if len(targets) > 1 else ""
        left = len(targets) - at
        try:
            done = _read_one(target, wanted, number, beside[target.world])
            read, left = read + 1, left - 1
            show(done)
            reports.append(done.report())
        except FabulaError as error:
            say(str(error))
        except KeyboardInterrupt as stop:
            if len(targets) == 1 and not isinstance(stop, StoppedReading):
                raise
            if len(targets) == 1:
                say("stopped; the chapters that were read are kept, and the same command goes on from there")
                return reports, False
            _say_stopped(read, left, len(targets), kept=target.world is not None)
            return reports, False
    return reports, True


def _read_one(target: Target, wanted: Wanted, number: str, beside: Sequence[str]) -> Done:
    from fabula.cli.progress import ReadingProgress
    from fabula.pipeline import load_text
    from fabula.world.later import require_writable

    begun = time.monotonic()
    if target.world is not None:
        require_writable(target.world)
    what = number + target.name
    with ReadingProgress(what) as progress:
        text = load_text(
            target.story,
            settings=wanted.settings,
            progress=progress,
            title=wanted.title,
            author=wanted.author,
        )
    for warning in text.warnings:
        say(f"{target.name}: {warning}")
    place = _settled(target, text, wanted, beside)
    reading, kept = _read_into(target.world, text, place, wanted.settings, what)
    seconds = time.monotonic() - begun
    return Done(target.story.path, target.name, reading, target.world, kept, seconds)


def _read_into(
    world: Path | None, text: Text, place: Place, settings: Settings, what: str
) -> tuple[Reading, Kept | None]:
    """The reading of a text, as its world holds it then, and what became of it there."""
    from fabula import Reading
    from fabula.cli.progress import ReadingProgress
    from fabula.correcting.drafts import keep_reading
    from fabula.pipeline import read_loaded, resolved
    from fabula.world.later import LaterWorld

    if world is None:
        with ReadingProgress(what) as progress:
            return Reading(*read_loaded(text, settings=settings, progress=progress)), None
    with LaterWorld(world) as later, ReadingProgress(what) as progress:
        try:
            read = read_loaded(text, settings=settings, progress=progress, kept=later, resolving=False)
            opened = later.open()
            kept = keep_reading(
                opened,
                Reading(*read),
                replacing=place.replace,
                new=place.new,
                resolve=lambda: resolved(read[0], read[1], progress=progress),
                progress=progress,
            )
        except KeyboardInterrupt as stop:
            if later.chapters:
                raise StoppedReading from stop
            raise
        number = kept.added.id
        return Reading(opened.work(number), sections=opened.annotations(number)), kept


def _settled(target: Target, text: Text, wanted: Wanted, beside: Sequence[str]) -> Place:
    if target.world is None:
        return wanted.place
    return settle(target.world, target.name, text, wanted.place, beside=beside, ask=wanted.ask)


def _say_stopped(done: int, left: int, total: int, *, kept: bool) -> None:
    what = "what was read is kept, and the same command goes on from there" if kept else "nothing was kept"
    read, remain = "was" if done == 1 else "were", "is" if left == 1 else "are"
    say(f"stopped: {done} of {total} stories {read} read, {left} {remain} left; {what}")
