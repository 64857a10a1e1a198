"""What a new draft changes in the story that is told: attributes and findings that come or go, scenes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from fabula.contradictions import FoundContradiction
from fabula.reading import Reading
from fabula.told_records import ToldAttribute
from fabula.types import Work

SURE = 0.5
"""Below this probability nothing is said to have come or gone: it may be chance."""


@dataclass(frozen=True)
class StoryChanges:
    """What is told now and was not, and the other way; the numbers of scenes."""

    told: tuple[ToldAttribute, ...]
    untold: tuple[ToldAttribute, ...]
    findings: tuple[FoundContradiction, ...]
    mended: tuple[FoundContradiction, ...]
    scenes: tuple[int, int]


def story_changes(before: Work, after: Work) -> StoryChanges | None:
    """What is another in the story of a work; None where one of the two has none."""
    if before.story is None or after.story is None:
        return None
    old, new = Reading(before), Reading(after)
    was, now = _by_words(old.attributes), _by_words(new.attributes)
    found, lost = _by_message(new.findings), _by_message(old.findings)
    return StoryChanges(
        tuple(each for key, each in now.items() if key not in was),
        tuple(each for key, each in was.items() if key not in now),
        tuple(each for key, each in found.items() if key not in lost),
        tuple(each for key, each in lost.items() if key not in found),
        (len(old.scenes), len(new.scenes)),
    )


def _by_words(attributes: Iterable[ToldAttribute]) -> dict[object, ToldAttribute]:
    sure = (each for each in attributes if each.confidence >= SURE)
    return {(each.entity.id, each.kind, each.value.casefold(), each.holds): each for each in sure}


def _by_message(findings: Iterable[FoundContradiction]) -> dict[object, FoundContradiction]:
    return {(each.kind, each.message): each for each in findings}
