"""Works of archives that have become plain text, Markdown or the words of a page."""

from __future__ import annotations

import pytest

from fabula.types import Apart, BlockKind, Text

from .conftest import ENGLISH, Read, shown, titles
from .epubs import LONG, STORY

TAGS = """Rating: Teen And Up Audiences
Archive Warning: No Archive Warnings Apply
Fandom: Salt Gate
Relationship: Wyn Hale/Colley Ash
Additional Tags: Slow Burn, Boats
Language: English
Stats: Published: 2020-01-01 Words: 1,000 Chapters: 2/2"""
WORDS = "\n\n".join([*STORY, LONG])
NOTES = [
    "Wyn waits.",
    "For Rufus, who said, “Write it.”",
    "See the end of the work for more notes",
    "In which a ladder is carried.",
    "Unbetaed. I am sorry that it is late.",
    "See the end of the chapter for notes",
    "Tell me what you think!",
    "My sister Emma says that it is too short.",
    "I am on the usual site as merrow.",
]
DOWNLOAD = f"""The Long Watch
Posted originally on the Archive of Our Own at http://archiveofourown.org/works/1.

{TAGS}

The Long Watch
by merrow

Summary

{NOTES[0]}

Notes

{NOTES[1]}

{NOTES[2]}

Chapter 1: Dusk

Chapter Summary

{NOTES[3]}

Chapter Notes

{NOTES[4]}

{NOTES[5]}

{WORDS}

Chapter End Notes

{NOTES[6]}

{NOTES[7]}

Chapter 2: Dawn

{WORDS}

End Notes

{NOTES[8]}

Please drop by the Archive and comment to let the creator know if you enjoyed their work!
"""


def tight(page: str) -> str:
    """As it comes out of a PDF: labels without space around them."""
    for label in ("Chapter Summary", "Chapter Notes", "Chapter End Notes", "Summary", "End Notes", "Notes"):
        page = page.replace(f"\n\n{label}\n\n", f"\n{label}\n")
    return page.replace(f"{NOTES[4]}\n\n", f"{NOTES[4]}\n")


def markdown(page: str) -> str:
    """With headings, and notes as quotations, as the page itself has them."""
    for note in NOTES:
        page = page.replace(note, f"> {note}")
    for line in ("The Long Watch\nby", "Chapter 1", "Chapter 2"):
        page = page.replace(f"\n\n{line}", f"\n\n## {line}").replace("\nby merrow", "\n\nby merrow")
    return page.replace("\n", "  \n")


def inset(page: str) -> str:
    """With notes set in, and no line that says where they end."""
    for note in NOTES:
        page = page.replace(note, f"    {note}")
    return page.replace(f"    {NOTES[5]}\n\n", "").replace(f"    {NOTES[2]}\n\n", "")


def apart(text: Text) -> dict[str, Apart | None]:
    return {
        text.content[b.start : b.end]: b.apart
        for b in text.blocks
        if b.kind in (BlockKind.NOTE, BlockKind.BOILERPLATE)
    }


@pytest.mark.parametrize(
    ("name", "page"),
    [
        ("a.txt", DOWNLOAD),
        ("b.txt", tight(DOWNLOAD)),
        ("c.txt", inset(DOWNLOAD)),
        ("d.md", markdown(DOWNLOAD)),
        ("e.txt", DOWNLOAD.replace("\n", "\r\n")),
    ],
)
def test_a_download_of_an_archive(read: Read, name: str, page: str) -> None:
    text = read(name, page)
    assert shown(text) == [*STORY, LONG] * 2
    assert titles(text) == ["Chapter 1: Dusk", "Chapter 2: Dawn"]
    said = text.metadata
    assert (said.title, said.author, said.language, said.summary) == (
        "The Long Watch",
        "merrow",
        "en",
        NOTES[0],
    )
    assert said.other["fandom"] == "Salt Gate" and said.tags == ("Wyn Hale/Colley Ash", "Slow Burn", "Boats")
    assert set(apart(text).values()) == {Apart.SITE, Apart.TAGS, Apart.SUMMARY, Apart.AUTHORS_NOTE}


