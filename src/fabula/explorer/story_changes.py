"""What a new draft changes in the story that is told: attributes, findings and scenes that come or go."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fabula.contradictions import FoundContradiction
from fabula.reading import Reading
from fabula.story_records import ToldScene
from fabula.told_records import ToldAttribute
from fabula.types import Work
from fabula.world.alignment import Moves

SURE = 0.5
"""Below this probability nothing is said to have come or gone: it may be chance."""
OPENING = 90
"""Characters of a scene's first words."""


@dataclass(frozen=True, slots=True)
class ChangedScene:
    """A scene that begins in one draft and not in the other: its place, its people, its first words."""

    id: int
    start: int
    place: str
    people: tuple[str, ...]
    opening: str


@dataclass(frozen=True)
class StoryChanges:
    """What is told now and was not, and the other way; scenes likewise, and how many there are."""

    told: tuple[ToldAttribute, ...]
    untold: tuple[ToldAttribute, ...]
    findings: tuple[FoundContradiction, ...]
    mended: tuple[FoundContradiction, ...]
    begun: tuple[ChangedScene, ...]
    ended: tuple[ChangedScene, ...]
    scenes: tuple[int, int]


def story_changes(before: Work, after: Work) -> StoryChanges | None:
    """What is another in the story of a work; None where one of the two has none."""
    if before.story is None or after.story is None:
        return None
    old, new = Reading(before), Reading(after)
    was, now = _by_words(old.attributes), _by_words(new.attributes)
    found, lost = _by_message(new.findings), _by_message(old.findings)
    moves = Moves(old.text, new.text)
    starts = {each.start for each in new.scenes}
    kept = {moves.start(each.start) for each in old.scenes}
    return StoryChanges(
        tuple(each for key, each in now.items() if key not in was),
        tuple(each for key, each in was.items() if key not in now),
        tuple(each for key, each in found.items() if key not in lost),
        tuple(each for key, each in lost.items() if key not in found),
        _told(new, [each for each in new.scenes if each.start not in kept]),
        _told(old, [each for each in old.scenes if moves.start(each.start) not in starts]),
        (len(old.scenes), len(new.scenes)),
    )


def _told(reading: Reading, scenes: Sequence[ToldScene]) -> tuple[ChangedScene, ...]:
    text = reading.work.text

    def made(scene: ToldScene) -> ChangedScene:
        words = " ".join(text.reads(scene.start, min(scene.end, scene.start + OPENING)).split())
        people = tuple(each.entity.name for each in scene.present)
        return ChangedScene(scene.id, scene.start, scene.place_text, people, words)

    return tuple(map(made, scenes))


def _by_words(attributes: Iterable[ToldAttribute]) -> dict[object, ToldAttribute]:
    sure = (each for each in attributes if each.confidence >= SURE)
    return {(each.entity.id, each.kind, each.value.casefold(), each.holds): each for each in sure}


def _by_message(findings: Iterable[FoundContradiction]) -> dict[object, FoundContradiction]:
    return {(each.kind, each.message): each for each in findings}
