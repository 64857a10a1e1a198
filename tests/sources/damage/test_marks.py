"""Quotation marks the wrong way round, and characters that stand for them."""

from __future__ import annotations

import pytest

from fabula.sources.damage import damage_of
from fabula.types import RepairKind


def turned(words: str) -> str:
    return words.translate(str.maketrans("“”", "”“"))


STORY = (
    "“Is it far?” asked Ilse. She didn’t slow down.\n\n“Far enough,” said Bram — “but we’ve a boat.”\n\n"
    "“A boat—” Ilse began.\n\n“(And a dog.)”\n\n“Yes,” he said, “and a dog. ‘Rex,’ I call him.”\n"
)


def test_double_marks_the_wrong_way_round() -> None:
    found = damage_of(turned(STORY))
    assert found.view == STORY
    assert {repair.kind for repair in found.repairs} == {RepairKind.QUOTATION_MARK}


def test_single_marks_the_wrong_way_round() -> None:
    content = (
        "’Is it far?‘ asked Ilse. She didn’t slow down.\n\n’Far enough,‘ said Bram. ’Tis a mile."
        "\n\n’We’ll row,‘ he said, ’both of us.‘\n"
    )
    reads = (
        "‘Is it far?’ asked Ilse. She didn’t slow down.\n\n‘Far enough,’ said Bram. ’Tis a mile."
        "\n\n‘We’ll row,’ he said, ‘both of us.’\n"
    )
    assert damage_of(content).view == reads


@pytest.mark.parametrize(
    "content",
    [
        STORY,
        STORY.replace("“", "”"),  # Swedish
        STORY.replace("”", "“").replace("“I", "„I"),
        STORY.translate(str.maketrans("“”", "„“")),  # German
        STORY.translate(str.maketrans("“”", "»«")),
        "“Is it far?” asked Ilse.\n\n”No,“ said Bram.\n\n“Good,” said Ilse. “Row.”\n" + STORY,
    ],
)
def test_other_habits_and_slips_stay(content: str) -> None:
    assert damage_of(content).view == content


@pytest.mark.parametrize(
    ("content", "reads"),
    [
        ("″Far?″ asked Ilse. ″It isn′t,″ said Bram.", '"Far?" asked Ilse. "It isn\'t," said Bram.'),
        ("′Far?′ asked Ilse. ′It isn′t,′ said Bram.", "'Far?' asked Ilse. 'It isn't,' said Bram."),
        ("〝Far?〞 asked Ilse. 〝It isn＇t,〞 said Bram.", "“Far?” asked Ilse. “It isn't,” said Bram."),
        ("❝Far?❞ asked Ilse. ❝It isn´t,❞ said Bram.", "“Far?” asked Ilse. “It isn't,” said Bram."),
        (
            "“Far?” asked Ilse. “It isn´t, Mr. O`Neill,” said Bram.",
            "“Far?” asked Ilse. “It isn't, Mr. O'Neill,” said Bram.",
        ),
    ],
)
def test_characters_that_stand_for_marks(content: str, reads: str) -> None:
    assert damage_of(content).view == reads


def test_marks_that_a_program_could_not_write() -> None:
    lost = "�Far?� asked Ilse. �It isn�t, Ren�e,� said Bram � �it�s near.�"
    reads = "“Far?” asked Ilse. “It isn’t, Ren�e,” said Bram � “it’s near.”"
    assert damage_of(lost).view == reads
    for stays in ("The caf� was shut.", "He said � no, he cried: �Go away", "It cost �20.�"):
        assert damage_of(stays).view == stays


def test_primes_that_measure_stay() -> None:
    content = "“He was 5′ 10″,” said Ilse, “at 11° 11′ N. and 42° 3′ 20″ W. From A′ to B′ is a mile.”"
    assert damage_of(content).view == content


def test_a_measure_between_primes_that_are_marks() -> None:
    content = "″He was 5′ 10″ tall,″ said Ilse. ″Taller than you.″"
    assert damage_of(content).view == '"He was 5′ 10″ tall," said Ilse. "Taller than you."'
