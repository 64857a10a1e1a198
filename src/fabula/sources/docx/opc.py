"""Open Packaging Conventions: how the parts of a DOCX lead to one another, whatever their names are."""

from __future__ import annotations

import posixpath
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import unquote

from fabula.sources import omissions
from fabula.sources.docx.chunks import pieces_of_chunk
from fabula.sources.files import Archive
from fabula.sources.markup import parse_xml, tag_of
from fabula.sources.office.xml_parts import part_of, side_root
from fabula.sources.pieces import Piece

if TYPE_CHECKING:
    from lxml.etree import _Element

_MAIN = "word/document.xml"
_WORD = b"wordprocessingml"


def main_part(archive: Archive) -> str | None:
    """The name of the part that holds the words of a document; None where it is no word processor's."""
    for _, kind, name in _relations(archive, ""):
        if kind != "officedocument":
            continue
        if archive.find(name) and (name == _MAIN or _WORD in archive.read(name)[:8192]):
            return name
    return archive.find(_MAIN)


# So often a file may stand in a document.
_MOST_TIMES = 4


class Package:
    """The parts around the main part of a document; what of them cannot be read is told in ``warnings``."""

    def __init__(self, archive: Archive, main: str) -> None:
        self.warnings: list[str] = []
        self._archive = archive
        self._taken: dict[str, list[Piece]] = {}
        self._times = Counter[str]()
        self._relations = [*_relations(archive, main), *_relations(archive, "")]

    def part(self, kind: str, what: str, name: str) -> _Element | None:
        """The root of the part of a kind, "footnotes" for one; None where there is none or it is broken.

        ``name`` is the usual name of such a part, and ``what`` says to a user what is in it.
        """
        said = [target for _, known, target in self._relations if known == kind]
        names = [each for each in (*said, name) if self._archive.find(each)] or said
        return side_root(self._archive, names[0], what, self.warnings) if names else None

    def chunk(self, relation: str) -> list[Piece]:
        """The words of the file that a relation leads to; what cannot be read of it is told."""
        name = next((target for each, _, target in self._relations if each == relation), "")
        key = name or relation
        if key not in self._taken:
            self._taken[key] = self._read(key, part_of(self._archive, name) if name else None)
        self._times[key] += 1
        # A document may show a file in two places; one that says so again and again has no end.
        if self._times[key] == _MOST_TIMES + 1 and self._taken[key]:
            self.warnings.append(omissions.taken_in_too_often(key, _MOST_TIMES))
        return [replace(piece) for piece in self._taken[key]] if self._times[key] <= _MOST_TIMES else []

    def _read(self, name: str, data: bytes | None) -> list[Piece]:
        pieces = pieces_of_chunk(name, data) if data is not None else None
        if pieces is None:
            why = "it is damaged or missing" if data is None else "of its format nothing is known"
            self.warnings.append(omissions.page_unreadable(name, why))
        return pieces or []


def _relations(archive: Archive, part: str) -> list[tuple[str, str, str]]:
    """The relations of a part, those of the package for "": identifier, what the other is to it, its name."""
    folder, name = posixpath.split(part)
    relations = posixpath.join(folder, "_rels", f"{name}.rels")
    found: list[tuple[str, str, str]] = []
    for element in _relationships(archive, relations):
        target = unquote(element.get("Target") or "")
        if target and element.get("TargetMode") != "External":
            kind = (element.get("Type") or "").rpartition("/")[2].lower()
            other = posixpath.normpath(posixpath.join("/", folder, target))[1:]
            found.append((element.get("Id") or "", kind, other))
    return found


def _relationships(archive: Archive, name: str) -> list[_Element]:
    # Without them the parts are looked for under their usual names.
    data = part_of(archive, name) if archive.find(name) else None
    root = parse_xml(data) if data is not None else None
    return [] if root is None else [element for element in root.iter() if tag_of(element) == "relationship"]
