"""From the paragraphs of a word processor, each with its style and look, to the pieces of a page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from fabula.sources import headings, looks
from fabula.sources.drafts import Page, one_line
from fabula.sources.looks import PLAIN, Look, Seen
from fabula.sources.office.runs import Runs
from fabula.sources.office.style_names import ParagraphRole
from fabula.sources.pieces import RULE, Piece, assemble, single_spaced
from fabula.types import Apart, BlockKind, Metadata

_LONGEST_DROP_CAP = 24
_DROP_CAP = re.compile(r"[\"'“‘«„(]{0,2}[^\W\d_]")
_LONGEST_LOOK = 80
_ALNUM = re.compile(r"[^\W_]")
# Fonts of symbols have their signs where Unicode has none.
_ENTRY_END = re.compile(r"[\s.·…]*\d{0,4}$")
_SYMBOLS = re.compile(r"[\ue000-\uf8ff]")
_MANY_HEADINGS = 20


@dataclass(slots=True)
class Paragraph:
    """A paragraph of a word processor, with what is anchored in it.

    ``role`` is what its style makes of it. ``joins`` are a drop cap or a paragraph whose end was deleted:
    the next one goes on with its words. ``before`` and ``after`` are the paragraphs of text boxes that stand
    before its first words and after them, ``notes`` the foot- and end-notes and comments in it.
    """

    runs: Runs = field(default_factory=Runs)
    role: ParagraphRole | None = None
    look: Look = PLAIN
    joins: bool = False
    empty_before: int = 0
    before: list[Paragraph] = field(default_factory=list)
    after: list[Paragraph] = field(default_factory=list)
    notes: list[Piece] = field(default_factory=list)

    @property
    def words(self) -> str:
        """Its words without white space at the ends."""
        return self.runs.words.strip()

    @property
    def is_heading(self) -> bool:
        """Whether its style makes a heading of it."""
        return self.role is not None and self.role.kind is BlockKind.HEADING


def note(words: Runs, apart: Apart) -> Piece:
    """A paragraph of a foot- or end-note or of a comment."""
    return Piece(BlockKind.NOTE, words.words, settled=True, apart=apart, emphasis=words.emphasis())


def rule(empty_before: int = 0) -> Paragraph:
    """A rule that is drawn across the page."""
    runs = Runs()
    runs.add(RULE)
    return Paragraph(runs, ParagraphRole(BlockKind.SCENE_BREAK), empty_before=empty_before)


def names_chapter(picture: str) -> bool:
    """Whether what a picture is said to show, alone in its paragraph, is the heading of a chapter."""
    return headings.rank(picture) in (headings.PART, headings.CHAPTER)


def is_drop_cap(words: str) -> bool:
    """Whether a frame of its own with these words at the start of a paragraph is its first letter."""
    return _DROP_CAP.fullmatch(words.strip()) is not None


def assembled(paragraphs: list[Paragraph], closing: Iterable[Piece], metadata: Metadata) -> Page:
    """The page of a document: text boxes where they are anchored, notes after the paragraph they are in.

    ``closing`` are the pieces that stand at its end. ``metadata`` gains title and author where the styles
    of the title page give them.
    """
    paragraphs = _joined(_with_boxes(paragraphs))
    _drop_headings_of_body_text(paragraphs)
    _mark_headings_by_contents(paragraphs)
    _mark_by_look(paragraphs)
    pieces = [*_pieces_of(paragraphs), *closing]
    return assemble(pieces, _with_title(paragraphs, metadata), manuscript=True)[0]


def _pieces_of(paragraphs: list[Paragraph]) -> list[Piece]:
    pieces = [(_piece(paragraph), paragraph.notes) for paragraph in paragraphs]
    single_spaced([piece for piece, _ in pieces if piece.words.strip()])
    return [each for piece, notes in pieces for each in (piece, *notes)]


def _with_boxes(paragraphs: list[Paragraph]) -> Iterator[Paragraph]:
    """Paragraphs with their text boxes; a box that holds a first letter alone becomes a part of its word."""
    waiting = paragraphs[::-1]
    while waiting:
        paragraph = waiting.pop()
        before, after, paragraph.before, paragraph.after = paragraph.before, paragraph.after, [], []
        if len(before) == 1 and is_drop_cap(before[0].words) and paragraph.words[:1].isalpha():
            paragraph.runs.put_before(before[0].words)
            before = []
        if before or after:
            if before:
                before[0].empty_before, paragraph.empty_before = paragraph.empty_before, 0
            waiting += (*after[::-1], paragraph, *before[::-1])
        elif paragraph.words or paragraph.notes:
            yield paragraph


def _joined(paragraphs: Iterable[Paragraph]) -> list[Paragraph]:
    """Drop caps and paragraphs whose end was deleted become one with the next."""
    joined: list[Paragraph] = []
    for paragraph in paragraphs:
        last = joined[-1] if joined else None
        if last is None or not last.joins or (last.is_heading and not paragraph.is_heading):
            joined.append(paragraph)
            continue
        last.runs.extend(paragraph.runs)
        last.notes += paragraph.notes
        last.joins, last.role, last.look = paragraph.joins, paragraph.role, paragraph.look
    return joined


def drop_cap_joins(words: str) -> bool:
    """Whether a paragraph that the page sets as a drop cap is short enough to be one."""
    return len(words.strip()) <= _LONGEST_DROP_CAP


def _drop_headings_of_body_text(paragraphs: list[Paragraph]) -> None:
    """Where more is in headings than outside of them, a style of headings was taken for the body."""
    levels: dict[int, list[Paragraph]] = {}
    for paragraph in paragraphs:
        if paragraph.role is not None and paragraph.is_heading:
            levels.setdefault(paragraph.role.level, []).append(paragraph)
    if sum(map(len, levels.values())) < _MANY_HEADINGS:
        return
    inside = {level: sum(len(p.words) for p in found) for level, found in levels.items()}
    outside = sum(len(p.words) for p in paragraphs if not p.is_heading)
    while sum(inside.values()) > outside:
        largest = max(inside, key=lambda level: inside[level])
        outside += inside.pop(largest)
        for paragraph in levels[largest]:
            paragraph.role = None


def _mark_headings_by_contents(paragraphs: list[Paragraph]) -> None:
    """What the document's own table of contents lists is a heading, where its style has been lost."""
    entries = {
        _ENTRY_END.sub("", one_line(paragraph.words))
        for paragraph in paragraphs
        if paragraph.role is not None and paragraph.role.apart is Apart.CONTENTS
    }
    headed = [p for p in paragraphs if p.is_heading and one_line(p.words) in entries]
    level = min((p.role.level for p in headed if p.role is not None), default=1)
    entries -= {one_line(paragraph.words) for paragraph in headed}
    for paragraph in paragraphs if entries else ():
        words = one_line(paragraph.words[:_LONGEST_LOOK])
        if paragraph.role is None and words in entries and len(paragraph.words) < _LONGEST_LOOK:
            paragraph.role = ParagraphRole(BlockKind.HEADING, level)
            entries.discard(words)


