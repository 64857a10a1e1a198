from __future__ import annotations

import gc
import textwrap

import pytest

from fabula.types import Apart, BlockKind

from .conftest import ENGLISH, Read, shown, titles

LONG = "He had gone down to the river with the others, and there was nobody left in the house. " * 4


def wrapped(*paragraphs: str, width: int = 70, indent: str = "") -> list[str]:
    return [textwrap.fill(paragraph, width, initial_indent=indent) for paragraph in paragraphs]


def test_the_content_is_the_file_to_the_last_character(read: Read) -> None:
    raw = "\r\n  One day he came. \r\n\r\nTwo days later, he left.\x00\n\n\t\n"
    assert read("a.txt", raw).content == raw
    assert read("b.txt", b"\xef\xbb\xbf" + raw.encode()).content == raw


def test_a_wrapped_paragraph_is_one_block(read: Read) -> None:
    text = read("a.txt", "\n\n".join(wrapped(LONG, LONG.upper(), LONG)))
    assert len(shown(text)) == 3
    assert "\n" in shown(text)[0]


def test_long_lines_without_blank_lines_are_a_paragraph_each(read: Read) -> None:
    text = read("a.txt", "\n".join([LONG, "“Yes,” he said.", LONG, "“No.”", LONG]))
    assert len(shown(text)) == 5


def test_short_and_long_lines_without_blank_lines(read: Read) -> None:
    lines = [
        "“Where?” he said.",
        "“There.”",
        "He looked for it, and there it was, under the table.",
        "“Oh.”",
    ] * 6
    assert shown(read("a.txt", "\n".join(lines))) == lines


def test_paragraphs_marked_by_indentation(read: Read) -> None:
    text = read("a.txt", "\n".join(wrapped(*[LONG] * 6, indent="    ")))
    assert len(shown(text)) == 6


def test_a_blank_line_is_a_break_where_lines_are_paragraphs(read: Read) -> None:
    text = read("a.txt", "\n".join([LONG] * 12) + "\n\n" + "\n".join([LONG] * 12))
    assert len(shown(text)) == 24
    assert len(shown(text, BlockKind.SCENE_BREAK)) == 1


def test_rare_wide_space_is_a_break_and_common_wide_space_is_not(read: Read) -> None:
    rare = "\n\n".join([LONG] * 20) + "\n\n\n\n" + "\n\n".join([LONG] * 20)
    assert len(shown(read("a.txt", rare), BlockKind.SCENE_BREAK)) == 1
    assert not shown(read("b.txt", "\n\n\n\n".join([LONG] * 20)), BlockKind.SCENE_BREAK)


@pytest.mark.parametrize(
    "mark",
    [
        "***",
        "* * *",
        "#",
        "# # #",
        "---",
        "⁂",
        "~~~~",
        "•",
        "___________",
        "oOo",
        "-xXx-",
        "[scene break]",
        "❦",
        "– – –",
    ],
)
def test_scene_breaks(read: Read, mark: str) -> None:
    text = read("a.txt", f"{LONG}\n\n{mark}\n\n{LONG}")
    assert shown(text, BlockKind.SCENE_BREAK) == [mark]
    assert len(shown(text)) == 2


@pytest.mark.parametrize("words", ["...", "—", "…", "XX", "No!", "“...”", "I.", "?"])
def test_what_is_no_scene_break(read: Read, words: str) -> None:
    assert not shown(read("a.txt", f"{LONG}\n\n{words}\n\n{LONG}"), BlockKind.SCENE_BREAK)


def test_verse_set_in(read: Read) -> None:
    song = (
        "    Tell me where is fancy bred,\n    Or in the heart or in the head,\n    How begot, how nourishèd?"
    )
    text = read("a.txt", "\n\n".join([*wrapped(LONG, LONG), song, *wrapped(LONG)]))
    assert shown(text, BlockKind.VERSE) == [song.strip()]


def test_a_letter_set_in_is_prose(read: Read) -> None:
    letter = textwrap.indent(textwrap.fill(LONG, 60), "    ")
    text = read("a.txt", "\n\n".join([*wrapped(LONG, LONG), letter, *wrapped(LONG)]))
    assert not shown(text, BlockKind.VERSE)


