"""Causes of mistakes, on a novel of lines "Line 0." to "Line n." whose speakers are given."""

from __future__ import annotations

from fabula.evaluation.mistakes import Cause, read_mistakes
from fabula.evaluation.pdnc import GoldQuotation, Novel
from fabula.types import Block, BlockKind, Cast, Entity, EntityType, Metadata, Quote, Text, Work

NAMES = ("ann", "ben", "cy", "dot")


def read(
    gold: list[tuple[str, str]], said: list[int | None], lost: int | None = None
) -> tuple[list[tuple[str, Cause]], list[str]]:
    """The mistakes, and who was meant; ``gold`` has speakers and addressees, ``said`` who was named."""
    lines = [f"Line {i}." for i in range(len(gold))]
    content = "\n\n".join(lines)
    spans = [(at := content.index(line), at + len(line)) for line in lines]
    novel = Novel(
        "Lines",
        content,
        (),
        tuple(
            GoldQuotation(f"Q{i}", (span,), speaker, (addressee,), "Implicit", "", ())
            for i, (span, (speaker, addressee)) in enumerate(zip(spans, gold, strict=True))
        ),
    )
    quotes = tuple(
        Quote(i, (span,), speaker, None, (), 0.5)
        for i, (span, speaker) in enumerate(zip(spans, said, strict=True))
        if i != lost
    )
    entities = tuple(Entity(i, EntityType.PERSON, name) for i, name in enumerate(NAMES))
    text = Text(content, (Block(BlockKind.PARAGRAPH, 0, len(content)),), (), Metadata(), "lines.txt")
    reading = read_mistakes(novel, Work(0, text, 0, Cast(entities, (), quotes)))
    assert [line.span for line in reading.lines] == spans
    return (
        [(mistake.quotation.id, mistake.cause) for mistake in reading.mistakes],
        [mistake.stands_for for mistake in reading.mistakes],
    )


def test_nothing_wrong() -> None:
    assert read([("Ann", "Ben"), ("Ben", "Ann")], [0, 1]) == ([], [])


def test_missed_and_unresolved() -> None:
    gold = [("Ann", "Ben")] * 4
    assert read(gold, [0, 0, None, 0], lost=3) == (
        [("Q2", Cause.UNRESOLVED), ("Q3", Cause.NOT_FOUND)],
        ["", ""],
    )


def test_a_fragment_has_lines_of_the_right_person_and_is_not_the_one_assigned() -> None:
    assert read([("Ann", "Ben")] * 3, [0, 0, 2]) == ([("Q2", Cause.FRAGMENT)], ["Ann"])


def test_two_people_in_one() -> None:
    gold = [("Ann", "Cy")] * 3 + [("Ben", "Cy")] * 2
    assert read(gold, [0] * 5) == ([("Q3", Cause.MERGED), ("Q4", Cause.MERGED)], ["Ann", "Ann"])


def test_the_addressee_before_a_neighbour_and_that_before_anybody() -> None:
    gold = [("Ann", "Ben"), ("Ann", "Ben"), ("Ben", "Dot"), ("Ben", "Ann"), ("Ben", "Dot")]
    gold += [("Dot", "Ben"), ("Dot", "Ben"), ("Dot", "Ben")]
    assert read(gold, [0, 0, 1, 0, 1, 3, 3, 3])[0] == [("Q3", Cause.ADDRESSEE)]
    assert read(gold, [0, 0, 0, 1, 1, 3, 3, 3])[0] == [("Q2", Cause.NEIGHBOUR)]
    assert read(gold, [0, 0, 1, 1, 1, 3, 3, 0])[0] == [("Q7", Cause.OTHER)]


def test_what_nobody_could_know_is_no_mistake() -> None:
    novel = Novel("Lines", "Hush!", (), (GoldQuotation("Q0", ((0, 5),), "_unknowable", (), "", "", ()),))
    text = Text("Hush!", (), (), Metadata(), "lines.txt")
    assert read_mistakes(novel, Work(0, text, 0, Cast((), (), ()))).mistakes == ()