def _mark_by_look(paragraphs: list[Paragraph]) -> None:
    """Headings, and the lines of the title page, that no style names."""
    seen = [_seen(paragraph) for paragraph in paragraphs]
    for i in looks.headings_of(seen):
        paragraphs[i].role = ParagraphRole(BlockKind.HEADING, 1)
        seen[i].open, seen[i].heading = False, True
    for i in looks.titles_of(seen):
        paragraphs[i].role = ParagraphRole(BlockKind.TITLE, says="" if i else "title")


def _seen(paragraph: Paragraph) -> Seen:
    words, look = paragraph.words, paragraph.look
    is_open, bold = paragraph.role is None, paragraph.runs.is_bold
    return Seen(words, look, bold, is_open, paragraph.is_heading, paragraph.empty_before)


def _with_title(paragraphs: list[Paragraph], metadata: Metadata) -> Metadata:
    said = {
        paragraph.role.says: one_line(paragraph.words)
        for paragraph in reversed(paragraphs)
        if paragraph.role is not None and paragraph.role.says
    }
    return replace(
        metadata,
        title=metadata.title or said.get("title", ""),
        author=metadata.author or said.get("author", ""),
    )


def _piece(paragraph: Paragraph) -> Piece:
    words, role, empty = paragraph.runs.words, paragraph.role, paragraph.empty_before
    if not _ALNUM.search(words):
        words = _SYMBOLS.sub("*", words)
    if role is None:
        piece = Piece(BlockKind.PARAGRAPH, words, empty_before=empty, emphasis=paragraph.runs.emphasis())
        piece.struck = paragraph.runs.is_struck
        return piece
    if role.kind is BlockKind.HEADING:
        return Piece(BlockKind.HEADING, words, role.level, empty_before=empty)
    settled = role.kind is not BlockKind.SCENE_BREAK or len(words) <= _LONGEST_LOOK
    kind = role.kind if settled else BlockKind.PARAGRAPH
    # How a title is set sets nothing off in it.
    emphasis = () if kind is BlockKind.TITLE else paragraph.runs.emphasis()
    return Piece(kind, words, settled=settled, empty_before=empty, apart=role.apart, emphasis=emphasis)
