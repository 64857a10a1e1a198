"""A work settled anew by what people have said of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from fabula import errors
from fabula.types import Annotations, Cast, Chapter, Pins, Span, Text, Work
from fabula.world.alignment import Moves
from fabula.world.corrections import Correction, Entry, Fitted, Kind, Places, pinned, story_pinned
from fabula.world.numbering import Earlier, kept_numbers, renumbered

if TYPE_CHECKING:
    from fabula.pipeline import Resolver
    from fabula.world import World

Said = tuple[int, Fitted]
"""A correction in its text, with its number; 0 and below are those that are not kept yet."""


def settled_by(
    said: Sequence[Said],
    work: Work,
    notes: Annotations,
    progress: Callable[[str, int, int], None] | None = None,
    resolver: Resolver | None = None,
) -> Work:
    """A work with its cast settled by corrections, its entities under numbers of their own.

    ``resolver`` is one of the annotations that is kept for the next time.
    Raises :class:`fabula.errors.UsageError` where two of them contradict each other; it names both.
    """
    from fabula.pipeline import resolve_again

    text = with_chapters(work.text, [fitted for _, fitted in said])
    pins = require_consistent(said, text, notes)
    work = replace(work, text=text)
    return resolve_again(work, notes, pinned=pins, progress=progress, resolver=resolver)


def require_consistent(said: Sequence[Said], text: Text, notes: Annotations) -> Pins:
    """What corrections settle in a text with the chapters that they make.

    Raises :class:`fabula.errors.UsageError` where two of them contradict each other; it names both.
    """
    from fabula.pipeline import contradictions

    made = pinned(said, text, ((each.start, each.end) for each in notes.quotations))
    words = {number: fitted.correction for number, fitted in said}
    for one, other in (*made.clashes, *story_pinned(said).clashes):
        raise _clash([one, other], words)
    for found in contradictions(made.pins):
        involved = [
            made.origin[pin] for pin in (found.one, found.other, *found.through) if pin in made.origin
        ]
        raise _clash(list(dict.fromkeys(involved)), words)
    return made.pins


def places_of(text: Text, notes: Annotations, cast: Cast | None, moves: Moves | None = None) -> Places:
    """The lines and mentions of a text, with those mentions that only its cast has; None: none yet."""
    from fabula.pipeline import walk_ons

    if cast is None or not cast.mentions:
        return Places.of_annotations(text, notes, moves, walk_ons(text, notes))
    return Places.of_annotations(text, notes, moves, ((each.start, each.end) for each in cast.mentions))


def pins_of(entries: Iterable[Entry], work: Work, notes: Annotations) -> Pins:
    """What the corrections of a work that hold settle in its text."""
    places = places_of(work.text, notes, work.cast)
    said = [(each.id, places.fit(each.correction)) for each in entries if each.holds]
    return pinned(said, work.text, ((each.start, each.end) for each in notes.quotations)).pins


def dismissed(entries: Iterable[Entry], text: Text) -> list[tuple[str, Span]]:
    """The findings that people have said are no slips: of which kind, and where the last place of each is."""
    said = [each.correction for each in entries if each.holds and each.correction.kind is Kind.NO_SLIP]
    places = Places(text, (), ())
    return [(each.name, span) for each in said if (span := places.fit(each).target) is not None]


def under_known_numbers(settled: Work, before: Work, moves: Moves, world: World) -> Work:
    """A work whose entities have the numbers that the world has for them, or had; others get new ones."""
    known = kept_numbers(Earlier.of(before.cast), settled.cast, moves, world.former(before.id))
    return replace(settled, cast=renumbered(settled.cast, known, world.fresh_number()))


def with_chapters(text: Text, said: Sequence[Fitted]) -> Text:
    """A text in which chapters begin where people say so."""
    chapters = list(text.chapters)
    for fitted in said:
        if fitted.correction.kind is Kind.CHAPTER and fitted.target is not None:
            chapters = _cut(chapters, fitted.target[0], fitted.correction.name, len(text.content))
    return replace(text, chapters=tuple(chapters)) if chapters != list(text.chapters) else text


def without_chapters(text: Text, undone: Sequence[Fitted]) -> Text:
    """A text in which no chapter begins any more where people had said so."""
    chapters = list(text.chapters)
    for fitted in undone:
        if fitted.correction.kind is not Kind.CHAPTER or fitted.target is None:
            continue
        start, title = fitted.target[0], fitted.correction.name
        at = next(
            # one of another title is the file's own, which has come to begin there in a later draft
            (k for k, each in enumerate(chapters) if (each.start, each.title) == (start, title)),
            None,
        )
        if at is None:
            continue
        gone = chapters.pop(at)
        if at and chapters[at - 1].end == gone.start:
            chapters[at - 1] = replace(chapters[at - 1], end=gone.end)
    return replace(text, chapters=tuple(chapters)) if chapters != list(text.chapters) else text


def _cut(chapters: list[Chapter], start: int, title: str, size: int) -> list[Chapter]:
    if any(each.start == start for each in chapters):
        return chapters
    for at, each in enumerate(chapters):
        if each.start < start < each.end:
            return [
                *chapters[:at],
                replace(each, end=start),
                Chapter(title, start, each.end),
                *chapters[at + 1 :],
            ]
    following = min((each.start for each in chapters if each.start > start), default=size)
    return sorted([*chapters, Chapter(title, start, following)], key=lambda each: each.start)


def _clash(numbers: Sequence[int], words: dict[int, Correction]) -> errors.UsageError:
    """The error that corrections contradict each other: a new one, and one that is kept if there is one."""
    new = [number for number in numbers if number <= 0] or list(numbers[:1])
    kept = [number for number in numbers if number > 0 and number not in new]
    if kept:
        return errors.corrections_contradict(words[new[0]].words, words[kept[0]].words, kept[0])
    other = new[1] if len(new) > 1 else new[0]
    return errors.corrections_clash(words[new[0]].words, words[other].words)
