"""Paragraphs by line breaks, by spaces that do not collapse, by styles."""

from __future__ import annotations

import pytest

from fabula.sources.line_breaks import paragraphs
from fabula.types import BlockKind, EmphasisKind

from .conftest import Read, shown

TALK = [
    "Wyn set the ladder against the wall.",
    '"Is the tide in?" asked Wyn.',
    '"It was in an hour ago," said Colley.',
    '"Then we wait."',
    '"I know," he said.',
]
VERSE = [
    "The wheel goes round, the wheel goes round,",
    "And nobody is there",
    "To hear it in the dark, or mind",
    "The flour in his hair.",
]


def page(inner: str) -> str:
    return f"<html><body><h2>Chapter One</h2>{inner}</body></html>"


@pytest.mark.parametrize(
    "inner",
    [
        f"<p>{'<br>'.join(TALK)}</p>",
        f"<div>{'<br/> '.join(TALK)}</div>",
        f"<div>{'<br><br>'.join(TALK)}</div>",
        f"<div>{'<br>&nbsp;&nbsp;&nbsp;'.join(TALK)}</div>",
        f"<td>{'<br>&emsp;'.join(TALK)}</td>",
        "".join(f'<span style="display:block">{line}</span>' for line in TALK),
        "".join(f"<font style='display : block;'>{line}</font>" for line in TALK),
        "<style>.l{display:block}</style>" + "".join(f'<span class="l">{line}</span>' for line in TALK),
    ],
)
def test_paragraphs_without_elements_of_their_own(read: Read, inner: str) -> None:
    assert shown(read("a.html", page(inner))) == TALK


@pytest.mark.parametrize(
    "inner",
    [
        f"<p>{'<br>'.join(VERSE)}</p>",
        f"<p>{'<br>&nbsp;&nbsp;'.join(VERSE)}</p>",
        "<p>Pask &amp; Son<br>Pell</p>",
    ],
)
def test_lines_that_run_on_stay_together(read: Read, inner: str) -> None:
    text = read("a.html", page(inner))
    assert len([b for b in text.blocks if b.kind is not BlockKind.HEADING]) == 1


def test_verse_of_whole_sentences_that_is_said_to_be_verse(read: Read) -> None:
    inner = '<p class="verse">The wheel goes round.<br>The miller sleeps.<br>The flour is white.</p>'
    assert len(shown(read("a.html", page(inner)), BlockKind.VERSE)) == 1


def test_a_letter_head_stays_together() -> None:
    words = "The Mill,\nPell,\n3 May.\nDear Colley,"
    assert paragraphs(words) == [(0, len(words))]


def test_long_lines_are_paragraphs_though_some_do_not_end() -> None:
    lines = ["word " * 30 + end for end in ("stop.", "and", "stop.", "stop.")]
    assert len(paragraphs("\n".join(lines))) == 4


def test_emphasis_goes_with_its_paragraph(read: Read) -> None:
    text = read("a.html", page(f"<p>{'<br>'.join([*TALK, '<i>It rained.', 'It rained on.</i>'])}</p>"))
    leaning = [text.content[each.start : each.end] for each in text.emphasis]
    assert leaning == ["It rained.", "It rained on."]
    assert {each.kind for each in text.emphasis} == {EmphasisKind.ITALIC}


def test_line_breaks_of_other_formats(read: Read) -> None:
    text = read("a.md", "## Chapter One\n\n" + "  \n".join(TALK) + "\n")
    assert shown(text) == TALK
