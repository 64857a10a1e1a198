"""Pages that a browser saved whole, with their pictures, in one file."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from fabula.errors import SourceError

from .conftest import ENGLISH, Read, shown

WORDS = "“Naïve,” said Zoë—and laughed."
HEAD = "<head><title>The Lamp</title></head>"
PAGE = f"<html>{HEAD}<body><h1>The Lamp</h1><p>{WORDS}</p><p>{ENGLISH}</p></body></html>"


def saved(
    page: str = PAGE, *, charset: str = "utf-8", encoding: str = "quoted-printable", other: str = ""
) -> bytes:
    """A page as browsers save it, with a picture, and with another page before it if there is one."""
    message = EmailMessage()
    message["From"] = "<Saved by Blink>"
    message["Snapshot-Content-Location"] = "https://example.org/lamp"
    message["Subject"] = "The Lamp"
    message["MIME-Version"] = "1.0"
    message.make_related()
    if other:
        advert = EmailMessage()
        advert.set_content(other, subtype="html")
        advert["Content-ID"] = "<frame@mhtml.blink>"
        message.attach(advert)
    root = EmailMessage()
    root.set_content(page, subtype="html", charset=charset, cte=encoding)
    root["Content-ID"] = "<root@mhtml.blink>"
    message.attach(root)
    picture = EmailMessage()
    picture.set_content(b"\x89PNG\r\n\x1a\n", "image", "png")
    message.attach(picture)
    message.set_param("start", "<root@mhtml.blink>")
    return message.as_bytes()


@pytest.mark.parametrize("name", ["a.mhtml", "a.mht", "a.html", "a.txt", "a.eml"])
@pytest.mark.parametrize(
    "data",
    [
        saved(),
        saved(encoding="base64"),
        saved(charset="windows-1252"),
        saved(other="<html><body><p>Buy lamps!</p></body></html>"),
        saved().replace(b"\n", b"\r\n"),
        b"\r\n" + saved(),
    ],
    ids=["quoted", "base64", "cp1252", "frame", "line ends", "blank"],
)
def test_the_page_of_an_mhtml_file_is_read(read: Read, name: str, data: bytes) -> None:
    text = read(name, data, force=False)
    assert text.metadata.title == "The Lamp"
    assert shown(text) == [WORDS, ENGLISH]


def test_an_mhtml_file_of_a_page_alone(read: Read) -> None:
    message = EmailMessage()
    message["MIME-Version"] = "1.0"
    message.set_content(PAGE, subtype="html")
    assert shown(read("a.mhtml", message.as_bytes(), force=False)) == [WORDS, ENGLISH]


@pytest.mark.parametrize(
    "data",
    [
        saved().partition(b"Content-Type: text/html")[0],
        saved().replace(b"text/html", b"text/css"),
        b"MIME-Version: 1.0\nContent-Type: multipart/related\n\nnothing",
    ],
)
def test_an_mhtml_file_without_a_page_is_damaged(read: Read, data: bytes) -> None:
    with pytest.raises(SourceError, match="F107"):
        read("a.mhtml", data, force=False)


def test_parts_within_parts_without_end(read: Read) -> None:
    lines = [b"MIME-Version: 1.0"]
    for n in range(3_000):
        lines += [b'Content-Type: multipart/related; boundary="%d"' % n, b"", b"--%d" % n]
    with pytest.raises(SourceError, match="F107"):
        read("a.mhtml", b"\n".join(lines), force=False)


def test_a_story_that_begins_with_a_letter_is_none(read: Read) -> None:
    words = f"From: Ann\nSubject: The lamp\nDate: Monday\n\nDear Ned, {ENGLISH}\n\nAnn\n"
    assert read("a.txt", words, force=False).content == words
