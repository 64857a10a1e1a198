"""Thoughts in the narration: the words of whoever thinks them."""

from __future__ import annotations

import pytest

from tests.cast.scenes import Scene, tell

DULL = "The rain came down on the roof and ran along the gutter into the yard below. "


def thought(scene: Scene) -> list[tuple[str, str]]:
    """The words of each thought, and of the mention that tells who thinks it."""
    book = scene.book
    return [
        (book.text.content[own.start : own.end], book.shown[own.tag] if own.tag >= 0 else "")
        for own in book.thoughts
    ]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("{[I] hate the rain,} thought [Ada].", [("I hate the rain,", "Ada")]),
        ("{[I] hate the rain,} [she] thought.", [("I hate the rain,", "she")]),
        ("[Ada] thought, {[I] hate the rain.}", [("I hate the rain.", "Ada")]),
        ("{What have [I] done?} [Ada] rose. {[I] hate it.}", [("What have I done?", ""), ("I hate it.", "")]),
        ("{[I] am the rain,} said the pipe.", [("I am the rain,", "")]),
        ("[I] hate the rain, thought [Ada].", [("I hate the rain,", "Ada")]),
        ("Where am [I]? [Ada] wondered.", [("Where am I?", "Ada")]),
        ("[I] could go. [I] could run, [she] thought bitterly.", [("I could go. I could run,", "she")]),
        # none of the character's own
        ("{The rain fell,} thought [Ada].", []),
        ("[Ada] thought that the rain was all that was left of [me].", []),
        ("{[I]} hate the rain.", []),
        ("“{[I] hate the rain,}” thought [Ada].", []),
        ("[I] saw [Ada], and [she] thought of [me].", []),
    ],
)
def test_what_is_a_thought(words: str, found: list[tuple[str, str]]) -> None:
    assert thought(tell(DULL * 3, words)) == found


def test_where_most_of_a_chapter_is_in_italics_they_tell_nothing() -> None:
    line = "{[I] went down to the sea, and [I] swam.}"
    reading = tell("# One", line, line, "It was cold.", "# Two", DULL * 9, DULL * 9).read()
    assert [told.person.value for told in reading.cast.narrations] == ["first", "third"]


def test_the_i_of_a_thought_is_its_thinkers_and_makes_no_narrator() -> None:
    reading = tell(
        "[Ada] stood at the window. [Bram] was late.",
        "{[I] shall go to bed,} [she] thought.",
        "“Late again,” said [Tom].",
        "{[I] shall say nothing. [My] face will do.}",
        "[She] went to the door.",
        links={"she": "Ada", "She": "Ada"},
    ).read()
    assert [(told.person.value, told.narrator) for told in reading.cast.narrations] == [("third", None)]
    assert reading.who("I") == reading.who("I 2") == reading.who("My") == "Ada"
    assert not any(entity.narrator for entity in reading.cast.entities)


def test_an_untagged_thought_is_of_whom_its_paragraph_is_about() -> None:
    reading = tell("{Where am [I]?} [Bram] sat up.", "[Ada] slept. {[I] am cold.}", DULL).read()
    assert reading.who("I") == "Bram"
    assert reading.who("I 2") == "Ada"


def test_a_thought_without_a_thinker_has_none() -> None:
    reading = tell(DULL, "{[I] am cold.}", DULL).read()
    assert reading.who("I") is None
    assert reading.names == []


def test_what_a_teller_thinks_is_the_tellers() -> None:
    reading = tell(
        "[I] stood at the window, and [I] waited. [Bram] was late. [I] was cold.",
        "{[I] shall go to bed.} [Bram] came in.",
        "{[I] am drunk,} thought [Bram].",
    ).read()
    assert [told.person.value for told in reading.cast.narrations] == ["first"]
    assert reading.who("I 4") == "Narrator"
    assert reading.who("I 5") == "Bram"
