"""EPUB 2 and 3: the package document gives metadata and reading order, its navigation the chapters."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fabula import errors
from fabula.errors import SourceError
from fabula.sources import archives, omissions, word_processors
from fabula.sources.decoding import decode
from fabula.sources.epub.left_out import with_left_out
from fabula.sources.epub.navigation import Navigation, marks_of, read_navigation
from fabula.sources.epub.package import DAMAGED, Item, Package, is_page, read_package, refuse_locked, resolve
from fabula.sources.epub.page_roles import role_of_page
from fabula.sources.files import Archive
from fabula.sources.html import decode_page
from fabula.sources.markup import css, link_lists, notes, pieces_of, set_off
from fabula.sources.markup.roles import Role
from fabula.sources.markup.trees import parse, tag_of
from fabula.sources.pieces import Piece, assemble
from fabula.sources.shape import shape
from fabula.types import Apart, BlockKind, Metadata, Text

if TYPE_CHECKING:
    from lxml.etree import _Element

_WORTH_SAYING = 30
_MOST_IMPORTS = 20
_NAMES_CHAPTERS = 2
"""Entries of a navigation from which on it says what the chapters are, not how lines of a page are set."""


@dataclass(slots=True)
class _Loaded:
    """A page and its tree; ``extra`` pages are linked to and stand in no reading order."""

    item: Item
    root: _Element
    extra: bool = False


def read(path: Path, archive: Archive) -> Text:
    """The text of an EPUB; raises SourceError where it is encrypted or none of its pages can be read.

    Pages that are missing or damaged are left out, with a warning.
    """
    package = read_package(path, archive)
    refuse_locked(path, archive, package)
    navigation = read_navigation(archive, package)
    pieces, metadata, navigation = _pieces(path, archive, package, navigation)
    whole, anchors = assemble(pieces, metadata)
    whole.marks = marks_of(navigation, whole, anchors)
    whole.warnings = [*package.warnings, *whole.warnings]
    return shape(whole, path)


def _pieces(
    path: Path, archive: Archive, package: Package, navigation: Navigation
) -> tuple[list[Piece], Metadata, Navigation]:
    """The pieces of all pages, and the navigation with what it leaves out.

    The trees of the pages, many times as large as their words, are let go with this.
    """
    pages = _load(path, archive, package)
    pages = _with_named(archive, package, navigation, pages)
    navigation = with_left_out(navigation, [(page.item.path, page.root) for page in pages])
    pages += _linked_pages(archive, package, pages)
    roots = [page.root for page in pages]
    archived = archives.recognise(roots)
    known: dict[Any, Role] = notes.linked(
        ((page.item.path, page.root) for page in pages),
        lambda name, address: resolve(posixpath.dirname(name), address),
    )
    for root in roots:
        known.update(word_processors.roles(root))
    if archived is not None:
        known.update(archived.kinds)
    sheets = _Sheets(archive)
    pieces: list[Piece] = []
    for number, page in enumerate(pages):
        found = pieces_of(page.root, kinds=known, part=page.item.path, sheets=sheets.of(page))
        if found:
            found[0].look = replace(found[0].look, page_break=True)
        pieces += _as_whole(page, package, navigation, found, number / len(pages))
    if archived is None and len(navigation.entries) < _NAMES_CHAPTERS:
        set_off.mark(pieces)
    return pieces, archives.join(package.metadata, archived), navigation


def _load(path: Path, archive: Archive, package: Package) -> list[_Loaded]:
    """The pages of the reading order; those that are missing or damaged are left out and said so."""
    pages: list[_Loaded] = []
    missing: list[str] = []
    for item in package.spine:
        if not archive.find(item.path):
            missing.append(item.path)
            continue
        try:
            root = parse(decode_page(archive.read(item.path)), archive.path)
        except SourceError as error:
            if error.code != DAMAGED:
                raise
            package.warnings.append(omissions.page_unreadable(item.path, "it is damaged"))
            continue
        if root is not None:
            pages.append(_Loaded(item, root))
    if not pages and missing:
        raise errors.file_damaged(path, f"{missing[0]} is missing from it")
    if not pages and package.warnings:
        raise errors.file_damaged(path, "none of its pages can be read")
    if missing:
        package.warnings.append(omissions.pages_missing(missing))
    return pages


def _outside(archive: Archive, package: Package, pages: Iterable[_Loaded]) -> dict[str, Item]:
    """The pages of the package that its reading order lacks, by name."""
    known = {page.item.path for page in pages}
    return {
        item.path: item
        for item in package.items.values()
        if item.path not in known
        and "nav" not in item.properties
        and archive.find(item.path)
        and is_page(archive, item)
    }


def _with_named(
    archive: Archive, package: Package, navigation: Navigation, pages: list[_Loaded]
) -> list[_Loaded]:
    """Pages that the reading order lacks and the navigation names, where the navigation has them."""
    outside = _outside(archive, package, pages)
    last = ""
    known = {page.item.path for page in pages}
    for entry in navigation.entries:
        if entry.page in outside and last in known:
            root = _tree(archive, outside.pop(entry.page).path)
            if root is not None:
                at = next(i for i, page in enumerate(pages) if page.item.path == last)
                pages.insert(at + 1, _Loaded(Item(entry.page), root))
                known.add(entry.page)
                package.warnings.append(omissions.page_out_of_order(entry.page))
        last = entry.page or last
    return pages


def _linked_pages(archive: Archive, package: Package, pages: list[_Loaded]) -> list[_Loaded]:
    """Pages that only links lead to (notes, most often); what nothing leads to is left out and said so."""
    linked = {
        resolve(posixpath.dirname(page.item.path), address)
        for page in pages
        for link in page.root.iter("{*}a")
        if (address := (link.get("href") or "").partition("#")[0]) and ":" not in address
    }
    extra: list[_Loaded] = []
    left_out: list[str] = []
    words = 0
    for name, item in _outside(archive, package, pages).items():
        root = _tree(archive, name)
        if root is None:
            continue
        if name in linked:
            extra.append(_Loaded(item, root, extra=True))
            continue
        body = next((e for e in root.iter() if tag_of(e) == "body"), root)
        count = len("".join(str(part) for part in body.itertext()).split())
        if count >= _WORTH_SAYING:
            left_out.append(name)
            words += count
    if left_out:
        package.warnings.append(omissions.pages_left_out(left_out, words))
    return extra


def _tree(archive: Archive, name: str) -> _Element | None:
    try:
        return parse(decode_page(archive.read(name)), archive.path)
    except SourceError as error:
        if error.code != DAMAGED:
            raise
        return None


class _Sheets:
    """The style sheets that pages are linked to, read once each."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.known: dict[str, list[str]] = {}

    def of(self, page: _Loaded) -> list[str]:
        """The sheets of a page in order, each after those that it takes in."""
        folder = posixpath.dirname(page.item.path)
        found: list[str] = []
        for link in page.root.iter("{*}link"):
            rel = (link.get("rel") or "").lower().split()
            if "stylesheet" in rel and "alternate" not in rel and link.get("href"):
                found += self._read(resolve(folder, link.get("href") or ""), _MOST_IMPORTS)
        return list(dict.fromkeys(found))

    def _read(self, name: str, left: int) -> list[str]:
        if name not in self.known:
            self.known[name] = []
            try:
                sheet = decode(self.archive.read(name)) if self.archive.find(name) else ""
            except SourceError:
                sheet = ""
            inner = css.imports(sheet)[:left] if left else []
            folder = posixpath.dirname(name)
            within = (s for each in inner for s in self._read(resolve(folder, each), left - 1))
            # Each once: sheets that take each other in twice would be doubled with each step.
            self.known[name] = list(dict.fromkeys((*within, sheet)))
        return self.known[name]


