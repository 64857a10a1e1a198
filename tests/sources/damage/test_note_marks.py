"""Marks of notes in a plain text, and the notes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from fabula.sources.damage import damage_of
from fabula.types import Apart, BlockKind
from tests.sources.conftest import Read, shown
from tests.sources.test_odt import odt
from tests.sources.test_odt import p as odt_p
from tests.sources.word_files import docx, p, r

NOTES = (
    "\n\n[1] It lies off the coast of Ruthmoor, as Dr. Pym Askew says.\n\n[2] “Never row "
    "alone,” wrote Lady Ferrers.\n"
)


@pytest.mark.parametrize(
    ("content", "reads"),
    [
        (
            "They rowed to the island[1] in the dark.[2] It was late.",
            "They rowed to the island in the dark. It was late.",
        ),
        (
            "They rowed to the island [1] in the dark [2]. It was late.",
            "They rowed to the island in the dark. It was late.",
        ),
        (
            "They rowed to the island¹ in the dark.² It was late.",
            "They rowed to the island in the dark. It was late.",
        ),
        ("“To the island,”1 said Willem. “In the dark.”2", "“To the island,” said Willem. “In the dark.”"),
        (
            "They rowed to the island1 in the dark.2 It was late.",
            "They rowed to the island in the dark. It was late.",
        ),
        (
            "They rowed to Hythe1 in the dark.2 It was late.",
            "They rowed to Hythe in the dark. It was late.",
        ),
        (
            "They rowed out to sea,1 from Rye2 on the tide.",
            "They rowed out to sea, from Rye on the tide.",
        ),
        (
            "They rowed to the island,{1} in the dark.(2) It was late.",
            "They rowed to the island, in the dark. It was late.",
        ),
    ],
)
def test_marks_that_count_are_nothing(content: str, reads: str) -> None:
    assert damage_of(content + NOTES).view == reads + NOTES


def test_an_asterisk_with_its_note() -> None:
    content = (
        "They rowed to the island.*\n\n* It lies off Ruthmoor.\n\nIt was late,† and dark.\n\n"
        "†Past ten.\n\nThey slept.\n"
    )
    found = damage_of(content)
    assert found.view == content.replace("island.*", "island.").replace("late,†", "late,")
    assert [found.view[at : at + 5] for at in found.notes] == ["* It ", "†Past"]


@pytest.mark.parametrize(
    "content",
    [
        "Ship ACDN13 left Area51 with R2D2. She had U235 and H2O, said agent 86 of MI5.",
        "He paid $42.85⁵⁄₇ for x² and 10³ of them, in § 12, [sic] as [one] says.",
        "The sum: (1) a boat; (2) the oars; (3) a dog. Level [5] reached. No.5 and vol.2, ch.3, see p.12.",
        "At 10.30 on the 1st, in Catch22 and Apollo13, he said “in 1840,”—no “5,” or “six.” 7 came.",
        "A star* fell. Five *** stars. H*ll! C* algebra. They 2 were late,2 or so.",
    ],
)
def test_other_numbers_and_stars_stay(content: str) -> None:
    assert damage_of(content).view == content


def test_notes_are_apart_and_their_marks_no_words(read: Read) -> None:
    story = (
        "Chapter One\n\nThey rowed to the island[1] in the dark.\n\n“Is it far?”2 asked Henrietta.\n\n"
        "* * *\n\n“We are there,” said Willem.\n\n"
    )
    notes = (
        "Notes\n\n1. It lies off Ruthmoor, as Dr. Pym Askew says.\n\n2. “Never row alone,” wrote "
        "Lady Ferrers.\n\nShe never did.\n\n3. See above.\n"
    )
    text = read("a.txt", story + notes)
    apart = [(block.kind, block.apart) for block in text.blocks if block.apart is not None]
    assert apart == [(BlockKind.NOTE, Apart.FOOTNOTE)] * 5
    assert [
        text.reads(block.start, block.end) for block in text.blocks if block.kind is BlockKind.PARAGRAPH
    ] == [
        "They rowed to the island in the dark.",
        "“Is it far?” asked Henrietta.",
        "“We are there,” said Willem.",
    ]


def test_notes_at_the_end_of_each_chapter(read: Read) -> None:
    chapter = (
        "They rowed to the island1 in the dark.2\n\n“There,” said Willem.\n\n1 Off Ruthmoor.\n\n2"
        " It was late.\n\n"
    )
    text = read("a.txt", "Chapter One\n\n" + chapter + "Chapter Two\n\n" + chapter)
    assert [text.content[b.start : b.end] for b in text.blocks if b.apart is Apart.FOOTNOTE] == [
        "1 Off Ruthmoor.",
        "2 It was late.",
    ] * 2
    assert len(text.chapters) == 2


def test_a_chapter_of_notes_that_tell_a_story_is_story(read: Read) -> None:
    text = read(
        "a.txt",
        "Chapter One\n\nNotes\n\nHe wrote them all night.\n\n1. Buy oars, he wrote.\n\nThen he "
        "slept.\n\n“Rise,” said Willem.\n",
    )
    assert "He wrote them all night." in shown(text) and "Then he slept." in shown(text)


RAISED: dict[str, Callable[[str], str]] = {
    "a.html": lambda words: f"<p>{words.replace('^', '<sup>', 1).replace('^', '</sup>', 1)}</p>",
    "a.md": lambda words: f"{words}\n\n",
    "a.docx": lambda words: p(_runs(words, lambda mark: r(mark, '<w:vertAlign w:val="superscript"/>'), r)),
    "a.odt": lambda words: odt_p(
        _runs(words, lambda mark: f'<text:span text:style-name="Up">{mark}</text:span>', str)
    ),
    "a.rtf": lambda words: _runs(words, lambda mark: f"{{\\super {mark}}}", str) + "\\par ",
}
UP = (
    '<style:style style:name="Up" style:family="text">'
    '<style:text-properties style:text-position="super 58%"/></style:style>'
)
FRAMES: dict[str, Callable[[str], bytes | str]] = {
    "a.html": lambda inside: f"<html><body>{inside}</body></html>",
    "a.md": str,
    "a.docx": docx,
    "a.odt": lambda inside: odt(inside, UP),
    "a.rtf": lambda inside: f"{{\\rtf1\\ansi {inside}}}",
}


def _runs(words: str, raised: Callable[[str], str], plain: Callable[[str], str]) -> str:
    """Words with a number between two carets as runs: those before, the raised number, those after."""
    parts = words.split("^")
    return "".join(raised(part) if i % 2 else plain(part) for i, part in enumerate(parts) if part)


@pytest.mark.parametrize("name", RAISED)
def test_raised_numbers_without_a_link_in_every_format(read: Read, name: str) -> None:
    lines = [
        "They rowed to Rye^1^ in the dark.",
        '"Is it far?"^2^ asked Henrietta.',
        "The field was 3 km^2^ wide.",
        "^1^ It lies off Ruthmoor, as Dr. Askew says.",
        '^2^ "Never row alone," wrote Lady Ferrers.',
    ]
    text = read(name, FRAMES[name]("".join(map(RAISED[name], lines))))
    assert [text.reads(b.start, b.end).replace("²", "2") for b in text.blocks if b.kind.is_story] == [
        "They rowed to Rye in the dark.",
        '"Is it far?" asked Henrietta.',
        "The field was 3 km2 wide.",
    ]
    assert [b.apart for b in text.blocks if not b.kind.is_story] == [Apart.FOOTNOTE] * 2
