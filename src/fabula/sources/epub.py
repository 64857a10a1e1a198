"""EPUB 2 and 3: the package document gives metadata and reading order, its navigation the chapters."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from fabula import errors
from fabula.sources import archives, headings
from fabula.sources.drafts import Mark, Page
from fabula.sources.files import Archive
from fabula.sources.html import decode_page
from fabula.sources.markup import parse, parse_xml, pieces_of, tag_of, text_of, types_of
from fabula.sources.pieces import Anchors, Piece, assemble
from fabula.sources.shape import shape
from fabula.types import BlockKind, Metadata, Text

if TYPE_CHECKING:
    from lxml.etree import _Element

# Scrambled fonts are no encryption of the words (EPUB 3.3, section 4.3 "Font obfuscation").
_FONT_OBFUSCATION = frozenset(("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"))
_DOCUMENTS = frozenset(
    ("application/xhtml+xml", "text/html", "application/x-dtbook+xml", "text/x-oeb1-document")
)
_NOT_STORY = re.compile(
    r"cover|title ?page|copyright|colophon|imprint|uncopyright|(?:table of )?contents|half ?title"
    r"|about the (?:author|publisher)|also by.*|navigation|legal notice|landmarks|dedication"
    r"|the full project gutenberg licen[sc]e.*",
    re.IGNORECASE,
)
_GUIDE = {
    "cover": BlockKind.BOILERPLATE,
    "toc": BlockKind.BOILERPLATE,
    "copyright-page": BlockKind.BOILERPLATE,
    "title-page": BlockKind.TITLE,
    "colophon": BlockKind.BOILERPLATE,
}
_TAGS = re.compile(r"<[^>]*>")


@dataclass(slots=True)
class _Item:
    path: str
    media: str
    properties: frozenset[str]


@dataclass(slots=True)
class _Package:
    """The package document: items by their id, the reading order, where the navigation is."""

    root: _Element
    folder: str
    items: dict[str, _Item]
    spine: list[_Item]
    guide: dict[str, str] = field(default_factory=dict)


def read(path: Path, archive: Archive) -> Text:
    """The text of an EPUB; raises SourceError where it is encrypted or its documents are missing."""
    package = _package(path, archive)
    _refuse_locked(path, archive, package)
    metadata = _metadata(package.root)
    pieces: list[Piece] = []
    for item in package.spine:
        root = parse(decode_page(archive.read(item.path)), archive.path)
        if root is None:
            continue
        archived = archives.recognise(root)
        if archived is not None:
            metadata = _join(metadata, archived.metadata)
        kinds = {} if archived is None else archived.kinds
        found = pieces_of(root, kinds=kinds, part=item.path)
        pieces += _as_whole(item, package, found)
    page, anchors = assemble(pieces, metadata)
    page.marks = _chapter_marks(archive, package, page, anchors)
    return shape(page, path)


def _package(path: Path, archive: Archive) -> _Package:
    container = parse_xml(archive.read("META-INF/container.xml"))
    rootfile = _first(container, "rootfile") if container is not None else None
    name = unquote(rootfile.get("full-path") or "") if rootfile is not None else ""
    root = parse_xml(archive.read(name)) if name else None
    if root is None:
        raise errors.file_damaged(path, "its package document cannot be read")
    folder = posixpath.dirname(name)
    items = {
        e.get("id") or "": _Item(
            _resolve(folder, e.get("href") or ""),
            (e.get("media-type") or "").lower(),
            frozenset((e.get("properties") or "").split()),
        )
        for e in root.iter()
        if tag_of(e) == "item"
    }
    order = [
        items[ref] for e in root.iter() if tag_of(e) == "itemref" and (ref := e.get("idref") or "") in items
    ]
    spine = [
        item for item in order if item.media in _DOCUMENTS or item.path.endswith((".html", ".xhtml", ".htm"))
    ]
    if not spine:
        raise errors.file_damaged(path, "its reading order names no page")
    guide = {
        _resolve(folder, (e.get("href") or "").partition("#")[0]): (e.get("type") or "").lower()
        for e in root.iter()
        if tag_of(e) == "reference"
    }
    return _Package(root, folder, items, spine, guide)


def _resolve(folder: str, href: str) -> str:
    return posixpath.normpath(posixpath.join(folder, unquote(href))).lstrip("/")


def _first(root: _Element, name: str) -> _Element | None:
    return next((element for element in root.iter() if tag_of(element) == name), None)


def _refuse_locked(path: Path, archive: Archive, package: _Package) -> None:
    if not archive.find("META-INF/encryption.xml"):
        return
    root = parse_xml(archive.read("META-INF/encryption.xml"))
    pages = {item.path for item in package.spine}
    for data in root.iter() if root is not None else ():
        if tag_of(data) != "encrypteddata":
            continue
        method, reference = _first(data, "encryptionmethod"), _first(data, "cipherreference")
        algorithm = method.get("Algorithm") if method is not None else None
        target = unquote(reference.get("URI") or "") if reference is not None else ""
        if algorithm not in _FONT_OBFUSCATION and (not target or posixpath.normpath(target) in pages):
            raise errors.file_encrypted(path, "it is encrypted (DRM)")


def _metadata(root: _Element) -> Metadata:
    values: dict[str, list[_Element]] = {}
    roles: dict[str, set[str]] = {}
    other: dict[str, str] = {}
    for element in root.iter():
        tag = tag_of(element)
        if isinstance(element.tag, str) and "purl.org/dc/elements" in element.tag and text_of(element):
            values.setdefault(tag, []).append(element)
        elif tag == "meta" and element.get("property") == "role":
            roles.setdefault((element.get("refines") or "").lstrip("#"), set()).add(text_of(element))
        elif tag == "meta" and (element.get("name") or "").startswith("calibre:series"):
            other[(element.get("name") or "").removeprefix("calibre:")] = element.get("content") or ""
    for name in ("publisher", "date", "source", "rights"):
        if name in values:
            other[name] = text_of(values[name][0])
    authors = [e for e in values.get("creator", []) if _is_author(e, roles)] or values.get("creator", [])
    description = " ".join(_TAGS.sub(" ", text_of(e)) for e in values.get("description", [])[:1])
    return Metadata(
        title=next((text_of(e) for e in values.get("title", [])), ""),
        author=", ".join(dict.fromkeys(text_of(e) for e in authors)),
        language=next((text_of(e) for e in values.get("language", [])), ""),
        summary=" ".join(description.split()),
        tags=tuple(dict.fromkeys(text_of(e) for e in values.get("subject", []))),
        other=other,
    )


def _is_author(element: _Element, roles: dict[str, set[str]]) -> bool:
    said = {
        element.get("{http://www.idpf.org/2007/opf}role") or "",
        *roles.get(element.get("id") or "", ()),
    } - {""}
    return not said or "aut" in said


def _join(known: Metadata, found: Metadata) -> Metadata:
    """What the package says, and what the archive's own page adds to it."""
    return Metadata(
        title=known.title or found.title,
        author=known.author or found.author,
        language=known.language or found.language,
        summary=known.summary or found.summary,
        tags=tuple(dict.fromkeys((*found.tags, *known.tags))),
        other={**known.other, **found.other},
    )


