"""Parts that were set apart, put back into the story because a reader asks for them."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from fabula import errors
from fabula.sources import headings
from fabula.sources.drafts import one_line
from fabula.sources.ornaments import is_scene_break
from fabula.types import Apart, Block, BlockKind, Chapter, Text, outside

ALL = "all"


def kinds_of(names: str) -> frozenset[Apart]:
    """The kinds that a list with commas names. Raises UsageError for one that there is not."""
    wanted = [one_line(name).casefold().replace("’", "'") for name in names.split(",")]
    known = {kind.value: kind for kind in Apart}
    found: set[Apart] = set()
    for name in filter(None, wanted):
        if name == ALL:
            found.update(Apart)
        elif name.removesuffix("s") in known or name in known:
            found.add(known[name] if name in known else known[name.removesuffix("s")])
        else:
            raise errors.unknown_apart(name, tuple(known))
    return frozenset(found)


def include(text: Text, kinds: frozenset[Apart]) -> Text:
    """The text with all blocks of these kinds as part of the story.

    A short one that reads like a heading becomes one, and where such a heading opens a part behind which the
    chapter does not go on, a chapter begins with it.
    """
    blocks: list[Block] = []
    chapters = text.chapters
    for chosen, run in groupby(text.blocks, key=lambda block: outside(block) in kinds):
        found = list(run)
        if chosen:
            found = [_as_story(text, block) for block in found]
            chapters = _with_part(text, chapters, found)
        blocks += found
    return replace(text, blocks=tuple(blocks), chapters=chapters)


def _as_story(text: Text, block: Block) -> Block:
    words = text.reads(block.start, block.end).strip()
    if is_scene_break(words):
        return replace(block, kind=BlockKind.SCENE_BREAK, apart=None)
    heading = len(words) <= headings.LONGEST and headings.rank(words) > 0
    return replace(block, kind=BlockKind.HEADING if heading else BlockKind.PARAGRAPH, apart=None)


def _with_part(text: Text, chapters: tuple[Chapter, ...], part: list[Block]) -> tuple[Chapter, ...]:
    """The chapters with one that begins with the part, or with the part as the end of the one before it."""
    start, end = part[0].start, part[-1].end
    before = [chapter for chapter in chapters if chapter.start < start]
    after = [chapter for chapter in chapters if chapter.start >= start]
    last = before[-1] if before else None
    if last is not None and _has_story(text, end, last.end):
        return chapters
    if part[0].kind is BlockKind.HEADING:
        title = one_line(text.reads(part[0].start, part[0].end))
        kept = [*before[:-1], replace(last, end=min(last.end, start))] if last is not None else []
        return (*kept, Chapter(title, start, end), *after)
    if last is not None:
        return (*before[:-1], replace(last, end=max(last.end, end)), *after)
    return chapters


def _has_story(text: Text, start: int, end: int) -> bool:
    return any(block.kind.is_story for block in text.blocks if start <= block.start < end)
