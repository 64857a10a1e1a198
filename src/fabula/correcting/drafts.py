"""A new reading of a work that people have corrected: their corrections go along with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache

from fabula.correcting.settling import (
    Said,
    places_of,
    require_consistent,
    settled_by,
    under_known_numbers,
    with_chapters,
)
from fabula.errors import FabulaError
from fabula.joining import join_new
from fabula.reading import Reading
from fabula.types import Annotations, Entity, Work
from fabula.world import Added, World
from fabula.world.alignment import Moves
from fabula.world.corrections import Entry, State, story_pinned
from fabula.world.differences import Differences, differences

ATTEMPTS = 5
"""How often a work is settled anew because another program has changed it meanwhile."""

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a reading: ``changes`` is what is another than in the one that it replaced, None if it
    replaced none, and ``misfits`` are the corrections that do not fit it any more. ``joined`` are those who
    are somebody of another work too.
    """

    added: Added
    changes: Differences | None
    misfits: tuple[Entry, ...]
    joined: tuple[Entity, ...] = ()


def keep_reading(
    world: World,
    reading: Reading,
    *,
    replacing: int | None = None,
    new: bool = False,
    resolve: Callable[[], Work] | None = None,
    progress: Progress | None = None,
) -> Kept:
    """Puts a reading into a world, settled by the corrections of the work whose place it takes.

    ``replacing`` and ``new`` are as ``replace`` and ``new`` for :meth:`fabula.world.World.add`. ``resolve``
    gives the work of a reading that has no cast yet, and is asked where no corrections settle that.
    """
    uncorrected = cache(resolve or (lambda: reading.work))
    for attempt in range(ATTEMPTS):
        number = world.replaced_by(reading.work.text, replace=replacing, new=new)
        if number is None:
            added = world.add(uncorrected(), replace=replacing, new=new, annotations=reading.packed())
            return Kept(added, None, (), tuple(join_new(world, added.id)))
        revision, before = world.revision(number), world.work(number)
        moves = Moves(before.text.content, reading.work.text.content)
        settled = _corrected(reading, world.corrections(number), moves, progress) or uncorrected()
        try:
            added = world.add(
                settled, replace=replacing, new=new, annotations=reading.packed(), revision=revision
            )
        except FabulaError as error:
            if error.code != "F240" or attempt == ATTEMPTS - 1:
                raise
            continue
        misfits = (entry for entry in world.corrections(added.id) if entry.problem)
        changes = differences(before, world.work(added.id), moves)
        kept = tuple(each for each in misfits if each.state is State.KEPT)
        return Kept(added, changes, kept, tuple(join_new(world, added.id)))
    raise AssertionError("unreachable")


def settle_again(world: World, number: int, progress: Progress | None = None) -> Differences:
    """Settles the cast of a work anew, by this version of Fabula and by what people have said of it.

    Raises :class:`fabula.FabulaError` where an earlier version read it, or another program changes it now.
    """
    from fabula.pipeline import with_story

    revision, before = world.revision(number), world.work(number)
    reading = Reading(before, sections=world.annotations(number))
    notes = reading.annotations()
    places = places_of(before.text, notes, before.cast)
    said = [(each.id, places.fit(each.correction)) for each in world.corrections(number) if each.holds]
    settled = _settled(said, before, notes, progress)
    moves = Moves(before.text.content, before.text.content)
    settled = under_known_numbers(settled, before, moves, world)
    told = with_story(settled, notes, pins=story_pinned(said).pins, progress=progress)
    world.correct(told, revision)
    return differences(before, world.work(number), moves)


def _corrected(
    reading: Reading, entries: Sequence[Entry], moves: Moves, progress: Progress | None
) -> Work | None:
    """The work of a reading, its cast settled by corrections as far as they fit it; None if none does."""
    kept = [entry for entry in entries if entry.state is State.KEPT]
    if not kept or reading.packed() is None:
        return None
    notes = reading.annotations()
    places = places_of(reading.work.text, notes, reading.work.cast, moves)
    said = [(entry.id, places.fit(entry.correction)) for entry in kept]
    if all(fitted.problem for _, fitted in said):
        return None
    from fabula.pipeline import with_story

    settled, pins = _settled(said, reading.work, notes, progress), story_pinned(said).pins
    return with_story(settled, notes, pins=pins, progress=progress)


def _settled(said: Sequence[Said], work: Work, notes: Annotations, progress: Progress | None = None) -> Work:
    """A work settled by corrections; one that contradicts those before it is left out.

    Two that were of two lines may be of one in a draft, or in a later version of Fabula: no reading is lost
    for that.
    """
    with suppress(FabulaError):
        return replace(settled_by(said, work, notes, progress), id=work.id)
    holding: list[Said] = []
    for each in said:
        with suppress(FabulaError):
            text = with_chapters(work.text, [fitted for _, fitted in (*holding, each)])
            require_consistent([*holding, each], text, notes)
            holding.append(each)
    return replace(settled_by(holding, work, notes, progress), id=work.id)
