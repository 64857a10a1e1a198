"""All of the book but the story: the package document, the contents, the cast, the style."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterator

from markupsafe import Markup

from fabula.exports.epub.book import Book, Part, Speaker
from fabula.exports.epub.pages import document, language_of, page
from fabula.exports.palette import colours

CONTAINER = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">\n<rootfiles>\n'
    '<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>\n'
    "</rootfiles>\n</container>\n"
)
_PACKAGE = Markup(
    '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" '
    'xml:lang="{language}">\n'
    '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
    '<dc:identifier id="id">urn:uuid:{identifier}</dc:identifier>\n<dc:title>{title}</dc:title>\n{creator}'
    "<dc:language>{language}</dc:language>\n"
    '<meta property="dcterms:modified">1980-01-01T00:00:00Z</meta>\n'
    '<meta property="schema:accessMode">textual</meta>\n'
    '<meta property="schema:accessModeSufficient">textual</meta>\n'
    '<meta property="schema:accessibilityFeature">tableOfContents</meta>\n'
    '<meta property="schema:accessibilityFeature">structuralNavigation</meta>\n'
    '<meta property="schema:accessibilityHazard">none</meta>\n'
    "</metadata>\n<manifest>\n"
    '<item id="contents" href="contents.xhtml" media-type="application/xhtml+xml" properties="nav"/>\n'
    '<item id="style" href="style.css" media-type="text/css"/>\n'
    '{items}<item id="cast" href="cast.xhtml" media-type="application/xhtml+xml"/>\n'
    '</manifest>\n<spine>\n{spine}<itemref idref="cast"/>\n</spine>\n</package>\n'
)
_CONTENTS = Markup(
    '<nav epub:type="toc" role="doc-toc">\n<h1>Contents</h1>\n<ol>\n{chapters}'
    '<li><a href="cast.xhtml">Who speaks</a></li>\n</ol>\n</nav>\n'
    '<nav epub:type="landmarks" hidden="hidden">\n<h2>Landmarks</h2>\n<ol>\n'
    '<li><a epub:type="bodymatter" href="{first}">Beginning</a></li>\n'
    '<li><a epub:type="glossary" href="cast.xhtml">Who speaks</a></li>\n</ol>\n</nav>'
)
_STYLE = """body { line-height: 1.5; }
h1, h2, .title { text-align: center; }
.title { font-size: 1.5em; }
.verse { margin-left: 2em; }
.apart { font-size: 0.85em; opacity: 0.8; }
hr.break { border: 0; margin: 1.5em 0; text-align: center; }
hr.break::before { content: "* * *"; }
.doubt { text-decoration: underline dotted; }
.who::before { content: none; }
.q:hover > .who::before, .q:focus > .who::before { content: attr(data-who) ": "; font-size: 0.75em; }
dt { font-weight: bold; margin-top: 1em; }
dd { margin-left: 1em; }
"""


def package(book: Book) -> str:
    """The package document: what the book is called, what is in it, in which order it is read."""
    author = book.work.text.metadata.author.strip()
    creator = Markup("<dc:creator>{}</dc:creator>\n").format(author) if author else Markup("")
    item = Markup('<item id="{}" href="{}" media-type="application/xhtml+xml"/>\n')
    named = [(part.file.removesuffix(".xhtml"), part.file) for part in book.parts]
    words = _PACKAGE.format(
        language=language_of(book),
        identifier=_identifier(book),
        title=book.title,
        creator=creator,
        items=Markup("").join(item.format(*each) for each in named),
        spine=Markup("").join(Markup('<itemref idref="{}"/>\n').format(own) for own, _ in named),
    )
    return document(words)


def _identifier(book: Book) -> uuid.UUID:
    """The same for the same words and speakers, another for others."""
    told = [book.title, book.work.text.content, *(str(quote.speaker) for quote in book.work.cast.quotes)]
    digest = hashlib.sha256("\0".join(told).encode("utf-8", "replace")).digest()
    return uuid.UUID(bytes=digest[:16], version=5)


def contents(book: Book) -> str:
    """The contents: chapters, and the cast."""
    chapters = [part for part in book.parts if part.is_chapter]
    entry = Markup('<li><a href="{}">{}</a></li>\n')
    listed = Markup("").join(entry.format(part.file, part.title or book.title) for part in chapters)
    return page(book, "Contents", _CONTENTS.format(chapters=listed, first=_first(chapters).file))


def _first(chapters: list[Part]) -> Part:
    return next((part for part in chapters if part.blocks), chapters[0])


def cast_page(book: Book) -> str:
    """Who speaks: names, how many lines, with links to where they first appear and to their chapters."""
    entries = Markup("").join(part for speaker in book.speakers.values() for part in _entry(book, speaker))
    listed = Markup("<dl>\n{}</dl>").format(entries) if entries else Markup("<p>Nobody speaks.</p>")
    body = Markup('<section epub:type="glossary" role="doc-glossary">\n<h1>Who speaks</h1>\n{}\n</section>')
    return page(book, "Who speaks", body.format(listed))


def _entry(book: Book, speaker: Speaker) -> Iterator[Markup]:
    entity = speaker.entity
    name = Markup('<dt id="e{0}"><a class="c{0}" href="{1}#e{2}">{3}</a></dt>\n')
    # Several may first appear at one place ("the Bennets"), where there is one anchor for them all.
    anchor = book.anchors[speaker.place].rank
    yield name.format(speaker.rank, speaker.file, anchor, " ".join(entity.name.split()) or f"#{entity.id}")
    count = len(speaker.lines)
    facts = [f"{count} {'line' if count == 1 else 'lines'}"]
    if entity.narrator:
        facts.append("tells the story")
    if entity.pronouns:
        facts.append("/".join(entity.pronouns))
    if entity.aliases:
        facts.append(f"also {', '.join(entity.aliases)}")
    yield Markup("<dd>{}</dd>\n").format("; ".join(facts))
    speaks = [
        part
        for part in book.parts
        if any(block.start <= quote.start < block.end for block in part.blocks for quote in speaker.lines)
    ]
    link = Markup('<a href="{}">{}</a>')
    links = Markup(", ").join(link.format(part.file, part.title or book.title) for part in speaks)
    yield Markup("<dd>{}</dd>\n").format(links)


def style(book: Book) -> str:
    """The style: a colour for everyone, and the name of who speaks when a line is pointed at."""
    light, dark = [], []
    for speaker in book.speakers.values():
        on_light, on_dark = colours(speaker.rank)
        light.append(f".c{speaker.rank} {{ color: {on_light}; }}\n")
        dark.append(f".c{speaker.rank} {{ color: {on_dark}; }}\n")
    return f"{_STYLE}{''.join(light)}@media (prefers-color-scheme: dark) {{\n{''.join(dark)}}}\n"
