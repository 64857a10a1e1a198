"""For formats with markup: the visible pieces of a page in order, and the content built from them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from fabula.sources import line_breaks
from fabula.sources.damage import Damage, damage_of
from fabula.sources.drafts import Draft, Page, visible_extent
from fabula.sources.footnotes import mark_notes
from fabula.sources.looks import PLAIN, Look
from fabula.types import Apart, BlockKind, Emphasis, Metadata, Part

BETWEEN = "\n\n"
RULE = "* * *"
# A break that shows as white space alone still needs a place in the content.
_SPACE_ALONE = "\n"
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_LONGEST_HEADING = 300


@dataclass(slots=True)
class Piece:
    """A block of the page: its words with ``\\n`` for line breaks; ``anchors`` are the names that lead to it.

    ``kind`` is PARAGRAPH where markup leaves open what the words are; ``settled`` says that it does not.
    ``empty_before`` counts empty paragraphs before it, ``inset`` the block quotations around it. The offsets
    of ``emphasis`` count from the start of ``words``. ``item``: it begins an item of a list. ``look``: how it
    is set, where that is known. ``struck``: all its words are struck out.
    """

    kind: BlockKind
    words: str
    level: int = 0
    settled: bool = False
    empty_before: int = 0
    anchors: tuple[str, ...] = ()
    part: str = ""
    apart: Apart | None = None
    emphasis: tuple[Emphasis, ...] = ()
    inset: int = 0
    item: bool = False
    look: Look = PLAIN
    struck: bool = False


@dataclass(slots=True)
class Anchors:
    """Where in the content a name of the file leads: (part, anchor) to offset, and each part's start."""

    places: dict[tuple[str, str], int] = field(default_factory=dict)

    def find(self, part: str, anchor: str) -> int | None:
        """The offset of an anchor, or that of its part where the anchor is unknown."""
        return self.places.get((part, anchor), self.places.get((part, "")))


def single_spaced(pieces: list[Piece]) -> list[Piece]:
    """Where an empty paragraph follows nearly each one, it is the space between them and no break."""
    between = sorted(piece.empty_before for piece in pieces[1:])
    usual = between[len(between) // 2] if between else 0
    for piece in pieces:
        piece.empty_before = max(0, piece.empty_before - usual)
    return pieces


def assemble(
    pieces: Iterable[Piece], metadata: Metadata, *, manuscript: bool = False
) -> tuple[Page, Anchors]:
    """Join pieces into one content, a blank line between two, and keep where each came to stand.

    In a ``manuscript`` a paragraph that is struck out is set apart; what a page shows struck out is there to
    be read.
    """
    chunks: list[str] = []
    drafts: list[Draft] = []
    emphasis: list[Emphasis] = []
    anchors = Anchors()
    parts: dict[str, tuple[int, int]] = {}
    at = 0
    for piece in (part for whole in pieces for part in _parted(whole)):
        words = _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", piece.words)
        start, end = visible_extent(words, 0, len(words))
        if start == end:
            continue
        gap = 1 + piece.empty_before if drafts else 0
        separator = (BETWEEN + _SPACE_ALONE * piece.empty_before) if drafts else ""
        at += len(separator)
        words = words[start:end]
        chunks += (separator, words)
        kind, level = piece.kind, piece.level
        if kind is BlockKind.HEADING and len(words) > _LONGEST_HEADING:
            kind, level = BlockKind.PARAGRAPH, 0
        settled = piece.settled or level > 0
        draft = Draft(kind, at, at + len(words), gap, level, settled, apart=piece.apart, inset=piece.inset)
        draft.item, draft.struck = piece.item, piece.struck
        drafts.append(draft)
        emphasis += _moved(piece.emphasis, at - start, at, at + len(words))
        anchors.places.setdefault((piece.part, ""), at)
        for anchor in piece.anchors:
            anchors.places.setdefault((piece.part, anchor), at)
        parts[piece.part] = (parts.get(piece.part, (at, at))[0], at + len(words))
        at += len(words)
    if manuscript:
        _set_struck_apart(drafts)
    named = tuple(Part(name, start, end) for name, (start, end) in parts.items() if name)
    page = Page("".join(chunks), drafts, metadata, parts=named, emphasis=emphasis)
    # The words of all pieces are as much again as the content, and what follows needs them no more.
    del pieces, chunks
    return _cleaned(page, anchors)


def _set_struck_apart(drafts: Sequence[Draft]) -> None:
    """Whole paragraphs that are struck out are left out by their writer, unless most of the text is."""
    struck = [draft for draft in drafts if draft.struck and draft.apart is None and draft.kind.is_story]
    if not struck or 2 * sum(d.end - d.start for d in struck) > sum(d.end - d.start for d in drafts):
        return
    for draft in struck:
        draft.set_apart(Apart.STRUCK_OUT, BlockKind.NOTE)


def _cleaned(page: Page, anchors: Anchors) -> tuple[Page, Anchors]:
    """The page with the damage to its characters mended: its content is our own, so it needs no repairs."""
    damage = damage_of(page.content)
    page.warnings += damage.warnings
    if damage.alignment is None and not damage.pages:
        return page, anchors
    forth = damage.forth
    page.content = damage.view
    emphasis = [*page.emphasis, *damage.emphasis]
    emphasis = [replace(each, start=forth(each.start), end=forth(each.end)) for each in emphasis]
    page.emphasis = [each for each in emphasis if each.start < each.end]
    page.drafts = list(_drafts_in(page, damage))
    page.parts = tuple(replace(part, start=forth(part.start), end=forth(part.end)) for part in page.parts)
    mark_notes(page, damage)
    return page, Anchors({name: forth(at) for name, at in anchors.places.items()})


def _drafts_in(page: Page, damage: Damage) -> Iterator[Draft]:
    """The drafts where their words stand now.

    One of which nothing is left is gone; two between which a repair left no paragraph's end are one; one that
    is a page's number or head is apart.
    """
    pages = dict(damage.pages)
    last: Draft | None = None
    for draft in page.drafts:
        start, end = visible_extent(page.content, damage.forth(draft.start), damage.forth(draft.end))
        if start >= end:
            continue
        if last is not None and BETWEEN not in page.content[last.end : start]:
            last.end = end
            continue
        if last is not None:
            yield last
        last = replace(draft, start=start, end=end)
        if (start, end) in pages:
            last.set_apart(pages[start, end])
    if last is not None:
        yield last


def _parted(piece: Piece) -> Iterator[Piece]:
    """The paragraphs of a piece that line breaks alone part."""
    if "\n" not in piece.words or piece.settled or piece.kind is not BlockKind.PARAGRAPH or piece.level:
        yield piece
        return
    for i, (start, end) in enumerate(line_breaks.paragraphs(piece.words)):
        part = replace(piece, words=piece.words[start:end], emphasis=tuple(cut(piece.emphasis, start, end)))
        if i:
            part.anchors, part.empty_before = (), 0
        yield part


def cut(emphasis: Iterable[Emphasis], start: int, end: int) -> Iterator[Emphasis]:
    """What of the emphasis lies in a stretch, counted from its start."""
    for each in emphasis:
        first, last = max(each.start, start), min(each.end, end)
        if first < last:
            yield Emphasis(each.kind, first - start, last - start)


def _moved(emphasis: Iterable[Emphasis], by: int, low: int, high: int) -> Iterator[Emphasis]:
    """Emphasis of a piece where its words came to stand, cut to what of them is visible."""
    for each in emphasis:
        start, end = max(each.start + by, low), min(each.end + by, high)
        if start < end:
            yield Emphasis(each.kind, start, end)
