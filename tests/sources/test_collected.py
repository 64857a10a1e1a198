"""Books of several works, in formats with and without markup."""

from __future__ import annotations

import pytest

from fabula.types import BlockKind

from .conftest import Read, shown, titles, zipped
from .test_epub import book

LONG = "He had gone down to the river with the others, and there was nobody left in the house. " * 4
SHORT = "“Where is he?” said Ines."


def story(title: str, *paragraphs: str) -> str:
    return "\n\n".join([title, *paragraphs])


def collection(*stories: str) -> str:
    return "\n\n\n".join(stories)


PLAIN = [story(name, LONG, LONG) for name in ("The Boat at Night", "The River Road", "The Sea Wall")]


@pytest.mark.parametrize(
    "title",
    [
        "Misunderstood",
        "The Long Way Home",
        "“Girl”",
        "Sentiment, Inc.",
        "What Shall It Profit?",
        "Supper à la Carte",
        "O Happy Day!",
    ],
)
def test_a_story_that_begins_with_speech_has_its_title(read: Read, title: str) -> None:
    text = read("a.txt", collection(*PLAIN, story(title, SHORT, LONG), *PLAIN * 3))
    assert titles(text)[3] == title
    assert title not in shown(text)


def test_the_first_story_and_second_titles(read: Read) -> None:
    first = story("Spear and Oar", "A Tale of the Ferry", SHORT, LONG)
    signed = story("The Return", "By Ada Merrow and Quentin Blot", SHORT, LONG)
    text = read("a.txt", collection(first, signed, *PLAIN))
    assert titles(text)[:2] == ["Spear and Oar: A Tale of the Ferry", "The Return"]
    assert "By Ada Merrow and Quentin Blot" in shown(text, BlockKind.TITLE)


@pytest.mark.parametrize("line", ["William Lantry", "Wholesale Ferries", "No Fishing"])
def test_a_signature_or_a_sign_in_a_story_is_no_title(read: Read, line: str) -> None:
    text = read("a.txt", collection(*PLAIN, story("The Sign", LONG, line, SHORT, LONG), *PLAIN))
    assert line in shown(text)
    assert line not in titles(text)


def test_sections_and_scenes_of_a_story_are_no_chapters(read: Read) -> None:
    parted = story("Red Shadows", "I", "The Coming of the Boat", LONG, "II", "The Lair", LONG)
    play = story("After the Game", "Act I", "Scene I", LONG, "Scene II", LONG)
    text = read(
        "a.txt", collection(*PLAIN, parted, play, *[each.replace("The ", "A ") for each in PLAIN] * 8)
    )
    assert titles(text)[3:5] == ["Red Shadows", "After the Game"]
    assert len(titles(text)) == 29


STORIES = ("A Scandal", "The League", "A Case", "The Five Seeds")


def page(*, level: int = 1, sections: int = 1) -> str:
    made = ""
    for n, name in enumerate(STORIES):
        made += f"<h{level}>{name}</h{level}>"
        parts = ("I", "II", "III") if n < sections else ("",)
        for number in parts:
            made += (f"<h{level + 1}>{number}</h{level + 1}>" if number else "") + f"<p>{LONG}</p>" * 3
    return f"<html><head><title>Seeds</title></head><body>{made}</body></html>"


@pytest.mark.parametrize("level", [1, 2])
def test_numbered_sections_below_titles_of_markup(read: Read, level: int) -> None:
    assert titles(read("a.html", page(level=level))) == list(STORIES)


def test_titles_that_all_have_numbers_below_are_parts_of_a_novel(read: Read) -> None:
    found = titles(read("a.html", page(level=2, sections=4)))
    assert found[:4] == ["A Scandal, I", "A Scandal, II", "A Scandal, III", "The League, I"]


def test_sections_below_chapters_that_say_so_are_no_chapters(read: Read) -> None:
    chapter = "<h1>CHAPTER {}</h1>" + "".join(f"<h2>{n}</h2><p>{LONG}</p>" for n in ("I", "II", "III"))
    text = read("a.html", "<html><body>" + chapter.format("I") + chapter.format("II") + "</body></html>")
    assert titles(text) == ["CHAPTER I, I", "CHAPTER II, I"]


def test_a_number_and_its_title_in_one_heading(read: Read) -> None:
    heads = ["1<br>The Old Sea-dog", "2<br>I Go to the Town", "3<br>The Black Mark"]
    body = "<h1>Part One</h1>" + "".join(f"<h2>{head}</h2><p>{LONG}</p>" for head in heads)
    text = read(
        "a.html", f"<html><body>{body}<h1>Part Two</h1><h2>4<br>At Sea</h2><p>{LONG}</p></body></html>"
    )
    assert titles(text) == [
        "Part One, 1: The Old Sea-dog",
        "2: I Go to the Town",
        "3: The Black Mark",
        "Part Two, 4: At Sea",
    ]


def epub(read: Read, nav: str, pages: dict[str, str]) -> list[str]:
    made = book({**pages, "nav": f'<nav epub:type="toc"><ol>{nav}</ol></nav>'}, ["nav", *pages])
    opf = str(made["OPS/book.opf"]).replace('<item id="nav"', '<item properties="nav" id="nav"')
    return titles(read("a.epub", zipped({**made, "OPS/book.opf": opf})))


def test_sections_that_the_navigation_names_are_chapters(read: Read) -> None:
    pages = {f"p{n}": f"<h1>{name}</h1><p>{LONG}</p>" for n, name in enumerate(STORIES)}
    pages["p0"] = f'<h1>A Scandal</h1><h2 id="i">I</h2><p>{LONG}</p><h2 id="ii">II</h2><p>{LONG}</p>'
    nav = '<li><a href="p0.xhtml">A Scandal</a><ol><li><a href="p0.xhtml#i">I</a></li>'
    nav += '<li><a href="p0.xhtml#ii">II</a></li></ol></li>'
    nav += "".join(f'<li><a href="p{n}.xhtml">{name}</a></li>' for n, name in enumerate(STORIES) if n)
    assert epub(read, nav, pages) == ["A Scandal, I", "A Scandal, II", *STORIES[1:]]


def test_an_introduction_that_is_set_apart_is_no_part_over_the_chapters(read: Read) -> None:
    pages = {"in": f'<section epub:type="introduction"><h1>Introduction</h1><p>{LONG}</p></section>'}
    pages |= {f"p{n}": f"<h2>{n}</h2><p>{LONG}</p>" for n in (1, 2)}
    nav = '<li><a href="in.xhtml">Introduction</a></li><li><span>The Book</span><ol>'
    nav += "".join(f'<li><a href="p{n}.xhtml">{n}: A Way</a></li>' for n in (1, 2)) + "</ol></li>"
    assert epub(read, nav, pages) == ["The Book, 1: A Way", "2: A Way"]
