"""The visible words of an HTML or XHTML tree, block by block, as a browser would lay them out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from fabula.sources import headings
from fabula.sources.looks import Look
from fabula.sources.markup import css, drop_caps, notes, picture_headings
from fabula.sources.markup.css import Declarations, Styles
from fabula.sources.markup.inline import Inline
from fabula.sources.markup.list_numbers import ListNumbers
from fabula.sources.markup.note_marks import is_note_mark, is_page_number
from fabula.sources.markup.roles import Role, class_level, role_of
from fabula.sources.markup.trees import tag_of, text_of
from fabula.sources.markup.visibility import is_hidden
from fabula.sources.pieces import RULE, Piece, cut
from fabula.types import Apart, BlockKind, EmphasisKind

if TYPE_CHECKING:
    from lxml.etree import _Element

_BLOCKS = (
    frozenset(("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "li"))
    | frozenset(("ul", "ol", "dl", "dt", "dd", "pre", "section", "article", "aside"))
    | frozenset(("main", "nav", "header", "footer", "table", "caption", "tr", "figure"))
    | frozenset(("figcaption", "center", "address", "body", "form", "fieldset"))
    | frozenset(("hgroup", "details", "summary", "doctitle", "docauthor", "line"))
)
_BLOCK_DISPLAYS = frozenset(("block", "list-item", "table", "table-row", "flex", "grid", "flow-root"))
_RUN_IN = frozenset(("p", "div"))
_MAY_MARK = frozenset(("a", "sup", "span", "small", "noteref", "pagenum", "div", "p"))
_HEADING = re.compile(r"h([1-6])$")
_ITALIC = frozenset(("i", "em", "cite", "dfn", "var"))
_BOLD = frozenset(("b", "strong"))
_STRUCK = frozenset(("s", "strike", "del"))
_ALIGNED = frozenset(("p", "div", "td", "th", "tr"))
_BROKEN_ALL = re.compile(r"\n{2,}")
_STICKY = frozenset((BlockKind.NOTE, BlockKind.BOILERPLATE, BlockKind.TITLE))
_LONGEST_MARK = 8
_LONGEST_ITEM = 3000
_NOTHING: Declarations = {}


@dataclass(slots=True)
class _State:
    """What holds inside an element: set by the element or taken over from the one around it.

    ``classed`` says that it is a heading by its class alone. ``aside`` holds in a note inside a sentence.
    ``first`` counts the pieces before it.
    """

    kind: BlockKind | None = None
    apart: Apart | None = None
    level: int = 0
    pre: bool = False
    hidden: bool = False
    classed: bool = False
    aside: bool = False
    block: bool = False
    first: int = 0
    inset: int = 0
    centred: bool = False
    emphasis: tuple[EmphasisKind, ...] = ()
    struck: bool = False


@dataclass(slots=True)
class _Walker:
    kinds: Mapping[Any, Role]
    styles: Styles
    part: str
    pieces: list[Piece] = field(default_factory=list)
    line: Inline = field(default_factory=Inline)
    aside: Inline = field(default_factory=Inline)
    asides: list[Piece] = field(default_factory=list)
    states: list[_State] = field(default_factory=lambda: [_State()])
    anchors: list[str] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    empty: int = 0
    page_break: bool = False
    number: str = ""
    numbers: ListNumbers = field(init=False)

    def __post_init__(self) -> None:
        self.numbers = ListNumbers(self.styles)

    def add(self, words: str | None) -> None:
        state = self.states[-1]
        if words and not state.hidden:
            if self.number and not state.aside and words.strip():
                words, self.number = self.number + words.lstrip(), ""
            line = self.aside if state.aside else self.line
            line.add(words, state.emphasis, keep=state.pre, struck=state.struck)

    def flush(self, *, paragraph: bool = False) -> None:
        """Close the block that is open; an empty paragraph is white space on the page."""
        state = self.states[-1]
        struck = not self.line.unstruck
        words, emphasis = self.line.take()
        if not words.strip():
            self.empty += paragraph and not state.hidden
            return
        kind, level = state.kind or BlockKind.PARAGRAPH, state.level
        if state.classed and not _may_head(words):
            kind, level = BlockKind.PARAGRAPH, 0
        settled = kind not in (BlockKind.HEADING, BlockKind.PARAGRAPH)
        set_off = kind in (BlockKind.HEADING, BlockKind.TITLE)
        at = 0
        for stop in [*_BROKEN_ALL.finditer(words), None]:
            end = stop.start() if stop else len(words)
            if words[at:end].strip():
                leaning = () if set_off else tuple(cut(emphasis, at, end))
                piece = Piece(kind, words[at:end], level, settled, apart=state.apart, emphasis=leaning)
                piece.inset, piece.struck = state.inset, struck
                if state.centred or self.page_break:
                    piece.look, self.page_break = Look(state.centred, page_break=self.page_break), False
                self.put(piece)
            at = stop.end() if stop else end
        self.pieces += self.asides
        self.asides = []

    def put(self, piece: Piece) -> None:
        """Take in a piece, with the names that lead to it and the empty paragraphs before it."""
        piece.anchors, piece.empty_before, piece.part = tuple(self.anchors), self.empty, self.part
        self.pieces.append(piece)
        self.anchors, self.empty = [], 0

    def open(self, element: _Element) -> None:
        tag = tag_of(element)
        known = bool(element.attrib)
        declared = self.styles.of(element, tag) if known or self.styles.rules else _NOTHING
        is_block = _is_block(tag, declared)
        if is_block or tag == "hr":
            self.flush()
        state = self._state(element, tag, declared, is_block)
        state.first = len(self.pieces)
        self.states.append(state)
        if known:
            self.anchors += [name for name in (element.get("id"), element.get("name")) if name]
        self.page_break = self.page_break or (bool(declared) and css.breaks_page(declared))
        if tag == "br" and not state.hidden:
            (self.aside if state.aside else self.line).line_break()
        elif tag in ("td", "th"):
            self.line.add(" ")
        elif tag == "hr" and not state.hidden:
            apart = state.kind in (BlockKind.NOTE, BlockKind.BOILERPLATE)
            kind = state.kind if apart and state.kind else BlockKind.SCENE_BREAK
            self.empty = 0
            self.put(Piece(kind, RULE, 0, True, apart=state.apart if apart else None))
        elif tag == "li":
            self.number = "" if state.hidden or state.kind else self.numbers.before(element)
        self.add(element.text)

    def close(self, element: _Element) -> None:
        state = self.states[-1]
        if state.block:
            tag = tag_of(element)
            self.flush(paragraph=tag == "p")
            if tag == "li":
                self.number = ""
                self._mark_item(element, self.pieces[state.first :])
        self.states.pop()
        if state.aside and not self.states[-1].aside:
            self._end_aside(state)
        self.add(element.tail)

    @staticmethod
    def _mark_item(element: _Element, inside: list[Piece]) -> None:
        """One of several items; as long as a chapter, it may be one."""
        several = element.getprevious() is not None or element.getnext() is not None
        if inside and several and sum(len(piece.words) for piece in inside) <= _LONGEST_ITEM:
            inside[0].item = True

    def _end_aside(self, state: _State) -> None:
        words, emphasis = self.aside.take()
        if words.strip():
            note = Piece(BlockKind.NOTE, words, 0, True, apart=state.apart, emphasis=tuple(emphasis))
            note.part = self.part
            self.asides.append(note)

    def _state(self, element: _Element, tag: str, declared: Declarations, is_block: bool) -> _State:
        above = self.states[-1]
        state = _State(
            above.kind,
            above.apart,
            above.level,
            above.pre,
            above.hidden,
            above.classed,
            above.aside,
            is_block,
        )
        state.inset = above.inset + (tag == "blockquote")
        state.centred = _centred(element, tag, declared, above.centred)
        state.emphasis = _emphasis(above.emphasis, tag, declared)
        state.struck = above.struck or tag in _STRUCK
        if above.hidden or is_hidden(element, tag, declared) or self._is_mark(element, tag, declared):
            state.hidden = True
            return state
        if tag == "pre":
            # Some sites put whole paragraphs into it.
            state.pre = not any(tag_of(child) in _BLOCKS for child in element)
        heading = _HEADING.match(tag)
        if element in self.kinds:
            state.hidden = self.kinds[element].hidden
            self._take(state, self.kinds[element])
            state.level = int(heading[1]) if heading and state.kind is BlockKind.HEADING else 0
        elif above.kind in _STICKY:
            self._refine(state, role_of(element, tag))
        elif heading:
            state.kind, state.level, state.classed = BlockKind.HEADING, int(heading[1]), False
            role = role_of(element, tag)
            if role is not None and role.kind in _STICKY:
                self._take(state, role)
                state.level = 0
        elif tag == "hgroup":
            state.kind, state.level, state.classed = BlockKind.HEADING, _level_inside(element), False
        else:
            self._say(state, element, tag, is_block)
        return state

    def _say(self, state: _State, element: _Element, tag: str, is_block: bool) -> None:
        """What the element itself says of its blocks."""
        role = role_of(element, tag)
        if role is None:
            level = class_level(element.get("class") or "") if tag in ("p", "div") else 0
            if level and state.kind is None and not any(tag_of(child) in _BLOCKS for child in element):
                state.kind, state.level, state.classed = BlockKind.HEADING, level, True
        elif is_block:
            self._take(state, role)
        elif role.kind is BlockKind.NOTE and tag != "a" and len(text_of(element)) > _LONGEST_MARK:
            # A note in the middle of a sentence comes after the paragraph.
            self._take(state, role)
            state.aside = True

    @staticmethod
    def _take(state: _State, role: Role) -> None:
        state.kind, state.apart, state.classed = role.kind, role.apart, False

    @staticmethod
    def _refine(state: _State, role: Role | None) -> None:
        """Inside what is apart already, an element can only say more closely what it is."""
        closer = state.apart in (None, Apart.OTHER, Apart.SITE, Apart.NOTE)
        if role is not None and role.kind in _STICKY and role.apart is not None and closer:
            state.apart = role.apart

    def _is_mark(self, element: _Element, tag: str, declared: Declarations) -> bool:
        if tag not in _MAY_MARK or not (element.attrib or tag in ("sup", "noteref", "pagenum")):
            return False
        if is_page_number(element, tag):
            return True
        if not is_note_mark(element, tag, declared):
            return False
        self.marks.append(text_of(element).strip("[](){} "))
        return True


def pieces_of(
    root: _Element,
    *,
    kinds: Mapping[Any, Role] | None = None,
    part: str = "",
    sheets: Iterable[str] = (),
) -> list[Piece]:
    """The visible blocks of a tree. ``kinds`` says what some elements are; ``sheets`` are its style sheets.

    The tree is changed: letters that are pictures or stand apart from their word are put in their place.
    """
    from lxml import etree

    styles = css.styles_of(root, sheets)
    drop_caps.mend(root, styles)
    picture_headings.mend(root)
    walker = _Walker({**notes.headed(root), **(kinds or {})}, styles, part)
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event == "start":
            walker.open(element)
        elif event == "end":
            walker.close(element)
        else:
            walker.add(element.tail)
    walker.flush()
    notes.mark_trailing(walker.pieces, walker.marks)
    return walker.pieces


def _is_block(tag: str, declared: Declarations) -> bool:
    display = declared.get("display", "")
    if tag in _BLOCKS:
        return not (display == "inline" and tag in _RUN_IN)
    return display in _BLOCK_DISPLAYS and bool(tag) and tag not in ("br", "img", "a", "sup", "td", "th", "hr")


def _emphasis(above: tuple[EmphasisKind, ...], tag: str, declared: Declarations) -> tuple[EmphasisKind, ...]:
    """How words inside an element are set, from how those around it are."""
    italic: bool | None = None
    bold: bool | None = None
    if declared:
        italic, bold = css.italic(declared), css.bold(declared)
    if italic is None and tag in _ITALIC:
        italic = True
    if bold is None and tag in _BOLD:
        bold = True
    if italic is None and bold is None:
        return above
    kinds = set(above)
    for kind, said in ((EmphasisKind.ITALIC, italic), (EmphasisKind.BOLD, bold)):
        if said is not None:
            (kinds.add if said else kinds.discard)(kind)
    return tuple(kind for kind in EmphasisKind if kind in kinds)


def _centred(element: _Element, tag: str, declared: Declarations, above: bool) -> bool:
    """Whether the lines inside an element are centred, from whether those around it are."""
    said = css.centred(declared) if declared else None
    if said is not None:
        return said
    if tag == "center":
        return True
    aligned = element.get("align") if tag in _ALIGNED else None
    return aligned.lower() in ("center", "middle") if aligned else above


def _may_head(words: str) -> bool:
    """Whether words can be a heading; a class alone does not make one of a paragraph."""
    bare = words.strip()
    return len(bare) <= headings.LONGEST and (headings.rank(bare) > 0 or bare[-1:] not in '.,;:”"')


def _level_inside(element: _Element) -> int:
    levels = [int(m[1]) for child in element if (m := _HEADING.match(tag_of(child)))]
    return min(levels, default=6)
