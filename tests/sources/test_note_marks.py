"""Numbers of pages and marks of notes inside sentences, and the notes that the marks lead to."""

from __future__ import annotations

import pytest

from fabula.types import Apart, BlockKind

from .conftest import ENGLISH, Read, shown
from .epubs import epub

PLAIN = "The wheel turned twice, and the miller slept."
NOTE = "It was built by Humphrey Pask, “in a bad year,” as he said."
P, Q = f"<p>{PLAIN}", f"</p><p>{ENGLISH}</p>"


def body(words: str) -> str:
    return f"<html><body><p>{words}</p><p>{ENGLISH}</p></body></html>"


@pytest.mark.parametrize(
    "number",
    [
        '<span class="pagenum">[Pg 12]</span>',
        '<span class="pagenum" id="Page_12">12</span>',
        '<span class="pageno">{12}</span>',
        '<span class="page-number">p. 12</span>',
        '<a class="pagenumber" id="p12">xii</a>',
        '<a class="pageno" id="page_12" title="12"></a>',
        '<span class="x-pagenum pagenum"><a id="p12">[12]</a></span>',
        '<span role="doc-pagebreak" aria-label="12">12</span>',
        '<a id="page_12" class="page">[12]</a>',
        '<a name="p12">(12)</a>',
    ],
)
def test_the_number_of_a_page_is_no_word(read: Read, number: str) -> None:
    text = read("a.html", body(PLAIN.replace("whe", f"wh{number}e").replace("mil", f"mil{number}")))
    assert shown(text) == [PLAIN, ENGLISH]


@pytest.mark.parametrize(
    "number", ['<span epub:type="pagebreak" title="16" id="p16">16</span>', "<pagenum>16</pagenum>"]
)
def test_the_number_of_a_page_in_an_epub(read: Read, number: str) -> None:
    text = read("a.epub", epub({"a.xhtml": f"<p>{PLAIN.replace('eel', f'e{number}el')}</p><p>{ENGLISH}</p>"}))
    assert shown(text) == [PLAIN, ENGLISH]


@pytest.mark.parametrize(
    "words",
    [
        '<span class="pagenum">Twelve men came.</span>',
        '<div role="doc-pagebreak">It was late when they came to the mill, and nobody was there.</div>',
        '<span class="page">12 men came.</span>',
    ],
)
def test_what_is_called_a_page_number_and_is_none_stays(read: Read, words: str) -> None:
    assert "came" in " ".join(shown(read("a.html", body(words))))


def test_a_paragraph_that_begins_with_the_number_of_a_page_is_story(read: Read) -> None:
    text = read("a.html", body(f'<span class="pagenum">[7]</span>{PLAIN}'))
    assert shown(text) == [PLAIN, ENGLISH]


@pytest.mark.parametrize(
    "mark",
    [
        "<sup>1</sup>",
        "<sup>[12]</sup>",
        "<sup>*</sup>",
        '<sup><a href="#n1">1</a></sup>',
        '<a href="#n1"><sup>1</sup></a>',
        '<a href="n.html#fn1">[1]</a>',
        '<a class="fnref" href="#x">†</a>',
        '<a class="footnote-ref" role="doc-noteref" href="#fn1">1</a>',
        '<span class="super">1</span>',
        '<span style="vertical-align:super">1</span>',
        '<a href="#_ftn1" name="_ftnref1"><span class="MsoFootnoteReference">[1]</span></a>',
        '<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a>',
        '<sup><a href="#cmnt1" id="cmnt_ref1">[a]</a></sup>',
    ],
)
@pytest.mark.parametrize("at", ["wheel", "twice,", "slept."])
def test_the_mark_of_a_note_is_no_word(read: Read, mark: str, at: str) -> None:
    assert shown(read("a.html", body(PLAIN.replace(at, at + mark)))) == [PLAIN, ENGLISH]


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("The field was 10<sup>2</sup> yards.", "The field was 102 yards."),
        ("It was 30 m<sup>2</sup> of mud.", "It was 30 m2 of mud."),
        ("He wrote x<sup>2</sup> on the wall.", "He wrote x2 on the wall."),
        ("It was E=mc<sup>2</sup> again.", "It was E=mc2 again."),
        ("On the 1<sup>st</sup> of May.", "On the 1st of May."),
        ("M<sup>r</sup> Pask came.", "Mr Pask came."),
        ('See chapter <a href="#c4">4</a> of it.', "See chapter 4 of it."),
        ('<a href="#n1" epub:type="noteref">The lamp</a> went out.', "The lamp went out."),
        ('<a class="footnote-link" href="#n1">The lamp</a> went out.', "The lamp went out."),
    ],
)
def test_what_only_looks_like_a_mark_stays(read: Read, page: str, words: str) -> None:
    assert shown(read("a.html", body(page))) == [words, ENGLISH]


