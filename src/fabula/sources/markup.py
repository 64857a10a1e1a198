"""The visible words of an HTML or XHTML tree, block by block, as a browser would lay them out."""

from __future__ import annotations

import codecs
import html.entities
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fabula import errors
from fabula.sources.pieces import RULE, Piece
from fabula.types import BlockKind

if TYPE_CHECKING:
    from lxml.etree import _Element

_BLOCKS = frozenset(
    [
        "p",
        "div",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "li",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "pre",
        "section",
        "article",
        "aside",
        "main",
        "nav",
        "header",
        "footer",
        "table",
        "caption",
        "tr",
        "figure",
        "figcaption",
        "center",
        "address",
        "body",
        "form",
        "fieldset",
        "hgroup",
        "details",
        "summary",
    ]
)
_HIDDEN = frozenset(
    [
        "script",
        "style",
        "template",
        "head",
        "img",
        "picture",
        "audio",
        "video",
        "iframe",
        "object",
        "embed",
        "button",
        "select",
        "input",
        "textarea",
        "svg",
        "math",
        "rt",
        "rp",
        "title",
        "option",
        "canvas",
        "map",
        "noscript",
    ]
)
_REFERENCE = re.compile(rb"&#(x[0-9a-f]{1,8}|[0-9]{1,8});", re.IGNORECASE)
_HEADING = re.compile(r"h([1-6])$")
_OPS_TYPE = "{http://www.idpf.org/2007/ops}type"
_NOTE_TYPES = frozenset(
    [
        "footnote",
        "footnotes",
        "endnote",
        "endnotes",
        "rearnote",
        "rearnotes",
        "note",
        "annotation",
        "doc-footnote",
        "doc-endnote",
        "doc-endnotes",
        "dedication",
        "epigraph",
        "doc-epigraph",
        "doc-dedication",
        "loi",
        "lot",
    ]
)
_BOILERPLATE_TYPES = frozenset(
    [
        "imprint",
        "colophon",
        "copyright-page",
        "toc",
        "doc-toc",
        "landmarks",
        "page-list",
        "index",
        "other-credits",
        "doc-credits",
        "doc-colophon",
        "doc-pagelist",
        "doc-index",
        "bibliography",
    ]
)
_TITLE_TYPES = frozenset(("titlepage", "halftitlepage", "halftitle"))
_OUTSIDE_TYPES = frozenset(
    [
        "foreword",
        "preface",
        "introduction",
        "afterword",
        "acknowledgments",
        "acknowledgements",
        "contributors",
        "appendix",
        "doc-foreword",
        "doc-preface",
        "doc-introduction",
        "doc-afterword",
        "doc-acknowledgments",
    ]
)
_VERSE = re.compile(r"verse|poem|poetry|stanza|\bsong\b|lyrics|hymn", re.IGNORECASE)
_NOTE_CLASS = re.compile(r"\b(?:foot|end)-?notes?\b|\bauthor-?s?-?notes?\b", re.IGNORECASE)
_INVISIBLE_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\r\n\f]+")
_BROKEN_ALL = re.compile(r"\n{2,}")
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]*);")
_XML_ENTITIES = frozenset(("amp", "lt", "gt", "quot", "apos"))
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>", re.IGNORECASE)
_DOCTYPE = re.compile(r"<!DOCTYPE[^>\[]*(?:\[[^\]]*\])?\s*>", re.IGNORECASE)
_NOTE_LINK = re.compile(r"^\s*[\[(]?(?:\d{1,3}|[*†‡§])[\])]?\s*$")


def parse(text: str, path: Path) -> _Element | None:
    """The tree of a page, as XML where it is well formed, else as browsers read it; None where empty.

    Raises SourceError where elements are nested so deep that the parser drops what is inside; ``path`` is
    the file to name then.
    """
    from lxml import etree

    text = _DECLARATION.sub("", text).replace("\x00", "\N{REPLACEMENT CHARACTER}")
    text = re.sub(r"[\ud800-\udfff]", "\N{REPLACEMENT CHARACTER}", text)
    if "http://www.w3.org/1999/xhtml" in text[:4096]:
        plain = _DOCTYPE.sub("", _ENTITY.sub(_character, text), count=1)
        try:
            tree: _Element = etree.fromstring(plain.encode("utf-8"), _strict_parser())
            return tree
        except etree.XMLSyntaxError:
            pass
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        page: _Element | None = etree.fromstring(text.encode("utf-8"), parser)
    except etree.XMLSyntaxError:
        return None
    if _cut_short(parser):
        raise errors.file_damaged(path, "elements nested in thousands of others")
    return page


