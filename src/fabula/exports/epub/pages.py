"""What every document of the book is made of."""

from __future__ import annotations

import re

from markupsafe import Markup

from fabula.exports.epub.book import Book
from fabula.exports.xml_text import legal

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-[A-Za-z]{2}|-\d{3})?")
_HEAD = Markup('<?xml version="1.0" encoding="UTF-8"?>\n')
_PAGE = Markup(
    "<!DOCTYPE html>\n"
    '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" '
    'lang="{language}" xml:lang="{language}">\n<head>\n<title>{title}</title>\n'
    '<link rel="stylesheet" type="text/css" href="style.css"/>\n</head>\n<body>\n{body}\n</body>\n</html>\n'
)


def page(book: Book, title: str, body: Markup) -> str:
    """A document of XHTML."""
    return document(_PAGE.format(language=language_of(book), title=title, body=body))


def document(body: Markup) -> str:
    """A document of XML."""
    return legal(_HEAD + body)


def language_of(book: Book) -> str:
    """The language of the story as BCP 47 has it; English where the file says none."""
    said = book.work.text.metadata.language.replace("_", "-")
    return said if _LANGUAGE.fullmatch(said) else "en"