@pytest.mark.parametrize(
    "page",
    [
        f'{P}<sup><a id="r" href="#n">1</a></sup></p><p id="n"><a href="#r">1</a> {NOTE}{Q}',
        f'{P}<a id="r" href="#n">[1]</a>{Q}<div><p><a id="n" href="#r">[1]</a> {NOTE}</p></div>',
        f'{P}<sup><a href="#n" id="r">1</a></sup>{Q}<ol><li id="n">{NOTE} <a href="#r">↩</a></li></ol>',
        f"{P}<sup>1</sup>{Q}<hr/><p>1. {NOTE}</p>",
        f"{P}<sup>1</sup>{Q}<p>[1] {NOTE}</p>",
        f'{P}{Q}<p class="fnote">{NOTE}</p>',
        f'{P}{Q}<p class="MsoFootnoteText">{NOTE}</p>',
        f'{P}{Q}<div style="mso-element:footnote" id="ftn1"><p>{NOTE}</p></div>',
        f'{P}{Q}<div id="sdfootnote1" class="sdfootnote"><p>{NOTE}</p></div>',
        f'<p>The wheel turned twice,<span class="footnote">{NOTE}</span> and the miller slept.{Q}',
    ],
)
def test_notes_are_set_apart(read: Read, page: str) -> None:
    text = read("a.html", f"<html><body>{page}</body></html>")
    assert shown(text) == [PLAIN, ENGLISH]
    (note,) = [block for block in text.blocks if NOTE in text.content[block.start : block.end]]
    assert (note.kind, note.apart) == (BlockKind.NOTE, Apart.FOOTNOTE)


@pytest.mark.parametrize(
    "page",
    [
        # A note leads back to the story: the paragraph that it leads to is no note.
        f'<p id="r">{PLAIN}<sup><a href="#n">1</a></sup></p><p id="n"><a href="#r">1</a> {NOTE}</p>',
        # The places that a contents page leads to are chapters.
        f'<p>Contents: <a href="#c1">1</a></p><p id="c1">{PLAIN}</p>',
        f"<p>{PLAIN}</p><p>3 men came to the mill that night.</p>",
    ],
)
def test_story_that_links_lead_to_stays_story(read: Read, page: str) -> None:
    assert PLAIN in shown(read("a.html", f"<html><body><p>{ENGLISH}</p>{page}</body></html>"))


def test_notes_on_another_page_of_the_book(read: Read) -> None:
    pages = {
        "text/a.xhtml": f'{P}<sup><a id="r1" href="../notes/n.xhtml#n1">1</a></sup>{Q}',
        "notes/n.xhtml": f'<p><a id="n1"/>1. {NOTE}</p><p>Colley came home.</p>',
    }
    text = read("a.epub", epub(pages))
    assert shown(text) == [PLAIN, ENGLISH, "Colley came home."]
    assert text.blocks[-2].apart is Apart.FOOTNOTE


@pytest.mark.parametrize("name", ["a.txt", "a.html"])
def test_a_star_after_the_last_words_of_a_paragraph_marks_a_note(read: Read, name: str) -> None:
    said, note, far = "“Is it not enough for you and for me?”", "* See the first part.", "* Bring bread."
    paragraphs = [f"{said} *", note, ENGLISH, f"{said} *", *[ENGLISH] * 80, far]
    page = "\n\n".join(paragraphs) if name == "a.txt" else "".join(f"<p>{each}</p>" for each in paragraphs)
    text = read(name, page)
    story = [text.reads(block.start, block.end) for block in text.blocks if block.kind.is_story]
    assert story == [said, ENGLISH, f"{said} *", *[ENGLISH] * 80, far]
    assert [block.apart for block in text.blocks if block.kind is BlockKind.NOTE] == [Apart.FOOTNOTE]