def test_chapters(read: Read) -> None:
    parts = ["CHAPTER I.\nDown the Rabbit-Hole", LONG, "CHAPTER II.\nThe Pool of Tears", LONG, "THE END"]
    text = read("a.txt", "\n\n".join(parts))
    assert titles(text) == ["CHAPTER I. Down the Rabbit-Hole", "CHAPTER II. The Pool of Tears"]
    assert text.content[text.chapters[1].start :].startswith("CHAPTER II.")
    assert len(shown(text)) == 2


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        (["I", "II", "III"], ["I", "II", "III"]),
        (["1", "2", "3"], ["1", "2", "3"]),
        (["I\n\nThe River Bank", "II\n\nThe Open Road"], ["I: The River Bank", "II: The Open Road"]),
        (["Letter 1", "Letter 2"], ["Letter 1", "Letter 2"]),
        (["PROLOGUE", "Chapter One", "EPILOGUE"], ["PROLOGUE", "Chapter One", "EPILOGUE"]),
        (["_One_\n\nDREAMS", "_Twenty-one_"], ["One: DREAMS"]),
        (
            ["PART ONE\n\nChapter 1", "Chapter 2", "PART TWO\n\nChapter 3"],
            ["PART ONE, Chapter 1", "Chapter 2", "PART TWO, Chapter 3"],
        ),
        (["THE SISTERS", "AN ENCOUNTER", "ARABY"], ["THE SISTERS", "AN ENCOUNTER", "ARABY"]),
    ],
)
def test_kinds_of_headings(read: Read, headings: list[str], expected: list[str]) -> None:
    text = read("a.txt", "\n\n\n".join(f"{heading}\n\n{LONG}\n\n{LONG}" for heading in headings))
    assert titles(text) == expected


@pytest.mark.parametrize(
    "line",
    [
        "Part one of the plan was to find a boat.",
        "Chapter and verse, that was what she wanted.",
        "“Chapter One,” said Tom.",
        "Book I never had.",
        "I",
        "Night one was the worst of them all.",
        "Yours ever,",
        "M.",
    ],
)
def test_what_is_no_heading(read: Read, line: str) -> None:
    text = read("a.txt", "\n\n".join([LONG] * 9 + [line, LONG]))
    assert line in shown(text)
    assert not text.chapters


def test_a_table_of_contents_is_no_chapter(read: Read) -> None:
    entries = [
        f"CHAPTER {n}. {name}" for n, name in (("I", "The Boat"), ("II", "The River"), ("III", "The Sea"))
    ]
    body = "\n\n\n".join(f"{entry}\n\n{LONG}" for entry in entries)
    for table in ("CONTENTS\n\n" + "\n".join(entries), "\n\n".join(entries), "\n".join(entries)):
        text = read("a.txt", f"{table}\n\n\n{body}")
        assert titles(text) == entries
        assert text.chapters[0].start > len(table)
        assert text.blocks[0].kind is BlockKind.BOILERPLATE


PROSE = """The old man came home over the fields, and nobody in the house
had thought to leave a lamp burning for him, so that he stood a while
at the gate and listened to the rain.

"""


@pytest.mark.parametrize("byline", ["by Ada Merrow", "BY ADA MERROW"])
def test_a_byline_close_under_the_title_of_wrapped_text(read: Read, byline: str) -> None:
    text = read("a.txt", f"THE LONG WAY HOME\n{byline}\n\n" + PROSE * 6)
    assert text.metadata.title == "THE LONG WAY HOME"
    assert text.metadata.author.title() == "Ada Merrow"
    assert titles(text) == []


def test_lines_of_prose_that_end_in_by_somebody_are_no_byline(read: Read) -> None:
    text = read("a.txt", "He had been left behind there\nby Ada Merrow\n\n" + PROSE * 6)
    assert (text.metadata.title, text.metadata.author) == ("", "")


def test_one_line_of_capitals_over_prose_is_the_title(read: Read) -> None:
    assert read("a.txt", "THE LONG WAY HOME\n\n" + PROSE * 6).metadata.title == "THE LONG WAY HOME"


@pytest.mark.parametrize(
    "opening",
    [
        "HELP!\n\n" + PROSE,
        "KEEP OUT\n\n“Who wrote that?”\n\n" + PROSE,
        "THE FIRST MAN\n\n" + PROSE * 3 + "THE SECOND MAN\n\n" + PROSE,
    ],
)
def test_capitals_that_may_be_something_else_are_not(read: Read, opening: str) -> None:
    assert read("a.txt", opening + PROSE * 4).metadata.title == ""


