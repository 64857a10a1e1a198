"""What `sources` makes of a file: the characters a reader sees, and the shape of the page over them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum

from fabula.types.columns import Span


class BlockKind(str, Enum):
    """What a block of the page is to a reader."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    SCENE_BREAK = "scene break"
    VERSE = "verse"
    NOTE = "note"
    BOILERPLATE = "boilerplate"

    @property
    def is_story(self) -> bool:
        """Whether the words of such a block are part of the telling."""
        return self in (BlockKind.PARAGRAPH, BlockKind.VERSE)


class Apart(str, Enum):
    """What a block outside of the telling is; the values are what a user reads and types."""

    COVER = "cover"
    CONTENTS = "contents"
    COPYRIGHT = "copyright"
    DEDICATION = "dedication"
    EPIGRAPH = "epigraph"
    PRAISE = "praise"
    INTRODUCTION = "introduction"
    ACKNOWLEDGMENTS = "acknowledgments"
    ABOUT_AUTHOR = "about the author"
    ALSO_BY = "also by"
    PREVIEW = "preview"
    READING_GROUP = "reading group"
    NEWSLETTER = "newsletter"
    ADVERTISEMENT = "advertisement"
    SUMMARY = "summary"
    TAGS = "tags"
    AUTHORS_NOTE = "author's note"
    FOOTNOTE = "footnote"
    TRANSCRIBER = "transcriber's note"
    ILLUSTRATION = "illustration"
    LICENCE = "licence"
    COMMENT = "comment"
    SITE = "site"
    PAGE_NUMBER = "page number"
    RUNNING_HEAD = "running head"
    GLOSSARY = "glossary"
    INDEX = "index"
    NOTE = "note"
    STRUCK_OUT = "struck out"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, break, verse line group or note; blocks are in order and never overlap.

    ``apart`` says what a block is that is no part of the telling; None for story, headings and breaks.
    """

    kind: BlockKind
    start: int
    end: int
    apart: Apart | None = None


class EmphasisKind(str, Enum):
    """How the page sets words off from those around them."""

    ITALIC = "italic"
    BOLD = "bold"


@dataclass(frozen=True, slots=True)
class Emphasis:
    """A stretch that the page sets in italics or in bold: a fact of the page, no character of it."""

    kind: EmphasisKind
    start: int
    end: int


class RepairKind(str, Enum):
    """Why a stretch reads as something else than the characters it is made of."""

    INVISIBLE = "invisible character"
    LIGATURE = "ligature"
    LINE_BREAK = "word broken at a line end"
    DROP_CAP = "drop cap parted from its word"
    ENCODING = "wrong encoding"
    REFERENCE = "character reference"
    QUOTATION_MARK = "quotation mark the wrong way round"
    EMPHASIS_MARK = "mark of emphasis"
    NOTE_MARK = "note mark"
    PAGE_NUMBER = "page number"
    RUNNING_HEAD = "running head"


@dataclass(frozen=True, slots=True)
class Repair:
    """A stretch of the content that reads as ``reads``: nothing where a reader skips it.

    Repairs are in order, never empty, and do not overlap. They never change the content itself.
    """

    start: int
    end: int
    reads: str
    kind: RepairKind


@dataclass(frozen=True, slots=True)
class SetApart:
    """Blocks after one another that are no part of the telling, of one kind; ``words`` counts them."""

    kind: Apart
    start: int
    end: int
    words: int


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter, from its heading to the start of the next; chapters never overlap."""

    title: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Part:
    """The stretch of the content that came from one part of the file (an EPUB document, say)."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the file says of itself; ``other`` keeps whatever has no field here (fandom, rating, …).

    Where a person gives the title or the author, ``file_title`` and ``file_author`` keep what the file says;
    else they are None.
    """

    title: str = ""
    author: str = ""
    language: str = ""
    summary: str = ""
    tags: tuple[str, ...] = ()
    other: Mapping[str, str] = field(default_factory=dict)
    file_title: str | None = None
    file_author: str | None = None

    @property
    def own_title(self) -> str:
        """The title that the file itself gives."""
        return self.title if self.file_title is None else self.file_title

    @property
    def own_author(self) -> str:
        """The author that the file itself gives."""
        return self.author if self.file_author is None else self.file_author

    def named(self, title: str | None = None, author: str | None = None) -> Metadata:
        """The same with the title and the author that a person gives; None leaves it as it is."""
        named = self
        if title is not None:
            named = replace(named, title=title, file_title=self.own_title)
        if author is not None:
            named = replace(named, author=author, file_author=self.own_author)
        return named


LIKELY_BREAK = 0.5
"""The probability from which on a place where a lost paragraph may begin is made one."""


@dataclass(frozen=True, slots=True)
class Text:
    """The characters a reader sees, and the shape of the page over them.

    ``content`` is never cleaned: for a plain text file it is the decoded file to the last character.
    ``guessed`` are the stretches that lost their paragraph breaks on the way, so that the blocks in them are
    only guessed from the turns of the dialogue. ``doubts`` are the places, in order, where it stays in doubt
    whether a paragraph begins, each with the probability that one does; blocks are cut at the likelier half.
    ``emphasis`` is sorted by start. ``repairs`` are the places where a reader reads other characters than
    those that stand there; :meth:`reads` gives a stretch as it reads. ``warnings`` are whole sentences about
    what of the file could not be read.
    """

    content: str
    blocks: tuple[Block, ...]
    chapters: tuple[Chapter, ...]
    metadata: Metadata
    source: str
    parts: tuple[Part, ...] = ()
    guessed: tuple[Span, ...] = ()
    doubts: tuple[tuple[int, float], ...] = ()
    emphasis: tuple[Emphasis, ...] = ()
    repairs: tuple[Repair, ...] = ()
    warnings: tuple[str, ...] = ()

    def __repr__(self) -> str:
        # A whole novel in a traceback or a debugger helps nobody.
        counts = (
            f"{len(self.content):,} characters, {len(self.blocks):,} blocks, {len(self.chapters):,} chapters"
        )
        return f"<text {self.metadata.title or self.source!r}: {counts}>"

    def reads(self, start: int, end: int) -> str:
        """The words of a stretch as a reader has them: the content with its repairs."""
        return as_read(self.content, self.repairs, start, end)

    def set_apart(self) -> list[SetApart]:
        """What is no part of the telling, in order; headings, titles and breaks are not listed."""
        found: list[SetApart] = []
        last: Block | None = None
        for block in self.blocks:
            kind = outside(block)
            if kind is not None:
                words = len(self.content[block.start : block.end].split())
                if last is not None and outside(last) is kind:
                    before = found.pop()
                    found.append(SetApart(kind, before.start, block.end, before.words + words))
                else:
                    found.append(SetApart(kind, block.start, block.end, words))
            last = block
        return found


def outside(block: Block) -> Apart | None:
    """What a block is that is no part of the telling; None for story, headings, titles and breaks."""
    if block.apart is not None:
        return block.apart
    return {BlockKind.NOTE: Apart.NOTE, BlockKind.BOILERPLATE: Apart.OTHER}.get(block.kind)


def as_read(content: str, repairs: Sequence[Repair], start: int, end: int) -> str:
    """The words of a stretch of a content as a reader has them."""
    at = bisect_right(repairs, start, key=lambda repair: repair.end)
    pieces: list[str] = []
    while at < len(repairs) and repairs[at].start < end:
        repair = repairs[at]
        pieces += content[start : repair.start], repair.reads
        start = max(start, repair.end)
        at += 1
    pieces.append(content[start:end])
    return "".join(pieces)
