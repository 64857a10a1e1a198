"""Letters that open a paragraph as a picture, or apart from their word."""

from __future__ import annotations

import time

import pytest

from .conftest import ENGLISH, Read, shown
from .epubs import epub

REST = "She had a lamp."


def first(read: Read, page: str) -> str:
    text = read("a.html", f"<html><body>{page}<p>{ENGLISH}</p></body></html>")
    assert shown(text)[-1] == ENGLISH
    return " | ".join(shown(text)[:-1])


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ('<p><img class="dropcap" src="w.png" alt="W"/>yn came. {}</p>', "Wyn came. {}"),
        ('<p><img src="w.png" alt="“W"/>yn came,” he said. {}</p>', "“Wyn came,” he said. {}"),
        ('<p>“<img src="w.png" alt="W"/>yn came,” he said. {}</p>', "“Wyn came,” he said. {}"),
        ('<p><img class="drop-cap" alt="I"/>N the morning Wyn came. {}</p>', "IN the morning Wyn came. {}"),
        ('<p><span><img alt="W"/></span>YN CAME home. {}</p>', "WYN CAME home. {}"),
        ('<p><img alt="Drop cap W"/>yn came. {}</p>', "Wyn came. {}"),
        ('<p><img alt="[Illuminated letter T]"/>he lamp was out. {}</p>', "The lamp was out. {}"),
        ('<p><img alt="A"/> boat came in. {}</p>', "A boat came in. {}"),
        ('<div class="figleft"><img alt="T"/></div><p>he lamp was out. {}</p>', "The lamp was out. {}"),
        ('<p>The l<img src="a.gif" alt="A"/>mp was out. {}</p>', "The lAmp was out. {}"),
        (
            '<p><span role="img" aria-label="W"><svg aria-label="W"></svg></span>yn came. {}</p>',
            "Wyn came. {}",
        ),
    ],
)
def test_a_letter_that_is_a_picture(read: Read, page: str, words: str) -> None:
    assert first(read, page.format(REST)) == words.format(REST)


@pytest.mark.parametrize(
    "page",
    [
        '<p><img class="dropcap" alt="W"/>Wyn came. {}</p>',
        '<p><img class="dropcap" alt="W"/><span>Wyn</span> came. {}</p>',
        '<div><img alt="W"/></div><p>Wyn came. {}</p>',
        '<p><img alt=""/>Wyn came. {}</p>',
        '<p><img alt="A map of Pell"/>Wyn came. {}</p>',
        '<p>Wyn came. {}<img alt="W"/></p>',
        '<p>Wyn came. <img alt="*"/>{}</p>',
    ],
)
def test_a_picture_that_is_no_missing_letter(read: Read, page: str) -> None:
    assert first(read, page.format(REST)) == f"Wyn came. {REST}"


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ('<p><span class="dropcap">W</span>YN came. {}</p>', "WYN came. {}"),
        ('<p><span class="first">P</span>\n<span class="small">ASK</span> came. {}</p>', "PASK came. {}"),
        (
            '<p><span style="float:left">T</span> <small>HE LAMP</small> was out. {}</p>',
            "THE LAMP was out. {}",
        ),
        ('<p><span class="dropcap"><b>T</b></span> he lamp was out. {}</p>', "The lamp was out. {}"),
        ('<p><span class="lettrine">“W</span> yn came,” he said. {}</p>', "“Wyn came,” he said. {}"),
        ('<div class="dc"><div class="letter">W</div>yn came. {}</div>', "Wyn came. {}"),
        ('<p class="dropcap">W</p><p>yn came. {}</p>', "Wyn came. {}"),
        ('<div class="initial"><span>W</span></div><p>YN CAME home. {}</p>', "WYN CAME home. {}"),
        ('<p><span class="dropcap">I</span> went home. {}</p>', "I went home. {}"),
        ('<p><span class="dropcap">A</span> boat came in. {}</p>', "A boat came in. {}"),
        ('<p><span class="dropcap">I</span> <small>N</small> the morning. {}</p>', "IN the morning. {}"),
        (
            '<p><span class="dropcap">O</span> <small>dile</small> came. {}</p><p>Then Odile went.</p>',
            "Odile came. {} | Then Odile went.",
        ),
    ],
)
def test_a_letter_apart_from_its_word(read: Read, page: str, words: str) -> None:
    assert first(read, page.format(REST)) == words.format(REST)


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("<p>A</p><p>boat came in. {}</p>", "A | boat came in. {}"),
        ("<p><b>I</b> went home. {}</p>", "I went home. {}"),
        ('<p class="letter">Q.</p><p>Who came? {}</p>', "Q. | Who came? {}"),
    ],
)
def test_letters_that_are_words(read: Read, page: str, words: str) -> None:
    assert first(read, page.format(REST)) == words.format(REST)


def test_by_the_style_sheet_of_an_epub(read: Read) -> None:
    made = epub(
        {"a.xhtml": f'<p><span class="q7">W</span> yn came. {REST}</p><p>{ENGLISH}</p>'},
        head="<style>.q7 {float: left; font-size: 3em}</style>",
    )
    assert shown(read("a.epub", made)) == [f"Wyn came. {REST}", ENGLISH]


def test_letters_of_a_long_page_do_not_have_its_words_counted_each(read: Read) -> None:
    opening = '<p><span class="dropcap">A</span> lantern hung there. She had a lantern.</p>'
    page = "".join(f"{opening}<p>{ENGLISH * 5}</p>" for _ in range(600))
    started = time.process_time()
    assert shown(read("a.html", f"<html><body>{page}</body></html>"))[0].startswith("A lantern")
    assert time.process_time() - started < 6
