from __future__ import annotations

from fabula.types import BlockKind

from .conftest import ENGLISH, Read, shown, titles, zipped


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
