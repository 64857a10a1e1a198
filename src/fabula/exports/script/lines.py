"""The words of stretches as the plain formats write them: what one voice says in one go."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter

from fabula.exports.script.doubts import doubt_of
from fabula.exports.script.stretches import Paragraph, Stretch
from fabula.exports.script.voices import Voices
from fabula.types import BlockKind


def lines_of(paragraph: Paragraph, text: str) -> list[str]:
    """Words of a paragraph as lines: one, as the line ends of a file are no line ends to a reader of prose.

    Verse and headings keep theirs.
    """
    if paragraph.kind is BlockKind.PARAGRAPH:
        return [one_line(text)] if text.strip() else []
    return [one_line(line) for line in text.splitlines() if line.strip()]


def one_line(text: str) -> str:
    """Words with every run of white space as one space."""
    return " ".join(text.split())


def turns_of(paragraph: Paragraph) -> Iterator[list[Stretch]]:
    """The stretches of a paragraph with words in them, those of one line or of one telling together."""
    worded = [stretch for stretch in paragraph.stretches if stretch.text.strip()]
    for _, turn in groupby(worded, key=attrgetter("kind", "voice.name", "quote")):
        yield list(turn)


def remark_on(stretch: Stretch, voices: Voices) -> str:
    """What a person should see beside a line: that it is in doubt whose it is; nothing beside others."""
    return "" if stretch.quote is None else doubt_of(stretch.quote, voices)
