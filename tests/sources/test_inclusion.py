"""Parts that a reader wants back in the story."""

from __future__ import annotations

import pytest

from fabula.errors import UsageError
from fabula.sources.inclusion import include, kinds_of
from fabula.types import Apart, Block, BlockKind, Chapter, Metadata, Text

STORY, NOTE, HEADING = BlockKind.PARAGRAPH, BlockKind.NOTE, BlockKind.HEADING
Row = tuple[BlockKind, str, Apart | None]


def text_of(*rows: Row, chapters: tuple[tuple[str, str, str], ...] = ()) -> Text:
    """A text of one block a row; a chapter: its title, the words at its start and after its end."""
    content = "\n\n".join(words for _, words, _ in rows)
    blocks, at = [], 0
    for kind, words, apart in rows:
        blocks.append(Block(kind, at, at + len(words), apart))
        at += len(words) + 2
    spans = (
        Chapter(title, content.index(first), content.index(last) if last else len(content))
        for title, first, last in chapters
    )
    return Text(content, tuple(blocks), tuple(spans), Metadata(), "a.txt")


BOOK = text_of(
    (NOTE, "For my aunt.", Apart.DEDICATION),
    (HEADING, "Chapter One", None),
    (STORY, "The door was open.", None),
    (NOTE, "A door is a hole in a wall.", Apart.FOOTNOTE),
    (STORY, "Nobody came in.", None),
    (BlockKind.BOILERPLATE, "The Next Adventure", Apart.PREVIEW),
    (BlockKind.BOILERPLATE, "It rained in Ghent.", Apart.PREVIEW),
    chapters=(("Chapter One", "Chapter One", "The Next"),),
)


def test_a_preview_with_a_heading_becomes_a_chapter() -> None:
    found = include(BOOK, frozenset((Apart.PREVIEW,)))
    assert [block.kind for block in found.blocks[-2:]] == [HEADING, STORY]
    assert [chapter.title for chapter in found.chapters] == ["Chapter One", "The Next Adventure"]
    assert found.chapters[1].end == len(BOOK.content)
    assert [each.kind for each in found.set_apart()] == [Apart.DEDICATION, Apart.FOOTNOTE]


def test_a_note_in_mid_chapter_parts_no_chapter() -> None:
    found = include(BOOK, frozenset((Apart.FOOTNOTE,)))
    assert found.blocks[3].kind is STORY and found.chapters == BOOK.chapters


def test_what_stands_before_the_first_chapter_is_story_outside_of_any() -> None:
    found = include(BOOK, frozenset((Apart.DEDICATION,)))
    assert found.blocks[0].kind is STORY and found.chapters == BOOK.chapters


def test_closing_words_without_a_heading_go_with_the_last_chapter() -> None:
    book = text_of(
        (HEADING, "Chapter One", None),
        (STORY, "The door was open.", None),
        (NOTE, "And so it stayed, I am told, for years.", Apart.AUTHORS_NOTE),
        chapters=(("Chapter One", "Chapter One", "And so"),),
    )
    (chapter,) = include(book, frozenset((Apart.AUTHORS_NOTE,))).chapters
    assert chapter.end == len(book.content)


@pytest.mark.parametrize(
    ("names", "kinds"),
    [
        ("", frozenset()),
        ("preview", {Apart.PREVIEW}),
        ("Previews, author’s notes", {Apart.PREVIEW, Apart.AUTHORS_NOTE}),
        ("all", frozenset(Apart)),
        ("acknowledgments,", {Apart.ACKNOWLEDGMENTS}),
    ],
)
def test_kinds_by_their_names(names: str, kinds: frozenset[Apart]) -> None:
    assert kinds_of(names) == kinds


def test_a_kind_that_there_is_not() -> None:
    with pytest.raises(UsageError, match=r"--include knows no 'prevue'; it takes all, or some of: cover, "):
        kinds_of("preview, prevue")
