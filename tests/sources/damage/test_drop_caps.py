"""Large initials parted from their word by a space or a line."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fabula.sources.damage import damage_of, drop_caps

REST = (
    "\n\n“Row,” said Henrietta. Willem took the oars, and the two of them went out. All of it"
    " was at an end.\n"
)


@pytest.mark.parametrize(
    ("content", "reads"),
    [
        ("H ENRIETTA rowed for the island.", "HENRIETTA rowed for the island."),
        ("H enrietta rowed for the island.", "Henrietta rowed for the island."),
        ("W ILLEM AND HENRIETTA rowed.", "WILLEM AND HENRIETTA rowed."),
        ("T HE ISLAND lay ahead of them.", "THE ISLAND lay ahead of them."),
        ("“ W hy not?” asked Willem. “A ll of it is ours.”", "“Why not?” asked Willem. “All of it is ours.”"),
        ("“ Y OU are late,” said Willem.", "“YOU are late,” said Willem."),
        (
            "A LL the island was wet. I t rained. A t noon it snowed.",
            "ALL the island was wet. It rained. At noon it snowed.",
        ),
        ("H\nENRIETTA rowed for the island.", "HENRIETTA rowed for the island."),
        ("H\n\nenrietta rowed for the island.", "Henrietta rowed for the island."),
        ("I N the morning it rained.", "IN the morning it rained."),
        ("I n the morning it rained.", "In the morning it rained."),
        ("I t was Monday, I n a manner of speaking.", "It was Monday, I n a manner of speaking."),
        ("I\n\nn the morning it rained.", "In the morning it rained."),
        ("I\nf it rained, they rowed.", "If it rained, they rowed."),
        ("Q UARRELLING as they went, the two rowed on.", "QUARRELLING as they went, the two rowed on."),
    ],
)
def test_the_initial_and_its_word_are_one(content: str, reads: str) -> None:
    assert damage_of("Chapter One\n\n" + content + REST).view == "Chapter One\n\n" + reads + REST


@pytest.mark.parametrize(
    "content",
    [
        "I AM the law, and I was here. A MAN came in. O DEATH, where is thy sting?",
        "A man came in. I row, and O how I row! A gain for us all.",
        "B flat was the note. X marks the spot, Y not. J Smith had the T shirt on, and Plan B failed.",
        "E FLAT was the note. C AND D were spies.",
        "K RATIONS were what they had. U BOATS had been seen, and VITAMIN C was short.",
        "A\n\nThe second page began with an A.",
        "HENRIETTA rowed. I, WILLEM, rowed. A. WRITER wrote it. A YEAR went by.",
    ],
)
def test_a_letter_that_is_a_word_or_a_name_stays(content: str) -> None:
    assert damage_of("Chapter One\n\n" + content + REST).view == "Chapter One\n\n" + content + REST


@given(st.text(alphabet='.”"“‘ IAta\n', max_size=60))
def test_initials_within_paragraphs_are_found_by_their_capitals_as_by_what_stands_before(view: str) -> None:
    def spans(matches: Iterable[re.Match[str]]) -> list[list[tuple[int, int]]]:
        return [[match.span(n) for n in range(6)] for match in matches]

    assert spans(drop_caps._all_later(view)) == spans(drop_caps._LATER.finditer(view))
