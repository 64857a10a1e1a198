"""HTML pages: any page with prose on it, and those of fan-work archives."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from fabula import errors
from fabula.sources import archives, headings, sites, word_processors
from fabula.sources.decoding import charset, decode
from fabula.sources.markup import link_lists, notes, pieces_of, set_off
from fabula.sources.markup.trees import parse, tag_of, text_of
from fabula.sources.pieces import Piece, assemble
from fabula.sources.shape import shape
from fabula.types import BlockKind, Metadata, Text

if TYPE_CHECKING:
    from lxml.etree import _Element

_CHARSET = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE
)
_FRONT = 10
_SURE = (headings.PART, headings.CHAPTER, headings.NUMBER)
_SENTENCE_END = re.compile(r"[a-z]{2}[.!?…][\"”’'»)]*$")
_TITLE_NAMES = ("dc.title", "dcterms.title", "og:title")
_AUTHOR_NAMES = ("author", "dc.creator", "dcterms.creator", "article:author", "book:author")


def read(path: Path, source: str) -> Text:
    """The text of a page, of which these are the characters."""
    page, _ = assemble(*_pieces(path, source))
    return shape(page, path)


def _pieces(path: Path, source: str) -> tuple[list[Piece], Metadata]:
    """The pieces of a page; its tree, many times as large as its words, is let go with this."""
    root = parse(source, path)
    if root is None:
        raise errors.file_empty(path)
    archived = archives.recognise([root])
    known = {
        **link_lists.contents(root),
        **word_processors.roles(root),
        **notes.linked([("", root)], lambda _, address: address),
    }
    if archived is not None:
        return pieces_of(root, kinds={**known, **archived.kinds}), archived.metadata
    pieces = pieces_of(root, kinds={**sites.frame(root), **known})
    metadata = settle_title(pieces, metadata_of(root))
    set_off.mark(pieces)
    return pieces, metadata


def decode_page(data: bytes) -> str:
    """The characters of a page, by its byte order mark, its own declaration, or a guess, in that order."""
    declared = _CHARSET.search(data[:2048])
    if (
        declared
        and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"))
        and b"\x00" not in data[:64]
    ):
        name = charset(declared[1].decode("ascii", "replace"))
        # Browsers read Latin-1 as cp1252: pages that say the one use the other's quotation marks.
        name = "cp1252" if name in ("iso8859-1", "ascii") else name
        try:
            # What declares itself in letters of ASCII is in no charset that has others in their place.
            if name and declared[0].decode(name) == declared[0].decode("ascii", "replace"):
                return data.decode(name)
        except UnicodeError:
            pass
    return decode(data)


def metadata_of(root: _Element) -> Metadata:
    """Title, author, language, summary and tags from a page's head."""
    said: dict[str, str] = {}
    title = ""
    for element in root.iter():
        if tag_of(element) == "meta":
            name = (element.get("name") or element.get("property") or "").lower()
            said.setdefault(name, (element.get("content") or "").strip())
        elif tag_of(element) == "title" and not title:
            title = text_of(element)
        elif tag_of(element) == "body":
            break
    return Metadata(
        title=next((said[name] for name in _TITLE_NAMES if said.get(name)), sites.title_of(title)),
        author=next((said[name] for name in _AUTHOR_NAMES if said.get(name)), ""),
        language=root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or "",
        summary=said.get("description", ""),
        tags=tuple(tag.strip() for tag in said.get("keywords", "").split(",") if tag.strip()),
    )


def settle_title(pieces: list[Piece], metadata: Metadata) -> Metadata:
    """The only first-level heading is the page's title, and so is one that equals the title in its head.

    One that says "Chapter One" is a chapter's, and where a title stands over the headings it is the title.
    One that stands after sentences is no title.
    """
    tops = [piece for piece in pieces if piece.level == 1]
    told = False
    title = next((piece for piece in pieces[:_FRONT] if piece.kind is BlockKind.TITLE), None)
    titled = title is not None
    if title is not None and headings.rank(metadata.title) in (headings.PART, headings.CHAPTER):
        metadata = replace(metadata, title=" ".join(title.words.split()))  # the window says "Chapter One"
    for piece in pieces[:_FRONT]:
        words = " ".join(piece.words.split())
        told = told or (piece.kind is BlockKind.PARAGRAPH and _SENTENCE_END.search(words) is not None)
        if not piece.level or headings.rank(words) in _SURE:
            continue
        same = words.casefold() == metadata.title.casefold()
        alone = len(tops) == 1 and piece is tops[0] and len(pieces) > 3 and not (titled or told)
        if same or alone:
            piece.kind, piece.level, piece.settled = BlockKind.TITLE, 0, True
            return metadata if same or metadata.title else replace(metadata, title=words)
    return metadata
