"""What looks like a heading or a note and is an entry of a list in the story, and the other way round."""

from __future__ import annotations

import pytest

from fabula.types import Apart, BlockKind, Text

from .conftest import ENGLISH, Read
from .word_files import docx, p

LONG = f"{ENGLISH} He counted what was left in the sacks, and wrote it down. " * 3
FORMATS = ("a.txt", "a.md", "a.html", "a.docx")


def written(name: str, *paragraphs: str) -> str | bytes:
    """A story of these paragraphs in a format."""
    if name.endswith(".html"):
        return f"<html><body>{''.join(f'<p>{each}</p>' for each in paragraphs)}</body></html>"
    if name.endswith(".docx"):
        return docx(*map(p, paragraphs))
    return "\n\n".join(paragraphs) + "\n"


def headings(text: Text) -> list[str]:
    return [text.content[b.start : b.end] for b in text.blocks if b.kind is BlockKind.HEADING]


def notes(text: Text) -> list[str]:
    return [text.content[b.start : b.end].lstrip("*†‡ ") for b in text.blocks if b.apart is Apart.FOOTNOTE]


@pytest.mark.parametrize("name", FORMATS)
def test_a_long_entry_does_not_part_a_list(read: Read, name: str) -> None:
    items = ("1. The Bread", f"2. {LONG}", "3. The Wine", "4. The Salt")
    text = read(name, written(name, "Chapter One", LONG, *items, LONG, "Chapter Two", LONG))
    assert headings(text) == ["Chapter One", "Chapter Two"]


@pytest.mark.parametrize(
    "entry", ["The Bread", LONG, f"<p>{LONG}</p><p>{LONG}</p>"], ids=["short", "long", "paragraphs"]
)
def test_items_of_a_page_are_no_headings_however_long_one_is(read: Read, entry: str) -> None:
    items = f"<ol><li>The Oil</li><li>{entry}</li><li>The Wine</li><li>The Salt</li></ol>"
    page = f"<h1>Chapter One</h1><p>{LONG}</p>{items}<p>{LONG}</p><h1>Chapter Two</h1><p>{LONG}</p>"
    assert headings(read("a.html", f"<html><body>{page}</body></html>")) == ["Chapter One", "Chapter Two"]


@pytest.mark.parametrize("name", FORMATS)
def test_numbered_titles_with_prose_between_are_headings(read: Read, name: str) -> None:
    text = read(name, written(name, "1. The Bread", LONG, LONG, "2. The Wine", LONG, "3. The Salt", LONG))
    assert headings(text) == ["1. The Bread", "2. The Wine", "3. The Salt"]


@pytest.mark.parametrize("name", FORMATS)
def test_a_part_of_a_number_over_its_first_chapter(read: Read, name: str) -> None:
    heads = ("I. THE LAND", "I. THE ROAD", LONG, "II. THE MILL", LONG, "II. THE SEA", "III. THE BOAT", LONG)
    text = read(name, written(name, "THE ISLAND", "by Ada Merrow", *heads, "IV. THE STORM", LONG))
    assert headings(text) == [each for each in (*heads, "IV. THE STORM") if each != LONG]
    assert len(text.chapters) == 4


@pytest.mark.parametrize("name", FORMATS)
def test_entries_in_brackets_are_no_notes_where_no_mark_leads_to_them(read: Read, name: str) -> None:
    entries = ("[1] Wheat.", "[2] Rye.", "[3] Oats.")
    text = read(name, written(name, "Chapter One", LONG, "The drawers had labels.", *entries, LONG))
    assert notes(text) == []
    text = read(
        name, written(name, "Chapter One", LONG + " He sowed[1] and he[2] reaped[3].", *entries, LONG)
    )
    assert notes(text) == list(entries)


@pytest.mark.parametrize("name", [each for each in FORMATS if each != "a.md"])
@pytest.mark.parametrize("sign", "*†")
def test_what_follows_a_mark_at_the_end_of_a_line_may_be_no_note(read: Read, name: str, sign: str) -> None:
    marked = f"The list began with apples.{sign}"
    entries = [f"{sign} {each}" for each in ("Pears", "Plums", "Quinces")]
    assert notes(read(name, written(name, "Chapter One", LONG, marked, *entries, LONG))) == []
    goes_on = f"{sign} was all that was left of the sign."
    assert notes(read(name, written(name, "Chapter One", LONG, marked, goes_on, LONG))) == []
    note = f"{sign} Apples were dear that year."
    assert notes(read(name, written(name, "Chapter One", LONG, marked, note, LONG))) == [note[2:]]


@pytest.mark.parametrize(
    ("name", "page"),
    [
        ("a.md", "# The Island\n\n## The Island\n\n{0}\n\n## {1}\n\n{0}\n\n## {2}\n\n{0}\n"),
        (
            "a.html",
            "<h1>The Island</h1><h2>The Island</h2><p>{0}</p><h2>{1}</h2><p>{0}</p><h2>{2}</h2><p>{0}</p>",
        ),
    ],
)
@pytest.mark.parametrize("form", ["{}", "Chapter {}"])
def test_the_title_again_is_the_first_chapter_where_the_next_is_the_second(
    read: Read, name: str, page: str, form: str
) -> None:
    numbers = {low: [form.format(low), form.format(low + 1)] for low in (1, 2)}
    text = read(name, page.format(LONG, *numbers[2]))
    assert text.metadata.title == "The Island"
    assert [chapter.title for chapter in text.chapters] == ["The Island", *numbers[2]]
    text = read(name, page.format(LONG, *numbers[1]))
    assert [chapter.title for chapter in text.chapters] == numbers[1]