def parse_xml(data: bytes) -> _Element | None:
    """The root of an XML document, mended where it is damaged; None where it is past mending."""
    from lxml import etree

    root: _Element | None
    try:
        root = etree.fromstring(data, _strict_parser())
        return root
    except etree.XMLSyntaxError:
        pass
    # The mending parser lets halves of characters through, which nothing can decode later.
    if not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        data = data.decode("utf-8", "replace").encode("utf-8")
    data = _REFERENCE.sub(_whole_character, data)
    parser = _strict_parser(recover=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        return None
    return None if _cut_short(parser) else root


def _whole_character(match: re.Match[bytes]) -> bytes:
    digits = match[1].decode("ascii").lower()
    code = int(digits[1:], 16) if digits.startswith("x") else int(digits)
    return b"&#xFFFD;" if 0xD800 <= code <= 0xDFFF else match[0]


def _cut_short(parser: Any) -> bool:
    """Whether elements were nested so deep that the parser dropped what is inside."""
    from lxml import etree

    return any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log)


def _strict_parser(*, recover: bool = False) -> Any:
    from lxml import etree

    # Entities stay unresolved and nothing is fetched: a hostile page can neither grow nor call out.
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, recover=recover
    )


def _character(match: re.Match[str]) -> str:
    name = match[1]
    code = html.entities.name2codepoint.get(name)
    return match[0] if code is None or name in _XML_ENTITIES else chr(code)


def tag_of(element: _Element) -> str:
    """The local name of an element in small letters; empty for comments and instructions."""
    tag = element.tag
    return tag.rsplit("}", 1)[-1].lower() if isinstance(tag, str) else ""


def types_of(element: _Element) -> frozenset[str]:
    """What an element says it is, by ``epub:type`` or ``role``."""
    said = f"{element.get(_OPS_TYPE) or element.get('epub:type') or ''} {element.get('role') or ''}"
    return frozenset(said.lower().split())


def text_of(element: _Element) -> str:
    """All words inside an element on one line."""
    return " ".join("".join(str(words) for words in element.itertext()).split())


@dataclass(slots=True)
class _State:
    """What holds inside an element: set by the element or taken over from the one around it."""

    kind: BlockKind | None = None
    level: int = 0
    pre: bool = False
    hidden: bool = False


