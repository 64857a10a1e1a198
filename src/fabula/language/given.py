"""Reads words whose bounds and sentences are known, so that tags and trees can be measured by themselves."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from fabula.language.encode import encode_words
from fabula.language.features import quotation_table
from fabula.language.lemmas import Lemmas
from fabula.language.model import Model
from fabula.language.speech import find_quotations
from fabula.language.syntax import read_words, tag_words, unread
from fabula.types import IntColumn, Span, Text, Words


def read_given(text: Text, tokens: Sequence[Span], sentences: Sequence[Span], model: Model) -> Words:
    """What each word is: words by their code points in ``text``, sentences as ranges of words.

    Both are in order and lie in the blocks of the text; the states of all words are held at once.
    """
    words = [text.content[start:end] for start, end in tokens]
    if not words:
        return unread(words)
    start, end = _columns(tokens)
    opens = [block.start for block in text.blocks]
    block: IntColumn = (np.searchsorted(opens, start, side="right") - 1).astype(np.int32)
    quotations = quotation_table(find_quotations(text), start, end, block)
    states = model.states(*encode_words(words, block, quotations, model.vocabulary))
    lemmas = Lemmas(model.card["lemma_rules"], model.vocabulary.rank)
    tags = tag_words(model, states, lemmas.spellings(words))
    return read_words(model, states, tags, words, *_columns(sentences), lemmas)


def _columns(spans: Sequence[Span]) -> tuple[IntColumn, IntColumn]:
    return np.array([a for a, _ in spans], np.int32), np.array([b for _, b in spans], np.int32)
