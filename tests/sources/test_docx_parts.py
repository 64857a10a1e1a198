"""Parts of a DOCX that are broken or missing, and files of other formats that it takes in."""

from __future__ import annotations

import io

import pytest

from fabula.errors import SourceError

from .conftest import ENGLISH, Read, shown, titles, zipped
from .word_files import RELATION, docx, p, r, relations

NEXT = "There was nobody in the garden, and the gate stood open."
BROKEN = "<w:oops"


@pytest.mark.parametrize(
    ("part", "what"),
    [
        ("styles", "the styles"),
        ("footnotes", "the footnotes"),
        ("comments", "the comments"),
        ("numbering", "the numbers of its lists"),
    ],
)
@pytest.mark.parametrize("damage", ["broken", "missing"])
def test_a_broken_part_is_left_out_and_told(read: Read, part: str, what: str, damage: str) -> None:
    words = {part: "x"} if part != "styles" else {}
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:commentReference w:id="2"/></w:r>'
    made = docx(p("One", "Heading1"), p(r(ENGLISH) + mark), p("Two", "Heading1"), p(NEXT), **words)  # type: ignore[arg-type]
    name = f"word/{part}.xml"
    made = changed_member(made, name, None if damage == "missing" else BROKEN)
    text = read("a.docx", made)
    assert titles(text) == ["One", "Two"] and shown(text) == [ENGLISH, NEXT]
    assert text.warnings == (f"{name} is damaged or missing; {what} are left out.",)
    with pytest.raises(SourceError, match=r"[^.;]; without --strict the rest is read \[F115\]"):
        read("a.docx", made, strict=True)


def test_a_main_part_that_is_cut_short_is_read_as_far_as_it_goes(read: Read) -> None:
    made = docx(p("One", "Heading1"), p(ENGLISH), p(NEXT))
    import zipfile

    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        words = archive.read("word/document.xml").decode()
    text = read("a.docx", changed_member(made, "word/document.xml", words[: words.index(NEXT) + 10]))
    assert shown(text) == [ENGLISH, NEXT[:9]]
    assert text.warnings == ("word/document.xml is damaged; the words may have gaps.",)


def changed_member(data: bytes, name: str, words: str | None) -> bytes:
    """An archive with other words in one of its members, or without it."""
    import zipfile

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members: dict[str, bytes | str] = {n: archive.read(n) for n in archive.namelist() if n != name}
    return zipped(members if words is None else {**members, name: words})


PAGE = f"<html><body><h1>One</h1><p>{ENGLISH}</p><h1>Two</h1><p>{NEXT}</p></body></html>"
SAVED = (
    "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\n"
    'Content-Type: text/html; charset="utf-8"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n'
    f"{PAGE.replace('=', '=3D')}\r\n--b--\r\n"
)


ADVERT = "Content-Type: text/html\r\n\r\n<html><body><p>Buy lamps!</p></body></html>\r\n--b\r\n"
FRAMED = SAVED.replace("boundary=b", 'boundary=b; start="<root>"').replace(
    "--b\r\n", f"--b\r\n{ADVERT}Content-ID: <root>\r\n", 1
)


@pytest.mark.parametrize(("name", "words"), [("a.html", PAGE), ("a.mht", SAVED), ("a.mht", FRAMED)])
def test_words_in_a_file_of_another_format(read: Read, name: str, words: str) -> None:
    made = docx(
        p("Before."),
        f'<w:altChunk xmlns:r="{RELATION}" r:id="r0"/>',
        more={"word/_rels/document.xml.rels": relations(("aFChunk", name)), f"word/{name}": words},
    )
    text = read("a.docx", made)
    assert shown(text) == ["Before.", ENGLISH, NEXT] and titles(text) == ["One", "Two"]
    text = read("b.docx", changed_member(made, f"word/{name}", None))
    assert shown(text) == ["Before."] and len(text.warnings) == 1


def test_each_file_that_is_not_there_is_told(read: Read) -> None:
    chunks = [f'<w:altChunk xmlns:r="{RELATION}" r:id="{name}"/>' for name in ("one", "two", "one")]
    text = read("a.docx", docx(p("Before."), *chunks))
    assert shown(text) == ["Before."]
    assert ["one" in each for each in text.warnings] == [True, False]
