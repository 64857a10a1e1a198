"""Tables of contents that are known by their links."""

from __future__ import annotations

import pytest

from fabula.types import Apart

from .conftest import Read, shown, titles
from .epubs import CHAPTER, LONG, STORY, epub

BODY = [*STORY, LONG]
NAMES = ["The Ladder", "The Bell", "The Boat"]
CHAPTERS = "".join(f'<h2 id="c{n}">{name}</h2>{CHAPTER}' for n, name in enumerate(NAMES))
LINKS = [f'<a href="#c{n}">{name}</a>' for n, name in enumerate(NAMES)]


@pytest.mark.parametrize(
    "contents",
    [
        "<ul>" + "".join(f"<li>{link}</li>" for link in LINKS) + "</ul>",
        "<table>"
        + "".join(f"<tr><td>{n}.</td><td>{link}</td></tr>" for n, link in enumerate(LINKS))
        + "</table>",
        "".join(f"<p>{link}</p>" for link in LINKS),
        "<div>" + "<br/>".join(LINKS) + "</div>",
        "<h3>Contents</h3><ol>" + "".join(f"<li>{link}</li>" for link in LINKS) + "</ol>",
        "<p>CONTENTS</p>" + "".join(f"<p>{link}</p>" for link in LINKS),
    ],
)
def test_contents_of_a_page(read: Read, contents: str) -> None:
    text = read(
        "a.html", f"<html><head><title>Slack Water</title></head><body>{contents}{CHAPTERS}</body></html>"
    )
    assert titles(text) == NAMES
    assert shown(text) == BODY * 3
    assert {block.apart for block in text.blocks} == {None, Apart.CONTENTS}


def test_choices_within_a_story_are_no_contents(read: Read) -> None:
    before = f"<p>{LONG}</p>" * 12
    choices = "<ul>" + "".join(f"<li>{link}</li>" for link in LINKS) + "</ul>"
    text = read("a.html", f"<html><body><h2>1</h2>{before}{choices}{CHAPTERS}</body></html>")
    assert set(NAMES) <= set(shown(text))


@pytest.mark.parametrize("heading", ["<h2>Contents</h2>", "<h2>In This Book</h2>", ""])
def test_a_page_of_links_in_an_epub(read: Read, heading: str) -> None:
    pages = {f"c{n}.xhtml": f"<h2>{name}</h2>{CHAPTER}" for n, name in enumerate(NAMES)}
    links = "".join(f'<p><a href="{page}">{name}</a></p>' for page, name in zip(pages, NAMES, strict=True))
    text = read("a.epub", epub({"x1.xhtml": heading + links, **pages}))
    assert titles(text) == NAMES
    assert shown(text) == BODY * 3


def test_a_comment_over_the_contents_of_a_page(read: Read) -> None:
    listed = "<!-- the list --><ul>" + "".join(f"<li>{link}</li>" for link in LINKS) + "</ul>"
    text = read("a.html", f"<html><body>{listed}{CHAPTERS}</body></html>")
    assert titles(text) == NAMES
