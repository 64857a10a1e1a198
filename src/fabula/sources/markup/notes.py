"""Foot- and end-notes on pages: where the marks in the sentences lead, and what stands at a page's end."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from fabula.sources.markup.note_marks import Marked, marks_in
from fabula.sources.markup.roles import COMMENT, FOOTNOTE, Role
from fabula.sources.markup.trees import tag_of, text_of
from fabula.sources.pieces import RULE, Piece
from fabula.types import Apart, BlockKind

if TYPE_CHECKING:
    from lxml.etree import _Element

_BLOCKS = frozenset(("p", "li", "div", "aside", "dd", "dt", "tr", "blockquote", "section"))
_LONGEST = 8000
_MOST_MARKS = 50
"""Marks that lead to one place, of which any may show that a note is there."""
_NUMBERED = re.compile(
    r"[\[(]?(?P<mark>\d{1,3}|[*†‡§]{1,3})(?:[\])]\.?|[.:)])?\s*(?=[\"“‘'«(\[A-Z]|[^\W\d_])", re.ASCII
)
_SIGNS = ("[", "*", "†", "‡")
_TITLE = re.compile(r"(?:foot|end)?-?\s?notes?\W*", re.IGNORECASE)
_PLAIN_NUMBER = re.compile(r"[\[(]?(?:\d{1,3}|[*†‡§]{1,3})(?:[\])]\.?|[.:)])|[*†‡§]|\d{1,3}\s+[\"“‘A-Z]")


def linked(pages: Iterable[tuple[str, _Element]], resolve: Callable[[str, str], str]) -> dict[Any, Role]:
    """The blocks that marks of notes lead to, over all pages of a book.

    ``pages`` are the names and trees of the pages; ``resolve`` gives the name of the page that a link on a
    page, without what follows its ``#``, leads to.
    """
    trees = dict(pages)
    targets: dict[str, dict[str, list[Marked]]] = {}
    for name, root in trees.items():
        for marked in marks_in(root):
            address, _, anchor = marked.href.partition("#")
            page = resolve(name, address) if address else name
            if anchor and page in trees:
                targets.setdefault(page, {}).setdefault(anchor, []).append(marked)
    roles: dict[Any, Role] = {}
    known: dict[Any, _Block | None] = {}
    for name, wanted in targets.items():
        for element in trees[name].iter():
            names = (element.get("id") or "", element.get("name") or "") if tag_of(element) else ()
            for anchor in names:
                block = _block_of(element) if anchor in wanted else None
                if block is None:
                    continue
                if block not in known:
                    known[block] = _looked_at(block)
                if _answers(block, known[block], wanted[anchor][:_MOST_MARKS]):
                    roles[block] = COMMENT if anchor.startswith("cmnt") else FOOTNOTE
    return roles


@dataclass(frozen=True, slots=True)
class _Block:
    """What tells whether a block is a note: the mark that it begins with, and where its links lead."""

    mark: str
    links: frozenset[str]


def _looked_at(block: _Element) -> _Block | None:
    """A block that may be a note; None for one without words, and for one that is much too long."""
    words = text_of(block)
    if not words or len(words) > _LONGEST:
        return None
    number = _NUMBERED.match(words)
    links = ((link.get("href") or "").partition("#")[2] for link in block.iter("{*}a"))
    return _Block(number["mark"] if number else "", frozenset(links))


def _block_of(element: _Element) -> _Element | None:
    at: _Element | None = element
    while at is not None and tag_of(at) not in _BLOCKS:
        if tag_of(at) in ("body", "h1", "h2", "h3", "h4", "h5", "h6"):
            return None
        at = at.getparent()
    return at


def _answers(block: _Element, looked_at: _Block | None, marks: Iterable[Marked]) -> bool:
    """Whether a block is the note to one of these marks: it begins with the mark, or leads back to it."""
    if looked_at is None:
        return False
    return any(
        (looked_at.mark == marked.words or looked_at.links & marked.ids)
        and not any(around is block for around in marked.element.iterancestors())
        for marked in marks
    )


def headed(root: _Element) -> dict[Any, Role]:
    """Numbered lists under a heading that says "Notes": their numbers are no words of the page."""
    roles: dict[Any, Role] = {}
    for listed in root.iter("{*}ol"):
        heading = listed.getprevious()
        if heading is not None and _is_heading(heading) and _TITLE.fullmatch(text_of(heading)):
            roles.update({heading: FOOTNOTE, listed: FOOTNOTE})
    return roles


def _is_heading(element: _Element) -> bool:
    return re.fullmatch("h[1-6]", tag_of(element)) is not None


def mark_trailing(pieces: list[Piece], marks: list[str]) -> None:
    """The last paragraphs of a page that begin with the numbers of its marks are notes, linked or not."""
    wanted = frozenset(marks)
    for piece in pieces:
        # Without a sign, a number at the head of a paragraph further up may be anything.
        if piece.words.startswith(_SIGNS) and piece.apart is None and _is_note(piece, wanted):
            _set_apart(piece)
    at = len(pieces)
    while at and _is_note(pieces[at - 1], wanted):
        at -= 1
        if pieces[at].apart is None:
            _set_apart(pieces[at])
    if 0 < at < len(pieces) and pieces[at - 1].words == RULE:
        _set_apart(pieces[at - 1])


def _set_apart(piece: Piece) -> None:
    piece.kind, piece.settled, piece.level, piece.apart = BlockKind.NOTE, True, 0, Apart.FOOTNOTE


def _is_note(piece: Piece, marks: frozenset[str]) -> bool:
    if piece.apart in (Apart.FOOTNOTE, Apart.COMMENT):
        return True
    if piece.kind is not BlockKind.PARAGRAPH or not _PLAIN_NUMBER.match(piece.words.strip()):
        return False
    number = _NUMBERED.match(piece.words.strip())
    return number is not None and number["mark"] in marks