@dataclass(slots=True)
class _Walker:
    kinds: Mapping[Any, BlockKind | None]
    part: str
    pieces: list[Piece] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    states: list[_State] = field(default_factory=lambda: [_State()])
    anchors: list[str] = field(default_factory=list)
    empty: int = 0

    def add(self, words: str | None) -> None:
        state = self.states[-1]
        if not words or state.hidden:
            return
        self.words.append(words.replace("\r\n", "\n") if state.pre else _SPACES.sub(" ", words))

    def flush(self, *, paragraph: bool = False) -> None:
        """Close the block that is open; an empty paragraph is white space on the page."""
        state = self.states[-1]
        words = _collapse(self.words, keep=state.pre)
        self.words = []
        if not words.strip():
            self.empty += paragraph and not state.hidden
            return
        kind = state.kind or BlockKind.PARAGRAPH
        for piece in _BROKEN_ALL.split(words):
            if piece.strip():
                settled = state.kind not in (None, BlockKind.HEADING)
                self.pieces.append(
                    Piece(kind, piece, state.level, settled, self.empty, tuple(self.anchors), self.part)
                )
                self.anchors, self.empty = [], 0

    def open(self, element: _Element) -> None:
        tag = tag_of(element)
        if tag in _BLOCKS or tag == "hr":
            self.flush()
        state = self._state(element, tag)
        self.states.append(state)
        self.anchors += [name for name in (element.get("id"), element.get("name")) if name]
        if tag == "br" and not state.hidden:
            self.words.append("\n")
        elif tag in ("td", "th"):
            self.words.append(" ")
        elif tag == "hr" and not state.hidden:
            kind = (
                state.kind if state.kind in (BlockKind.NOTE, BlockKind.BOILERPLATE) else BlockKind.SCENE_BREAK
            )
            self.pieces.append(Piece(kind, RULE, 0, True, 0, tuple(self.anchors), self.part))
            self.anchors, self.empty = [], 0
        self.add(element.text)

    def close(self, element: _Element) -> None:
        tag = tag_of(element)
        if tag in _BLOCKS:
            self.flush(paragraph=tag == "p")
        self.states.pop()
        self.add(element.tail)

    def _state(self, element: _Element, tag: str) -> _State:
        above = self.states[-1]
        state = _State(above.kind, above.level, above.pre or tag == "pre", above.hidden)
        heading = _HEADING.match(tag)
        if tag in _HIDDEN or not tag or _is_hidden(element) or _is_note_mark(element, tag):
            state.hidden = True
        elif element in self.kinds:
            state.kind = self.kinds[element]
            state.level = int(heading[1]) if heading and state.kind is BlockKind.HEADING else 0
        elif above.kind in (BlockKind.NOTE, BlockKind.BOILERPLATE, BlockKind.TITLE):
            pass
        elif heading:
            state.kind, state.level = BlockKind.HEADING, int(heading[1])
        elif tag == "hgroup":
            state.kind, state.level = BlockKind.HEADING, _level_inside(element)
        else:
            state.kind = _kind_said(element, tag) or above.kind
        return state


def pieces_of(
    root: _Element, *, kinds: Mapping[Any, BlockKind | None] | None = None, part: str = ""
) -> list[Piece]:
    """The visible blocks of a tree. ``kinds`` says what certain elements are (None: story after all)."""
    from lxml import etree

    walker = _Walker(kinds or {}, part)
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event == "start":
            walker.open(element)
        elif event == "end":
            walker.close(element)
        else:
            walker.add(element.tail)
    walker.flush()
    return walker.pieces


def _collapse(words: list[str], *, keep: bool) -> str:
    joined = "".join(words)
    if keep:
        return joined.strip("\n")
    return re.sub(r" *\n *", "\n", re.sub(r" {2,}", " ", joined)).strip(" ")


def _is_hidden(element: _Element) -> bool:
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    return _INVISIBLE_STYLE.search(element.get("style") or "") is not None


def _is_note_mark(element: _Element, tag: str) -> bool:
    """The raised number that leads to a note, or the arrow that leads back: no part of the sentence."""
    if tag == "a":
        types = types_of(element)
        if types & {"noteref", "doc-noteref", "backlink", "doc-backlink"}:
            return True
        around = element.getparent()
        raised = (around is not None and tag_of(around) == "sup") or any(tag_of(e) == "sup" for e in element)
        link = (element.get("href") or "").rpartition("#")[2] if "#" in (element.get("href") or "") else ""
        return bool(link) and raised and _NOTE_LINK.match(text_of(element)) is not None
    return False


def _level_inside(element: _Element) -> int:
    levels = [int(m[1]) for child in element if (m := _HEADING.match(tag_of(child)))]
    return min(levels, default=6)


def _kind_said(element: _Element, tag: str) -> BlockKind | None:
    types = types_of(element)
    if types & _BOILERPLATE_TYPES or tag == "nav" or "pg-boilerplate" in (element.get("class") or ""):
        return BlockKind.BOILERPLATE
    if types & _NOTE_TYPES or (tag in ("section", "div", "article", "body") and types & _OUTSIDE_TYPES):
        return BlockKind.NOTE
    if types & _TITLE_TYPES:
        return BlockKind.TITLE
    classes = element.get("class") or ""
    if _NOTE_CLASS.search(classes):
        return BlockKind.NOTE
    if (types and _VERSE.search(" ".join(types))) or _VERSE.search(classes):
        return BlockKind.VERSE
    return None
