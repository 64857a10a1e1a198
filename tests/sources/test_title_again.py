"""The title of a book over every chapter of it."""

from __future__ import annotations

import pytest

from .conftest import Read, shown, titles
from .epubs import LONG, STORY
from .test_odt import h, odt
from .test_odt import p as odt_p
from .word_files import docx, p, style

NAMES = ["The Tide", "The Oars", "The Mill"]
BODY = [*STORY, LONG]
SECOND = style("Heading2", '<w:name w:val="heading 2"/>')


def made(name: str, over: list[str]) -> str | bytes:
    """A file of three chapters, each under a heading of its own and that over it."""
    pairs = list(zip(over, NAMES, strict=True))
    if name == "a.docx":
        parts = [p(top, "Heading1") + p(title, "Heading2") + "".join(map(p, BODY)) for top, title in pairs]
        return docx(*parts, styles=SECOND)
    if name == "a.odt":
        return odt("".join(h(top) + h(title, 2) + "".join(map(odt_p, BODY)) for top, title in pairs))
    if name == "a.html":
        words = "".join(f"<p>{words}</p>" for words in BODY)
        return "".join(f"<h1>{top}</h1><h2>{title}</h2>{words}" for top, title in pairs)
    words = "\n\n".join(BODY)
    return "\n\n".join(f"# {top}\n\n## {title}\n\n{words}" for top, title in pairs)


@pytest.mark.parametrize("name", ["a.docx", "a.odt", "a.html", "a.md"])
def test_one_title_over_every_chapter_is_that_of_the_book(read: Read, name: str) -> None:
    text = read(name, made(name, ["Slack Water"] * 3))
    assert titles(text) == NAMES and shown(text) == BODY * 3
    assert text.metadata.title == ("The Boat" if name == "a.odt" else "Slack Water")


@pytest.mark.parametrize("over", [["Wyn", "Colley", "Wyn"], ["Part One", "Part Two", "Part Three"]])
def test_those_who_tell_and_parts_stay_in_the_names(read: Read, over: list[str]) -> None:
    found = titles(read("a.md", made("a.md", over)))
    assert all(top in title for top, title in zip(over, found, strict=True))
