"""Runs of a DOCX: how they are set, characters with elements of their own, breaks and rules."""

from __future__ import annotations

import pytest

from fabula.types import BlockKind, EmphasisKind

from .conftest import ENGLISH, Read, shown
from .marks import emphasis
from .word_files import docx, p, r, style

NEXT = "There was nobody in the garden, and the gate stood open."


def test_emphasis_of_runs_and_of_styles(read: Read) -> None:
    styles = (
        style("Emphasis", '<w:name w:val="Emphasis"/><w:rPr><w:i/></w:rPr>', "character")
        + style("Thought", '<w:name w:val="Thought"/><w:basedOn w:val="Base"/>')
        + style("Base", '<w:name w:val="Base"/><w:rPr><w:i/></w:rPr>')
    )
    emphatic = '<w:rStyle w:val="Emphasis"/>'
    rows = [
        p(r("It was ") + r("very", "i") + r(" ", "i") + r("cold", "i") + r(", he said.", '<w:i w:val="0"/>')),
        p(r("She ") + r("ran", emphatic) + r(" and ") + r("ran", "b", "i") + r(".")),
        p(r("Who is ") + r("that", emphatic) + r("?"), "Thought"),
        p(r("The Mill"), "Heading1"),
        p(NEXT),
    ]
    text = read("a.docx", docx(*rows, styles=styles))
    assert emphasis(text) == [
        ("i", "very cold"),
        ("i", "ran"),
        ("i", "ran"),
        ("b", "ran"),
        ("i", "Who is"),
        ("i", "?"),
    ]
    assert text.emphasis[0].kind is EmphasisKind.ITALIC


def test_characters_that_have_elements_of_their_own(read: Read) -> None:
    row = (
        "<w:r><w:tab/><w:t>well</w:t><w:noBreakHyphen/><w:t>known pa</w:t><w:softHyphen/><w:t>per</w:t>"
        '<w:br/><w:t>two</w:t><w:tab/><w:t>three </w:t><w:sym w:font="Symbol" w:char="2014"/></w:r>'
    )
    assert shown(read("a.docx", docx(p(row), p(NEXT))))[0] == "well-known paper\ntwo\tthree —"


def test_a_page_break_parts_a_paragraph_but_no_sentence(read: Read) -> None:
    cut = '<w:r><w:br w:type="page"/></w:r>'
    text = read(
        "a.docx", docx(p(r("He left.") + cut + r("She stayed.")), p(r("They met in") + cut + r("the town.")))
    )
    assert shown(text) == ["He left.", "She stayed.", "They met in the town."]


@pytest.mark.parametrize(
    "ruled",
    [
        p('<w:r><w:pict><v:rect style="width:0;height:1.5pt" o:hr="t"/></w:pict></w:r>'),
        p("", "", '<w:pBdr><w:bottom w:val="single" w:sz="6"/></w:pBdr>'),
        p("◆", "Break"),
        p('<w:r><w:sym w:font="Wingdings" w:char="F097"/></w:r>'),
    ],
)
def test_rules_and_ornaments_are_breaks(read: Read, ruled: str) -> None:
    styles = style("Break", '<w:name w:val="Scene Break"/>')
    text = read("a.docx", docx(p(ENGLISH), ruled, p(NEXT), styles=styles))
    assert shown(text) == [ENGLISH, NEXT] and len(shown(text, BlockKind.SCENE_BREAK)) == 1