def _as_whole(item: _Item, package: _Package, pieces: list[Piece]) -> list[Piece]:
    """Pages that are no story as a whole: covers, tables of contents, title pages."""
    kind = _GUIDE.get(package.guide.get(item.path, ""))
    if "nav" in item.properties:
        kind = BlockKind.BOILERPLATE
    # Books cut into pages by size can point to a title page that also holds the first chapter.
    if kind is None or (sum(len(piece.words) for piece in pieces) > 4000 and "nav" not in item.properties):
        return pieces
    return [replace(piece, kind=kind, level=0, settled=True) for piece in pieces]


def _chapter_marks(archive: Archive, package: _Package, page: Page, anchors: Anchors) -> list[Mark]:
    """Where the navigation leads, but for pages that are no story; empty where it names fewer than two."""
    titles = {draft.start for draft in page.drafts if draft.kind in (BlockKind.TITLE, BlockKind.BOILERPLATE)}
    marks: dict[int, Mark] = {}
    above: list[tuple[str, int]] = []
    for target, title, level in _navigation(archive, package):
        document, _, anchor = target.partition("#")
        at = anchors.find(document, anchor)
        if at is None or at in titles or not title or _NOT_STORY.fullmatch(title.strip()):
            continue
        above = [(name, depth) for name, depth in above if depth < level]
        bare = headings.rank(title) == headings.NUMBER and title.strip(" .").isalnum()
        # A part and its first chapter can begin in one place; a number alone needs the name over it.
        name = f"{above[-1][0]}, {title}" if above and (bare or at in marks) else title
        marks[at] = (at, name, marks[at][2] if at in marks else level)
        above.append((title, level))
    return list(marks.values()) if len(marks) > 1 else []


def _navigation(archive: Archive, package: _Package) -> list[tuple[str, str, int]]:
    """Targets, titles and depths from the navigation document of EPUB 3 or the NCX of EPUB 2."""
    for item in package.items.values():
        if "nav" in item.properties and archive.find(item.path):
            root = parse(decode_page(archive.read(item.path)), archive.path)
            entries = _from_nav(root, posixpath.dirname(item.path)) if root is not None else []
            if entries:
                return entries
    for item in package.items.values():
        if (item.media == "application/x-dtbncx+xml" or item.path.endswith(".ncx")) and archive.find(
            item.path
        ):
            ncx = parse_xml(archive.read(item.path))
            return _from_ncx(ncx, posixpath.dirname(item.path)) if ncx is not None else []
    return []


def _from_nav(root: _Element, folder: str) -> list[tuple[str, str, int]]:
    navs = [e for e in root.iter() if tag_of(e) == "nav"]
    tables = [e for e in navs if types_of(e) & {"toc", "doc-toc"}] or navs[:1]
    entries: list[tuple[str, str, int]] = []
    for link in (e for table in tables for e in table.iter() if tag_of(e) == "a"):
        depth = sum(tag_of(above) in ("ol", "ul") for above in link.iterancestors())
        entries.append((_target(folder, link.get("href") or ""), text_of(link), depth))
    return entries


def _from_ncx(root: _Element, folder: str) -> list[tuple[str, str, int]]:
    entries: list[tuple[str, str, int]] = []
    for point in (e for e in root.iter() if tag_of(e) == "navpoint"):
        label = next((e for e in point if tag_of(e) == "navlabel"), None)
        content = next((e for e in point if tag_of(e) == "content"), None)
        if label is not None and content is not None:
            depth = 1 + sum(tag_of(above) == "navpoint" for above in point.iterancestors())
            entries.append((_target(folder, content.get("src") or ""), text_of(label), depth))
    return entries


def _target(folder: str, href: str) -> str:
    page, mark, anchor = href.partition("#")
    return _resolve(folder, page) + mark + unquote(anchor)
