"""DOCX, as word processors write it: paragraphs with their styles, footnotes as notes."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fabula import errors
from fabula.sources.files import Archive
from fabula.sources.markup import parse_xml
from fabula.sources.pieces import Piece, assemble, single_spaced
from fabula.sources.shape import shape
from fabula.types import BlockKind, Metadata, Text

if TYPE_CHECKING:
    from docx.document import Document
    from lxml.etree import _Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_HEADING = re.compile(r"^heading (\d)", re.IGNORECASE)
_VERSE = re.compile(r"verse|poem|poetry|lyric", re.IGNORECASE)
# What a reader does not see: deleted words, the old place of moved ones, field codes, comments.
_UNSEEN = frozenset(
    (
        f"{_W}del",
        f"{_W}moveFrom",
        f"{_W}instrText",
        f"{_W}delText",
        f"{_W}fldSimpleCode",
        f"{_W}footnoteReference",
        f"{_W}endnoteReference",
        f"{_W}rPr",
        f"{_W}pPr",
        _FALLBACK,
    )
)
_BREAKS = {f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}tab": "\t", f"{_W}noBreakHyphen": "‑"}
# What programs put in where nobody has said who the author is.
_NOBODY = frozenset(
    (
        "python-docx",
        "microsoft office user",
        "microsoft",
        "windows user",
        "office user",
        "user",
        "admin",
        "administrator",
        "author",
        "unknown",
        "owner",
        "apache poi",
        "un-named",
    )
)
_NOTE_PARTS = ("word/footnotes.xml", "word/endnotes.xml")


def read(path: Path, archive: Archive) -> Text:
    """The text of a DOCX; raises SourceError where the library cannot make sense of it."""
    import docx
    from docx.exceptions import PythonDocxError
    from docx.opc.exceptions import OpcError

    parts = archive.parts()
    try:
        document = docx.Document(io.BytesIO(parts))
        pieces = _pieces(document)
        metadata = _metadata(document)
    except (
        LookupError,
        ValueError,
        TypeError,
        AttributeError,
        SyntaxError,
        EOFError,
        OSError,
        RuntimeError,
        zipfile.BadZipFile,
        zlib.error,
        PythonDocxError,
        OpcError,
    ) as error:
        raise errors.file_damaged(path, "its document part cannot be read") from error
    for name in _NOTE_PARTS:
        if archive.find(name):
            pieces += _notes(archive.read(name))
    return shape(assemble(pieces, metadata)[0], path)


def _pieces(document: Document) -> list[Piece]:
    names = {style.style_id: style.name or "" for style in document.styles}
    pieces: list[Piece] = []
    empty = 0
    for element in document.element.body.iter(f"{_W}p"):
        if any(above.tag in (f"{_W}txbxContent", _FALLBACK) for above in element.iterancestors()):
            continue
        words = words_of(element)
        if not words.strip():
            empty += 1
            continue
        pieces.append(_piece(words, names.get(_style_of(element), ""), empty))
        empty = 0
    return single_spaced(pieces)


def _style_of(paragraph: Any) -> str:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return "" if style is None else str(style.get(f"{_W}val") or "")


def _piece(words: str, style: str, empty: int) -> Piece:
    heading = _HEADING.match(style)
    if heading:
        return Piece(BlockKind.HEADING, words, int(heading[1]), empty_before=empty)
    if style.lower() in ("title", "subtitle"):
        return Piece(BlockKind.TITLE, words, settled=True, empty_before=empty)
    if style.lower().startswith(("toc ", "table of contents")):
        return Piece(BlockKind.BOILERPLATE, words, settled=True, empty_before=empty)
    if _VERSE.search(style):
        return Piece(BlockKind.VERSE, words, settled=True, empty_before=empty)
    return Piece(BlockKind.PARAGRAPH, words, empty_before=empty)


def words_of(element: Any) -> str:
    """The visible words of a paragraph, tracked insertions in, deletions out."""
    words: list[str] = []
    waiting = [element]
    while waiting:
        here = waiting.pop()
        if here.tag in _UNSEEN or (here.tag == f"{_W}r" and here.find(f"{_W}rPr/{_W}vanish") is not None):
            continue
        if here.tag == f"{_W}t":
            words.append(here.text or "")
        elif here.tag in _BREAKS:
            words.append("" if here.get(f"{_W}type") == "page" else _BREAKS[here.tag])
        elif here.tag != f"{_W}txbxContent":
            waiting.extend(reversed(here))
    return "".join(words)


def _notes(data: bytes) -> list[Piece]:
    root = parse_xml(data)
    found: list[_Element] = [] if root is None else list(root.iter(f"{_W}footnote", f"{_W}endnote"))
    return [
        Piece(BlockKind.NOTE, words, settled=True)
        for note in found
        for paragraph in note.iter(f"{_W}p")
        if (words := words_of(paragraph).strip())
    ]


def _metadata(document: Document) -> Metadata:
    said = document.core_properties
    tags = tuple(tag.strip() for tag in re.split(r"[,;]", said.keywords or "") if tag.strip())
    author = said.author or ""
    if author.strip().casefold() in _NOBODY:
        author = ""
    comments = said.comments or ""
    if comments == "generated by python-docx":
        comments = ""
    return Metadata(said.title or "", author, said.language or "", comments, tags)
