"""A screenplay in Fountain is read as it is shown: headings, action, who says what."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import fabula
from fabula.exports import export
from fabula.sources import load
from fabula.sources.folders import folder_at
from fabula.sources.fountain import is_fountain
from fabula.sources.fountain.elements import elements_of
from fabula.sources.fountain.emphasis import marked
from fabula.types import Apart, BlockKind, EmphasisKind
from tests.builders import ferry, small_work

from .conftest import Read, shown, titles

PLAY = """Title: _**The Ferry**_
Credit: Written by
Author: J. Hale
Draft date: 1 May
    2026

INT. FERRY HOUSE - NIGHT

Mara stands at the window. The river is *dark*.

MARA
Is the ferry in?

FERRYMAN (O.S.)
(from below)
Not yet.
(beat)
Wait here, Miss Quill.

= Here they quarrel.

She shakes her head. [[Too slow?]]

MARA (CONT'D)
I have no time.

/*
This scene is cut.

TOM
No.
*/

CUT TO:

EXT. RIVER BANK - LATER #12A#

@McAvoy
Then swim!

THE FERRYMAN'S SON ^
~Row, row, row

> The End <

===

!MARA
goes home.
"""


def test_a_screenplay(read: Read) -> None:
    text = read("ferry.fountain", PLAY)
    assert shown(text, BlockKind.TITLE) == ["The Ferry", "by J. Hale"]
    assert titles(text) == ["INT. FERRY HOUSE - NIGHT", "EXT. RIVER BANK - LATER"]
    assert shown(text) == [
        "Mara stands at the window. The river is dark.",
        "Mara: Is the ferry in?",
        "Ferryman (from below): Not yet. (beat) Wait here, Miss Quill.",
        "She shakes her head.",
        "Mara: I have no time.",
        "McAvoy: Then swim!",
        "The Ferryman's Son: Row, row, row",
        "MARA\ngoes home.",
    ]
    assert [(part.kind, text.content[part.start : part.end]) for part in text.set_apart()] == [
        (Apart.NOTE, "CUT TO:")
    ]
    assert "The End" in text.content
    told = text.metadata
    assert (told.title, told.author) == ("The Ferry", "J. Hale")
    assert told.other == {"credit": "Written by", "draft date": "1 May 2026"}
    assert [(e.kind, text.content[e.start : e.end]) for e in text.emphasis] == [(EmphasisKind.ITALIC, "dark")]


def test_sections_are_chapters_where_there_are_any(read: Read) -> None:
    body = PLAY[PLAY.index("INT.") :]
    text = read("a.fountain", f"# Act One\n\n{body}\n# Act Two\n\n.THE MILL\n\nNobody is there.\n")
    assert titles(text) == ["Act One", "Act Two"]
    assert "INT. FERRY HOUSE - NIGHT" in shown(text) and "THE MILL" in shown(text)


@pytest.mark.parametrize("name", ["ferry.txt", "ferry"])
def test_a_screenplay_of_another_name_is_known_by_its_lines(read: Read, name: str) -> None:
    play = f"{PLAY}\nEXT. MILL - DAY\n\nMARA\nTom?\n"
    assert "Mara: Is the ferry in?" in shown(read(name, play.replace("\n", "\r\n")))


@pytest.mark.parametrize(
    "prose",
    [
        "CHAPTER ONE\n\nINT. is short for interior.\n\nEXT. MEANS OUTSIDE\n\nNOBODY\nknew.\n",
        "She said it.\n\nTHE END\n\nINT. A\n\nINT. B\n\nINT. C\n",
    ],
)
def test_a_story_is_no_screenplay(prose: str) -> None:
    assert not is_fountain(prose)


def test_screenplays_are_found_in_folders(tmp_path: Path) -> None:
    (tmp_path / "a.fountain").write_text(PLAY)
    assert [file.name for file in folder_at(tmp_path).files] == ["a.fountain"]


@pytest.mark.parametrize(
    ("words", "plain", "kinds"),
    [
        ("a *b* c", "a b c", [("italic", "b")]),
        ("**b** _u_ ***x***", "b u x", [("bold", "b"), ("bold", "x"), ("italic", "x")]),
        ("*a **b** c*", "a b c", [("italic", "a b c"), ("bold", "b")]),
        (r"2 \* 3 \* 4 and \_x\_", "2 * 3 * 4 and _x_", []),
        ("a * b * c", "a * b * c", []),
        ("*open", "*open", []),
    ],
)
def test_marks_of_emphasis(words: str, plain: str, kinds: list[tuple[str, str]]) -> None:
    found, emphasis = marked(words)
    assert found == plain
    assert [(each.kind.value, found[each.start : each.end]) for each in emphasis] == kinds


def test_a_story_that_was_written_as_a_screenplay_reads_back(tmp_path: Path) -> None:
    text = load(export(ferry(), "fountain", tmp_path / "x.fountain"), force=True)
    assert titles(text) == ["Chapter One", "Chapter Two"]
    assert shown(text) == [
        "Mara Quill: Is the ferry in?",
        "asked Mara Quill.",
        "The Ferryman: Not yet,",
        "said the ferryman.",
        "The Ferryman: Wait here, Miss Quill.",
        "She waited.",
        "Mara Quill: I have no time,",
        "she told him.",
        "Unknown: Then swim!",
        "somebody called from the bank, & <laughed>.",
    ]
    verse = load(export(small_work(), "fountain", tmp_path / "y.fountain"), force=True)
    assert "O glove, O glove,\nwhere do you rove?" in shown(verse)
    assert shown(verse, BlockKind.SCENE_BREAK) == ["* * *"]


@given(st.text(alphabet="A a\n:.()>@~!#=*_[]/\\", max_size=80))
def test_any_lines_are_read_to_their_end(body: str) -> None:
    for element in elements_of(body):
        marked("\n".join(element.lines))


@pytest.mark.parametrize("sign", ["*a ", "_a ", "[[a ", "/*a ", "\\", "(", "A\nA\n\n", "> ", "#"])
def test_signs_without_end_take_no_longer_than_words(read: Read, sign: str) -> None:
    read("a.fountain", "She sang.\n\n" + sign * (200_000 // len(sign)))


@pytest.mark.model
def test_names_over_lines_give_the_speakers(tmp_path: Path) -> None:
    (tmp_path / "ferry.fountain").write_text(PLAY)
    reading = fabula.read(tmp_path / "ferry.fountain", settings=fabula.Settings(force=True))
    said = {quote.text: quote.speaker and quote.speaker.name for quote in reading.quotes}
    assert said["Is the ferry in?"] == said["I have no time."] == "Mara"
    assert said["Not yet. (beat) Wait here, Miss Quill."] == "Ferryman"
