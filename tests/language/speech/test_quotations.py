from __future__ import annotations

import time
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fabula.language.speech import find_quotations
from fabula.types import Block, BlockKind, Metadata, Text
from tests.language.speech.pages import page, quotations, speech

# A little scene with a tag inside, apostrophes of every kind, and speech quoted inside speech.
# {a} {b} are the outer marks, {c} {d} the inner ones, {p} the apostrophe.
SCENE = """{a}Good morning,{b} said the miller, {a}and come in. It{p}s cold.{b}

The sailors{p} lanterns swung. The miller{p}s wife, who hadn{p}t slept, looked up.

{a}I shan{p}t,{b} the girl answered. {a}My brothers{p} boat is late.{b}

{a}Late? He told me, {c}Never wait for a boat,{d} and I never do.{b}

She laughed at that. {a}Is it five o{p}clock?{b} she asked."""

PARTS = [
    ["Good morning,", "and come in. It{p}s cold."],
    ["I shan{p}t,", "My brothers{p} boat is late."],
    ["Late? He told me, {c}Never wait for a boat,{d} and I never do."],
    ["Is it five o{p}clock?"],
]

STYLES = {
    "curly": "“ ” ‘ ’ ’",
    "straight": "\" \" ' ' '",
    "British curly": "‘ ’ “ ” ’",
    "British straight": "' ' \" \" '",
    "French": "« » “ ” ’",
    "German angles": "» « “ ” ’",
    "low": "„ “ ‘ ’ ’",
    "Swedish": "” ” ’ ’ ’",
    "TeX": "`` '' ` ' '",
    "doubled": "'' '' ‘ ’ ’",
    "backtick": "` ' \" \" '",
    "spaced curly": "“\u00a0 \u00a0” ‘ ’ ’",
}


@pytest.mark.parametrize("style", STYLES)
def test_every_style_of_marks(style: str) -> None:
    a, b, c, d, p = STYLES[style].split(" ")
    fill = {"a": a, "b": b, "c": c, "d": d, "p": p}
    expected = [[a + part.format(**fill) + b for part in parts] for parts in PARTS]
    assert speech(SCENE.format(**fill)) == expected
    assert all(quotation.closed for quotation in quotations(SCENE.format(**fill)))


@pytest.mark.parametrize("style", ["curly", "straight", "British curly", "British straight", "French"])
def test_speech_inside_speech(style: str) -> None:
    a, b, c, d, p = STYLES[style].split(" ")
    found = speech(SCENE.format(a=a, b=b, c=c, d=d, p=p), depth=2)
    assert found == [[f"{c}Never wait for a boat,{d}"]]


def test_styles_mixed_in_one_text() -> None:
    content = (
        '“Hear that?” said Tom.\n\n‘I did,’ said Ann.\n\n"So did I," said Bob.\n\n'
        "«I did not,» said Guy.\n\n—Nor I, said Pat. It’s late."
    )
    assert speech(content) == [
        ["“Hear that?”"],
        ["‘I did,’"],
        ['"So did I,"'],
        ["«I did not,»"],
        ["—Nor I,", "It’s late."],
    ]


def test_an_anthology_changes_its_style_between_stories() -> None:
    one = "“Come,” said he. “The boys’ dog is here.”\n\n“Why?” she said."
    other = "‘Come,’ said he. ‘The boys’ dog is here.’\n\n‘Why?’ she said."
    content = "\n\n".join([one] * 20 + ["# THE NEXT STORY"] + [other] * 20)
    assert len(speech(content)) == 80
    assert speech(content)[0] == ["“Come,”", "“The boys’ dog is here.”"]
    assert speech(content)[-2:] == [["‘Come,’", "‘The boys’ dog is here.’"], ["‘Why?’"]]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("'Tis cold,' he said. 'Get 'em in.'", [["'Tis cold,'", "'Get 'em in.'"]]),
        ("''Tis cold,' he said.", [["''Tis cold,'"]]),
        ("'I'll tak' th' owd road, an' tha can go wi' Tom,' said Ned.", None),
        ("'Rock 'n' roll at five o'clock!' said she.", None),
        ("‘It’s the Smiths’ house,’ he said.", [["‘It’s the Smiths’ house,’"]]),
        (
            "‘’Twas the dogs’ dinner, an’ ’e ate it,’ said Ned.",
            [["‘’Twas the dogs’ dinner, an’ ’e ate it,’"]],
        ),
    ],
)
def test_apostrophes_are_not_marks(content: str, expected: list[list[str]] | None) -> None:
    context = "\n\n'Well,' said Joe.\n\n'Yes,' said Ann." if "'" in content else "\n\n‘Well,’ said Joe."
    first = speech(content + context)[0]
    assert first == (expected[0] if expected else [content[: content.rindex("'") + 1]])


@pytest.mark.parametrize(
    "content",
    [
        "The boys' dog, an' th' owd cat, sat by the sailors' fire, for 'twas late an' they'd come far.",
        "It was the Smiths’ house; ’twas dark, and the dogs’ dish was empty o’ meat.",
        "He was 6' 2\" tall and his brother was 5' 11\".",
        'We called her the "duchess" of the yard.',
        'They had read "The Raven" and a "novel" or two.',
        "He lived in the 'nineties, in what the papers called 'the gay set' of '98.",
        "# “A HEADING,” SAID HE",
        "\" ' “ — ‘",
        "“”",
        "—",
        "",
    ],
)
def test_what_is_not_speech(content: str) -> None:
    assert speech(content) == []


