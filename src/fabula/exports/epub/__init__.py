"""An EPUB 3 of the story with everyone's lines in a colour, their names on demand, and the cast as a page.

``book`` cuts the text into documents, ``words`` marks who speaks in them, ``frame`` is all the rest: the
package document, the contents, the cast, the style.
"""

from __future__ import annotations

import zipfile
from pathlib import Path

from fabula.exports.epub.book import Book
from fabula.exports.epub.frame import CONTAINER, cast_page, contents, package, style
from fabula.exports.epub.words import chapter_page, marks_of
from fabula.types import Work
from fabula.world.files import replacing

__all__ = ["files", "write"]

_FIXED_DATE = (1980, 1, 1, 0, 0, 0)


def write(work: Work, path: Path) -> None:
    """Writes the EPUB. Raises OSError, and UnicodeEncodeError for half a character."""
    members = {name: content.encode() for name, content in files(work).items()}
    with replacing(path) as temporary, zipfile.ZipFile(temporary, "w") as archive:
        for name, content in members.items():
            # The type of the file stands first and as it is, so that a program sees it without unpacking.
            method = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name, _FIXED_DATE), content, method)


def files(work: Work) -> dict[str, str]:
    """What is in the archive, by name and in order."""
    book = Book(work)
    marks = marks_of(book)
    return {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER,
        "EPUB/package.opf": package(book),
        "EPUB/contents.xhtml": contents(book),
        "EPUB/style.css": style(book),
        **{f"EPUB/{part.file}": chapter_page(book, part, marks[part.file]) for part in book.parts},
        "EPUB/cast.xhtml": cast_page(book),
    }