def test_title_and_author(read: Read) -> None:
    text = read("a.txt", f"The Long Way Home\n\nby Ada Merrow\n\n\nCHAPTER I\n\n{LONG}")
    assert (text.metadata.title, text.metadata.author) == ("The Long Way Home", "Ada Merrow")
    assert shown(text, BlockKind.TITLE) == ["The Long Way Home", "by Ada Merrow"]


def test_gutenberg_header_and_footer(read: Read) -> None:
    text = read(
        "a.txt",
        "The Project Gutenberg EBook of The Boat, by Ada Merrow\n\n"
        "This eBook is for the use of anyone anywhere.\n\n"
        "Title: The Boat\n\nAuthor: Ada Merrow\n\nLanguage: English\n\n"
        "*** START OF THIS PROJECT GUTENBERG EBOOK THE BOAT ***\n\nProduced by A. Volunteer\n\n\n"
        f"CHAPTER I\n\n{LONG}\n\n{LONG}\n\n"
        "*** END OF THIS PROJECT GUTENBERG EBOOK THE BOAT ***\n\nUpdated editions will replace this one.\n",
    )
    assert (text.metadata.title, text.metadata.author, text.metadata.language) == (
        "The Boat",
        "Ada Merrow",
        "en",
    )
    assert shown(text) == [LONG.strip(), LONG.strip()]
    assert shown(text, BlockKind.BOILERPLATE)[-1].startswith("Updated editions")
    assert text.chapters[0].end <= text.content.index("*** END")


RUN_ON = " ".join([LONG.strip()] * 12)
FIRST_WORDS = "The Project Gutenberg EBook of The Boat, by Ada Merrow"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"{FIRST_WORDS} ", ""),
        (f"{FIRST_WORDS} ", " End of Project Gutenberg's The Boat, by Ada Merrow. The licence."),
        (
            f"{FIRST_WORDS} This eBook is for anyone. Title: The Boat Author: Ada Merrow Release Date: 1999 "
            "*** START OF THIS PROJECT GUTENBERG EBOOK THE BOAT *** ",
            " *** END OF THIS PROJECT GUTENBERG EBOOK THE BOAT *** Updated editions will replace this one.",
        ),
    ],
)
def test_gutenberg_header_of_a_text_without_lines(read: Read, before: str, after: str) -> None:
    text = read("a.txt", before + RUN_ON + after)
    assert (text.metadata.title, text.metadata.author) == ("The Boat", "Ada Merrow")
    assert " ".join(shown(text)) == RUN_ON


@pytest.mark.parametrize("author", ["Voltaire", "Ada Merrow", "R. L. Merrow", "Robert Louis Merrow"])
def test_an_author_right_before_the_story(read: Read, author: str) -> None:
    story = f"He had come home late. {RUN_ON}"
    text = read("a.txt", f"The Project Gutenberg EBook of The Boat, by {author} {story}")
    assert text.metadata.author == author
    assert " ".join(shown(text)) == story


def test_gutenberg_fields_of_a_text_without_lines_end_where_the_next_begins(read: Read) -> None:
    text = read(
        "a.txt",
        "The Project Gutenberg eBook of The Boat Title: The Boat Author: Ada Merrow "
        "Release date: May 1, 1999 [eBook #1] Most recently updated: May 2, 2020 Language: English "
        f"*** START OF THE PROJECT GUTENBERG EBOOK THE BOAT *** {RUN_ON}",
    )
    known = text.metadata
    assert (known.title, known.author, known.language) == ("The Boat", "Ada Merrow", "en")


def test_gutenberg_fields_are_those_that_begin_a_line(read: Read) -> None:
    text = read(
        "a.txt",
        "Series Title: Old Classics\nTitle: The Boat\nAuthor: Ada Merrow\n\n"
        f"*** START OF THE PROJECT GUTENBERG EBOOK THE BOAT ***\n\n{LONG}",
    )
    assert (text.metadata.title, text.metadata.author) == ("The Boat", "Ada Merrow")


def test_credits_that_run_into_the_story_leave_it(read: Read) -> None:
    text = read(
        "a.txt", f"*** START OF THE PROJECT GUTENBERG EBOOK THE BOAT ***\n\nProduced by A. B. {RUN_ON}"
    )
    assert RUN_ON in " ".join(shown(text))


