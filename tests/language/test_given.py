from __future__ import annotations

import dataclasses
import itertools

import numpy as np

from fabula.language.annotate import annotate
from fabula.language.given import read_given
from fabula.types import Block, BlockKind, Metadata, Text
from tests.language.fakes import FakeModel

CONTENT = '"Who is there?" said Ann. He can\'t hear.\n\nShe came in. "Ned, is it you?" she said.'


def text_of(content: str) -> Text:
    parts = [0, content.index("\n\n") + 2, len(content) + 2]
    blocks = [Block(BlockKind.PARAGRAPH, a, b - 2) for a, b in itertools.pairwise(parts)]
    return Text(content, tuple(blocks), (), Metadata(), "web")


def test_words_given_as_they_are_found_are_read_in_the_same_way() -> None:
    text = text_of(CONTENT)
    notes = annotate(text, FakeModel())
    tokens = list(zip(notes.token_start.tolist(), notes.token_end.tolist(), strict=True))
    sentences = list(zip(notes.sentence_start.tolist(), notes.sentence_end.tolist(), strict=True))
    assert len(sentences) > 3
    words = read_given(text, tokens, sentences, FakeModel())
    for field in dataclasses.fields(words):
        ours, theirs = getattr(words, field.name), getattr(notes.words, field.name)
        # Annotations round their probabilities to half precision, as they are kept.
        same = ours == theirs if field.name == "lemma" else np.allclose(ours, theirs, atol=1e-3)
        assert same, field.name


def test_the_words_and_sentences_given_are_the_ones_read() -> None:
    text = text_of("Go now or\n\nnever ever")
    words = read_given(text, [(0, 6), (7, 9), (11, 16), (17, 21)], [(0, 2), (2, 4)], FakeModel())
    assert len(words.lemma) == 4
    # Each sentence has one root, and no arc leads out of it.
    assert sorted(words.head[:2].tolist()) in ([-1, 0], [-1, 1])
    assert sorted(words.head[2:].tolist()) in ([-1, 2], [-1, 3])


def test_no_words() -> None:
    assert read_given(text_of(CONTENT), [], [], FakeModel()).lemma == ()
