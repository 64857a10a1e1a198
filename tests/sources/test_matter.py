"""What stands before and after a story in a book, in every format."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import pytest

from fabula.sources import matter_kinds
from fabula.types import Apart, Text

from .conftest import Read, shown, titles
from .epubs import LONG, STORY, epub

Section = tuple[str, Sequence[str]]
FORMATS = ("txt", "md", "html", "epub")
BODY = [*STORY, LONG]
STORY_SECTIONS: list[Section] = [("Chapter One", BODY), ("Chapter Two", BODY), ("Chapter Three", BODY)]
NAMES = [title for title, _ in STORY_SECTIONS]


def made(form: str, sections: Sequence[Section]) -> str | bytes:
    """A book of these sections, each a heading and its paragraphs, as a file of this format."""
    if form == "txt":
        parts = ["\n\n".join(filter(None, (title, *words))) for title, words in sections]
        return "\n\n\n".join(parts) + "\n"
    if form == "md":
        parts = [
            "\n\n".join(filter(None, (f"# {title}" if title else "", *words))) for title, words in sections
        ]
        return "\n\n".join(parts) + "\n"
    bodies = [
        (f"<h1>{escape(title)}</h1>" if title else "") + "".join(f"<p>{escape(each)}</p>" for each in words)
        for title, words in sections
    ]
    if form == "html":
        return f"<html><head><title>The Slack Water</title></head><body>{''.join(bodies)}</body></html>"
    return epub({f"p{n}.xhtml": body for n, body in enumerate(bodies)})


def apart(text: Text) -> set[Apart]:
    return {block.apart for block in text.blocks if block.apart is not None}


FRONT: dict[Apart, Section] = {
    Apart.PRAISE: (
        "Praise for The Slack Water",
        [
            "“As cold and clear as its harbour.” — The Pell Courier",
            "“I read it twice.” — Humphrey Pask, author of Elm",
        ],
    ),
    Apart.COPYRIGHT: (
        "Copyright",
        ["Copyright © 1931 by Ada Merrow", "All rights reserved. No part of this book may be copied."],
    ),
    Apart.DEDICATION: ("Dedication", ["To the ferrymen of Pell, who waited."]),
    Apart.EPIGRAPH: ("Epigraph", ["The tide is a patient clerk.", "Humphrey Pask"]),
}
BACK: dict[Apart, Section] = {
    Apart.ACKNOWLEDGMENTS: (
        "Acknowledgments",
        [
            "I thank my sister Emma, who read every page.",
            "I am grateful to Rufus, who said, “Take your time.”",
        ],
    ),
    Apart.ABOUT_AUTHOR: (
        "About the Author",
        ["Ada Merrow was born in Pell and lives there with two dogs. She is the author of nine novels."],
    ),
    Apart.ALSO_BY: ("Also by Ada Merrow", ["The Mill", "Elm and Ash", "The Long Watch"]),
    Apart.READING_GROUP: (
        "Questions for Discussion",
        [
            "1. Why does Wyn carry the ladder?",
            "2. Whom does Colley lie to, and why?",
            "3. What is the bell for?",
        ],
    ),
    Apart.NEWSLETTER: (
        "Sign up for Ada Merrow’s newsletter",
        ["Join the mailing list for exclusive stories and updates: www.example.com."],
    ),
    Apart.GLOSSARY: ("Glossary", ["Slack: the time between tides", "Staithe: a landing", "Carr: a wet wood"]),
    Apart.INDEX: ("Index", ["Bell, the, 3, 17", "Colley, 4–9", "Ladder, 1"]),
    Apart.FOOTNOTE: (
        "Notes",
        ["1. It was built by Humphrey Pask.", "2. Of elm.", "3. See the Courier of 3 May."],
    ),
    Apart.AUTHORS_NOTE: ("Author’s Note", ["There is no harbour at Pell. I have made it up."]),
    Apart.PREVIEW: (
        "Read on for an excerpt from Ada Merrow’s next novel",
        ["Nobody had told Harbin that the mill was sold. He stood in the road and looked at it."],
    ),
}


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("kind", FRONT, ids=lambda kind: kind.name)
def test_before_the_story(read: Read, kind: Apart, form: str) -> None:
    text = read(f"a.{form}", made(form, [FRONT[kind], *STORY_SECTIONS]))
    assert titles(text) == NAMES
    assert shown(text) == BODY * 3
    assert apart(text) == {kind}


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("kind", BACK, ids=lambda kind: kind.name)
def test_after_the_story(read: Read, kind: Apart, form: str) -> None:
    text = read(f"a.{form}", made(form, [*STORY_SECTIONS, BACK[kind]]))
    assert titles(text) == NAMES
    assert shown(text) == BODY * 3
    assert apart(text) == {kind}


@pytest.mark.parametrize("form", FORMATS)
def test_all_of_it_at_once(read: Read, form: str) -> None:
    text = read(f"a.{form}", made(form, [*FRONT.values(), *STORY_SECTIONS, *BACK.values()]))
    assert titles(text) == NAMES
    assert shown(text) == BODY * 3
    assert apart(text) == {*FRONT, *BACK}
    assert text.chapters[-1].end == text.content.index("Acknowledgments")


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    "section",
    [
        (
            "Acknowledgments",
            ["Wyn thanked nobody. She had carried the ladder alone, and she was tired.", *BODY],
        ),
        ("The Preview", BODY),
        ("About the Author", ["“He lives in Pell,” said Colley. “He writes about us.”", *BODY]),
        ("Dedication", BODY),
        ("Copyright", BODY),
        ("Notes", BODY),
        ("Contents", BODY),
        ("Index", BODY),
        ("Praise", ["“Good,” said Wyn.", *BODY]),
    ],
    ids=lambda section: section[0],
)
def test_a_chapter_in_the_middle_is_story_whatever_it_is_called(
    read: Read, section: Section, form: str
) -> None:
    sections = [*STORY_SECTIONS[:2], section, STORY_SECTIONS[2]]
    text = read(f"a.{form}", made(form, sections))
    assert not apart(text)
    assert [words for words in shown(text) if words != section[0]] == [*BODY * 2, *section[1], *BODY]


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    "section",
    [
        ("Dedication", BODY),
        ("Copyright", BODY),
        ("Notes", BODY),
        ("Contents", BODY),
        ("Index", BODY),
        ("Glossary", BODY),
        ("Questions", BODY),
        ("Also by Moonlight", BODY),
        ("Preview", BODY),
        ("Excerpt", BODY),
        ("The End of the Bell", BODY),
        ("Preface", ["These papers were found in the mill, in a box that nobody had opened.", *BODY]),
        ("Afterword", BODY),
        ("Introduction", BODY),
    ],
    ids=lambda section: section[0],
)
def test_a_last_chapter_that_does_not_hold_what_its_title_says(
    read: Read, section: Section, form: str
) -> None:
    text = read(f"a.{form}", made(form, [*STORY_SECTIONS, section]))
    assert not apart(text)
    assert shown(text)[-len(section[1]) :] == list(section[1])


@pytest.mark.parametrize("form", FORMATS)
def test_an_afterword_between_them_is_left_to_the_story(read: Read, form: str) -> None:
    afterword: Section = (
        "Afterword",
        ["Nobody has seen the ladder since. I went to Pell myself to look for it."],
    )
    sections = [*STORY_SECTIONS, BACK[Apart.ACKNOWLEDGMENTS], afterword, BACK[Apart.ABOUT_AUTHOR]]
    text = read(f"a.{form}", made(form, sections))
    assert shown(text) == [*BODY * 3, *afterword[1]]
    assert apart(text) == {Apart.ACKNOWLEDGMENTS, Apart.ABOUT_AUTHOR}


@pytest.mark.parametrize("title", ["Preface", "Introduction", "Author’s Foreword"])
def test_a_preface_with_the_name_of_the_author_under_it(read: Read, title: str) -> None:
    signed: Section = (
        title,
        ["I wrote this in a cold winter.", "Ada Merrow", "Pell, May 1931"],
    )
    text = read("a.epub", made("epub", [signed, *STORY_SECTIONS]))
    assert shown(text) == BODY * 3
    assert apart(text) == {Apart.INTRODUCTION}
    other: Section = (title, ["I found these papers in the mill.", "Humphrey Pask", "Pell, May 1931"])
    assert not apart(read("b.epub", made("epub", [other, *STORY_SECTIONS])))


def test_an_initial_that_is_a_roman_number_signs_a_preface(read: Read) -> None:
    said = [("Introduction", ["I wrote this in a cold winter.", "L. Ada Merrow", "Pell, May 1931"])]
    body = "".join(
        f"<h1>{head}</h1>" + "".join(f"<p>{each}</p>" for each in paragraphs)
        for head, paragraphs in [*said, *((f"Chapter {n}", BODY) for n in range(1, 4))]
    )
    head = '<head><title>The Weir</title><meta name="author" content="L. Ada Merrow"></head>'
    text = read("a.html", f"<html>{head}<body>{body}</body></html>")
    assert shown(text) == BODY * 3
    assert apart(text) == {Apart.INTRODUCTION}


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    "heading",
    [
        "Read on for an excerpt from The Long Watch, coming in May",
        "An excerpt from The Long Watch",
        "Keep reading for the first chapter of The Long Watch",
        "A sneak peek at The Long Watch",
        "Turn the page for a preview of Ada Merrow’s The Long Watch.",
        "EXCERPT FROM THE LONG WATCH",
        "Preview: The Long Watch",
        "Special Preview",
    ],
)
def test_the_chapters_of_another_book_at_the_end(read: Read, heading: str, form: str) -> None:
    story = [(f"Chapter {n}", BODY) for n in range(1, 9)]
    other: list[Section] = [(heading, []), ("Chapter 1", BODY), ("Chapter 2", BODY)]
    text = read(f"a.{form}", made(form, [*story, *other, BACK[Apart.ABOUT_AUTHOR]]))
    assert titles(text) == [title for title, _ in story]
    assert shown(text) == BODY * 8
    assert apart(text) == {Apart.PREVIEW, Apart.ABOUT_AUTHOR}


@pytest.mark.parametrize("form", FORMATS)
def test_the_first_chapter_of_another_book_after_the_thanks(read: Read, form: str) -> None:
    story = [(f"Chapter {n}", BODY) for n in range(1, 9)]
    other: list[Section] = [BACK[Apart.ACKNOWLEDGMENTS], ("Chapter 1", BODY)]
    text = read(f"a.{form}", made(form, [*story, *other]))
    assert titles(text) == [title for title, _ in story]
    assert apart(text) == {Apart.PREVIEW, Apart.ACKNOWLEDGMENTS}


@pytest.mark.parametrize("form", FORMATS)
def test_a_copyright_page_without_a_heading(read: Read, form: str) -> None:
    page = [
        "The Slack Water",
        "Copyright © 1931 by Ada Merrow",
        "This is a work of fiction. Any resemblance to real persons is chance.",
        "Cover design by Humphrey Pask",
        "ISBN 978-0-00-000000-0",
        "www.example.com",
    ]
    text = read(f"a.{form}", made(form, [("", page), *STORY_SECTIONS]))
    assert set(BODY) == set(shown(text)) - {page[0]}
    assert apart(text) == {Apart.COPYRIGHT}


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    "words",
    [
        "If you enjoyed this book, please leave a review on Goodreads.",
        "Sign up for my newsletter at www.example.com.",
        "Follow me on Twitter and Instagram for new releases!",
    ],
)
def test_promotion_after_the_last_words(read: Read, words: str, form: str) -> None:
    end = [*BODY, "Thank you for reading! Find me on Patreon.", words]
    text = read(f"a.{form}", made(form, [*STORY_SECTIONS[:2], ("Chapter Three", end)]))
    assert shown(text) == BODY * 3
    assert apart(text) == {Apart.NEWSLETTER}


@pytest.mark.parametrize(
    "words",
    [
        "“Sign up for the newsletter on Facebook,” said Wyn.",
        "Thank you for reading this, my dear.",
        "She had a website.",
    ],
)
def test_words_of_a_story_that_speak_of_such_things(read: Read, words: str) -> None:
    text = read("a.txt", made("txt", [*STORY_SECTIONS[:2], ("Chapter Three", [*BODY, words])]))
    assert shown(text)[-1] == words


@pytest.mark.parametrize("form", FORMATS)
def test_the_ends_and_fronts_of_works_in_the_middle(read: Read, form: str) -> None:
    one, two = BACK[Apart.ABOUT_AUTHOR], BACK[Apart.ALSO_BY]
    text = read(f"a.{form}", made(form, [*STORY_SECTIONS, one, two, FRONT[Apart.COPYRIGHT], *STORY_SECTIONS]))
    assert shown(text) == BODY * 6
    assert apart(text) == {Apart.ABOUT_AUTHOR, Apart.ALSO_BY, Apart.COPYRIGHT}


@pytest.mark.parametrize("form", FORMATS)
def test_a_book_of_nothing_else_is_a_story(read: Read, form: str) -> None:
    text = read(f"a.{form}", made(form, [BACK[Apart.ACKNOWLEDGMENTS], BACK[Apart.ABOUT_AUTHOR]]))
    assert {*BACK[Apart.ACKNOWLEDGMENTS][1], *BACK[Apart.ABOUT_AUTHOR][1]} <= set(shown(text))


def test_pages_of_an_epub_by_what_their_files_are_called(read: Read) -> None:
    body = "".join(f"<p>{escape(each)}</p>" for each in BODY)
    pages = {
        "cover.xhtml": "<p>The Slack Water</p>",
        "9780000000000_copyright.xhtml": "<p>Copyright © 1931 by Ada Merrow</p><p>All rights reserved.</p>",
        "dedication.xhtml": "<p>To the ferrymen of Pell</p>",
        "c1.xhtml": f"<h2>Chapter One</h2>{body}",
        "c2.xhtml": f"<h2>Chapter Two</h2>{body}",
        "abouttheauthor.xhtml": "<h2><img/></h2><p>Ada Merrow lives in Pell, where she writes novels.</p>",
        "newsletter.xhtml": "<p>Sign up for my newsletter and get a free story: www.example.com.</p>",
        "next-reads.xhtml": "<p>What’s next on your reading list?</p><p>Sign up at www.example.com.</p>",
    }
    text = read("a.epub", epub(pages))
    assert shown(text) == BODY * 2
    assert apart(text) == {
        Apart.COVER,
        Apart.COPYRIGHT,
        Apart.DEDICATION,
        Apart.ABOUT_AUTHOR,
        Apart.NEWSLETTER,
    }


@pytest.mark.parametrize(
    "name", ["cover", "copy", "notes", "contents", "bio", "ded", "index", "ads", "excerpt"]
)
def test_a_story_stays_whatever_its_file_is_called(read: Read, name: str) -> None:
    body = "".join(f"<p>{escape(each)}</p>" for each in BODY)
    text = read("a.epub", epub({f"{name}.xhtml": body, "b.xhtml": body}))
    assert shown(text) == BODY * 2


@pytest.mark.parametrize("title", ["Imprint", "Colophon", "Uncopyright", "COPYRIGHT PAGE"])
def test_titles_that_are_sure(title: str) -> None:
    assert matter_kinds.is_own(title)


OF_CHAPTERS = """The Preview, Interview with the Miller, Join the Navy, About Wyn, A Look at the Sea, Thanks,
Notes from Pell, For My Father, The Index, Praise Be, Coming Home, The Author, Questions, A Note, Excerpt,
Free, Sample, Reading, the contents of the box, Extract of Malt, Chapter 12: Index, Preview"""


@pytest.mark.parametrize("title", OF_CHAPTERS.replace("\n", " ").split(", "))
def test_titles_of_chapters(title: str) -> None:
    assert matter_kinds.by_title(title) is None


@pytest.mark.parametrize("form", FORMATS)
def test_the_lines_of_a_title_page_with_those_of_the_copyright(read: Read, form: str) -> None:
    lines = ["The Slack Water", "Ada Merrow", "Pell Books", "London", "Copyright © 2021 Ada Merrow"]
    more = ["For Anna, who waited", "By the same author", "The Long Ebb", "A Year of Herrings"]
    text = read(f"a.{form}", made(form, [("", [*lines, *more]), *STORY_SECTIONS]))
    assert shown(text) == BODY * 3
    assert titles(text) == NAMES
    assert Apart.COPYRIGHT in apart(text)


@pytest.mark.parametrize("form", FORMATS)
def test_a_dedication_and_an_epigraph_without_headings(read: Read, form: str) -> None:
    lines = ["For my mother", "“The hand is the cutting edge of the mind.”", "—Jacob Bronowski"]
    text = read(f"a.{form}", made(form, [("", lines), *STORY_SECTIONS]))
    assert shown(text) == BODY * 3
    assert [block.apart for block in text.blocks][:3] == [Apart.DEDICATION, Apart.EPIGRAPH, Apart.EPIGRAPH]


@pytest.mark.parametrize("form", FORMATS)
def test_words_before_the_first_chapter_are_story(read: Read, form: str) -> None:
    lines = ["To the lighthouse it was a mile, and Wyn walked it.", "“Is the tide in?” asked Colley."]
    text = read(f"a.{form}", made(form, [("", lines), *STORY_SECTIONS]))
    assert shown(text) == [*lines, *BODY * 3]


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    ("title", "words", "kind"),
    [
        ("About the Type", "This book was set in Bembo, a face cut by Griffo in 1495.", Apart.COPYRIGHT),
        ("Bonus: The First Chapter of The Long Ebb", "“There is no salt,” said Hurd.", Apart.PREVIEW),
        ("By the Same Author", "The Long Ebb", Apart.ALSO_BY),
    ],
)
def test_more_titles_of_what_closes_a_book(
    read: Read, form: str, title: str, words: str, kind: Apart
) -> None:
    closing: list[Section] = [("Acknowledgments", ["I thank Jon, and everybody at Pell."]), (title, [words])]
    text = read(f"a.{form}", made(form, [*STORY_SECTIONS, *closing]))
    assert titles(text) == NAMES and shown(text) == BODY * 3
    assert apart(text) == {Apart.ACKNOWLEDGMENTS, kind}


BY_ITS_AUTHOR = (
    "This book began with a ladder that I saw at Pell when I was nine. I wrote the first draft in a month.",
    "Readers have asked me whether there was a Colley. There was not: all the characters are invented.",
)
IN_THE_STORY = (
    "I have told this story as Wyn told it to me, and no reader will believe the half of it.",
    "“Write it down,” said Colley. So I wrote it down. The first draft went into the harbour.",
)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("title", ["Afterword", "AN AFTERWORD", "Author’s Afterword"])
def test_an_afterword_that_nobody_signs_is_its_authors_where_it_tells_of_the_book(
    read: Read, title: str, form: str
) -> None:
    text = read(f"a.{form}", made(form, [*STORY_SECTIONS, (title, list(BY_ITS_AUTHOR))]))
    assert apart(text) == {Apart.AUTHORS_NOTE}
    assert not set(BY_ITS_AUTHOR) & set(shown(text))


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("title", ["Afterword", "The Last Morning"])
def test_an_afterword_of_whoever_tells_the_story_is_story(read: Read, title: str, form: str) -> None:
    words = IN_THE_STORY if title == "Afterword" else BY_ITS_AUTHOR
    text = read(f"a.{form}", made(form, [*STORY_SECTIONS, (title, list(words))]))
    assert shown(text)[-2:] == list(words)


@pytest.mark.parametrize("form", ["txt", "md", "html"])
def test_a_numbered_chapter_may_be_called_as_what_closes_a_book(read: Read, form: str) -> None:
    inside = {"txt": "{}", "md": "## {}", "html": "<h2>{}</h2>"}[form]
    pairs = [
        ("CHAPTER I", "The Tide"),
        ("CHAPTER II", "Acknowledgments"),
        ("CHAPTER III", "About the Author"),
    ]
    words = [
        line if form != "html" or line.startswith("<h") else f"<p>{line}</p>"
        for number, title in pairs
        for line in (inside.format(number), inside.format(title), *BODY)
    ]
    text = read(f"a.{form}", "\n\n".join(words))
    assert [title.replace(", ", ": ") for title in titles(text)] == [f"{a}: {b}" for a, b in pairs]
    assert shown(text) == BODY * 3
