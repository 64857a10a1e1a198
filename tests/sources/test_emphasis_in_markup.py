"""Italics and bold of HTML and EPUB, by tag, by style attribute and by style sheet."""

from __future__ import annotations

import pytest

from fabula.types import EmphasisKind, Text

from .conftest import ENGLISH, Read
from .epubs import epub

ITALIC, BOLD = EmphasisKind.ITALIC, EmphasisKind.BOLD


def emphasis(text: Text) -> list[tuple[EmphasisKind, str]]:
    return [(each.kind, text.content[each.start : each.end]) for each in text.emphasis]


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ("<p>It was <i>very</i> late.</p>", [(ITALIC, "very")]),
        ("<p>It was <em> very </em> late.</p>", [(ITALIC, "very")]),
        ("<p>He read <cite>The\n  Mill</cite>.</p>", [(ITALIC, "The Mill")]),
        ("<p>It was <b>very</b> <strong>late</strong>.</p>", [(BOLD, "very late")]),
        ("<p><b><i>No.</i></b></p>", [(ITALIC, "No."), (BOLD, "No.")]),
        ("<p><i>No <b>more</b>.</i></p>", [(ITALIC, "No more."), (BOLD, "more")]),
        ('<p>It was <span style="font-style: italic">very</span> late.</p>', [(ITALIC, "very")]),
        (
            '<p>It was <span style="font-style:oblique;font-weight:700">very</span>.</p>',
            [(ITALIC, "very"), (BOLD, "very")],
        ),
        ('<p>It was <span style="font: italic 12pt serif">very</span> late.</p>', [(ITALIC, "very")]),
        (
            '<p style="font-style:italic">Late, <em style="font-style:normal">very</em> late.</p>',
            [(ITALIC, "Late,"), (ITALIC, "late.")],
        ),
        ("<p><i>Where is he?</i></p>", [(ITALIC, "Where is he?")]),
        ("<div><i>Where is he?<br/>Nobody knew</i></div>", [(ITALIC, "Where is he?\nNobody knew")]),
        (
            '<div style="font-style: italic"><p>Where is he?</p><p>Gone.</p></div>',
            [(ITALIC, "Where is he?"), (ITALIC, "Gone.")],
        ),
        ('<p>It was <i style="font-style:normal">very</i> <b style="font-weight:normal">late</b>.</p>', []),
        ("<p>It was <i></i><i> </i>late.</p>", []),
        ("<p>It was <u>very</u> <small>late</small>.</p>", []),
        ("<h2><i>Chapter One</i></h2>", []),
        ("<p>It was <i>l<sup>1</sup></i>ate.</p>", [(ITALIC, "l1")]),
        ("<p>“<i>Wait,</i>” he <i>said</i>.</p>", [(ITALIC, "Wait,"), (ITALIC, "said")]),
    ],
)
def test_emphasis(read: Read, page: str, found: list[tuple[EmphasisKind, str]]) -> None:
    text = read("a.html", f"<html><body>{page}<p>{ENGLISH}</p></body></html>")
    assert emphasis(text) == found


@pytest.mark.parametrize(
    "sheet",
    [
        ".t { font-style: italic }",
        "span.t{font:italic 1em serif}",
        "p .t { font-style: oblique }",
        "p > span.t { font-style:italic!important }",
        ".t { font-style: normal } .t { font-style: italic }",
        "#one { font-style: italic }",
    ],
)
@pytest.mark.parametrize("form", ["html", "epub"])
def test_emphasis_by_the_style_sheet(read: Read, sheet: str, form: str) -> None:
    page = f'<p>It was <span class="t" id="one">very</span> late.</p><p>{ENGLISH}</p>'
    if form == "epub":
        link = '<link rel="stylesheet" type="text/css" href="s.css"/>'
        text = read("a.epub", epub({"a.xhtml": page}, head=link, more={"s.css": sheet}))
    else:
        text = read("a.html", f"<html><head><style>{sheet}</style></head><body>{page}</body></html>")
    assert emphasis(text) == [(ITALIC, "very")]


def test_emphasis_is_kept_from_markdown(read: Read) -> None:
    text = read("a.md", f"It was *very* __late__.\n\n{ENGLISH}\n")
    assert emphasis(text) == [(ITALIC, "very"), (BOLD, "late")]