def test_notes_are_not_story(read: Read) -> None:
    notes = [
        "A/N: Thanks to my beta!",
        "Disclaimer: I own nothing.",
        "[Illustration: The boat]",
        "[Footnote 1: A ship.]",
    ]
    text = read("a.txt", "\n\n".join([notes[0], notes[1], LONG, notes[2], LONG, notes[3]]))
    assert shown(text, BlockKind.NOTE) == notes
    said = "Anne said that the illustration: a boat, was good."
    assert said in shown(read("b.txt", f"{said}\n\n{LONG}"))


def test_control_characters_stay_in_the_content(read: Read) -> None:
    words = f"{ENGLISH}\x00 \x07{ENGLISH}\n\n\u202e{ENGLISH}\u202c\n"
    text = read("a.txt", words)
    assert text.content == words
    assert len(shown(text)) == 2


YAML = "---\ntitle: The Weir\nauthor: Jane Hale\ntags: [river, mill]\n---\n"
TOML = '+++\ntitle = "The Weir"\nauthor = "Jane Hale"\n+++\n'


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("between", ["", "\n", "\nThe Weir\n\n"])
@pytest.mark.parametrize("head", [YAML, TOML])
def test_fields_between_rules_are_no_story(read: Read, head: str, between: str, ends: str) -> None:
    content = f"{head}{between}He came home late.\n\n“And then?” she said.\n"
    text = read("a.txt", content.replace("\n", ends).encode())
    assert (text.metadata.title, text.metadata.author) == ("The Weir", "Jane Hale")
    assert shown(text) == ["He came home late.", "“And then?” she said."]
    assert [part.kind for part in text.set_apart()] == [Apart.TAGS]


@pytest.mark.parametrize(
    "head",
    [
        "---\n\nHe came home late.\n\n---\n\n",
        "---\nHe said: nothing.\nShe: no.\n---\n\n",
        "---\ntitle: X\n",
        "---\nFrom: Jane\nTo: Tom\nSubject: the weir\nDate: May 3\n\nHe came home late.\n---\n\n",
    ],
)
def test_words_between_rules_are_story(read: Read, head: str) -> None:
    words = f"{head}He came home late.\n\n“And then?” she said.\n"
    text = read("a.txt", words)
    assert not text.set_apart()
    assert shown(text).count("He came home late.") == words.count("He came home late.")


def test_two_paragraphs_of_one_line_each_that_are_set_in_alike(read: Read) -> None:
    speech = [
        "“I have found us a roof for the night,” said Edmund.",
        "“Whose?” asked Tamsin, and put down her needle.",
    ]
    story = [LONG.strip(), LONG.strip(), *speech, LONG.strip(), LONG.strip()]
    lines = [textwrap.fill(each, 60, initial_indent="   ") for each in story]
    text = read("a.txt", "\n".join(lines) + "\n")
    assert [" ".join(words.split()) for words in shown(text)] == story


@pytest.mark.parametrize("blank", [0, 1])
def test_a_text_with_a_blank_line_after_each_is_closed_up(read: Read, blank: int) -> None:
    """Its paragraphs are set in, or have a wider space between them."""
    import textwrap

    paragraphs = [
        "The harbour lay under the hill as it had lain for two hundred years, and nobody who lived there "
        "could have said why the mill stood with its back to the water.",
        "“Is the tide in?” asked Wyn. “If it is not, then we have carried a ladder down to the quay for "
        "nothing and may as well go home.”",
        "“It was in an hour ago,” said Colley.",
        "There were eleven boats, and nine of them were out. The other two were his, and one had no mast; it "
        "had stood in the yard since his father died.",
    ] * 3
    indent = "" if blank else "    "
    wrapped = ["\n\n".join(textwrap.wrap(words, 60, initial_indent=indent)) for words in paragraphs]
    text = read("a.txt", ("\n\n" + "\n" * blank).join(wrapped))
    assert [" ".join(words.split()) for words in shown(text)] == paragraphs


def test_paragraphs_of_a_line_each_stay_apart(read: Read) -> None:
    lines = ["He came in and sat down by the fire", "she said nothing", "the rain went on"] * 5
    assert shown(read("a.txt", "\n\n".join(lines))) == lines


def test_cycles_are_looked_for_again_after_reading(read: Read) -> None:
    read("a.txt", LONG)
    assert gc.isenabled()
    gc.disable()
    try:
        read("b.txt", LONG)
        assert not gc.isenabled()
    finally:
        gc.enable()
