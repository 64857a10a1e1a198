"""From the paragraphs of a word processor, each with its style and look, to the pieces of a page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import takewhile

from fabula.sources import headings
from fabula.sources.drafts import Page, one_line
from fabula.sources.office.runs import Runs
from fabula.sources.office.style_names import ParagraphRole
from fabula.sources.pieces import RULE, Piece, assemble, single_spaced
from fabula.types import Apart, BlockKind, Metadata

_LONGEST_DROP_CAP = 24
_DROP_CAP = re.compile(r"[\"'“‘«„(]{0,2}[^\W\d_]")
_SURE = (headings.PART, headings.CHAPTER, headings.NUMBER)
_NO_HEADING = re.compile(r"[.,;:…—–-]\W*$|^[\"“‘'«]|[”\"»]$")
_SPEECH = re.compile(r"^[\"“‘'«].*[,.!?…]|[,.!?…][\"”’'»]$")
_LONGEST_LOOK = 80
_ALNUM = re.compile(r"[^\W_]")
# Fonts of symbols have their signs where Unicode has none.
_ENTRY_END = re.compile(r"[\s.·…]*\d{0,4}$")
_SYMBOLS = re.compile(r"[\ue000-\uf8ff]")
_LARGER = 1.15
_MANY_HEADINGS = 20
_FRONT = 6


@dataclass(frozen=True, slots=True)
class Look:
    """How a paragraph is set; ``size`` is in points, 0 where nothing says it."""

    centred: bool = False
    size: float = 0.0
    page_break: bool = False


@dataclass(slots=True)
class Paragraph:
    """A paragraph of a word processor, with what is anchored in it.

    ``role`` is what its style makes of it. ``joins`` are a drop cap or a paragraph whose end was deleted:
    the next one goes on with its words. ``before`` and ``after`` are the paragraphs of text boxes that stand
    before its first words and after them, ``notes`` the foot- and end-notes and comments in it.
    """

    runs: Runs = field(default_factory=Runs)
    role: ParagraphRole | None = None
    look: Look = Look()
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
    _mark_headings_by_look(paragraphs)
    _mark_title_by_look(paragraphs)
    pieces = [*_pieces_of(paragraphs), *closing]
    return assemble(pieces, _with_title(paragraphs, metadata))[0]


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


def _mark_headings_by_look(paragraphs: list[Paragraph]) -> None:
    """Short paragraphs set like one another and unlike the body, where no style says what a heading is.

    Numbered ones are known by their words and left to the passes that all formats share.
    """
    if any(paragraph.is_heading for paragraph in paragraphs):
        return
    body = _usual_size(paragraphs)
    candidates = [
        i
        for i, paragraph in enumerate(paragraphs[:-1])
        if _looks_like_heading(paragraph, body) and _is_prose(paragraphs[i + 1], body)
    ]
    if sum(headings.rank(paragraphs[i].words) in _SURE for i in candidates) > 1:
        return
    looks: dict[tuple[bool, bool, float], list[int]] = {}
    for i in candidates:
        paragraph = paragraphs[i]
        look = (paragraph.runs.is_bold, paragraph.words.isupper(), paragraph.look.size)
        looks.setdefault(look, []).append(i)
    alike = sorted((places for places in looks.values() if len(places) > 1), key=lambda p: (-len(p), p))
    for i in alike[0] if alike else ():
        paragraphs[i].role = ParagraphRole(BlockKind.HEADING, 1)


def _mark_title_by_look(paragraphs: list[Paragraph]) -> None:
    """Centred lines at the start, the first of them bold or larger than the body, are the title page."""
    front = list(takewhile(_is_title_line, paragraphs[:_FRONT]))
    if not front or len(front) == len(paragraphs):
        return
    usual, first, after = _usual_size(paragraphs), front[0], paragraphs[len(front)]
    heads = after.is_heading or headings.rank(after.words) in _SURE[:2]
    if not heads and any(headings.rank(paragraph.words) == headings.NUMBER for paragraph in front):
        return
    if first.runs.is_bold or (usual and first.look.size > _LARGER * usual):
        first.role = ParagraphRole(BlockKind.TITLE, says="title")
        for paragraph in front[1:]:
            paragraph.role = ParagraphRole(BlockKind.TITLE)


def _is_title_line(paragraph: Paragraph) -> bool:
    words = paragraph.words
    if paragraph.role is not None or not paragraph.look.centred or len(words) > _LONGEST_LOOK:
        return False
    if not any(map(str.isalnum, words)):
        return False
    return headings.rank(words) not in _SURE[:2] and not _SPEECH.search(words)


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


def _usual_size(paragraphs: list[Paragraph]) -> float:
    """The size that most of the words are set in, in points; 0 where nothing says it."""
    usual = Counter[float]()
    for paragraph in paragraphs:
        usual[paragraph.look.size] += len(paragraph.words)
    return usual.most_common(1)[0][0] if usual else 0.0


def _looks_like_heading(paragraph: Paragraph, body: float) -> bool:
    words, look = paragraph.words, paragraph.look
    if paragraph.role is not None or not any(map(str.isalnum, words)) or len(words) > _LONGEST_LOOK:
        return False
    if _NO_HEADING.search(words) or not (look.centred or look.page_break):
        return False
    bold = paragraph.runs.is_bold
    larger = bool(body) and look.size > _LARGER * body
    return (bold and look.centred) or (
        (bold or larger or words.isupper()) and bool(look.page_break or paragraph.empty_before)
    )


def _is_prose(paragraph: Paragraph, body: float) -> bool:
    return paragraph.role is None and not _looks_like_heading(paragraph, body)


def _piece(paragraph: Paragraph) -> Piece:
    words, role, empty = paragraph.runs.words, paragraph.role, paragraph.empty_before
    if not _ALNUM.search(words):
        words = _SYMBOLS.sub("*", words)
    if role is None:
        return Piece(BlockKind.PARAGRAPH, words, empty_before=empty, emphasis=paragraph.runs.emphasis())
    if role.kind is BlockKind.HEADING:
        return Piece(BlockKind.HEADING, words, role.level, empty_before=empty)
    settled = role.kind is not BlockKind.SCENE_BREAK or len(words) <= _LONGEST_LOOK
    kind = role.kind if settled else BlockKind.PARAGRAPH
    # How a title is set sets nothing off in it.
    emphasis = () if kind is BlockKind.TITLE else paragraph.runs.emphasis()
    return Piece(kind, words, settled=settled, empty_before=empty, apart=role.apart, emphasis=emphasis)
