"""The title and the author that the first lines of a text give; and lines that give none."""

from __future__ import annotations

import pytest

from fabula.sources.title_lines import is_byline, is_name
from fabula.types import BlockKind

from .conftest import Read, shown, titles

FIRST = (
    "The old man said that he had been to the town, and that it was not as he had left it. Nobody there knew "
    "him, and he had stayed no longer than it took to drink a glass of water at the pump."
)
PROSE = (
    FIRST + "\n\n“And then?” she said.\n\n“Then I came home,” he said, and looked at the door for a while.\n"
)
CHAPTERS = f"CHAPTER ONE\n\n{PROSE}\nCHAPTER TWO\n\n{PROSE}"

LABELLED = [
    "Title: The Weir\nAuthor: Jane Hale\n\n" + PROSE,
    "Title: The Weir\n\nAuthor: Jane Hale\n\n" + CHAPTERS,
    "TITLE: The Weir\nRATING: PG\nAUTHOR: Jane Hale\nEMAIL: hale@weir.example\n\n" + PROSE,
    "Title: The Weir\nBy: Jane Hale\n\n" + PROSE,
    "**Title:** The Weir\n**Written by:** Jane Hale\n\n" + PROSE,
    "Story Title: The Weir\n\nAuthor: Jane Hale\n\nSummary: He comes\nhome again.\n\nRating: T\n\n" + PROSE,
    "The Weir\n\nAuthor: Jane Hale\nWords: 1,200\n\n" + PROSE,
]
BYLINES = [
    "The Weir\nby Jane Hale\n\n" + PROSE,
    "The Weir\n\nby Jane Hale\n\n" + PROSE,
    "The Weir\n\nWritten by Jane Hale\n\n" + CHAPTERS,
    "The Weir\n\n\n\n\nby Jane Hale\n\n\n\n\n" + PROSE,
    "The Weir\n\nby\n\nJane Hale\n\n" + PROSE,
    "The Weir\n\nA Novel by Jane Hale\n\n" + CHAPTERS,
    "The Weir\n\nA Short Story\n\nby Jane Hale\n\n" + PROSE,
    "The Weir\n\n1987\n\nby Jane Hale\n\n" + PROSE,
    "# The Weir\n\nby Jane Hale\n\n" + PROSE,
    "*The Weir*\n\nby Jane Hale\n\n" + PROSE,
    "__The Weir__\n\n_by Jane Hale_\n\n" + PROSE,
    "The Weir by Jane Hale\n\n" + PROSE,
    "The Weir by Jane Hale\n\n" + CHAPTERS,
    "“The Weir” by Jane Hale\n\n" + PROSE,
    "The Weir\n\nJane Hale\n\n\n" + PROSE,
    "Jane Hale\n\nThe Weir\n\n" + CHAPTERS,
    # a manuscript as it is sent to editors
    f"Jane Hale{' ' * 40}about 4,000 words\n12 Mill Lane\nLeat\nhale@weir.example\n\n\n\n\n\n"
    f"{' ' * 30}The Weir\n\n{' ' * 30}by Jane Hale\n\n\n{PROSE}",
]
INITIAL = [content.replace("Jane Hale", "L. Jane Hale") for content in BYLINES[-3:-1]]
UNDERLINED = [
    "The Weir\n========\n\nby Jane Hale\n\n" + PROSE,
    "The Weir\n--------\nby Jane Hale\n\n" + PROSE,
    "The Weir\n~~~~~~~~\n\nBy Jane Hale\n\n" + CHAPTERS,
]


@pytest.mark.parametrize("content", LABELLED + BYLINES + UNDERLINED + INITIAL)
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_title_and_author_are_those_of_the_first_lines(read: Read, content: str, ends: str) -> None:
    text = read("a.txt", content.replace("\n", ends).encode())
    author = "L. Jane Hale" if content in INITIAL else "Jane Hale"
    assert (text.metadata.title, text.metadata.author) == ("The Weir", author)
    story = shown(text)
    assert story[0].startswith("The old man said")
    assert titles(text) == (["CHAPTER ONE", "CHAPTER TWO"] if "CHAPTER" in content else [])
    assert not shown(text, BlockKind.SCENE_BREAK)


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("The Weir at Night", "The Weir at Night"),
        ("Stand by Me", "Stand by Me"),
        ("THE WEIR", "THE WEIR"),
        ("THE LEGEND OF THE WEIR.", "THE LEGEND OF THE WEIR."),
        ("The Weir\n========", "The Weir"),
        ("what the weir said\n------------------", ""),
        ("What the weir said\n------------------", "What the weir said"),
        ("Title: The Weir", "The Weir"),
    ],
)
def test_a_title_without_an_author(read: Read, line: str, title: str) -> None:
    metadata = read("a.txt", f"{line}\n\n{PROSE}").metadata
    assert (metadata.title, metadata.author) == (title, "")


@pytest.mark.parametrize("suffix", ["txt", "html"])
def test_a_title_in_capitals_over_the_first_of_several_chapters(read: Read, suffix: str) -> None:
    parts = ["THE FERRY BOOK", "Nell’s Story", FIRST, "Hob’s Story", FIRST, "Nell’s Story", FIRST]
    content = "\n\n".join(parts) if suffix == "txt" else "".join(f"<p>{part}</p>" for part in parts)
    text = read(f"a.{suffix}", content)
    assert text.metadata.title == "THE FERRY BOOK"
    assert titles(text) == ["Nell’s Story", "Hob’s Story", "Nell’s Story"]
    assert shown(text) == [FIRST] * 3