def test_titles_and_nicknames_in_a_page_of_speech() -> None:
    content = (
        "“Read it,” he said. She had “The Raven” by her; the so-called “expert” did not.\n\n“No,” she said."
    )
    assert speech(content) == [["“Read it,”"], ["“No,”"]]


def test_a_title_in_the_marks_of_the_speech_around_it() -> None:
    content = "‘You wished to see ‘Marmion,’ Mrs. Graham; and here it is.’\n\n‘Oh,’ said Ann."
    assert speech(content) == [["‘You wished to see ‘Marmion,’ Mrs. Graham; and here it is.’"], ["‘Oh,’"]]


def test_spaces_inside_the_marks_do_no_harm() -> None:
    double = '" Come in , " he said . " Sit . "\n\n“ Thank you , ” she said .'
    content = double + "\n\n' Edith ! ' said Ann , ' Edith ! '"
    assert speech(content) == [
        ['" Come in , "', '" Sit . "'],
        ["“ Thank you , ”"],
        ["' Edith ! '", "' Edith ! '"],
    ]


def test_speech_that_runs_over_paragraphs() -> None:
    content = (
        "“I was born in a small town by the sea, and there I lived until the war came.\n\n"
        "“Then we left,” he said, “all of us.\n\n“That is all.”\n\nShe nodded."
    )
    (found,) = quotations(content)
    assert [content[start:end][:6] for start, end in found.spans] == ["“I was", "“Then ", "“all o", "“That "]
    assert found.closed
    assert found.paragraph == 0


def test_a_forgotten_mark_ends_with_its_paragraph() -> None:
    content = '"Come in, Bob.\n\n"No," said Mary.\n\nThey went. "Yes," she said.'
    one, two, three = quotations(content)
    assert not one.closed
    assert content[one.start : one.end] == '"Come in, Bob.'
    assert two.closed
    assert content[two.start : two.end] == '"No,"'
    assert content[three.start : three.end] == '"Yes,"'


def test_a_stray_mark_spoils_nothing_after_it() -> None:
    content = 'He stood" there and waited.\n\n"Go," she said. "Now."\n\nHe went" away.\n\n"Well," she said.'
    assert speech(content) == [['"Go,"', '"Now."'], ['"Well,"']]


def test_a_heading_stops_speech_that_was_left_open() -> None:
    content = "“I shall tell you everything that I remember of it.\n\n# CHAPTER II\n\n“No,” said he."
    one, two = quotations(content)
    assert not one.closed
    assert two.spans == ((content.index("“No"), content.index(" said he")),)
    assert two.paragraph == 2


def test_verse_inside_speech_without_marks_of_its_own() -> None:
    content = (
        "“Hear this:\n\nThe sea is wide,\nThe sea is deep,\n\nAnd that is all,” said he.\n\n“Oh,” said she."
    )
    blocks = list(page(content).blocks)
    blocks[1] = Block(BlockKind.VERSE, blocks[1].start, blocks[1].end)
    found = find_quotations(Text(content, tuple(blocks), (), Metadata(), "test"))
    assert [[content[a:b] for a, b in quotation.spans] for quotation in found] == [
        ["“Hear this:", "The sea is wide,\nThe sea is deep,", "And that is all,”"],
        ["“Oh,”"],
    ]


@pytest.mark.parametrize(
    "kind", [BlockKind.BOILERPLATE, BlockKind.NOTE, BlockKind.TITLE, BlockKind.SCENE_BREAK]
)
def test_only_the_story_holds_speech(kind: BlockKind) -> None:
    assert find_quotations(page("“Come in,” he said.", kind)) == ()


@given(
    st.lists(
        st.sampled_from(['"', "'", "“", "”", "‘", "’", "«", "—", "`", "a", "Boy", ",", ".", " ", "\n\n"])
    )
)
def test_spans_are_sound_whatever_comes(pieces: list[str]) -> None:
    text = page("".join(pieces))
    found = find_quotations(text)
    assert [q.start for q in found] == sorted(q.start for q in found)
    for depth in (1, 2):
        spans = sorted(span for q in found if q.depth == depth for span in q.spans)
        assert all(one[1] <= other[0] for one, other in pairwise(spans))
    outer = [span for q in found if q.depth == 1 for span in q.spans]
    for quotation in found:
        assert (
            text.blocks[quotation.paragraph].start <= quotation.start < text.blocks[quotation.paragraph].end
        )
        for start, end in quotation.spans:
            assert start < end
            assert text.content[start:end] == text.content[start:end].strip()
            assert any(block.start <= start and end <= block.end for block in text.blocks)
            if quotation.depth == 2:
                assert any(one <= start and end <= other for one, other in outer)


def _processor_time(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


@pytest.mark.parametrize(
    "unit", ['"a ', "a' 'b ", '" ', "„a“ ", "«a» ", "—said he, ", "Yes, said he. ", "`a' ``b'' "]
)
def test_a_single_long_line_takes_linear_time(unit: str) -> None:
    def seconds(times: int) -> float:
        text = page("—" + unit * times)
        return min(_processor_time(lambda: find_quotations(text)) for _ in range(3))

    seconds(100)
    assert seconds(8_000) < 40 * max(seconds(800), 0.005)


@pytest.mark.parametrize(
    "content",
    [
        '"\'Tasn\'t my fault," said Tom. "You know \'em all."',
        "\"'Tweren't me. 'Twasn't you. An' it wasn't 'im,\" said Tom.",
        "\"'Tasn't there,\" he said. \"It's the boys' dog.\"",
    ],
)
def test_an_elided_word_at_the_head_of_a_line_opens_no_quotation(content: str) -> None:
    assert not speech(content, depth=2)
