"""OpenDocument text, as LibreOffice writes it: packed in a zip archive, or flat in one XML file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from fabula import errors
from fabula.sources import omissions
from fabula.sources.files import Archive
from fabula.sources.markup import tag_of, text_of
from fabula.sources.odt.body import OdtBody
from fabula.sources.odt.styles import styles_of
from fabula.sources.office.paragraphs import assembled
from fabula.sources.office.xml_parts import main_root, parsed, side_root
from fabula.sources.shape import shape
from fabula.types import Metadata, Text

if TYPE_CHECKING:
    from lxml.etree import _Element

_CONTENT = "content.xml"


def read(path: Path, archive: Archive) -> Text:
    """The text of an ODT; raises SourceError where it is locked or its content is no XML."""
    if archive.find("META-INF/manifest.xml") and b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise errors.file_encrypted(path, "it is locked with a password")
    warnings: list[str] = []
    root = main_root(archive, _CONTENT, warnings)
    styles = side_root(archive, "styles.xml", "the styles", warnings) if archive.find("styles.xml") else None
    about = side_root(archive, "meta.xml", "title and author", warnings) if archive.find("meta.xml") else None
    return _text(path, root, styles, about, warnings)


def is_flat(head: bytes) -> bool:
    """Whether a file that begins like this is an OpenDocument text in one XML file."""
    return b"office:document" in head and b"application/vnd.oasis.opendocument.text" in head


def read_flat(path: Path, data: bytes) -> Text:
    """The text of an OpenDocument text in one XML file; raises SourceError where that is past mending."""
    root, is_whole = parsed(data)
    return _text(path, root, None, root, [] if is_whole else [omissions.file_with_gaps()])


def _text(
    path: Path, root: _Element | None, styles: _Element | None, about: _Element | None, warnings: list[str]
) -> Text:
    body = next((e for e in root.iter() if tag_of(e) == "text"), None) if root is not None else None
    if root is None or body is None:
        raise errors.file_damaged(path, "its content cannot be read")
    reader = OdtBody(styles_of([root] if styles is None else [styles, root]))
    page = assembled(reader.read(body), reader.endnotes, _metadata(about))
    page.warnings += warnings
    return shape(page, path)


def _metadata(root: _Element | None) -> Metadata:
    said: dict[str, str] = {}
    tags: list[str] = []
    about = next((e for e in root.iter() if tag_of(e) == "meta"), None) if root is not None else None
    for element in about if about is not None else ():
        if tag_of(element) == "keyword":
            tags += [text_of(element)] if text_of(element) else []
        elif tag_of(element):
            said.setdefault(tag_of(element), text_of(element))
    author = said.get("initial-creator") or said.get("creator", "")
    return Metadata(
        said.get("title", ""), author, said.get("language", ""), said.get("description", ""), tuple(tags)
    )
