"""Files made to break a reader: each is read, or refused in one line, in little time and memory."""

from __future__ import annotations

import io
import struct
import time
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from fabula.errors import SourceError
from fabula.sources import files, load
from fabula.types import BlockKind

from .conftest import ENGLISH, STORIES, Read

METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)
ODT = "application/vnd.oasis.opendocument.text"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:"


def packed(members: dict[str, bytes | str], method: int) -> bytes:
    """A zip archive of these members, packed by a method."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def draft(words: str) -> dict[str, bytes | str]:
    """The members of an ODT of one paragraph."""
    content = (
        f'<c xmlns:office="{OFFICE}office:1.0" xmlns:text="{OFFICE}text:1.0"><office:text>'
        f"<text:p>{words}</text:p></office:text></c>"
    )
    return {"mimetype": ODT, "content.xml": content}


def document(body: bytes | None = None) -> dict[str, bytes | str]:
    """The members of a DOCX."""
    with zipfile.ZipFile(STORIES / "dialogue.docx") as archive:
        members: dict[str, bytes | str] = {name: archive.read(name) for name in archive.namelist()}
    return members if body is None else {**members, "word/document.xml": body}


@pytest.mark.parametrize("method", METHODS)
def test_members_are_unpacked_whatever_their_method(read: Read, method: int) -> None:
    assert read("a.odt", packed(draft(ENGLISH), method), force=False).content == ENGLISH
    assert (
        read("a.docx", packed(document(), method), force=False).blocks
        == load(STORIES / "dialogue.docx").blocks
    )


@pytest.mark.parametrize("method", METHODS[2:])
def test_a_member_that_cannot_be_unpacked_is_damage(read: Read, method: int) -> None:
    book = packed(draft(ENGLISH * 20), method)
    at = book.index(b"content.xml") + len("content.xml")
    for damaged in (
        book[: at + 30] + b"\xff\x00\xff\x00" + book[at + 34 :],
        book[:at] + b"\xff" * 12 + book[at + 12 :],
        book[:at] + bytes(12) + book[at + 12 :],
    ):
        with pytest.raises(SourceError, match=r"content.xml cannot be unpacked.*F107"):
            read("a.odt", damaged)


def test_a_member_packed_by_an_unknown_method(read: Read) -> None:
    book = bytearray(packed(draft(ENGLISH), zipfile.ZIP_DEFLATED))
    for signature, method in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        at = book.rindex(signature)
        book[at + method : at + method + 2] = struct.pack("<H", 97)
    with pytest.raises(SourceError, match=r"content.xml cannot be unpacked.*F107"):
        read("a.odt", bytes(book))


@pytest.mark.parametrize("name", ["a.odt", "a.docx"])
@pytest.mark.parametrize("method", METHODS[1:])
def test_a_bomb_takes_little_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, method: int
) -> None:
    monkeypatch.setattr(files, "LARGEST_MEMBER", 1 << 20)
    members = document() if name == "a.docx" else draft("")
    largest = "word/document.xml" if name == "a.docx" else "content.xml"
    with zipfile.ZipFile(tmp_path / name, "w", method) as archive:
        for part, data in members.items():
            if part != largest:
                archive.writestr(part, data)
        with archive.open(largest, "w") as member:
            for _ in range(5):
                member.write(bytes(8 << 20))
    assert (tmp_path / name).stat().st_size < 1 << 20
    tracemalloc.start()
    try:
        with pytest.raises(SourceError, match="F109"):
            load(tmp_path / name)
        assert tracemalloc.get_traced_memory()[1] < 8 << 20
    finally:
        tracemalloc.stop()


def test_a_directory_that_lies_about_sizes(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    """The standard library unpacks all that is packed, and only then looks at what was claimed."""
    monkeypatch.setattr(files, "LARGEST_MEMBER", 1 << 20)
    book = bytearray(packed(document(bytes(40 << 20)), zipfile.ZIP_DEFLATED))
    at = book.rindex(b"word/document.xml") - 46
    claimed = slice(at + 24, at + 28)
    book[claimed] = struct.pack("<I", 100)
    tracemalloc.start()
    try:
        with pytest.raises(SourceError, match=r"F10[79]"):
            read("a.docx", bytes(book))
        assert tracemalloc.get_traced_memory()[1] < 8 << 20
    finally:
        tracemalloc.stop()


def test_pictures_in_a_docx_are_not_unpacked(read: Read) -> None:
    members = {**document(), "word/media/image1.png": ENGLISH * 9}
    book = packed(members, zipfile.ZIP_DEFLATED)
    at = book.index(b"word/media/image1.png")
    damaged = book[: at + 24] + b"\xff" * 9 + book[at + 33 :]
    assert read("a.docx", damaged).blocks


@pytest.mark.parametrize(
    "name",
    [
        "punycode",
        "undefined",
        "idna",
        "rot13",
        "hex",
        "zlib",
        "unicode_escape",
        "utf-7",
        "utf-16",
        "cp500",
        "no",
        "x" * 99,
    ],
)
@pytest.mark.parametrize("place", ['<meta charset="{}">', '<meta content="text/html; charset={}">'])
def test_a_charset_that_no_page_can_be_in_is_ignored(read: Read, name: str, place: str) -> None:
    words = "“Naïve,” she said, and wrote C:\\new on the wall. " + ENGLISH
    page = f"<html><head>{place.format(name)}</head><body><p>{words}</p></body></html>"
    assert read("a.html", page, force=False).content == words


@pytest.mark.parametrize("skip", ["\\uc ", "\\uc\n", "\\uc1 ", ""])
def test_rtf_that_skips_an_unnamed_number_skips_one(read: Read, skip: str) -> None:
    assert (
        read("a.rtf", f"{{\\rtf1\\ansi{skip}\\u8220?Yes,\\u8221? said Ann.\\par}}").content
        == "“Yes,” said Ann."
    )


def test_rtf_in_a_code_page_that_there_is_none_of(read: Read) -> None:
    assert "caf" in read("a.rtf", "{\\rtf1\\ansi\\ansicpg99999 The caf\\'e9 was shut.\\par}").content


@pytest.mark.parametrize(
    "page",
    [
        "<header><p>Words of it.</p>" * 1600 + "</header>" * 1600 + "<p>And a river.</p>",
        "<p>So it was" + '<sup><a href="#n1">1</a></s' * 1600 + ".</p>",
        "<p>" + '<a href="#n1">one</a> ' * 1600 + "</p><p>And a river.</p>",
    ],
    ids=["headers", "notes", "links"],
)
def test_elements_in_thousands_within_one_another(read: Read, page: str) -> None:
    start = time.process_time()
    text = read("a.html", f"<html><body>{page}</body></html>")
    assert text.content
    assert time.process_time() - start < 3


def test_a_header_is_of_the_site_but_for_one_of_the_story_or_with_a_heading(read: Read) -> None:
    menu = "<header><header>Menu</header></header>"
    head = "<section><header>Told at dusk</header></section><header><div><h1>The Mill</h1></div></header>"
    text = read("a.html", f"<html><body>{menu}{head}<p>{ENGLISH}</p></body></html>")
    apart = {text.content[b.start : b.end] for b in text.blocks if b.kind is BlockKind.BOILERPLATE}
    assert apart == {"Menu"}
