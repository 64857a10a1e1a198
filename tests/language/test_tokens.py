from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fabula.language.layout import lay_out
from fabula.language.tokens import tokenize
from fabula.types import Block, BlockKind, Metadata, Text


def text_of(*paragraphs: str, kind: BlockKind = BlockKind.PARAGRAPH) -> Text:
    content = "\n\n".join(paragraphs)
    blocks, at = [], 0
    for paragraph in paragraphs:
        blocks.append(Block(kind, at, at + len(paragraph)))
        at += len(paragraph) + 2
    return Text(content, tuple(blocks), (), Metadata(), "test")


def words(*paragraphs: str) -> list[str]:
    text = text_of(*paragraphs)
    tokens = tokenize(text)
    return [text.content[start:end] for start, end in zip(tokens.start, tokens.end, strict=True)]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("I don't", "I do n't"),
        ("He’s late; I’ll go", "He ’s late ; I ’ll go"),
        ("shouldn't've", "should n't 've"),
        ("I cannot stay", "I can not stay"),
        ("gonna gotta lemme", "gon na got ta lem me"),
        ("'Twas late, 'tisn't it", "'T was late , 't is n't it"),
        ("dogs' tails, James's hat", "dogs ' tails , James 's hat"),
        ("get 'em, rock 'n' roll", "get 'em , rock 'n' roll"),
        ("five o'clock, ma'am, O’Brien d'Urberville", "five o'clock , ma'am , O’Brien d'Urberville"),
        ("Mr. and Mrs. Smith of St. Ives", "Mr. and Mrs. Smith of St. Ives"),
        ("J. R. Hall, M.R.C.S., at 8 p.m.", "J. R. Hall , M.R.C.S. , at 8 p.m."),
        ("So do I.", "So do I ."),
        ("No. 5 and no. 7", "No. 5 and no. 7"),
        ("No. Never.", "No . Never ."),
        ("etc., &c.", "etc. , &c."),
        ("Wait... what…", "Wait ... what …"),
        ("so--he said—then ---- on", "so -- he said — then ---- on"),
        ("the drawing-room, sister-in-law", "the drawing-room , sister-in-law"),
        ("1,000 men, 3.5 miles, 8:35, 4th, $1200, 5%", "1,000 men , 3.5 miles , 8:35 , 4th , $ 1200 , 5 %"),
        ("TK-421's gun, JB-007", "TK-421 's gun , JB-007"),
        ("see http://a.example/b?c=d.", "see http://a.example/b?c=d ."),
        ("write to who@where.example, now", "write to who@where.example , now"),
        ("“‘Yes,’” «non» „ja“", "“ ‘ Yes , ’ ” « non » „ ja “"),
        ("``Come,'' said he", "`` Come , '' said he"),
        ("_fête_ *so*", "_ fête _ * so *"),
        ("What?! Me!!", "What ?! Me !!"),
        ("do n't people 's", "do n't people 's"),
        ("cafe\u0301 nai\u0308ve", "cafe\u0301 nai\u0308ve"),
        ("\U0001f468\u200d\U0001f469\u200d\U0001f466ok", "\U0001f468\u200d\U0001f469\u200d\U0001f466 ok"),
        ("a\x00b \u202eabc\u202c \ufeffd", "a b abc d"),
    ],
)
def test_conventions(written: str, expected: str) -> None:
    assert words(written) == expected.split(" ")


def test_tokens_stay_in_their_blocks() -> None:
    text = Text(
        "abcdef ghi",
        (
            Block(BlockKind.HEADING, 0, 3),
            Block(BlockKind.BOILERPLATE, 3, 5),
            Block(BlockKind.PARAGRAPH, 5, 10),
        ),
        (),
        Metadata(),
        "test",
    )
    tokens = tokenize(text)
    assert tokens.start.tolist() == [0, 5, 7]
    assert tokens.end.tolist() == [3, 6, 10]
    assert tokens.block.tolist() == [0, 2, 2]
    assert tokens.start.dtype == "int32"


def test_an_empty_text_has_no_tokens() -> None:
    assert len(tokenize(Text("", (), (), Metadata(), "test"))) == 0
    assert len(tokenize(text_of(" \n\t "))) == 0


@given(st.text(max_size=200))
def test_every_visible_character_is_in_exactly_one_token(content: str) -> None:
    text = Text(content, (Block(BlockKind.PARAGRAPH, 0, len(content)),), (), Metadata(), "test")
    tokens = tokenize(text)
    covered = [0] * len(content)
    before = 0
    for start, end in zip(tokens.start.tolist(), tokens.end.tolist(), strict=True):
        assert before <= start < end
        before = end
        for place in range(start, end):
            covered[place] += 1
    for character, count in zip(content, covered, strict=True):
        if character.isprintable() and not character.isspace() and character.isalnum():
            assert count == 1


def _processor_time(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


@pytest.mark.parametrize(
    "piece", ["a", "a.", "a'", "a-", "n't", "a@b.", "1.", '"', "-", "\U0001f600\u200d", "\ud800"]
)
def test_long_runs_take_linear_time(piece: str) -> None:
    def seconds(times: int) -> float:
        text = text_of(piece * times)
        return min(_processor_time(lambda: tokenize(text)) for _ in range(3))

    seconds(1000)
    assert seconds(80_000) < 40 * max(seconds(8_000), 0.002)


def test_words_that_are_alike_are_one_string() -> None:
    laid_out = lay_out(text_of("She saw Tom, and Tom saw Jane."), None)
    assert laid_out.words == ["She", "saw", "Tom", ",", "and", "Tom", "saw", "Jane", "."]
    assert laid_out.words[2] is laid_out.words[5]
