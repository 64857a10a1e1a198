"""Paragraphs that speak from outside the story, and notes in brackets among its words."""

from __future__ import annotations

import pytest

from fabula.sources.ornaments import note_of
from fabula.types import Apart, BlockKind

from .conftest import Read, shown

STORY = "The old man came home over the fields, and nobody in the house had thought to leave a lamp burning."


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("[Illustration: the gate]", Apart.ILLUSTRATION),
        ("[Picture: Moorland Scene, Haworth]", Apart.ILLUSTRATION),
        ("[Plate 12]", Apart.ILLUSTRATION),
        ("[Music score]", Apart.ILLUSTRATION),
        ("[[musical notes occur here in the printed text]]", Apart.ILLUSTRATION),
        ("{I said my evening prayers: p311.jpg}", Apart.ILLUSTRATION),
        ("[*Gidgee--Colloquial pronunciation of gidia, an Australian tree.]", Apart.FOOTNOTE),
        ("[* If he owned a dog named Bull, they would have spoken of him so.]", Apart.FOOTNOTE),
        ("[1] Vulture.", Apart.FOOTNOTE),
        ("[Transcriber's Note: so in the original.]", Apart.TRANSCRIBER),
        ("[Page 12]", Apart.PAGE_NUMBER),
        ("A/N: thank you all for reading", Apart.AUTHORS_NOTE),
        ("***A/N hey guys, this is my first book so be nice***", Apart.AUTHORS_NOTE),
        ("Thanks for 1K reads!! \N{TWO HEARTS}", Apart.AUTHORS_NOTE),
        ("QOTD: who is your favourite?", Apart.AUTHORS_NOTE),
        ("Reviews are love!", Apart.AUTHORS_NOTE),
        ("**Vote and comment! ⭐**", Apart.AUTHORS_NOTE),
        ("Please read & review.", Apart.AUTHORS_NOTE),
        ("TBC...", Apart.AUTHORS_NOTE),
        ("Don’t forget to like and subscribe!", Apart.AUTHORS_NOTE),
        ("Don't forget to vote and comment! xx", Apart.AUTHORS_NOTE),
        ("AN2: please review", Apart.AUTHORS_NOTE),
        ("[End A/N] See you next week :)", Apart.AUTHORS_NOTE),
        ("*not edited*", Apart.AUTHORS_NOTE),
        ("Unbetaed.", Apart.AUTHORS_NOTE),
        ("12.3K 455 89", Apart.SITE),
        ("1,204 reads · 34 votes", Apart.SITE),
        ("12 455 89", None),
        ("34 votes were cast.", None),
        ("Share and share alike.", None),
        ("Please follow me.", None),
        ("“Please comment,” he said.", None),
        ("[Music swells in the hall below.]", None),
        ("[A burst of revelry from the forecastle.]", None),
        ("[Plates rattle.]", None),
        ("{She had no idea.}", None),
        ("Illustrations hung on every wall.", None),
    ],
)
def test_what_a_paragraph_from_outside_the_story_is(words: str, kind: Apart | None) -> None:
    assert note_of(words, marked=True) is kind
    if words != "[1] Vulture.":
        assert note_of(words, marked=False) is kind


def test_what_is_set_apart_says_what_it_is(read: Read) -> None:
    text = read(
        "a.txt", "\n\n".join([STORY, "[Picture: the gate,", "by moonlight]", STORY, "{He: p2.jpg}", STORY])
    )
    assert [block.apart for block in text.blocks if block.kind is BlockKind.NOTE] == [Apart.ILLUSTRATION] * 3
    assert shown(text) == [STORY] * 3


@pytest.mark.parametrize(
    "paragraph",
    [
        "[Illustration: the gate]\nThe old man came home over the fields.",
        "[Sidenote: 1801.] The old man came home over the fields.",
        "The old man came home [Transcriber's Note: so in the book.] over the fields.",
        "The old man came home over the fields. [Footnote: Or so he said.]",
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.md"])
def test_a_note_in_a_paragraph_is_skipped_and_its_words_are_not(
    read: Read, name: str, paragraph: str
) -> None:
    page = "<html><body>" + "".join(f"<p>{words}</p>" for words in (STORY, paragraph)) + "</body></html>"
    text = read(name, page if name == "a.html" else "\n\n".join([STORY, paragraph]))
    story = [" ".join(text.reads(b.start, b.end).split()) for b in text.blocks if b.kind.is_story]
    assert story == [STORY, "The old man came home over the fields."]


def test_brackets_that_are_a_paragraph_of_their_own_stay_one(read: Read) -> None:
    both = "[Illustration: S'DLIHC] [Transcriber's note: in mirror image.]"
    text = read("a.txt", "\n\n".join([STORY, both, STORY]))
    assert shown(text, BlockKind.NOTE) == [both]
    assert not text.repairs
