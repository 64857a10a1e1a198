"""Lines in capitals within a story, such as signs and headlines; and titles that look like them."""

from __future__ import annotations

import pytest

from fabula.types import BlockKind

from . import word_files
from .conftest import Read, shown, titles
from .epubs import LONG, epub

A = "Wyn carried the ladder down to the quay before the bell had stopped, and set it against the wall."
B = "“Is the tide in?” asked Wyn."
C = "Colley untied the last boat and did not look back at the mill."
ONE, TWO = [A, "NO BOATS FOR HIRE", B, C], [C, "CLOSED UNTIL MONDAY", "ASK AT THE MILL", B]


def chapters(first: str, second: str) -> str:
    return "\n\n".join([first, *ONE, second, *TWO]) + "\n"


def tagged(first: str, second: str, heading: str) -> str:
    blocks = [*ONE, None, *TWO]
    inside = "".join(f"<p>{words}</p>" if words else f"<{heading}>{second}</{heading}>" for words in blocks)
    return f"<{heading}>{first}</{heading}>{inside}"


FILES: dict[str, str | bytes] = {
    "a.txt": chapters("Chapter 1", "Chapter 2"),
    "b.txt": chapters("CHAPTER I\n\nTHE TIDE", "CHAPTER II\n\nTHE OARS"),
    "c.txt": chapters("Chapter One: The Tide", "Chapter Two: The Oars"),
    "a.md": chapters("# Chapter 1", "# Chapter 2"),
    "b.md": chapters("# The Tide", "# The Oars"),
    "a.html": f"<html><body>{tagged('Chapter 1', 'Chapter 2', 'p')}</body></html>",
    "b.html": f"<html><body>{tagged('The Tide', 'The Oars', 'h2')}</body></html>",
    "a.epub": epub({"1.xhtml": tagged("Chapter 1", "Chapter 2", "h2").replace(ONE[1], f"<b>{ONE[1]}</b>")}),
    "a.docx": word_files.docx(
        *(
            word_files.p(words, "Heading1" if words.startswith("Chapter") else "")
            for words in ["Chapter 1", *ONE, "Chapter 2", *TWO]
        )
    ),
    "a.rtf": r"{\rtf1\ansi\ansicpg1252 "
    + "".join(rf"\pard {words}\par" + "\n" for words in chapters("Chapter 1", "Chapter 2").split("\n\n"))
    .replace("“", r"\ldblquote ")
    .replace("”", r"\rdblquote ")
    + "}",
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_a_sign_within_a_numbered_chapter_is_story(read: Read, name: str) -> None:
    text = read(name, FILES[name])
    assert [words.strip() for words in shown(text)] == [*ONE, *TWO]
    assert len(titles(text)) == 2


@pytest.mark.parametrize("led", ["The sign on the gate said", "The sign on the gate was new:"])
def test_what_a_sentence_leads_to_is_no_heading(read: Read, led: str) -> None:
    story = [A, B, led, "KEEP OUT", "DANGER OF DEATH", C]
    text = read("a.txt", "\n\n".join(story))
    assert shown(text) == story and not text.chapters


def test_lone_lines_in_capitals_deep_in_a_story_are_no_chapters(read: Read) -> None:
    story = [A, B, LONG, "Then the telephone lit up.", "CALL ME", C, LONG, "WHERE ARE YOU", B]
    assert shown(read("a.txt", "\n\n".join(story))) == story


def test_titles_in_capitals_are_headings(read: Read) -> None:
    """From the start of the story on; over several whole chapters; and beside the numbers of chapters."""
    text = read("a.txt", "\n\n".join(["THE TIDE", A, B, "THE OARS", C, B]))
    assert titles(text) == ["THE TIDE", "THE OARS"]
    chapter = [LONG] * 6
    late = [*chapter, "THE TIDE", *chapter, "THE OARS", *chapter, "THE MILL", *chapter]
    assert titles(read("b.txt", "\n\n".join(late))) == ["THE TIDE", "THE OARS", "THE MILL"]
    parts = ["PART ONE", "THE TIDE", A, B, "THE OARS", C, "PART TWO", "THE MILL", A, B, "THE BELL", C]
    assert shown(read("c.txt", "\n\n".join(parts))) == [A, B, C, A, B, C]


def test_lines_in_capitals_under_the_title_of_a_chapter_are_of_its_heading(read: Read) -> None:
    words = ["CHAPTER 1", "On the Quay", "FISHERMEN AND SAILORS", A, B, "CHAPTER 2", "The Oars", C, B]
    assert titles(read("a.txt", "\n\n".join(words)))[0].endswith("On the Quay FISHERMEN AND SAILORS")


def test_another_story_after_one_in_chapters_keeps_its_title(read: Read) -> None:
    """The chapters do not count on over it."""
    works = ["Chapter 1", A, "Chapter 2", C, "THE OTHER STORY", LONG, B, "Chapter 1", A, B, "Chapter 2", C]
    headings = shown(read("a.txt", "\n\n".join(works)), BlockKind.HEADING)
    assert "THE OTHER STORY" in headings
