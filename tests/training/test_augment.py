"""The same example told otherwise: without its quotation marks, and with other names."""

from __future__ import annotations

import numpy as np
import pytest

from fabula.language.encode import encode_words
from fabula.language.features import QuotationTable, mention_table
from fabula.language.wordpiece import WordPieces
from training.augment import joined_sentences, renamed, without_breaks, without_marks
from training.corpora import Example, Soft

WORDS = ["“", "Come", "in", ",", "Anna", ",", "”", "said", "Anna", "Gray", ".", "“", "No", "!", "”"]
BLOCKS = np.asarray([0] * 11 + [1] * 4, np.int32)
MARKS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "[unused0]", "[unused1]", "[unused2]"]


@pytest.fixture
def vocabulary() -> WordPieces:
    letters = 'abcdefghijklmnopqrstuvwxyz0123456789-,.!"'
    return WordPieces(
        [*MARKS, *letters, *(f"##{c}" for c in letters), "come", "in", "said", "anna", "gray", "no"]
    )


@pytest.fixture
def example(vocabulary: WordPieces) -> Example:
    parts = (((0, 7),), ((11, 15),))
    first, end, block = (np.asarray(column, np.int32) for column in ([0, 11], [7, 15], [0, 1]))
    quotations = QuotationTable(first, end, block, block, parts)
    pieces, cases = encode_words(WORDS, BLOCKS, quotations, vocabulary)
    start, end = np.asarray([4, 8], np.int32), np.asarray([5, 10], np.int32)
    zeros = np.zeros(2, np.int32)
    table = mention_table(WORDS, start, end, zeros, zeros, np.asarray([0, -1], np.int32), zeros)
    sentences = [(0, 11), (11, 15)]
    return Example(
        "hand", list(WORDS), pieces, cases, sentences, table, True, zeros, True, quotations,
        events=np.arange(15) == 7,
    )  # fmt: skip


def test_without_marks_every_word_of_gold_is_still_the_same_word(
    example: Example, vocabulary: WordPieces
) -> None:
    bare = without_marks(example, vocabulary)
    assert " ".join(bare.words) == "Come in , Anna , said Anna Gray . No !"
    assert [bare.words[a:b] for parts in bare.quotations.parts for a, b in parts] == [
        ["Come", "in", ",", "Anna", ","],
        ["No", "!"],
    ]
    spans = zip(bare.mentions.start.tolist(), bare.mentions.end.tolist(), strict=True)
    assert [" ".join(bare.words[a:b]) for a, b in spans] == ["Anna", "Anna Gray"]
    assert bare.events is not None
    assert [word for word, event in zip(bare.words, bare.events, strict=True) if event] == ["said"]
    assert bare.sentences == [(0, 9), (9, 11)]
    assert len(bare.pieces) == len(bare.cases) == len(bare.words)


def test_without_marks_what_others_make_of_a_span_moves_with_it(
    example: Example, vocabulary: WordPieces
) -> None:
    start, end = np.asarray([4, 11], np.int32), np.asarray([5, 13], np.int32)
    example.soft = Soft(start, end, np.zeros((2, 7)))
    soft = without_marks(example, vocabulary).soft
    assert soft is not None
    assert list(zip(soft.start.tolist(), soft.end.tolist(), strict=True)) == [(3, 4), (9, 10)]


def test_without_breaks_the_signs_of_paragraphs_are_targets_and_no_pieces(
    example: Example, vocabulary: WordPieces
) -> None:
    flat = without_breaks(example, vocabulary)
    assert flat.breaks is not None
    assert np.flatnonzero(flat.breaks).tolist() == [0, 11]
    assert not any(vocabulary.paragraph in own for own in flat.pieces)
    assert flat.pieces[11] == (vocabulary.open,)
    assert example.breaks is None
    assert vocabulary.paragraph in example.pieces[11]


def test_without_marks_a_word_takes_over_the_paragraph_sign_of_the_mark_before_it(
    example: Example, vocabulary: WordPieces
) -> None:
    bare = without_marks(example, vocabulary)
    signs = {vocabulary.open, vocabulary.close}
    assert not any(piece in signs for own in bare.pieces for piece in own)
    opening = [word for word, own in zip(bare.words, bare.pieces, strict=True) if vocabulary.paragraph in own]
    assert opening == ["Come", "No"]


def test_a_name_is_another_name_wherever_it_stands(example: Example, vocabulary: WordPieces) -> None:
    other = renamed(example, vocabulary, np.random.default_rng(3))
    assert other.words[4] == other.words[8] != "Anna"
    assert other.words[9] not in ("Gray", other.words[8])
    kept = [i for i in range(len(WORDS)) if i not in (4, 8, 9)]
    assert [other.words[i] for i in kept] == [WORDS[i] for i in kept]
    assert [other.pieces[i] for i in kept] == [example.pieces[i] for i in kept]
    assert other.pieces[4] == vocabulary.pieces(other.words[4])
    assert other.mentions.words[1] == {other.words[8].lower(), other.words[9].lower()}
    assert example.words == list(WORDS)


def test_joined_sentences_still_cover_the_same_words(example: Example) -> None:
    example.sentences = [(0, 5), (5, 8), (8, 11), (11, 15)]
    drawn = [joined_sentences(example, np.random.default_rng(seed)).sentences for seed in range(30)]
    assert {len(sentences) for sentences in drawn} > {4}
    for sentences in drawn:
        assert [i for a, b in sentences for i in range(a, b)] == list(range(15))
