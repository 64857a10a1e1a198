"""Make ``flattened.txt`` and ``dialogue.txt`` as EPUB, DOCX and HTML, byte for byte the same each time.

python tests/stories/make_formats.py
"""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from html import escape
from pathlib import Path

HERE = Path(__file__).parent
TITLE, AUTHOR = "The Man Upstairs", "P. G. Wodehouse"
_DATE = (2000, 1, 1, 0, 0, 0)
_FLAT = 14_000
# Words set in italics in the EPUB, DOCX and HTML, to see that no space is lost or won around them.
_ITALIC = re.compile(r"\b(Miss Brougham|Beverley|waltz)\b")


def paragraphs() -> list[str]:
    """The paragraphs of the story, without title and author."""
    return (HERE / "dialogue.txt").read_text(encoding="utf-8").strip().split("\n\n")[2:]


def zipped(members: list[tuple[str, bytes]]) -> bytes:
    """A zip archive whose bytes depend on its members alone."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members:
            info = zipfile.ZipInfo(name, _DATE)
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return out.getvalue()


def body() -> str:
    """The story as HTML paragraphs."""
    lines = []
    for paragraph in paragraphs():
        words = _ITALIC.sub(r"<i>\1</i>", escape(paragraph, quote=False)).replace("\n", "<br/>")
        lines.append("<hr/>" if paragraph == "***" else f"<p>{words}</p>")
    return "\n".join(lines)


def html() -> bytes:
    """A page with a menu, as a web site would serve it."""
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{TITLE}</title>
<meta name="author" content="{AUTHOR}"></head>
<body><nav><a href="/">Home</a> <a href="/stories">Stories</a></nav>
<main><h1>{TITLE}</h1>
<p class="byline">by {AUTHOR}</p>
{body()}
</main></body></html>
""".encode()


def epub() -> bytes:
    """An EPUB 3 with a title page and the story in one document."""
    head = (
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="en">'
        "<head>"
    )
    container = (
        '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>'
        "</rootfiles></container>"
    )
    package = f"""<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">the-man-upstairs</dc:identifier>
<dc:title>{TITLE}</dc:title><dc:creator>{AUTHOR}</dc:creator><dc:language>en-GB</dc:language>
<meta property="dcterms:modified">2000-01-01T00:00:00Z</meta></metadata>
<manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="title" href="title.xhtml" media-type="application/xhtml+xml"/>
<item id="story" href="story.xhtml" media-type="application/xhtml+xml"/></manifest>
<spine><itemref idref="title"/><itemref idref="nav"/><itemref idref="story"/></spine></package>"""
    nav = (
        f'{head}<title>Contents</title></head><body><nav epub:type="toc"><ol><li>'
        f'<a href="title.xhtml">Title Page</a></li><li><a href="story.xhtml">{TITLE}</a></li></ol>'
        "</nav></body></html>"
    )
    title = (
        f'{head}<title>{TITLE}</title></head><body><section epub:type="titlepage"><h1>{TITLE}</h1>'
        f"<p>by {AUTHOR}</p></section></body></html>"
    )
    story = f"{head}<title>{TITLE}</title></head><body><h1>{TITLE}</h1>\n{body()}\n</body></html>"
    members = [
        ("mimetype", "application/epub+zip"),
        ("META-INF/container.xml", container),
        ("EPUB/package.opf", package),
        ("EPUB/nav.xhtml", nav),
        ("EPUB/title.xhtml", title),
        ("EPUB/story.xhtml", story),
    ]
    return zipped([(name, text.encode()) for name, text in members])


def docx() -> bytes:
    """A DOCX with a title, a heading style and italics."""
    from docx import Document

    document = Document()
    document.core_properties.title, document.core_properties.author = TITLE, AUTHOR
    document.core_properties.created = document.core_properties.modified = datetime(*_DATE)
    document.add_heading(TITLE, 0)
    document.add_paragraph(f"by {AUTHOR}", "Subtitle")
    for paragraph in paragraphs():
        made = document.add_paragraph()
        for i, words in enumerate(_ITALIC.split(paragraph)):
            made.add_run(words).italic = i % 2 == 1
    out = io.BytesIO()
    document.save(out)
    with zipfile.ZipFile(out) as archive:
        return zipped([(name, archive.read(name)) for name in archive.namelist()])


def flattened() -> str:
    """The start of the story with every line break lost."""
    kept, size = [], 0
    for paragraph in paragraphs():
        size += len(paragraph) + 1
        if size > _FLAT:
            break
        kept.append(paragraph)
    return " ".join(paragraph for paragraph in kept if paragraph != "***") + "\n"


if __name__ == "__main__":
    (HERE / "flattened.txt").write_text(flattened(), encoding="utf-8", newline="\n")
    for suffix, made in (("html", html), ("epub", epub), ("docx", docx)):
        (HERE / f"dialogue.{suffix}").write_bytes(made())
