"""EPUBs whose packages are not as they should be: media types, missing pages, pages out of the order."""

from __future__ import annotations

import pytest

from fabula.errors import SourceError
from fabula.types import Apart, BlockKind

from .conftest import Read, shown, titles, zipped
from .epubs import LINES, STORY, epub, members, page

TWO = {"a.xhtml": f"<h2>Chapter I</h2>{LINES}", "b.xhtml": f"<h2>Chapter II</h2>{LINES}"}
BOTH = ["Chapter I", "Chapter II"]


@pytest.mark.parametrize("name", ["b.xml", "b.htmlx", "b", "b.php", "b.XHTML"])
@pytest.mark.parametrize(
    "media",
    [
        "application/xml",
        "text/xml",
        "",
        "application/xhtml+xml; charset=utf-8",
        "text/plain",
        "application/octet-stream",
    ],
)
def test_a_page_is_read_whatever_its_media_type_says(read: Read, media: str, name: str) -> None:
    made = epub({"a.xhtml": TWO["a.xhtml"], name: TWO["b.xhtml"]}, types={name: media})
    assert titles(read("a.epub", made)) == BOTH


@pytest.mark.parametrize("name", ["b.xml", "b.txt"])
def test_a_page_that_is_said_to_be_a_picture_is_one_where_it_looks_so(read: Read, name: str) -> None:
    made = epub({"a.xhtml": TWO["a.xhtml"], name: TWO["b.xhtml"]}, types={name: "image/jpeg"})
    assert titles(read("a.epub", made)) == BOTH


def test_pictures_and_sheets_in_the_reading_order_are_no_pages(read: Read) -> None:
    made = members({**TWO, "c.svg": "", "d.css": ""}, types={"c.svg": "image/svg+xml", "d.css": "text/css"})
    made["OPS/c.svg"] = "<svg xmlns='http://www.w3.org/2000/svg'><text>Body</text></svg>"
    made["OPS/d.css"] = "body {color: red}"
    text = read("a.epub", zipped(made))
    assert titles(text) == BOTH and not text.warnings


def test_a_page_of_another_kind_gives_way_to_the_one_it_names(read: Read) -> None:
    made = members(
        {"a.xhtml": TWO["a.xhtml"], "c.dtb": "", "b.xhtml": TWO["b.xhtml"]}, order=["a.xhtml", "c.dtb"]
    )
    package = str(made["OPS/book.opf"])
    made["OPS/c.dtb"] = "PDF"
    made["OPS/book.opf"] = package.replace(
        'href="c.dtb" media-type="application/xhtml+xml"',
        'href="c.dtb" media-type="application/pdf" fallback="i2"',
    )
    assert titles(read("a.epub", zipped(made))) == BOTH


def test_a_page_that_is_listed_under_two_names_is_read_once(read: Read) -> None:
    made = members(TWO)
    again = '<item id="again" href="a.xhtml" media-type="application/xhtml+xml"/>'
    package = str(made["OPS/book.opf"]).replace("</manifest>", f"{again}</manifest>")
    made["OPS/book.opf"] = package.replace("</spine>", '<itemref idref="again"/></spine>')
    text = read("a.epub", zipped(made))
    assert titles(text) == BOTH
    assert shown(text) == STORY * 2


def test_a_page_that_is_missing_is_left_out_and_said_so(read: Read) -> None:
    made = members({"cover.xhtml": "", **TWO})
    del made["OPS/cover.xhtml"]
    text = read("a.epub", zipped(made))
    assert titles(text) == BOTH
    assert text.warnings == ("OPS/cover.xhtml is missing from the file; the rest is read.",)


def test_several_pages_missing_make_one_warning(read: Read) -> None:
    made = members({**TWO, **{f"c{n}.xhtml": "" for n in range(5)}})
    for n in range(5):
        del made[f"OPS/c{n}.xhtml"]
    (warning,) = read("a.epub", zipped(made)).warnings
    assert warning == (
        "OPS/c0.xhtml, OPS/c1.xhtml, OPS/c2.xhtml and 2 more are missing from the file; the rest is read."
    )


def test_a_page_that_cannot_be_unpacked_is_left_out_and_said_so(read: Read) -> None:
    whole = zipped(members(TWO))
    at = whole.index(b"OPS/b.xhtml") + len("OPS/b.xhtml") + 20
    text = read("a.epub", whole[:at] + bytes(40) + whole[at + 40 :])
    assert titles(text) == ["Chapter I"]
    assert text.warnings == ("OPS/b.xhtml cannot be read (it is damaged); the rest is read.",)


def test_a_page_nested_in_thousands_of_elements_does_not_take_the_book(read: Read) -> None:
    deep = "<div>" * 6000 + "x" + "</div>" * 6000
    made = members(TWO)
    made["OPS/b.xhtml"] = f"<html><body>{deep}</body></html>"
    text = read("a.epub", zipped(made))
    assert shown(text) == STORY and text.warnings


def test_a_book_of_missing_pages_is_refused(read: Read) -> None:
    made = members(TWO)
    del made["OPS/a.xhtml"], made["OPS/b.xhtml"]
    with pytest.raises(SourceError, match="F107"):
        read("a.epub", zipped(made))


