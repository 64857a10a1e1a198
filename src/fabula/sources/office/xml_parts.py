"""Parts of an archive that are XML: read as far as they go, and what is lost of them told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fabula import errors
from fabula.sources import omissions
from fabula.sources.files import Archive
from fabula.sources.markup import parse_xml

if TYPE_CHECKING:
    from lxml.etree import _Element

_DAMAGED = "F107"


def main_root(archive: Archive, name: str, warnings: list[str]) -> _Element | None:
    """The root of the part with the words in it; None where nothing of it can be read.

    Of a damaged one, what the parser can make out is read, and ``warnings`` say so. Raises SourceError where
    the part is missing, locked, too large or cannot be unpacked.
    """
    root, is_whole = parsed(archive.read(name))
    if root is not None and not is_whole:
        warnings.append(omissions.part_with_gaps("the words", name))
    return root


def side_root(archive: Archive, name: str, what: str, warnings: list[str]) -> _Element | None:
    """The root of a part that the words can be read without; ``what`` says to a user what is in it.

    None where it is missing or nothing of it can be read; ``warnings`` say what was lost. Raises SourceError
    where the part is locked or too large.
    """
    data = part_of(archive, name)
    root, is_whole = parsed(data) if data is not None else (None, False)
    if root is None or not (is_whole or len(root)):
        warnings.append(omissions.part_left_out(what, name))
        return None
    if not is_whole:
        warnings.append(omissions.part_with_gaps(what, name))
    return root


def part_of(archive: Archive, name: str) -> bytes | None:
    """The bytes of a part; None where it is missing or damaged."""
    try:
        return archive.read(name)
    except errors.SourceError as error:
        if error.code != _DAMAGED:
            raise
        return None


def parsed(data: bytes) -> tuple[_Element | None, bool]:
    """The root of an XML document, and whether it is all there."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    try:
        return etree.fromstring(data, parser), True
    except etree.XMLSyntaxError:
        return parse_xml(data), False
