from __future__ import annotations

import pytest

from fabula.errors import SourceError
from fabula.types import BlockKind

from .conftest import ENGLISH, Read, shown, titles, zipped

CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
XHTML = '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title/></head><body>'


def page(body: str) -> str:
    return f'<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html>{XHTML}{body}</body></html>'


def book(pages: dict[str, str], order: list[str], **more: str) -> dict[str, bytes | str]:
    items = "".join(
        f'<item id="{name}" href="{name}.xhtml" media-type="application/xhtml+xml"/>' for name in pages
    )
    opf = f"""<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata
xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf">
<dc:title>The Boat</dc:title>
<dc:creator id="a">Ada Merrow</dc:creator><dc:creator id="b">Ed Itor</dc:creator>
<meta refines="#a" property="role">aut</meta><meta refines="#b" property="role">edt</meta>
<dc:language>en</dc:language><dc:subject>Boats</dc:subject>
<dc:description>&lt;p&gt;A boat.&lt;/p&gt;</dc:description></metadata>
<manifest>{items}{more.pop("manifest", "")}</manifest>
<spine>{"".join(f'<itemref idref="{name}"/>' for name in order)}</spine></package>"""
    members: dict[str, bytes | str] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER,
        "OPS/book.opf": opf,
    }
    members.update({f"OPS/{name}.xhtml": page(body) for name, body in pages.items()})
    members.update({name.replace("__", "/").replace("_dot_", "."): data for name, data in more.items()})
    return members


PAGES = {
    "b": f'<h2 id="x">Two</h2><p>{ENGLISH}</p>',
    "a": f"<h2>One</h2><p>“It was <i>very</i> cold&nbsp;now,” he said.</p><p>{ENGLISH}</p>",
    "t": '<section epub:type="titlepage"><h1>The Boat</h1><p>by Ada Merrow</p></section>',
    "n": '<section epub:type="endnotes"><ol><li epub:type="endnote"><p>A ship.</p></li></ol></section>',
    "c": '<section epub:type="imprint"><p>Printed by nobody.</p></section>',
}
NCX = """<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap>
<navPoint><navLabel><text>Title Page</text></navLabel>
<content src="t.xhtml"/></navPoint>
<navPoint><navLabel><text>First Chapter</text></navLabel><content src="a.xhtml"/></navPoint>
<navPoint><navLabel><text>Second Chapter</text></navLabel>
<content src="b.xhtml#x"/></navPoint></navMap></ncx>"""
NCX_ITEM = '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>'


def test_reading_order_metadata_and_navigation(read: Read) -> None:
    made = book(PAGES, ["t", "a", "b", "n", "c"], manifest=NCX_ITEM, OPS__toc_dot_ncx=NCX)
    text = read("a.epub", zipped(made))
    assert shown(text) == ["“It was very cold\u00a0now,” he said.", ENGLISH, ENGLISH]
    assert titles(text) == ["First Chapter", "Second Chapter"]
    said = text.metadata
    assert (said.title, said.author, said.language) == ("The Boat", "Ada Merrow", "en")
    assert (said.summary, said.tags) == ("A boat.", ("Boats",))
    assert shown(text, BlockKind.NOTE) == ["A ship."]
    assert shown(text, BlockKind.BOILERPLATE) == ["Printed by nobody."]
    assert shown(text, BlockKind.TITLE) == ["The Boat", "by Ada Merrow"]
    assert [part.name for part in text.parts] == [f"OPS/{name}.xhtml" for name in "tabnc"]
    part = text.parts[1]
    assert text.content[part.start : part.end].startswith("One")


def test_parts_above_chapters(read: Read) -> None:
    nav = (
        '<nav epub:type="toc"><ol><li><a href="a.xhtml">Part One</a><ol><li><a href="a.xhtml#i">I</a></li>'
        '<li><a href="b.xhtml">II</a></li></ol></li></ol></nav>'
    )
    pages = {
        "a": f'<h1>Part One</h1><h2 id="i">I</h2><p>{ENGLISH}</p>',
        "b": f"<h2>II</h2><p>{ENGLISH}</p>",
        "nav": nav,
    }
    made = book(pages, ["nav", "a", "b"])
    opf = str(made["OPS/book.opf"]).replace('<item id="nav"', '<item properties="nav" id="nav"')
    text = read("a.epub", zipped({**made, "OPS/book.opf": opf}))
    assert titles(text) == ["Part One, I", "Part One, II"]
    assert text.blocks[0].kind is BlockKind.BOILERPLATE


def test_headings_where_there_is_no_navigation(read: Read) -> None:
    assert titles(read("a.epub", zipped(book(PAGES, ["a", "b"])))) == ["One", "Two"]


def test_a_page_that_is_no_xml_is_read_as_browsers_do(read: Read) -> None:
    made = book({"a": f"<p>One & two<br>{ENGLISH}"}, ["a"])
    assert shown(read("a.epub", zipped(made))) == [f"One & two\n{ENGLISH}"]


def locked(algorithm: str, target: str) -> str:
    return (
        '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" xmlns:enc="http://www.w3.org/2001/04/xmlenc#">'
        f'<enc:EncryptedData><enc:EncryptionMethod Algorithm="{algorithm}"/><enc:CipherData>'
        f'<enc:CipherReference URI="{target}"/></enc:CipherData></enc:EncryptedData></encryption>'
    )


def test_encrypted_pages_are_refused_and_scrambled_fonts_are_not(read: Read) -> None:
    made = book(PAGES, ["a", "b"])
    aes = locked("http://www.w3.org/2001/04/xmlenc#aes128-cbc", "OPS/a.xhtml")
    with pytest.raises(SourceError, match="F106"):
        read("a.epub", zipped({**made, "META-INF/encryption.xml": aes}))
    font = locked("http://www.idpf.org/2008/embedding", "OPS/font.otf")
    assert read("b.epub", zipped({**made, "META-INF/encryption.xml": font})).blocks


def test_a_cut_file_is_refused(read: Read) -> None:
    whole = zipped(book(PAGES, ["a", "b"]))
    for size in (30, len(whole) // 2, len(whole) - 10):
        with pytest.raises(SourceError, match="F107"):
            read("b.epub", whole[:size])


def test_a_page_in_the_wrong_encoding_is_mended_and_said_so(read: Read) -> None:
    words = f"“It’s lit, isn’t it?” she’d said. {ENGLISH}"
    wrong = words.replace("”", "’").encode().decode("cp1252")
    made = book(dict.fromkeys("abc", f"<p>{wrong}</p>"), ["a", "b", "c"])
    del made["OPS/c.xhtml"]
    text = read("a.epub", zipped(made))
    assert shown(text)[0] == words.replace("”", "’")
    missing, encoding = text.warnings
    assert "c.xhtml" in missing and "Windows-1252" in encoding
