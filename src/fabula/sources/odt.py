"""OpenDocument text, as LibreOffice writes it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from fabula import errors
from fabula.sources.files import Archive
from fabula.sources.markup import parse_xml, tag_of, text_of
from fabula.sources.pieces import Piece, assemble
from fabula.sources.shape import shape
from fabula.types import BlockKind, Metadata, Text

if TYPE_CHECKING:
    from lxml.etree import _Element

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_UNSEEN = frozenset(
    ("tracked-changes", "annotation", "note-citation", "sequence-decls", "forms", "frame", "index-title")
)
_BREAKS = {"tab": "\t", "line-break": "\n"}
_SPACES = re.compile(r"[ \t\r\n]+")


@dataclass(slots=True)
class _Reader:
    """Walks the document; a note inside a paragraph is set aside and comes after it."""

    parents: dict[str, str]
    pieces: list[Piece] = field(default_factory=list)
    empty: int = 0

    def block(self, element: _Element) -> None:
        notes: list[_Element] = []
        words = _words(element, notes)
        if not words.strip():
            self.empty += 1
        else:
            self.pieces.append(self._piece(element, words))
            self.empty = 0
        for note in notes:
            for paragraph in (e for e in note.iter() if tag_of(e) in ("p", "h") and e is not element):
                self.pieces.append(Piece(BlockKind.NOTE, _words(paragraph, []), settled=True))

    def _piece(self, element: _Element, words: str) -> Piece:
        if tag_of(element) == "h":
            level = element.get(f"{_TEXT}outline-level") or "1"
            return Piece(BlockKind.HEADING, words, _count(level), empty_before=self.empty)
        style = element.get(f"{_TEXT}style-name") or ""
        style = self.parents.get(style, style).lower()
        if style in ("title", "subtitle"):
            return Piece(BlockKind.TITLE, words, settled=True, empty_before=self.empty)
        return Piece(BlockKind.PARAGRAPH, words, empty_before=self.empty)


def read(path: Path, archive: Archive) -> Text:
    """The text of an ODT; raises SourceError where it is locked or its content is no XML."""
    if archive.find("META-INF/manifest.xml") and b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise errors.file_encrypted(path, "it is locked with a password")
    root = parse_xml(archive.read("content.xml"))
    body = next((e for e in root.iter() if tag_of(e) == "text"), None) if root is not None else None
    if root is None or body is None:
        raise errors.file_damaged(path, "its content cannot be read")
    parents = {
        e.get(f"{_STYLE}name") or "": e.get(f"{_STYLE}parent-style-name") or ""
        for e in root.iter()
        if tag_of(e) == "style" and e.get(f"{_STYLE}parent-style-name")
    }
    reader = _Reader(parents)
    for element in body.iter():
        if tag_of(element) not in ("p", "h"):
            continue
        above = {tag_of(a) for a in element.iterancestors()}
        if not above & {"note", "table-of-content", *_UNSEEN}:
            reader.block(element)
    return shape(assemble(reader.pieces, _metadata(archive))[0], path)


def _words(element: _Element, notes: list[_Element]) -> str:
    """The visible words of a paragraph; its notes are set aside. No recursion: spans nest without bound."""
    words: list[str] = [_SPACES.sub(" ", element.text or "")]
    waiting: list[_Element | str] = list(reversed(element))
    while waiting:
        here = waiting.pop()
        if isinstance(here, str):
            words.append(_SPACES.sub(" ", here))
            continue
        waiting.append(here.tail or "")
        tag = tag_of(here)
        if tag == "note":
            notes.append(here)
        elif tag == "s":
            words.append(" " * min(_count(here.get(f"{_TEXT}c")), 100))
        elif tag in _BREAKS:
            words.append(_BREAKS[tag])
        elif tag and tag not in _UNSEEN:
            words.append(_SPACES.sub(" ", here.text or ""))
            waiting.extend(reversed(here))
    return "".join(words)


def _count(number: str | None) -> int:
    """A small whole number as an attribute gives it; one where it gives none."""
    return int(number) if number and number.isdecimal() and len(number) < 4 else 1


def _metadata(archive: Archive) -> Metadata:
    root = parse_xml(archive.read("meta.xml")) if archive.find("meta.xml") else None
    said: dict[str, str] = {}
    tags: list[str] = []
    for element in root.iter() if root is not None else ():
        if tag_of(element) == "keyword":
            tags.append(text_of(element))
        elif tag_of(element):
            said.setdefault(tag_of(element), text_of(element))
    author = said.get("initial-creator") or said.get("creator", "")
    return Metadata(
        said.get("title", ""), author, said.get("language", ""), said.get("description", ""), tuple(tags)
    )
