"""Headings that only their look tells: the same lines read the same, whatever the format."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from .conftest import ENGLISH, Read, shown, titles
from .epubs import epub
from .test_odt import odt
from .test_odt import p as odt_p
from .test_odt import style as odt_style
from .test_rtf import rtf
from .word_files import docx, p, r

NEXT = "There was nobody in the garden, and the gate stood open."
Lines = Sequence[str]
"""The paragraphs of a page; those that begin with "=" are bold and centred."""


def as_docx(lines: Lines) -> tuple[str, bytes | str]:
    centred = '<w:jc w:val="center"/>'
    return "a.docx", docx(*[p(r(x[1:], "b"), "", centred) if x[0] == "=" else p(x) for x in lines])


def as_odt(lines: Lines) -> tuple[str, bytes | str]:
    look = (
        '<style:paragraph-properties fo:text-align="center"/><style:text-properties fo:font-weight="bold"/>'
    )
    body = "".join(odt_p(x[1:], "P1") if x[0] == "=" else odt_p(x) for x in lines)
    return "a.odt", odt(body, odt_style("P1", inside=look))


def as_rtf(lines: Lines) -> tuple[str, bytes | str]:
    rows = [rf"\qc\b {x[1:]}" if x[0] == "=" else x for x in lines]
    return "a.rtf", rtf(*(row.replace("“", r"\'93").replace("”", r"\'94") for row in rows))


def marked(lines: Lines, form: str) -> str:
    return "".join(form.format(x[1:]) if x[0] == "=" else f"<p>{x}</p>" for x in lines)


FORMS = {
    "align": "<p align=center><b>{}</b></p>",
    "style": '<p style="text-align:center"><strong>{}</strong></p>',
    "center": "<center><b>{}</b></center>",
    "div": '<div align="CENTER"><p><span style="font-weight:bold">{}</span></p></div>',
    "libreoffice": '<p align="center" style="margin-bottom: 0in"><font size="5"><b>{}</b></font></p>',
    "word": "<p class=MsoNormal align=center style='text-align:center'><b><span lang=EN-GB>{}</span></b></p>",
    "class": '<p class="c3 c7"><span class="c2">{}</span></p>',
}
SHEET = "<style>.c3{margin:0;text-align:center}p.c7{page-break-after:avoid}.c2{font-weight:700}</style>"


def as_html(form: str) -> Callable[[Lines], tuple[str, bytes | str]]:
    def page(lines: Lines) -> tuple[str, bytes | str]:
        return "a.html", f"<html><head>{SHEET}</head><body>{marked(lines, FORMS[form])}</body></html>"

    return page


def as_markdown(lines: Lines) -> tuple[str, bytes | str]:
    return "a.md", "\n\n".join(f"<p align='center'><b>{x[1:]}</b></p>" if x[0] == "=" else x for x in lines)


def as_epub(lines: Lines) -> tuple[str, bytes | str]:
    return "a.epub", epub({"a.xhtml": marked(lines, FORMS["class"])}, head=SHEET)


FORMATS = {
    "docx": as_docx,
    "odt": as_odt,
    "rtf": as_rtf,
    "md": as_markdown,
    "epub": as_epub,
    **{f"html-{form}": as_html(form) for form in FORMS},
}
every_format = pytest.mark.parametrize("written", FORMATS.values(), ids=FORMATS)
few_formats = pytest.mark.parametrize("written", [as_docx, as_odt, as_rtf, as_html("align"), as_epub])


@every_format
@pytest.mark.parametrize(
    "heads", [("The Bucket", "What the Ladder Said"), ("THE BUCKET", "THE LADDER"), ("Ann", "Bob")]
)
def test_bold_centred_lines_head_chapters_where_nothing_else_does(
    read: Read, written: Callable[[Lines], tuple[str, bytes | str]], heads: tuple[str, str]
) -> None:
    lines = (f"={heads[0]}", ENGLISH, NEXT, f"={heads[1]}", NEXT, ENGLISH)
    text = read(*written(lines))
    assert titles(text) == list(heads)
    assert shown(text) == [ENGLISH, NEXT, NEXT, ENGLISH]


SIGNS = {
    "signs": (ENGLISH, NEXT, "=Keep Out", ENGLISH, NEXT, "=No Bathing", NEXT, ENGLISH),
    "signs that a sentence leads to": (
        "The sign on the gate said",
        "=Keep Out",
        NEXT,
        "The one on the wall said:",
        "=No Bathing",
        NEXT,
    ),
    "signs that a sentence goes over": (
        ENGLISH,
        "=Keep Out",
        "said the sign on the gate.",
        NEXT,
        "=No Bathing",
        "said the one on the wall.",
    ),
    "a letterhead": ("=Harbour House", "Dear Ann,", ENGLISH, NEXT, "=The Old Mill", "My dear Bob,", ENGLISH),
    "a letterhead again and again": ("=Harbour House", ENGLISH, NEXT, "=Harbour House", NEXT, ENGLISH),
    "scene breaks": (ENGLISH, "=* * *", NEXT, "=* * *", ENGLISH),
    "messages of a game": (ENGLISH, NEXT, "=Level Up", NEXT, "=Quest Done", ENGLISH, "=Level Up", NEXT),
}


@few_formats
@pytest.mark.parametrize("lines", SIGNS.values(), ids=SIGNS)
def test_bold_centred_lines_inside_a_story_are_no_headings(
    read: Read, written: Callable[[Lines], tuple[str, bytes | str]], lines: Lines
) -> None:
    assert titles(read(*written(lines))) == []


@few_formats
def test_a_sign_among_chapters_and_the_end_are_no_chapters(
    read: Read, written: Callable[[Lines], tuple[str, bytes | str]]
) -> None:
    signs = ("The sign on the gate said", "=Keep Out", NEXT, "=* * *", ENGLISH)
    lines = ("=The Bucket", ENGLISH, *signs, "=The Ladder", NEXT, ENGLISH, "=The End", NEXT)
    assert titles(read(*written(lines))) == ["The Bucket", "The Ladder"]


@few_formats
def test_a_motto_may_stand_before_the_first_chapter(
    read: Read, written: Callable[[Lines], tuple[str, bytes | str]]
) -> None:
    chapter = [ENGLISH, NEXT] * 10
    lines = ("For my mother, who told it.", "=The Bucket", *chapter, "=The Ladder", *chapter)
    assert "The Ladder" in titles(read(*written(lines)))


def test_what_a_page_says_of_headings_goes_before_their_look(read: Read) -> None:
    form = FORMS["align"]
    body = marked(("=The Bucket", ENGLISH, "=The Ladder", NEXT), form)
    text = read(
        "a.html", f"<html><body><h2>One</h2><p>{ENGLISH}</p><h2>Two</h2><p>{NEXT}</p>{body}</body></html>"
    )
    assert titles(text) == ["One", "Two"]


def test_a_title_over_all_leaves_headings_to_their_look(read: Read) -> None:
    body = marked(("=The Bucket", ENGLISH, NEXT, "=The Ladder", NEXT, ENGLISH), FORMS["style"])
    text = read("a.html", f"<html><body><h1>Slack Water</h1>{body}</body></html>")
    assert (text.metadata.title, titles(text)) == ("Slack Water", ["The Bucket", "The Ladder"])


def test_the_navigation_of_a_book_goes_before_the_look_of_lines(read: Read) -> None:
    one = marked(("=Harbour House", ENGLISH, NEXT), FORMS["align"])
    two = marked(("=The Old Mill", NEXT, ENGLISH), FORMS["align"])
    nav = (("a.xhtml", "First Day"), ("b.xhtml", "Second Day"))
    assert titles(read("a.epub", epub({"a.xhtml": one, "b.xhtml": two}, nav=nav))) == [
        "First Day",
        "Second Day",
    ]
