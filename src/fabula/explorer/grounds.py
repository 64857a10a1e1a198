"""What a claim of the story rests on, in words and counts that anybody can look up.

The cast tells its reasons by their weights (:mod:`fabula.explorer.views.about`). A claim of the story has
its words; beside them stands what speaks for it and against it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fabula.amounts import counted
from fabula.explorer.asking import Asked
from fabula.records import SpokenQuote
from fabula.story_records import ScenePresence, ToldScene
from fabula.told_records import ToldAttribute, ToldRelation
from fabula.types import BlockKind, Span

SHOWN = 4
"""Places that a ground is shown with."""


@dataclass(frozen=True, slots=True)
class Ground:
    """One thing that speaks for a claim, or against it, and where that stands in the text."""

    words: str
    spans: tuple[Span, ...] = ()


def of_presence(own: Asked, scene: ToldScene, there: ScenePresence) -> list[Ground]:
    """What shows that somebody is in a scene."""
    number = there.entity.id
    lines = _lines(own, scene)
    said = [(each.start, each.end) for each in lines if each.speaker == there.entity]
    heard = [(each.start, each.end) for each in lines if any(other.id == number for other in each.addressees)]
    done = [
        (each.start, each.end)
        for each in own.events
        if scene.start <= each.start < scene.end and not each.spoken and there.entity in each.agents
    ]
    named = [
        (each.start, each.end)
        for each in own.reading.work.cast.mentions
        if each.entity == number and scene.start <= each.start < scene.end
    ]
    spoken = [span for each in own.reading.work.cast.quotes for span in each.spans if span[0] < scene.end]
    talked = [span for span in named if any(a <= span[0] < b for a, b in spoken)]
    found = [
        *_counts("says", said, "lines", "here"),
        *_counts("is spoken to in", heard, "lines"),
        *_counts("is told to do", done, "things"),
        *_counts(
            "is named or meant", [span for span in named if span not in talked], "times", "outside of speech"
        ),
        *_counts("is named or meant", talked, "times", "in what is said"),
    ]
    if not (said or heard or done):
        found.append(
            Ground("says nothing here and does nothing that is told, so it may be mere talk of them")
        )
    return found


def of_scene(own: Asked, scene: ToldScene) -> list[Ground]:
    """What shows that a scene begins where it does."""
    scenes = own.scenes
    at = next(k for k, each in enumerate(scenes) if each.id == scene.id)
    if not at:
        return [Ground("the story begins here")]
    return list(_turns(own, scenes[at - 1], scene))


def _turns(own: Asked, before: ToldScene, scene: ToldScene) -> Iterator[Ground]:
    if before.chapter != scene.chapter:
        yield Ground("a chapter begins here")
    blocks = own.reading.work.text.blocks
    if any(
        each.kind is BlockKind.SCENE_BREAK and before.start < each.start <= scene.start for each in blocks
    ):
        yield Ground("a break stands before it")
    if scene.place_text and scene.place != before.place:
        yield Ground(
            f"the place is another: {scene.place_text}, before it {before.place_text or 'none told'}"
        )
    if scene.time_text:
        yield Ground(f"it tells a time: {scene.time_text} ({scene.when.value})")
    was, now = ({each.entity.id: each.entity for each in every.present} for every in (before, scene))
    come = [each.name for number, each in now.items() if number not in was]
    gone = [each.name for number, each in was.items() if number not in now]
    if come:
        yield Ground(f"others are there: {', '.join(come[:SHOWN])}")
    if gone:
        yield Ground(f"no longer there: {', '.join(gone[:SHOWN])}")
    if before.mode is not scene.mode:
        yield Ground(f"it is told as {scene.mode.value}, what is before it as {before.mode.value}")


def of_attribute(own: Asked, told: ToldAttribute) -> list[Ground]:
    """What else is told of the same thing, alike or otherwise."""
    found = [Ground("the narrator says it" if told.by is None else f"{told.by.name} says it")]
    same = [
        each
        for each in own.attributes
        if each.entity.id == told.entity.id and each.kind is told.kind and each.id != told.id
    ]
    alike = [each for each in same if _reads_alike(each, told) and each.holds is told.holds]
    other = [each for each in same if not _reads_alike(each, told)]
    if alike:
        found.append(Ground("told again", tuple((each.start, each.end) for each in alike)))
    if other:
        values = ", ".join(dict.fromkeys(each.value for each in other))
        found.append(Ground(f"told otherwise: {values}", tuple((each.start, each.end) for each in other)))
    return found


def of_relation(told: ToldRelation) -> list[Ground]:
    """How a relation is known."""
    if told.inferred:
        return [Ground("it follows from other relations of the two; no words say it outright")]
    return [Ground(f"it is told in {counted(len(told.spans), 'places')}", told.spans)]


def _reads_alike(one: ToldAttribute, other: ToldAttribute) -> bool:
    return one.value.casefold() == other.value.casefold()


def _counts(does: str, spans: Sequence[Span], what: str, more: str = "") -> Iterator[Ground]:
    if spans:
        yield Ground(f"{does} {counted(len(spans), what)} {more}".rstrip(), tuple(spans))


def _lines(own: Asked, scene: ToldScene) -> Sequence[SpokenQuote]:
    quotes = own.reading.quotes
    first, last = (bisect_left(quotes, at, key=lambda each: each.start) for at in (scene.start, scene.end))
    return quotes[first:last]