NO_TITLE = [
    "Chapter One\n\n" + PROSE,
    "Chapter One\nby Jane Hale\n\n" + PROSE,
    "Chapter One\n===========\n\n" + PROSE,
    "Prologue\n\n" + PROSE,
    "I\n\n" + PROSE + "\nII\n\n" + PROSE,
    "Jane\n\n" + PROSE + "\nTom\n\n" + PROSE,
    "The Weir\n\n" + PROSE + "\nThe Mill\n\n" + PROSE,
    "Dear Ann,\n\nBy the time you read this I shall be gone.\n\n" + PROSE,
    "It was night.\n\nBy Monday he had gone.\n\n" + PROSE,
    "It was night\n\nBy Monday Morning\n\n" + PROSE,
    "“Come in,” he said.\n\nBy Jove, he did.\n\n" + PROSE,
    "He went by Jack.\n\n" + PROSE,
    "The door opened.\n\nby Jane Hale\n\n" + PROSE,
    "He stopped.\n-----------\n\n" + PROSE,
    "He said nothing more.\n\n--------\n\n" + PROSE,
    "Title: that was the word on the door, and he read it twice.\n\n" + PROSE,
    "London, 1888\n\n" + PROSE,
    "FOUND AMONG THE PAPERS OF THE LATE MR. AMOS WEIR.\n\n\n" + PROSE,
    "NO FISHING HERE\n\nThe Mill\n\n" + PROSE,
    "THE OLD WEIR\n\nNell’s Story\n\n" + PROSE + "\nTHE NEW WEIR\n\nHob’s Story\n\n" + PROSE,
    "Monday Morning\n\n" + PROSE,
    "Summary: the word was on the door, and he read it twice.\n\n" + PROSE,
    PROSE,
]


@pytest.mark.parametrize("content", NO_TITLE)
def test_no_heading_and_no_sentence_is_a_title(read: Read, content: str) -> None:
    text = read("a.txt", content)
    assert (text.metadata.title, text.metadata.author) == ("", "")
    assert not shown(text, BlockKind.TITLE)


def test_what_such_a_head_says_besides_is_set_apart(read: Read) -> None:
    head = "Title: The Weir\n\nAuthor: halebop\n\nFandom: None at All\n\nRating: T\n\n"
    text = read("a.txt", head + PROSE)
    assert shown(text, BlockKind.TITLE) == ["Title: The Weir", "Author: halebop"]
    assert [part.kind.value for part in text.set_apart()] == ["tags"]
    assert text.metadata.author == "halebop"


def test_an_underlined_heading_is_called_by_its_words(read: Read) -> None:
    text = read("a.txt", f"Chapter One\n===========\n\n{PROSE}\nChapter Two\n===========\n{PROSE}")
    assert titles(text) == ["Chapter One", "Chapter Two"]


@pytest.mark.parametrize("name", ["Jane Hale", "A. A. Merrow", "J. de la Mare and K. Hale", "April Hale"])
def test_names_are_names(name: str) -> None:
    assert is_name(name)
    assert is_byline(f"by {name}")


@pytest.mark.parametrize("words", ["the river", "Monday", "A Friend", "May", "", "Monday morning", "and by"])
def test_what_by_is_followed_by_in_a_sentence_is_no_name(words: str) -> None:
    assert not is_name(words)


def test_a_writer_may_go_by_a_handle(read: Read) -> None:
    text = read("a.txt", "Slack Water by quaymouse\n\n" + CHAPTERS)
    assert (text.metadata.title, text.metadata.author) == ("Slack Water", "quaymouse")
    assert titles(text) == ["CHAPTER ONE", "CHAPTER TWO"]
    text = read("c.txt", "Slack Water\n\nBy: quaymouse\n\n" + CHAPTERS)
    assert (text.metadata.title, text.metadata.author) == ("Slack Water", "quaymouse")
    assert not read("b.txt", "Slack Water by moonlight\n\n" + PROSE).metadata.author


def test_a_title_with_a_label_is_that_of_a_window_that_says_more(read: Read) -> None:
    head = "<title>quaymouse: Fic: Slack Water</title>"
    page = "<b>Title:</b> Slack Water<br/><b>Author:</b> quaymouse<br/><b>Rating:</b> PG"
    words = "".join(f"<p>{p}</p>" for p in CHAPTERS.split("\n\n"))
    text = read("a.html", f"<html><head>{head}</head><body><p>{page}</p>{words}</body></html>")
    assert (text.metadata.title, text.metadata.author) == ("Slack Water", "quaymouse")


def test_what_a_maker_of_books_lists_of_a_work_is_no_story(read: Read) -> None:
    fields = "Category: Original\nGenre: Adventure\nStatus: Completed\nPackaged: 2024-01-01"
    page = fields.replace("\n", "<br/>")
    for name, words in (
        ("a.txt", f"The Weir\n\n{fields}\n\n{CHAPTERS}"),
        ("a.html", f"<p>The Weir</p><p>{page}</p>"),
    ):
        text = read(
            name, words if name == "a.txt" else words + "".join(f"<p>{p}</p>" for p in CHAPTERS.split("\n\n"))
        )
        assert not any("Packaged" in words for words in shown(text))
        assert titles(text) == ["CHAPTER ONE", "CHAPTER TWO"]