def test_the_words_of_a_page_of_the_archive(read: Read) -> None:
    page = f"""The Long Watch - Chapter 1 - merrow - Salt Gate [Archive of Our Own]

Rating:

    Teen And Up Audiences

Fandom:

    Salt Gate

Language:
    English

Stats:
    Words: 1,000

The Long Watch

merrow

Summary:

    {NOTES[0]}

Chapter 1: Dusk

Notes:

    {NOTES[4]}

    {NOTES[1]}

Chapter Text

{WORDS}

Notes:

{NOTES[6]}

Chapter 2: Dawn

Chapter Text

{WORDS}

Actions

Kudos
"""
    text = read("a.txt", page)
    assert shown(text) == [*STORY, LONG] * 2
    assert titles(text) == ["Chapter 1: Dusk", "Chapter 2: Dawn"]
    assert text.metadata.summary == NOTES[0]


def test_a_note_without_an_end_is_one_paragraph(read: Read) -> None:
    page = DOWNLOAD.replace(f"{NOTES[5]}\n\n", "")
    text = read("a.txt", page)
    assert shown(text) == [*STORY, LONG] * 2
    two = read("b.txt", page.replace(NOTES[4], f"{NOTES[4]}\n\nI hope you like it."))
    assert shown(two) == ["I hope you like it.", *[*STORY, LONG] * 2]


@pytest.mark.parametrize(
    "page",
    [
        f"Chapter 1\n\nNotes\n\n{WORDS}\n\nChapter 2\n\nSummary:\n\n{WORDS}",
        f"Chapter 1\n\n{WORDS}\n\nThe card said:\n\nRating: good\n\nLanguage: English\n\n{WORDS}",
        f"The Archive of Our Own was what they called the mill.\n\n{WORDS}\n\nNotes:\n\n{WORDS}",
    ],
)
def test_labels_alone_make_no_archive(read: Read, page: str) -> None:
    assert not apart(read("a.txt", page))


FANFICFARE = f"""The Long Watch

by merrow

Category: Salt Gate

Genre: Adventure

Language: English

Characters: Wyn H., Colley A.

Status: Completed

Published: 2010-01-01

Rating: K+

Chapters: 2

Words: 1,000

Publisher: www.fanfiction.net

Story URL: http://www.fanfiction.net/s/1/1/

Author URL: http://www.fanfiction.net/u/1/

Summary: Wyn waits.

Chapter 1. Dusk

{WORDS}

Chapter 2. Dawn

{WORDS}
"""


def test_a_text_made_by_fanficfare(read: Read) -> None:
    text = read("a.txt", FANFICFARE)
    assert shown(text) == [*STORY, LONG] * 2
    assert titles(text) == ["Chapter 1. Dusk", "Chapter 2. Dawn"]
    assert (text.metadata.title, text.metadata.author) == ("The Long Watch", "merrow")
    assert text.metadata.summary == "Wyn waits."


def test_a_title_set_as_a_heading_over_where_it_was_posted(read: Read) -> None:
    head, _, rest = DOWNLOAD.partition("\n")
    text = read("a.md", f"# {head}\n\n{rest}".replace("\n\nThe Long Watch\nby merrow", ""))
    assert text.metadata.title == "The Long Watch"
    assert not {"Wyn waits.", "Rating: Teen And Up Audiences"} & set(shown(text))


def test_another_archive_is_known_by_where_it_says_the_work_was_posted(read: Read) -> None:
    other = DOWNLOAD.replace(
        "the Archive of Our Own at http://archiveofourown.org", "Ad Astra at https://a.example"
    )
    assert shown(read("a.txt", other)) == shown(read("a.txt", DOWNLOAD))


def test_the_line_that_closes_a_page_may_be_broken(read: Read) -> None:
    # Lines of the rest are whole paragraphs, so that the break is taken for one between two.
    lines = f"{ENGLISH}\n\n" * 9
    whole = DOWNLOAD.replace("Chapter 2: Dawn\n\n", f"Chapter 2: Dawn\n\n{lines}")
    text = read("a.txt", whole.replace("their work!", "their\n\nwork!"))
    assert shown(text) == shown(read("a.txt", whole)) and "work!" not in shown(text)
