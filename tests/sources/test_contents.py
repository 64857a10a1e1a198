"""Tables of contents: set apart, and never a word of the story with them."""

from __future__ import annotations

import pytest

from fabula.types import Apart, BlockKind

from .conftest import Read, shown, titles

SHORT = ["“Is it far?” asked Henrietta.", "“It is,” said Willem.", "They rowed on."]
LONG = "They rowed for the island with the wind behind them and the rain ahead, and neither said a word. " * 4


def body(*heads: str, long: bool = False) -> str:
    """Chapters under these headings (one over two lines in two paragraphs), with a few words in each."""
    words = [*SHORT, LONG.strip()] if long else SHORT
    return "\n\n\n".join("\n\n".join([*head.split(" / "), *words]) for head in heads) + "\n"


def contents_of(text: object) -> list[str]:
    from fabula.types import Text

    assert isinstance(text, Text)
    return [text.content[b.start : b.end] for b in text.blocks if b.apart is Apart.CONTENTS]


HEADS = ("CHAPTER I. / THE BOAT.", "CHAPTER II. / THE ISLAND.", "CHAPTER III. / THE BELL.")
PLAIN_HEADS = ("Chapter One", "Chapter Two", "Chapter Three")


@pytest.mark.parametrize("long", [False, True])
@pytest.mark.parametrize(
    ("table", "heads"),
    [
        ("CONTENTS\n\nI. THE BOAT\nII. THE ISLAND\nIII. THE BELL", HEADS),
        ("CONTENTS\n\nI. THE BOAT\n\nII. THE ISLAND\n\nIII. THE BELL", HEADS),
        (
            (
                "Contents\n\nChapter I\nThe Boat ..... 3\nChapter II\nThe Island ..... 14\nChapter III\n"
                "The Bell ..... 41"
            ),
            HEADS,
        ),
        ("Contents\n\nCHAPTER I\n\nThe Boat\n\nCHAPTER II\n\nThe Island\n\nCHAPTER III\n\nThe Bell", HEADS),
        ("CONTENTS\n\n  I. The Boat        3\n II. The Island     14\nIII. The Bell       41", HEADS),
        ("Table of Contents\n\nThe Boat\n\n3\n\nThe Island\n\n14\n\nThe Bell\n\n41", HEADS),
        (
            "CONTENTS\n\n1. The Boat\n2. The Island\n3. The Bell",
            ("1. The Boat", "2. The Island", "3. The Bell"),
        ),
        ("CONTENTS\n\nThe Boat\nThe Island\nThe Bell", ("The Boat", "The Island", "The Bell")),
        ("CONTENTS\n\nChapter One\nChapter Two\nChapter Three", PLAIN_HEADS),
        ("Chapter One\n\nChapter Two\n\nChapter Three", PLAIN_HEADS),
        ("CHAPTER I. The Boat\nCHAPTER II. The Island\nCHAPTER III. The Bell", HEADS),
        (
            "CONTENTS\n\nI. The boat goes out, and what it meets\n    with on the way to the island.\n"
            "\nII. The island.\n\n"
            "III. The bell rings once, and Willem hears it.",
            HEADS,
        ),
        ("CONTENTS\n\nPART ONE\nI. The Boat\nII. The Island\nPART TWO\nI. The Bell\nII. The Key", None),
        (
            "CONTENTS\n\nPrologue\n\nI. The Boat\n\nII. The Island\n\nIII. The Bell\n\nEpilogue",
            ("PROLOGUE", *HEADS, "EPILOGUE"),
        ),
    ],
)
def test_a_table_is_apart_and_each_chapter_stays(
    read: Read, table: str, heads: tuple[str, ...] | None, long: bool
) -> None:
    if heads is None:
        heads = (
            "PART ONE / CHAPTER I / The Boat",
            "CHAPTER II / The Island",
            "PART TWO / CHAPTER I / The Bell",
            "CHAPTER II / The Key",
        )
    text = read("a.txt", "THE BELL BUOY\n\n\n" + table + "\n\n\n" + body(*heads, long=long))
    assert len(text.chapters) == len(heads)
    assert [words for words in shown(text) if words in SHORT] == SHORT * len(heads)
    listed = "\n".join(contents_of(text)).replace("\n\n", "\n")
    assert listed.split() == table.split()


@pytest.mark.parametrize(
    "text",
    [
        (
            "PART ONE\n\nCHAPTER I\n\nIt was dark.\n\nCHAPTER II\n\nIt was light.\n\nPART TWO\n\n"
            "CHAPTER I\n\nIt was noon.\n\nCHAPTER II\n\nIt was night.\n"
        ),
        "I\n\nIt was dark.\n\nII\n\nIt was light.\n\nIII\n\nIt was noon.\n\nI\n\nAnd dark again.\n",
        "Contents\n\nHe emptied his pockets.\n\nA knife.\n\nA string.\n\n“What else?” she asked.\n\nA key.\n",
        "CHAPTER I\n\nTHE BOAT\n\nIt was dark.\n\nCHAPTER II\n\nTHE BOAT\n\nIt was light.\n",
        (
            "Chapter One\n\nThe Contents of the Box\n\nIt held a key.\n\nChapter Two\n\nThe Key\n\n"
            "It held a box.\n"
        ),
    ],
)
def test_a_story_of_short_chapters_is_no_table(read: Read, text: str) -> None:
    assert not contents_of(read("a.txt", text))