def _as_whole(
    page: _Loaded, package: Package, navigation: Navigation, pieces: list[Piece], place: float
) -> list[Piece]:
    """Pages that are no story as a whole: covers, contents, title pages, those that only links lead to."""
    item = page.item
    said = [navigation.landmarks.get(item.path, ""), package.guide.get(item.path, "")]
    if "nav" in item.properties:
        said = ["nav"]
    if link_lists.is_contents_page(page.root) and not page.extra:
        said = ["nav"]
    role = role_of_page([name for name in said if name], item.path, pieces, place)
    inside = item.linear or not any(other.linear for other in package.spine)
    if role is None and (page.extra or not inside) and not _is_story_after_all(page, navigation):
        role = Role(BlockKind.NOTE, Apart.OTHER)
    if role is None or role.kind is None:
        return pieces
    return [_apart(piece, role) for piece in pieces]


def _apart(piece: Piece, role: Role) -> Piece:
    if role.kind is None or (piece.apart is not None and role.apart is Apart.OTHER):
        return piece
    return replace(piece, kind=role.kind, level=0, settled=True, apart=role.apart)


def _is_story_after_all(page: _Loaded, navigation: Navigation) -> bool:
    """A page out of the reading order that the navigation has among the chapters."""
    return not page.extra and any(entry.page == page.item.path for entry in navigation.entries)
