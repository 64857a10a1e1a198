"""Places in a work as people name them: a chapter by its number or its title, or an offset."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from fabula import errors
from fabula.types import Chapter, Span, Text
from fabula.world.names import number_in
from fabula.world.words import folded_words

_OFFSET = re.compile(r"@(\d{1,12})", re.ASCII)


def chapter_called(chapters: Sequence[Chapter], called: str | int) -> Chapter:
    """The chapter with a title, or else of a number, from 1.

    Raises :class:`fabula.errors.UsageError` where there is none.
    """
    number = called if isinstance(called, int) else number_in(called)
    titled = [each for each in chapters if folded_words(each.title) == folded_words(str(called))]
    if len(titled) == 1:
        return titled[0]
    if number is not None and 1 <= number <= len(chapters):
        return chapters[number - 1]
    count = len(chapters)
    present = f"they are numbered from 1 to {count}" if count > 1 else "there is only 1"
    raise errors.no_such_chapter(str(called), present if count else "the work has none")


def stretches_of(chapters: Sequence[Chapter], called: Iterable[str | int] | None) -> list[Span] | None:
    """Where chapters stand that are named by number or title; None, for all of the text, where none are.

    Raises :class:`fabula.errors.UsageError` where there is no such chapter.
    """
    if called is None:
        return None
    found = (chapter_called(chapters, each) for each in ([called] if isinstance(called, str) else called))
    return [(chapter.start, chapter.end) for chapter in found]


def end_of(text: Text, place: str | int) -> int:
    """The code point after a place: the end of a chapter, or the offset that ``"@1234"`` names.

    Raises :class:`fabula.errors.UsageError` where there is no such chapter, or the text is shorter.
    """
    found = _OFFSET.fullmatch(place.strip()) if isinstance(place, str) else None
    if found is None:
        return chapter_called(text.chapters, place).end
    offset = int(found[1])
    if offset > len(text.content):
        raise errors.offset_outside(offset, len(text.content))
    return offset