def test_a_last_entry_before_the_story_stays_with_it_where_no_heading_does(read: Read) -> None:
    text = read(
        "a.txt",
        "CONTENTS\n\nThe Boat\n\nThe Island\n\nThe Bell\n\n\nThe Boat\n\n"
        + LONG
        + "\n\nThe Island\n\n"
        + LONG,
    )
    assert titles(text) == ["The Boat", "The Island"]


def test_a_table_after_the_story_is_apart_too(read: Read) -> None:
    text = read(
        "a.txt",
        body(*PLAIN_HEADS, long=True)
        + "\n\nCONTENTS\n\nChapter One ... 1\n\nChapter Two ... 9\n\nChapter Three ... 12\n",
    )
    assert titles(text) == list(PLAIN_HEADS)
    assert len(contents_of(text)) == 4


MARKUP = {
    "a.html": ("<html><body><h1>The Bell Buoy</h1>{}</body></html>", "<h2>{}</h2>", "<p>{}</p>"),
    "a.md": ("# The Bell Buoy\n\n{}", "## {}\n\n", "{}\n\n"),
}


@pytest.mark.parametrize("name", MARKUP)
@pytest.mark.parametrize("leveled", [True, False])
def test_tables_of_markup(read: Read, name: str, leveled: bool) -> None:
    whole, heading, paragraph = MARKUP[name]
    title = heading if leveled else paragraph
    table = title.format("Contents") + "".join(
        paragraph.format(f"{n} The {w}") for n, w in (("I.", "Boat"), ("II.", "Island"))
    )
    chapters = "".join(
        heading.format(f"Chapter {n}") + heading.format(f"The {w}") + "".join(map(paragraph.format, SHORT))
        for n, w in (("I", "Boat"), ("II", "Island"))
    )
    text = read(name, whole.format(table + chapters))
    assert contents_of(text) == ["Contents", "I. The Boat", "II. The Island"]
    assert [words for words in shown(text) if words in SHORT] == SHORT * 2
    assert len(text.chapters) == 2


def test_headings_in_a_table_are_no_story(read: Read) -> None:
    text = read(
        "a.txt",
        "CONTENTS\n\nI. THE BOAT\nII. THE ISLAND\n\n\nI. THE BOAT\n\n"
        + LONG
        + "\n\nII. THE ISLAND\n\n"
        + LONG,
    )
    assert titles(text) == ["I. THE BOAT", "II. THE ISLAND"]
    assert [b.kind for b in text.blocks if b.apart is Apart.CONTENTS] == [BlockKind.BOILERPLATE] * 3


@pytest.mark.parametrize("name", ["a.html", "a.md"])
def test_a_signature_with_an_initial_and_a_year_is_no_table(read: Read, name: str) -> None:
    paragraphs = [LONG, "L. Frank Merrow", "Carrow, April, 1900."]
    heads = [("Introduction", paragraphs), ("I", [LONG]), ("II", [LONG]), ("III", [LONG])]
    if name.endswith("html"):
        content = "".join(f"<h1>{head}</h1>" + "".join(f"<p>{p}</p>" for p in body) for head, body in heads)
    else:
        content = "\n\n".join(f"# {head}\n\n" + "\n\n".join(body) for head, body in heads)
    text = read(name, content)
    assert contents_of(text) == []
    assert {"L. Frank Merrow", "Carrow, April, 1900."} <= set(shown(text))


@pytest.mark.parametrize(
    ("name", "mark"),
    [("a.txt", "- "), ("a.txt", "• "), ("a.txt", "* "), ("a.txt", "– "), ("a.md", "- "), ("a.md", "* ")],
)
def test_entries_with_a_mark_of_a_list(read: Read, mark: str, name: str) -> None:
    sign = "# " if name == "a.md" else ""
    table = f"{sign}Contents\n\n" + "".join(f"{mark}Chapter {n}\n" for n in (1, 2, 3))
    text = read(name, f"{table}\n\n" + body(*(f"{sign}Chapter {n}" for n in (1, 2, 3))))
    assert titles(text) == ["Chapter 1", "Chapter 2", "Chapter 3"]
    assert shown(text) == SHORT * 3


@pytest.mark.parametrize(
    "row", ["<tr><td>{}</td><td>{}</td></tr>", "<tr><td>{}</td></tr><tr><td>{}</td></tr>"]
)
def test_pages_in_cells_of_their_own(read: Read, row: str) -> None:
    heads = (("The Boat", 3), ("The Island", 9), ("The Bell", 17))
    table = "".join(row.format(*each) for each in heads)
    story = "".join(f"<h2>{head}</h2>" + "".join(f"<p>{each}</p>" for each in SHORT) for head, _ in heads)
    text = read("a.html", f"<html><body><p>Contents</p><table>{table}</table>{story}</body></html>")
    assert titles(text) == [head for head, _ in heads]
    assert shown(text) == SHORT * 3
