"""What of a page is seen: style sheets, attributes, tracked changes."""

from __future__ import annotations

import pytest

from fabula.sources.markup.css import declarations, imports, styles_of
from fabula.sources.markup.trees import parse

from .conftest import ENGLISH, Read, shown
from .epubs import LINES, STORY, epub

GONE = "Nobody Pask was never here."


@pytest.mark.parametrize(
    ("sheet", "element"),
    [
        (".hid{display:none}", '<p class="hid">'),
        ("p.a.b { Display : None !important }", '<p class="b a">'),
        ("#x, .y { visibility: hidden; }", '<p id="x">'),
        ("div.old > p { display: none }", None),
        ("div p { color: red } section div p { display:none }", None),
        ("@media screen { .hid { display:none } }", '<p class="hid">'),
        ("@charset 'utf-8'; @import url(a.css); .hid { display:none }", '<p class="hid">'),
        ("/* .x { */ .hid { mso-hide: all } /* } */", '<p class="hid">'),
        ("", '<p style="display: none">'),
        ("", '<p style="DISPLAY:NONE;color:red">'),
        ("", '<p style="opacity: 0">'),
        (".hid { font-size:0px }", '<p class="hid">'),
        ("", "<p hidden>"),
        ("", '<p><del cite="mailto:a" datetime="2024-01-01">'),
    ],
)
def test_words_that_are_hidden_are_not_read(read: Read, sheet: str, element: str | None) -> None:
    hidden = f"{element}{GONE}</p>" if element else f'<section><div class="old"><p>{GONE}</p></div></section>'
    text = read("a.html", f"<html><head><style>{sheet}</style></head><body>{LINES}{hidden}</body></html>")
    assert text.content.count("Pask") == 0
    assert shown(text) == STORY


@pytest.mark.parametrize(
    ("sheet", "element"),
    [
        ("@media print { .hid { display:none } }", '<p class="hid">'),
        ("@media amzn-mobi { p { display:none } }", "<p>"),
        ("@media (max-width: 300px) { p { display:none } }", "<p>"),
        (".hid:hover { display:none } .hid::before { display:none }", '<p class="hid">'),
        (".other .hid, .x + .hid { display:none }", '<p class="hid">'),
        (".hid { display:none } .hid { display:block }", '<p class="hid">'),
        (".hid { display:none } p#x.hid { display:block }", '<p class="hid" id="x">'),
        (".hid { display:none", '<p class="hidden-treasure">'),
        ("", "<p><del>"),
        ("", "<p><s>"),
        ("", '<p style="display:inline">'),
        (".hid { opacity: 0.5; font-size: 0.9em }", '<p class="hid">'),
    ],
)
def test_words_that_are_shown_are_read(read: Read, sheet: str, element: str) -> None:
    shown_too = f"{element}{GONE}</p>"
    text = read("a.html", f"<html><head><style>{sheet}</style></head><body>{LINES}{shown_too}</body></html>")
    assert shown(text) == [*STORY, GONE]


def test_a_page_that_hides_most_of_itself_is_read(read: Read) -> None:
    """A script of the site was to show the chapter."""
    page = f"<style>.chapter{{display:none}}</style><p>Loading …</p><div class='chapter'>{LINES}</div>"
    assert shown(read("a.html", f"<html><body>{page}</body></html>"))[1:] == STORY


@pytest.mark.parametrize("where", ["style.css", "css/style.css", "../css/style.css"])
def test_the_style_sheets_of_an_epub_count(read: Read, where: str) -> None:
    made = epub(
        {"text/a.xhtml": f'<p class="hid">{GONE}</p>{LINES}', "text/b.xhtml": LINES},
        head=f'<link rel="stylesheet" href="{where}"/><link rel="stylesheet" href="gone.css"/>',
        more={
            f"text/{where}".replace("text/../", ""): '@import "more.css"; p {}',
            f"text/{where}".replace("text/../", "").replace("style", "more"): ".hid {display: none}",
        },
    )
    assert shown(read("a.epub", made)) == STORY * 2


def test_sheets_that_take_each_other_in_end(read: Read) -> None:
    head = '<link rel="stylesheet" href="a.css"/>'
    more = {"a.css": "@import 'b.css'; .x{}", "b.css": "@import url('a.css'); .hid{display:none}"}
    made = epub({"a.xhtml": f'<p class="hid">{GONE}</p>{LINES}'}, head=head, more=more)
    assert shown(read("a.epub", made)) == STORY


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ('<p><span aria-hidden="true">W</span>yn came.</p>', "Wyn came."),
        (
            '<p><span aria-label="Wyn"><span aria-hidden="true">W</span><span aria-hidden="true">yn</span>'
            "</span> came.</p>",
            "Wyn came.",
        ),
        (
            '<p><span class="sr-only">Wyn</span><span aria-hidden="true"><b>W</b>yn</span> came.</p>',
            "Wyn came.",
        ),
        ('<p>Wyn came.<i class="material-icons" aria-hidden="true">share</i></p>', "Wyn came."),
        ('<p>Wyn came. <span aria-hidden="true">¶</span></p>', "Wyn came."),
    ],
)
def test_what_is_hidden_from_those_who_hear_the_page(read: Read, page: str, words: str) -> None:
    assert shown(read("a.html", f"<html><body>{page}<p>{ENGLISH}</p></body></html>")) == [words, ENGLISH]


def test_declarations() -> None:
    assert declarations("Font-Style: italic ; color:red;display:") == {"font-style": "italic"}
    assert declarations("display:none!important;display:block") == {"display": "none"}


def test_imports() -> None:
    assert imports("@import url(\"a.css\"); @import 'b.css' screen;") == ["a.css", "b.css"]


def test_a_sheet_of_braces_alone_takes_no_time(tmp_path: object) -> None:
    root = parse("<html><body><p>a</p></body></html>", tmp_path)  # type: ignore[arg-type]
    assert root is not None
    for sheet in (
        "{" * 200_000,
        "}" * 200_000,
        "a" * 400_000 + "display",
        "/*" * 200_000 + "display",
        "a," * 99_999,
    ):
        assert not styles_of(root, [sheet + "{display:none"]).rules


def test_words_in_other_languages_of_a_page_are_no_story(read: Read) -> None:
    """What stands above characters says how they sound."""
    ruby = "<ruby>月<rp>(</rp><rt>moon</rt><rp>)</rp></ruby> and <ruby>Wyn<rtc><rt>win</rt></rtc></ruby>"
    assert shown(read("a.html", f"<html><body><p>She read {ruby}.</p></body></html>")) == [
        "She read 月 and Wyn."
    ]
