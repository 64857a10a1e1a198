"""Which *I* is a teller's, and which is not."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from fabula.cast.book import Book
from fabula.cast.first_person import first_person_words
from fabula.types import XPOS, Words
from tests.cast.scenes import tell

THEN = (
    "[Ada] rose. [Ada] went out. [Ada] sang. [Ada] came in. [Ada] slept. [Ada] woke. [Ada] wept. [Ada] ate. "
)
TENSES = {"VBP": "know am wonder", "VBD": "rose went sang came slept woke wept ate saw", "MD": "must would"}


def weight(words: str) -> float:
    """How much of a teller's *I* there is in a paragraph, its verbs tagged by the words above."""
    scene = tell(words)
    notes = scene.notes
    tags = {word: XPOS.index(tag) for tag, own in TENSES.items() for word in own.split()}
    content = scene.text.content
    shown = [content[a:b] for a, b in zip(notes.token_start.tolist(), notes.token_end.tolist(), strict=True)]
    xpos = np.asarray([tags.get(word, XPOS.index("NN")) for word in shown], np.int32)
    return first_person_words(Book(scene.text, replace(notes, words=Words(xpos=xpos)))).get(0, 0.0)


def test_an_i_of_the_tense_of_the_story_is_a_tellers() -> None:
    assert weight(THEN + "[I] saw it.") == 1.0
    assert weight(THEN + "[I] would not.") == 1.0


def test_an_i_of_the_present_in_a_story_of_the_past_says_little() -> None:
    assert weight(THEN + "[I] know it.") == weight(THEN + "[I] must not.") == 0.3


def test_a_story_told_in_the_present_has_its_i_there() -> None:
    assert weight("[I] know it. [I] wonder. [I] am here. " * 3) == 9.0


def test_my_lord_is_nobodys_own() -> None:
    assert weight(THEN + "[My] lord rose.") == 0.0
    assert weight(THEN + "[My] brother rose.") == 1.0


def test_my_lord_makes_no_narrator() -> None:
    reading = tell(*["[my] lord rose, and [my] lord laughed."] * 3).read()
    assert [told.person.value for told in reading.cast.narrations] == ["third"]
    assert "Narrator" not in reading.names
