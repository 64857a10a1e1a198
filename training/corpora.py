"""Turns the corpora into examples: stretches of about 2,000 words with whatever is known of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from fabula.evaluation.litbank import Document, read_documents
from fabula.language.encode import encode_words
from fabula.language.features import MentionTable, QuotationTable, mention_table, quotation_table
from fabula.language.speech import find_quotations
from fabula.language.wordpiece import WordPieces
from fabula.pipeline import plain_text
from fabula.types import ENTITY_TYPES, MENTION_FORMS

NO_QUOTATIONS = QuotationTable(*(np.zeros(0, np.int32) for _ in range(4)), ())


@dataclass
class Example:
    """A stretch of text as the model reads it, with gold where a corpus has it.

    ``mentions``: the gold mentions, or those an earlier model found, as ``mentions_are_gold`` says.
    ``entities``: a number for each mention, -1 where nobody knows; ``complete``: no number is missing.
    ``speakers``, ``addressees``: for each quotation its candidates, and which of them are right; the last
    place is "none of them". A row in which nothing is right is left out of the loss.
    """

    name: str
    words: list[str]
    pieces: list[tuple[int, ...]]
    cases: list[int]
    sentences: list[tuple[int, int]]
    mentions: MentionTable
    mentions_are_gold: bool
    entities: np.ndarray
    complete: bool
    quotations: QuotationTable = NO_QUOTATIONS
    speakers: list[tuple[np.ndarray, np.ndarray]] = field(default_factory=list)
    addressees: list[tuple[np.ndarray, np.ndarray]] = field(default_factory=list)


def litbank(root: Path, split: str, vocabulary: WordPieces) -> Iterator[Example]:
    """LitBank's documents: gold mentions and complete coreference."""
    for document in read_documents(root, split):
        words = list(document.tokens)
        block = _blocks(document)
        quotations = _quotations(document, block)
        pieces, cases = encode_words(words, block, quotations, vocabulary)
        start = np.asarray([m.start for m in document.mentions], np.int32)
        end = np.asarray([m.end for m in document.mentions], np.int32)
        quotation = _innermost(start, quotations)
        table = mention_table(
            words, start, end,
            np.asarray([ENTITY_TYPES.index(m.type) for m in document.mentions], np.int32),
            np.asarray([MENTION_FORMS.index(m.form) for m in document.mentions], np.int32),
            quotation, block[start],
        )  # fmt: skip
        numbers: dict[str, int] = {}
        entities = [numbers.setdefault(m.entity, len(numbers)) for m in document.mentions]
        yield Example(
            document.name, words, pieces, cases, [s for s in document.sentences if s[1] > s[0]],
            table, True, np.asarray(entities, np.int32), True,
        )  # fmt: skip


def _blocks(document: Document) -> np.ndarray:
    """The number of each token's paragraph, from the blank lines of the novel's own text."""
    block, number, last = [], 0, 0
    for start, end in document.token_map.spans:
        if "\n\n" in document.text[last:start].replace("\r", ""):
            number += 1
        block.append(number)
        last = max(end, last)
    return np.asarray(block, np.int32)


def _quotations(document: Document, block: np.ndarray) -> QuotationTable:
    """The quotations that reading would find, on the corpus's own tokens."""
    found = find_quotations(plain_text(Path(document.name), document.text))
    start, end = (np.asarray(column, np.int32) for column in zip(*document.token_map.spans, strict=True))
    return quotation_table(found, start, end, block)


def _innermost(start: np.ndarray, quotations: QuotationTable) -> np.ndarray:
    found = np.full(len(start), -1, np.int32)
    for i, parts in enumerate(quotations.parts):
        for a, b in parts:
            found[(start >= a) & (start < b)] = i
    return found
