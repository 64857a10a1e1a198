"""Foot- and end-notes on pages: where the marks in the sentences lead, and what stands at a page's end."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
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
_NUMBERED = re.compile(
    r"[\[(]?(?P<mark>\d{1,3}|[*†‡§]{1,3})(?:[\])]\.?|[.:)])?\s*(?=[\"“‘'«(\[A-Z]|[^\W\d_])", re.ASCII
)
_TITLE = re.compile(r"(?:foot|end)?-?\s?notes?\W*", re.IGNORECASE)
_PLAIN_NUMBER = re.compile(r"[\[(]?(?:\d{1,3}|[*†‡§]{1,3})(?:[\])]\.?|[.:)])|[*†‡§]|\d{1,3}\s+[\"“‘A-Z]")


def linked(pages: Iterable[tuple[str, _Element]], resolve: Callable[[str, str], str]) -> dict[Any, Role]:
    """The blocks that marks of notes lead to, over all pages of a book.

    ``pages`` are the names and trees of the pages; ``resolve`` gives the name of the page that a link on a
    page, without what follows its ``#``, leads to.
    """
    trees = dict(pages)
    targets: dict[tuple[str, str], list[Marked]] = {}
    for name, root in trees.items():
        for marked in marks_in(root):
            address, _, anchor = marked.href.partition("#")
            if anchor:
                targets.setdefault((resolve(name, address) if address else name, anchor), []).append(marked)
    roles: dict[Any, Role] = {}
    for name in {page for page, _ in targets if page in trees}:
        wanted = {anchor: marks for (page, anchor), marks in targets.items() if page == name}
        for element in trees[name].iter():
            names = (element.get("id") or "", element.get("name") or "") if tag_of(element) else ()
            for anchor in names:
                block = _block_of(element) if anchor in wanted else None
                if block is not None and any(_answers(block, marked) for marked in wanted[anchor]):
                    roles[block] = COMMENT if anchor.startswith("cmnt") else FOOTNOTE
    return roles


def _block_of(element: _Element) -> _Element | None:
    at: _Element | None = element
    while at is not None and tag_of(at) not in _BLOCKS:
        if tag_of(at) in ("body", "h1", "h2", "h3", "h4", "h5", "h6"):
            return None
        at = at.getparent()
    return at


def _answers(block: _Element, marked: Marked) -> bool:
    """Whether a block is the note to a mark: it begins with the mark, or leads back to it."""
    words = text_of(block)
    if (
        not words
        or len(words) > _LONGEST
        or any(around is block for around in marked.element.iterancestors())
    ):
        return False
    number = _NUMBERED.match(words)
    if number and number["mark"] == marked.words:
        return True
    back = {(link.get("href") or "").partition("#")[2] for link in block.iter("{*}a")}
    return bool(back & marked.ids)


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
