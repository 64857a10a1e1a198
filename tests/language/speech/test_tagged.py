from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from fabula.language.speech.tagged import leaves_unmarked, marks_speech, tagged_quotations
from fabula.language.tokens import tokenize
from fabula.types import BlockKind, Quotation, Text
from tests.language.fakes import text_of


def read(*paragraphs: str | tuple[str, BlockKind], sure: float = 0.9) -> tuple[Text, list[list[str]]]:
    """The quotations of paragraphs in which brackets show what the model takes for speech.

    ``<`` is a word that begins a part, ``[`` words that are only inside one, up to ``]``.
    """
    plain, marks = [], []
    for paragraph in paragraphs:
        words, kind = paragraph if isinstance(paragraph, tuple) else (paragraph, BlockKind.PARAGRAPH)
        marks.append(words)
        plain.append(("".join(c for c in words if c not in "<[]"), kind))
    text = text_of(*plain)
    tokens = tokenize(text)
    state = {}
    for block, words in zip(text.blocks, marks, strict=True):
        at, now = block.start, 0
        for c in words:
            if c in "<[]":
                now = "]<[".index(c)
            else:
                state[at] = now
                now = 2 if now == 1 else now
                at += 1
    label = np.asarray([state[start] for start in tokens.start.tolist()], int)
    speech = np.full((len(label), 3), (1.0 - sure) / 2, np.float32)
    speech[np.arange(len(label)), label] = sure
    found = tagged_quotations(text, tokens, speech, np.ones(len(label), bool))
    check(text, found)
    return text, [[text.content[a:b] for a, b in q.spans] for q in found]


def check(text: Text, found: tuple[Quotation, ...]) -> None:
    spans = [span for q in found for span in q.spans]
    assert spans == sorted(spans)
    assert all(a < b for a, b in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    for q in found:
        block = text.blocks[q.paragraph]
        assert block.start <= q.start < q.end <= block.end
        assert q.closed
        assert q.depth == 1


@pytest.mark.parametrize(
    ("paragraph", "quotations"),
    [
        ("<Yes,] she said.", [["Yes,"]]),
        ("[Yes], she said.", [["Yes,"]]),  # no beginning, and a comma that was left out
        ("She said <yes.]", [["yes."]]),
        ("<Yes,] she said, <go.]", [["Yes,", "go."]]),
        ("<Yes,] she said. <I go.] And she went.", [["Yes,", "I go."]]),
        ("<Yes.] She stood up. The rain fell. She asked, <Are you in?]", [["Yes."], ["Are you in?"]]),
        ("<Are you in?] <Yes.]", [["Are you in?"], ["Yes."]]),
        ("<I am] not [in, he said.]", [["I am not in, he said."]]),  # one doubtful word in the middle
        ("<I am] not <in.]", [["I am", "in."]]),
        ("She said[, ]and left.", []),
        ("[...] he went on [....]", []),
        ("He went. [, Yes] he did.", [["Yes"]]),
        ("<Who’s there—]she began.", [["Who’s there—"]]),
        ("<Well]— she began.", [["Well—"]]),
        ("<Well] — she began.", [["Well"]]),
        ("Nobody spoke.", []),
        ("<1234 5678] !!!", []),
    ],
)  # fmt: skip
def test_one_paragraph(paragraph: str, quotations: list[list[str]]) -> None:
    assert read(paragraph)[1] == quotations


def test_a_part_ends_with_its_paragraph() -> None:
    _, found = read("<Are you in?]", "[Yes, I am.]", "She was[.", "]And so[", "]on.")
    assert found == [["Are you in?"], ["Yes, I am."]]
    assert read("<No", "]And so on.", sure=0.8)[1] == [["No"]]


def test_what_is_doubtful_is_no_speech() -> None:
    text = text_of("Yes, I am.")
    tokens = tokenize(text)
    speech = np.tile(np.asarray([0.51, 0.45, 0.04], np.float32), (len(tokens), 1))
    assert tagged_quotations(text, tokens, speech, np.ones(len(tokens), bool)) == ()
    # beginning and inside together are sure enough, though neither alone is
    speech = np.tile(np.asarray([0.4, 0.31, 0.29], np.float32), (len(tokens), 1))
    (found,) = tagged_quotations(text, tokens, speech, np.ones(len(tokens), bool))
    assert found.spans == ((0, 10),), "and not every word of it begins a part"


@pytest.mark.parametrize(
    ("paragraph", "quotations"),
    [
        ("He saw <the] door and <But] not her.", []),
        ("<But—] She was gone.", [["But—"]]),
        ("<No] she said.", [["No"]]),
        ("<The door] she said.", [["The door"]]),
        ("<" + "No" * 5_000 + "] she said.", []),
    ],
)
def test_a_word_that_only_joins_others_is_no_speech_by_itself(
    paragraph: str, quotations: list[list[str]]
) -> None:
    assert read(paragraph)[1] == quotations


def test_words_that_are_not_free_are_left_alone() -> None:
    text = text_of("Yes and no and yes")
    tokens = tokenize(text)
    speech = np.tile(np.asarray([0.0, 0.0, 1.0], np.float32), (len(tokens), 1))
    free = np.asarray([True, True, False, True, True])
    found = tagged_quotations(text, tokens, speech, free)
    assert [text.content[a:b] for q in found for a, b in q.spans] == ["Yes and", "and yes"]


@pytest.mark.parametrize("words", ["", "o", "!", "o b"])
@pytest.mark.parametrize("likely", [0.0, 1.0])
def test_short_texts(words: str, likely: float) -> None:
    text = text_of(words)
    tokens = tokenize(text)
    speech = np.tile(np.asarray([1 - likely, 0.0, likely], np.float32), (len(tokens), 1))
    found = tagged_quotations(text, tokens, speech, np.ones(len(tokens), bool))
    assert len(found) == int(likely and any(map(str.isalnum, words)))


@pytest.mark.parametrize(
    ("quoted", "of", "marked"),
    [(0, 0, False), (0, 10, False), (1, 600, False), (1, 500, None), (29, 1_000, None), (30, 1_000, True)],
)
def test_many_marks_or_none_tell_whether_a_text_marks_its_speech(
    quoted: int, of: int, marked: bool | None
) -> None:
    assert marks_speech(np.arange(of) < quoted) is marked


@pytest.mark.parametrize(("quoted", "said", "leaves"), [(20, 99, False), (20, 100, True), (29, 110, False)])
def test_few_marks_leave_speech_out_where_far_more_sounds_like_it(
    quoted: int, said: int, leaves: bool
) -> None:
    words = np.arange(1_000)
    assert leaves_unmarked(words < quoted, words < said) is leaves


def test_next_to_no_words_outside_the_marks_tell_nothing() -> None:
    assert not leaves_unmarked(np.arange(100) < 1, np.ones(49, bool))
    assert leaves_unmarked(np.arange(100) < 1, np.ones(50, bool))
