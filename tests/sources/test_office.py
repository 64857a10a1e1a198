from __future__ import annotations

import io

from fabula.types import BlockKind

from .conftest import ENGLISH, Read, shown, titles, zipped


def docx(*paragraphs: tuple[str, str]) -> bytes:
    from docx import Document

    document = Document()
    document.core_properties.title, document.core_properties.author = "The Boat", "Ada Merrow"
    for style, words in paragraphs:
        document.add_paragraph(words, style)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def changed(data: bytes, name: str, old: str, new: str) -> bytes:
    import zipfile

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members: dict[str, bytes | str] = {n: archive.read(n) for n in archive.namelist()}
    words = members[name]
    assert isinstance(words, bytes) and old.encode() in words
    members[name] = words.replace(old.encode(), new.encode())
    return zipped(members)


def test_docx_styles(read: Read) -> None:
    made = docx(
        ("Title", "The Boat"),
        ("Heading 1", "One"),
        ("Normal", ENGLISH),
        ("Normal", "* * *"),
        ("Normal", "Two\tmen\nsat."),
        ("Heading 1", "Two"),
        ("Normal", ENGLISH),
    )
    text = read("a.docx", made)
    assert (text.metadata.title, text.metadata.author) == ("The Boat", "Ada Merrow")
    assert titles(text) == ["One", "Two"]
    assert shown(text) == [ENGLISH, "Two\tmen\nsat.", ENGLISH]
    assert shown(text, BlockKind.TITLE) == ["The Boat"]
    assert shown(text, BlockKind.SCENE_BREAK) == ["* * *"]


def test_docx_the_author_that_the_program_put_in_is_nobody(read: Read) -> None:
    made = changed(docx(("Normal", ENGLISH)), "docProps/core.xml", "Ada Merrow", "Microsoft Office User")
    assert read("a.docx", made).metadata.author == ""
    page = docx(("Title", "The Boat"), ("Normal", "by Jane Doe"), ("Normal", ENGLISH))
    made = changed(page, "docProps/core.xml", "Ada Merrow", "python-docx")
    text = read("b.docx", made)
    assert (text.metadata.author, text.metadata.summary) == ("Jane Doe", "")
    assert shown(text) == [ENGLISH]


def test_docx_tracked_changes_read_as_accepted(read: Read) -> None:
    run = "<w:r><w:t>KEEP</w:t></w:r>"
    new = (
        '<w:r><w:t xml:space="preserve">It was </w:t></w:r>'
        '<w:del w:id="1" w:author="a"><w:r><w:delText>hot</w:delText></w:r></w:del>'
        '<w:ins w:id="2" w:author="a"><w:r><w:t>cold</w:t></w:r></w:ins>'
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t> secret</w:t></w:r><w:r><w:t>.</w:t></w:r>"
    )
    made = changed(docx(("Normal", "KEEP")), "word/document.xml", run, new)
    assert read("a.docx", made).content == "It was cold."


def test_docx_empty_paragraph_is_a_break_where_it_is_rare(read: Read) -> None:
    once = [("Normal", ENGLISH)] * 15 + [("Normal", "")] + [("Normal", ENGLISH)] * 15
    assert len(shown(read("a.docx", docx(*once)), BlockKind.SCENE_BREAK)) == 1
    always = [("Normal", ENGLISH), ("Normal", "")] * 15
    assert not shown(read("b.docx", docx(*always)), BlockKind.SCENE_BREAK)


def odt(body: str) -> bytes:
    spaces = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
        'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0"'
    )
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {spaces}><office:body><office:text>{body}</office:text>"
            "</office:body></office:document-content>",
            "meta.xml": f"<office:document-meta {spaces}><office:meta><dc:title>The Boat</dc:title>"
            "<meta:initial-creator>Ada Merrow</meta:initial-creator></office:meta></office:document-meta>",
        }
    )


def test_odt(read: Read) -> None:
    note = (
        "<text:note><text:note-citation>1</text:note-citation>"
        "<text:note-body><text:p>A ship.</text:p></text:note-body>"
        "</text:note>"
    )
    text = read(
        "a.odt",
        odt(
            "<text:tracked-changes><text:p>gone</text:p></text:tracked-changes>"
            '<text:h text:outline-level="1">One</text:h>'
            f'<text:p>The <text:span>boat</text:span>{note} sank<text:s text:c="2"/>'
            "here.<text:line-break/>Yes.</text:p>"
            f'<text:h text:outline-level="1">Two</text:h><text:p>{ENGLISH}</text:p>'
        ),
    )
    assert (text.metadata.title, text.metadata.author) == ("The Boat", "Ada Merrow")
    assert titles(text) == ["One", "Two"]
    assert shown(text) == ["The boat sank  here.\nYes.", ENGLISH]
    assert shown(text, BlockKind.NOTE) == ["A ship."]
