"""The contents of the page: the chapters, and in each the scenes with place, time and who is there."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from fabula.exports.page_marks import Member
from fabula.types import Block, Chapter, Role, Scene, Work

FACES_SHOWN = 6
"""People of a scene that the contents show by their initials; the rest is counted."""


@dataclass(frozen=True, slots=True)
class SceneEntry:
    """A scene in the contents: where on the page it begins, where and when it is, who is there."""

    anchor: str
    place: str
    time: str
    faces: list[Member]
    more: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A chapter in the contents, or what comes before the first, which has no title."""

    title: str
    anchor: str
    scenes: list[SceneEntry]


def contents_of(
    work: Work, members: Mapping[int, Member], blocks: Sequence[Block], anchors: Mapping[int, str]
) -> list[Entry]:
    """The contents; ``anchors`` are those of blocks, by their numbers."""
    entries = [
        Entry(chapter.title or f"Chapter {number}", f"ch{number}", [])
        for number, chapter in enumerate(work.text.chapters, start=1)
    ]
    before = Entry("", "story", [])
    scenes = work.story.scenes if work.story else ()
    for scene, block in zip(scenes, _first_blocks(blocks, scenes), strict=True):
        at = bisect_right(work.text.chapters, scene.start, key=attrgetter("start"))
        shown = _scene(work, scene, members, anchors.get(block, "story"))
        (entries[at - 1] if at else before).scenes.append(shown)
    return [*([before] if before.scenes else []), *entries]


def anchors_of(work: Work, blocks: Sequence[Block]) -> dict[int, str]:
    """The anchors of blocks, by their numbers: of those with which a chapter begins, or else a scene."""
    anchors: dict[int, str] = {}
    chapters = zip(work.text.chapters, _first_blocks(blocks, work.text.chapters), strict=True)
    for number, (chapter, first) in enumerate(chapters, start=1):
        if first < len(blocks) and blocks[first].start < max(chapter.end, chapter.start + 1):
            anchors.setdefault(first, f"ch{number}")
    scenes = work.story.scenes if work.story else ()
    for scene, first in zip(scenes, _first_blocks(blocks, scenes), strict=True):
        if first < len(blocks):
            anchors.setdefault(first, f"s{scene.id}")
    return anchors


def _scene(work: Work, scene: Scene, members: Mapping[int, Member], anchor: str) -> SceneEntry:
    there = [
        members[own.entity] for own in scene.present if own.entity in members and own.role is Role.BODILY
    ]
    reads = work.text.reads
    return SceneEntry(
        anchor=anchor,
        place=reads(*scene.place_span) if scene.place_span else "",
        time=reads(scene.time.start, scene.time.end) if scene.time else "",
        faces=there[:FACES_SHOWN],
        more=max(0, len(there) - FACES_SHOWN),
    )


def _first_blocks(blocks: Sequence[Block], stretches: Sequence[Chapter] | Sequence[Scene]) -> list[int]:
    """The number of the first block in each stretch."""
    starts = [block.start for block in blocks]
    return [bisect_right(starts, own.start - 1) if own.start else 0 for own in stretches]
