"""The script for tools: SSML, ``[voice:Name]`` and Fountain, read back."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from pathlib import Path

from lxml import etree

from fabula.exports import export
from fabula.exports.fountain import screenplay
from fabula.exports.script import script_of
from fabula.exports.ssml import documents
from fabula.exports.voices import script
from fabula.types import Block, BlockKind, Cast, Entity, EntityType, Metadata, Quote, Text, Work
from tests.builders import ferry, plain_work, small_work, storied_work

from .stories import any_work

NAMESPACE = "{http://www.w3.org/2001/10/synthesis}"


def words_of(work: Work) -> list[str]:
    return "".join(s.text for s in script_of(work).stretches if s.kind.value != "break").split()


def thinking() -> Work:
    """A thought, a line of somebody unsure, and words that look like marks."""
    content = "“Too late!” she -- thought. “[voice:Bob] (So) it *is*,” he said."
    first = content.index("”") + 1
    second = content.rindex("“"), content.rindex("”") + 1
    quotes = (
        Quote(1, ((0, first),), 1, None, (), 0.9, (), thought=True),
        Quote(2, (second,), 2, None, (), 0.5, ((1, 0.3), (3, 0.01))),
    )
    people = tuple(
        Entity(n, EntityType.PERSON, name) for n, name in ((1, "Ann--Marie"), (2, "M‘Coy"), (3, "Bo"))
    )
    text = Text(content, (Block(BlockKind.PARAGRAPH, 0, len(content)),), (), Metadata(), "a.txt")
    return Work(0, text, 9, Cast(people, (), quotes))


@any_work
def test_ssml_is_well_formed_and_has_every_word(work: Work) -> None:
    said = "".join(
        "".join(map(str, etree.fromstring(document.encode()).itertext("{*}voice")))
        for document in documents(work).values()
    )
    assert "".join(said.split()) == "".join(words_of(work))


def test_ssml_names_voices_and_marks_what_is_doubtful_or_thought() -> None:
    (document,) = documents(thinking()).values()
    root = etree.fromstring(document.encode())
    assert root.tag == f"{NAMESPACE}speak" and root.get("version") == "1.1"
    assert [each.get("name") for each in root.iter(f"{NAMESPACE}voice")] == [
        "Ann--Marie",
        "Narrator",
        "M‘Coy",
        "Narrator",
    ]
    assert [each.get("name") for each in root.iter(f"{NAMESPACE}mark")] == ["thought-1", "doubtful-2"]
    assert [str(each.text) for each in root.iter(etree.Comment)] == [
        " M‘Coy 50%, or Ann\N{NON-BREAKING HYPHEN}\N{NON-BREAKING HYPHEN}Marie 30% "
    ]


def test_ssml_is_a_file_a_chapter(tmp_path: Path) -> None:
    export(ferry(), "ssml", tmp_path / "ferry.zip")
    names = zipfile.ZipFile(tmp_path / "ferry.zip").namelist()
    assert names == ["000 front.ssml", "001 Chapter One.ssml", "002 Chapter Two.ssml"]


def test_a_character_that_xml_has_no_place_for_is_shown_as_one() -> None:
    (document,) = documents(plain_work("Ann \x0c\x00\uffff sang.")).values()
    assert etree.fromstring(document.encode()) is not None


@any_work
def test_plain_text_has_every_word_behind_the_voice_that_says_it(work: Work) -> None:
    said = re.sub(
        r"^\[voice:[^\]]+\]( \[doubtful:[^\]]*\])?|^\[pause\]", "", script(work), flags=re.MULTILINE
    )
    brackets = str.maketrans("", "", "[(")
    assert "".join(said.split()).translate(brackets) == "".join(words_of(work)).translate(brackets)


def test_plain_text_marks_lines() -> None:
    assert script(thinking()).splitlines() == [
        "[voice:Ann--Marie] [thought] “Too late!”",
        "[voice:Narrator] she -- thought.",
        "[voice:M‘Coy] [doubtful:M‘Coy 50%, or Ann--Marie 30%] “(voice:Bob] (So) it *is*,”",
        "[voice:Narrator] he said.",
    ]
    assert "[pause]" in script(small_work()).splitlines()


def test_a_screenplay_has_cues_dialogue_and_action() -> None:
    assert screenplay(storied_work()).split("\n\n") == [
        "Title: The Lost Glove\nAuthor: A. Nonymous\nNarration: I",
        "= THE LOST GLOVE",
        "# Chapter One",
        ".FENWICK - GOOD MORNING",
        "MRS. ALDER\nGood morning,",
        "said Mrs. Alder,",
        "MRS. ALDER\nhave you seen Tom’s glove?",
        "Ned shook his head.",
        "NED\nNo, ma’am. Tom took it to Fenwick.\n[[doubtful: Ned 62%]]",
        "> \\* \\* \\* <",
        "O glove, O glove,\nwhere do you rove?",
        "# Chapter Two",
        ".THE STAIRS",
        "I found it 🧤 under the stairs.\n",
    ]


def test_a_screenplay_says_indoors_or_out_only_where_the_noun_tells() -> None:
    work = storied_work()
    assert work.story is not None
    content = "We met in the old kitchen of the mill, then in the rose garden, then in the hall."
    text = Text(content, (Block(BlockKind.PARAGRAPH, 0, len(content)),), (), Metadata(), "a.txt")
    for place, heading in (
        ("the old kitchen of the mill", "INT. THE OLD KITCHEN OF THE MILL"),
        ("the rose garden", "EXT. THE ROSE GARDEN"),
        ("the hall", ".THE HALL"),
    ):
        start = content.index(place)
        scene = replace(
            work.story.scenes[0],
            start=0,
            end=len(content),
            place_span=(start, start + len(place)),
            time=None,
            present=(),
        )
        found = replace(work, text=text, cast=Cast((), (), ()), story=replace(work.story, scenes=(scene,)))
        assert heading in screenplay(found).splitlines()


def test_words_that_look_like_marks_of_fountain_are_escaped() -> None:
    lines = (
        *("INT. means inside", "TO THE DOOR", "! no", ". so", "@me", "# 1", "=== x", "> that", "~ la"),
        *("a [[note]] and /* more */", "*very* _much_", "I said it, to:"),
    )
    content = "\n".join(lines)
    text = Text(content, (Block(BlockKind.VERSE, 0, len(content)),), (), Metadata(title="X"), "a.txt")
    shown = screenplay(Work(0, text, 9, Cast((), (), ()))).split("\n\n")[1].splitlines()
    assert shown == [
        *("!INT. means inside", "!TO THE DOOR", "!! no", "!. so", "!@me", "!# 1", "!=== x", "!> that"),
        *("!~ la", "a [\\[note]] and /\\* more \\*/", "\\*very\\* \\_much\\_", "I said it, to:"),
    ]


def test_what_looks_like_an_aside_keeps_its_quotation_marks_and_an_odd_name_is_forced() -> None:
    work = thinking()
    assert screenplay(work).split("\n\n")[1:] == [
        "ANN--MARIE\n(thinking)\nToo late!",
        "she -- thought.",
        "@M‘Coy\n[voice:Bob] (So) it \\*is\\*,\n[[doubtful: M‘Coy 50%, or Ann--Marie 30%]]",
        "he said.\n",
    ]
    aside = plain_work("“(softly) Yes.”")
    assert screenplay(aside).split("\n\n")[1] == "ANN\n“(softly) Yes.”\n"
    assert screenplay(plain_work("“’Tis late.”")).split("\n\n")[1] == "ANN\n’Tis late.\n"