@pytest.mark.parametrize(
    "container", [None, "", "<container/>", "not XML <", '<rootfile full-path="gone.opf"/>']
)
def test_the_package_is_found_without_a_container(read: Read, container: str | None) -> None:
    made = members(TWO)
    del made["META-INF/container.xml"]
    if container is not None:
        made["META-INF/container.xml"] = container
    text = read("a.epub", zipped(made))
    assert titles(text) == BOTH
    assert "OPS/book.opf is read as the package" in text.warnings[0]


def test_pages_without_a_package_are_read_in_the_order_of_their_names(read: Read) -> None:
    made = {f"text/part{n}.xhtml": page(f"<h2>Chapter {n}</h2>{LINES}") for n in (10, 2, 1)}
    text = read("a.epub", zipped({"mimetype": "application/epub+zip", **made}))
    assert titles(text) == ["Chapter 1", "Chapter 2", "Chapter 10"]
    assert shown(text) == STORY * 3
    assert text.warnings == (
        "The package document is missing; the pages are read in the order of their names.",
    )


def test_a_package_without_a_reading_order_is_read_as_it_lists_its_pages(read: Read) -> None:
    text = read("a.epub", epub(TWO, order=[]))
    assert titles(text) == BOTH and "no reading order" in text.warnings[0]


def test_pages_outside_of_the_reading_order_are_set_apart(read: Read) -> None:
    pages = {**TWO, "map.xhtml": "<p>The quay is north of the mill.</p>"}
    text = read("a.epub", epub(pages, linear={"map.xhtml": "no"}))
    assert shown(text, BlockKind.NOTE) == ["The quay is north of the mill."]
    assert text.blocks[-1].apart is Apart.OTHER
    assert shown(text) == STORY * 2


def test_a_chapter_that_is_said_to_be_outside_is_story_where_the_navigation_has_it(read: Read) -> None:
    made = epub(TWO, linear={"b.xhtml": "no"}, nav=[("a.xhtml", "Chapter I"), ("b.xhtml", "Chapter II")])
    assert shown(read("a.epub", made)) == STORY * 2


def test_a_book_all_of_whose_pages_are_said_to_be_outside_is_story(read: Read) -> None:
    made = epub(TWO, linear={"a.xhtml": "no", "b.xhtml": "no"})
    assert shown(read("a.epub", made)) == STORY * 2


def test_notes_on_a_page_that_only_links_lead_to(read: Read) -> None:
    marked = TWO["a.xhtml"].replace("quay", 'quay<a href="n.xhtml#n1">1</a>')
    pages = {"a.xhtml": marked, "n.xhtml": '<p id="n1">1. It was built by Humphrey Pask.</p>'}
    text = read("a.epub", epub(pages, order=["a.xhtml"]))
    assert shown(text) == STORY
    assert text.blocks[-1].apart is Apart.FOOTNOTE


def test_a_page_that_only_the_navigation_names_is_read_where_it_has_it(read: Read) -> None:
    pages = {**TWO, "c.xhtml": f"<h2>Chapter III</h2>{LINES}"}
    nav = [("a.xhtml", "Chapter I"), ("b.xhtml", "Chapter II"), ("c.xhtml", "Chapter III")]
    text = read("a.epub", epub(pages, order=["a.xhtml", "c.xhtml"], nav=nav))
    assert titles(text) == ["Chapter I", "Chapter II", "Chapter III"]
    assert "OPS/b.xhtml is in the navigation" in text.warnings[0]


def test_pages_that_nothing_leads_to_are_left_out_and_said_so(read: Read) -> None:
    pages = {**TWO, "old.xhtml": LINES * 2}
    text = read("a.epub", epub(pages, order=["a.xhtml", "b.xhtml"]))
    assert shown(text) == STORY * 2
    assert "OPS/old.xhtml (" in text.warnings[0] and "left out" in text.warnings[0]


@pytest.mark.parametrize(
    ("said", "body"),
    [
        ("cover", "<p>The Slack Water</p>"),
        ("toc", '<p><a href="a.xhtml">Chapter I</a></p><p><a href="b.xhtml">Chapter II</a></p>'),
        ("copyright-page", "<p>Copyright © 1931 Ada Merrow</p><p>All rights reserved.</p>"),
        ("dedication", "<p>To the ferrymen of Pell</p>"),
        ("acknowledgements", "<p>I thank the harbour master, who let me sit in his office.</p>"),
    ],
)
@pytest.mark.parametrize("how", ["guide", "landmarks"])
def test_pages_that_the_guide_or_the_landmarks_name(read: Read, how: str, said: str, body: str) -> None:
    pages = {"x.xhtml": body, **TWO}
    made = epub(pages, nav=[("a.xhtml", "Chapter I"), ("b.xhtml", "Chapter II")], **{how: {"x.xhtml": said}})
    text = read("a.epub", made)
    assert shown(text) == STORY * 2
    assert {block.apart for block in text.blocks if not block.kind.is_story} - {None}


@pytest.mark.parametrize(
    "said", ["cover", "toc", "copyright-page", "title-page", "dedication", "acknowledgements"]
)
def test_a_page_with_a_story_on_it_stays_whatever_the_guide_calls_it(read: Read, said: str) -> None:
    text = read("a.epub", epub({"a.xhtml": LINES, "b.xhtml": LINES}, guide={"a.xhtml": said}))
    assert shown(text) == STORY * 2
