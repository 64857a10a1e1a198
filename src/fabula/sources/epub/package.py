"""The package document of an EPUB: metadata, the pages in their order, and what they are said to be."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from fabula import errors
from fabula.errors import SourceError
from fabula.sources import omissions
from fabula.sources.files import Archive
from fabula.sources.markup.trees import parse_xml, tag_of, text_of
from fabula.types import Metadata

if TYPE_CHECKING:
    from lxml.etree import _Element

# Scrambled fonts are no encryption of the words (EPUB 3.3, section 4.3 "Font obfuscation").
_FONT_OBFUSCATION = frozenset(("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"))
_DOCUMENTS = frozenset(
    ("application/xhtml+xml", "text/html", "application/x-dtbook+xml", "text/x-oeb1-document")
)
_PAGE_NAMES = (".html", ".xhtml", ".htm", ".xht")
# Of these the media type may be another's by mistake: what is in the file tells.
_TEXT_NAMES = (".xml", ".txt")
_NO_PAGE_NAMES = (".ncx", ".css", ".opf")
_NO_PAGES = ("image/", "font/", "audio/", "video/", "text/css", "application/x-dtbncx", "application/x-font")
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|body|dtbook)\b", re.IGNORECASE)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_TAGS = re.compile(r"<[^>]*>")
_DIGITS = re.compile(r"(\d+)")
_MOST_DIGITS = 18
DAMAGED = "F107"
CONTAINER = "META-INF/container.xml"


@dataclass(slots=True)
class Item:
    """An entry of the manifest; ``linear`` is False for pages that stand outside of the reading order."""

    path: str
    media: str = ""
    properties: frozenset[str] = frozenset()
    fallback: str = ""
    linear: bool = True


@dataclass(slots=True)
class Package:
    """Items by their id, the pages in their order, and what the guide says of whole pages."""

    metadata: Metadata
    items: dict[str, Item]
    spine: list[Item]
    guide: dict[str, str] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)


def read_package(path: Path, archive: Archive) -> Package:
    """The package of an EPUB; raises SourceError where there is no page in it."""
    warnings: list[str] = []
    name, root = _package_document(archive, warnings)
    if root is None:
        spine = [Item(name) for name in sorted(archive.names, key=_natural) if name.endswith(_PAGE_NAMES)]
        if not spine:
            raise errors.file_damaged(path, "its package document cannot be read")
        return Package(Metadata(), {}, spine, warnings=[*warnings, omissions.package_missing()])
    folder = posixpath.dirname(name)
    items = {e.get("id") or "": _item(archive, folder, e) for e in root.iter() if tag_of(e) == "item"}
    spine = _spine(root, items, archive)
    if not spine:
        spine = [item for item in items.values() if "nav" not in item.properties and is_page(archive, item)]
        if not spine:
            raise errors.file_damaged(path, "its reading order names no page")
        warnings.append(omissions.reading_order_missing())
    guide = {
        resolve(folder, address): (e.get("type") or "").lower()
        for e in root.iter()
        if tag_of(e) == "reference"
        for address, _, anchor in ((e.get("href") or "").partition("#"),)
        if not anchor
    }
    return Package(_metadata(root), items, spine, guide, warnings)


def _package_document(archive: Archive, warnings: list[str]) -> tuple[str, _Element | None]:
    """Name and root of the package document: the one that the container names, or the only one there is."""
    named: list[str] = []
    if archive.find(CONTAINER):
        container = _readable(archive, CONTAINER)
        files = (e for e in container.iter() if tag_of(e) == "rootfile") if container is not None else ()
        named += [unquote(rootfile.get("full-path") or "") for rootfile in files]
    others = sorted((n for n in archive.names if n.lower().endswith(".opf")), key=lambda n: (n.count("/"), n))
    for name in [*named, *others]:
        root = _readable(archive, name) if archive.find(name) else None
        if root is not None and any(tag_of(e) == "item" for e in root.iter()):
            if name not in named:
                warnings.append(omissions.container_missing(name))
            return name, root
    return "", None


def _readable(archive: Archive, name: str) -> _Element | None:
    try:
        return parse_xml(archive.read(name))
    except SourceError as error:
        if error.code == DAMAGED:
            return None
        raise


def _item(archive: Archive, folder: str, element: _Element) -> Item:
    href = (element.get("href") or "").replace("\\", "/")
    path = resolve(folder, href)
    if not archive.find(path) and archive.find(posixpath.normpath(posixpath.join(folder, href))):
        path = posixpath.normpath(posixpath.join(folder, href))
    return Item(
        path,
        (element.get("media-type") or "").partition(";")[0].strip().lower(),
        frozenset((element.get("properties") or "").split()),
        element.get("fallback") or "",
    )


def _spine(root: _Element, items: dict[str, Item], archive: Archive) -> list[Item]:
    spine: list[Item] = []
    known: set[str] = set()
    for reference in (e for e in root.iter() if tag_of(e) == "itemref"):
        item = items.get(reference.get("idref") or "")
        seen = 0
        # A page of another kind may name one that every reader knows.
        while item is not None and not is_page(archive, item) and item.fallback in items and seen < 9:
            item, seen = items[item.fallback], seen + 1
        # A manifest may list one page under two ids.
        if item is not None and item.path not in known and is_page(archive, item):
            known.add(item.path)
            item.linear = (reference.get("linear") or "").strip().lower() != "no"
            spine.append(item)
    return spine


def is_page(archive: Archive, item: Item) -> bool:
    """Whether an item holds words: by its media type or name, and where they do not tell, by itself."""
    if item.media in _DOCUMENTS or item.path.lower().endswith(_PAGE_NAMES):
        return True
    if item.path.lower().endswith(_NO_PAGE_NAMES):
        return False
    if item.media.startswith(_NO_PAGES) and not item.path.lower().endswith(_TEXT_NAMES):
        return False
    if not archive.find(item.path):
        return False
    try:
        head = archive.read(item.path)[:4096]
    except SourceError:
        return False
    return _PAGE.search(head.replace(b"\x00", b"") if head.startswith(_UTF16) else head) is not None


def resolve(folder: str, href: str) -> str:
    """The name in the archive of what a link on a page in ``folder`` leads to."""
    return posixpath.normpath(posixpath.join(folder, unquote(href))).lstrip("/")


def _natural(name: str) -> list[tuple[int, str]]:
    parts = _DIGITS.split(name)
    return [(int(p), "") if p.isdecimal() and len(p) <= _MOST_DIGITS else (-1, p) for p in parts]


def first(root: _Element, name: str) -> _Element | None:
    """The first element of this tag."""
    return next((element for element in root.iter() if tag_of(element) == name), None)


def refuse_locked(path: Path, archive: Archive, package: Package) -> None:
    """Raise SourceError where pages are encrypted."""
    if not archive.find("META-INF/encryption.xml"):
        return
    root = parse_xml(archive.read("META-INF/encryption.xml"))
    pages = {item.path for item in package.spine}
    for data in root.iter() if root is not None else ():
        if tag_of(data) != "encrypteddata":
            continue
        method, reference = first(data, "encryptionmethod"), first(data, "cipherreference")
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
        title=next(_texts(values, "title"), ""),
        author=", ".join(dict.fromkeys(text_of(e) for e in authors)),
        language=next(_texts(values, "language"), ""),
        summary=" ".join(description.split()),
        tags=tuple(dict.fromkeys(_texts(values, "subject"))),
        other=other,
    )


def _texts(values: dict[str, list[_Element]], name: str) -> Iterator[str]:
    return (text_of(element) for element in values.get(name, []))


def _is_author(element: _Element, roles: dict[str, set[str]]) -> bool:
    said = {
        element.get("{http://www.idpf.org/2007/opf}role") or "",
        *roles.get(element.get("id") or "", ()),
    } - {""}
    return not said or "aut" in said
