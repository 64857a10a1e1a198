"""The working form of a page: what each block seems to be before the whole page has been looked at."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeAlias

from fabula.types import Apart, BlockKind, Emphasis, Metadata, Part, Span

INVISIBLE = "".join(
    chr(i) for i in range(0x10000) if chr(i).isspace() or unicodedata.category(chr(i)) in ("Cf", "Cc")
)
"""White space and characters that leave no mark on the page (zero-width marks, byte order marks)."""

# Where a chapter begins, its title, and how deep it lies in the book.
Mark: TypeAlias = tuple[int, str, int]


@dataclass(slots=True)
class Draft:
    """A block in the making.

    ``gap`` counts the blank lines before it. ``level`` is the depth that markup gives a heading (1 the
    highest), 0 where the page does not say. ``settled`` blocks keep the kind that markup gave them.
    ``rank`` is what kind of heading the words make, see :mod:`fabula.sources.headings`. ``apart`` is what
    a block is that is no part of the telling. ``inset`` is how deep it lies in block quotations. ``item``:
    the markup has it begin an item of a list. ``struck``: all of it is struck out.
    """

    kind: BlockKind
    start: int
    end: int
    gap: int = 1
    level: int = 0
    settled: bool = False
    rank: int = 0
    apart: Apart | None = None
    inset: int = 0
    item: bool = False
    struck: bool = False

    def set_apart(self, apart: Apart, kind: BlockKind = BlockKind.BOILERPLATE) -> None:
        """Take the block out of the telling for good."""
        self.kind, self.apart, self.settled, self.level, self.rank = kind, apart, True, 0, 0


@dataclass(slots=True)
class Page:
    """A content with its drafts in order; ``marks`` are chapter starts that the file itself names.

    ``guessed`` are the paragraphs of the file that hold many, parted by a guess. ``warnings`` are whole
    sentences about what of the file could not be read. ``has_note_marks``: marks of notes stand in its words.
    """

    content: str
    drafts: list[Draft]
    metadata: Metadata = field(default_factory=Metadata)
    marks: list[Mark] = field(default_factory=list)
    parts: tuple[Part, ...] = ()
    guessed: list[Span] = field(default_factory=list)
    emphasis: list[Emphasis] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    has_note_marks: bool = False

    def words(self, draft: Draft) -> str:
        """The characters of a draft."""
        return self.content[draft.start : draft.end]


def visible_extent(content: str, start: int, end: int) -> tuple[int, int]:
    """The range without white space at its ends; empty at ``end`` where nothing in it is visible."""
    piece = content[start:end]
    if not piece.strip(INVISIBLE):
        return end, end
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


@lru_cache(maxsize=4096)
def one_line(words: str) -> str:
    """Words with every run of white space as one space."""
    return " ".join(words.split())
