"""Turns the corpora into examples: stretches of about 2,000 words with whatever is known of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from fabula.evaluation.ewt import Sentence, lay_out, read_sentences
from fabula.evaluation.litbank import Document, read_documents
from fabula.language.encode import encode_words
from fabula.language.features import MentionTable, QuotationTable, mention_table, quotation_table
from fabula.language.lemmas import rule_of, spelling
from fabula.language.speech import find_quotations
from fabula.language.tokens import tokenize
from fabula.language.wordpiece import WordPieces
from fabula.pipeline import plain_text
from fabula.types import ENTITY_TYPES, MENTION_FORMS, RELATIONS, UPOS, XPOS, Text

_NONE = np.zeros(0, np.int32)
NO_QUOTATIONS = QuotationTable(_NONE, _NONE, _NONE, _NONE, ())
NO_MENTIONS = mention_table((), _NONE, _NONE, _NONE, _NONE, _NONE, _NONE)
UNKNOWN = -100
TREEBANK_STRETCH = 1_200
STRETCH = 2_000
"""Words of a stretch of a whole novel."""


@dataclass
class Syntax:
    """Gold of a treebank's words: indices of tags, lemma rules and relations, and heads as word indices.

    ``spelling`` (words, 5) is what the lemma head sees of the words themselves. The head of a root is -1; a
    lemma rule that is none of the model's is ``UNKNOWN``.
    """

    upos: np.ndarray
    xpos: np.ndarray
    lemmas: np.ndarray
    heads: np.ndarray
    relations: np.ndarray
    spelling: np.ndarray


@dataclass
class Soft:
    """What other models make of a stretch, as probabilities (``training.pseudo``).

    ``start``, ``end`` (K) and ``types`` (K, 7): the spans that may be mentions, end exclusive, and how likely
    each type is, "no mention" first.
    """

    start: np.ndarray
    end: np.ndarray
    types: np.ndarray


@dataclass
class Example:
    """A stretch of text as the model reads it, with gold where a corpus has it.

    ``mentions``: the gold mentions, or those an earlier model found, as ``mentions_are_gold`` says.
    ``entities``: a number for each mention, -1 where nobody knows; ``complete``: no number is missing.
    ``speakers``, ``addressees``: for each quotation its candidates, and which of them are right; the last
    place is "none of them". A row in which nothing is right is left out of the loss.
    ``events``: whether each word is one, or how likely, where that is known. ``syntax``: of a treebank.
    ``breaks``: whether each word begins a paragraph, where the pieces do not say so.
    ``soft``: in place of gold, where nobody has annotated the stretch.
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
    events: np.ndarray | None = None
    syntax: Syntax | None = None
    breaks: np.ndarray | None = None
    soft: Soft | None = None


def encode_text(text: Text, vocabulary: WordPieces) -> tuple[list[tuple[int, ...]], list[int]]:
    """The pieces and the case of each word of a text, as reading gives them to the encoder."""
    tokens = tokenize(text)
    words = [text.content[a:b] for a, b in zip(tokens.start.tolist(), tokens.end.tolist(), strict=True)]
    table = quotation_table(find_quotations(text), tokens.start, tokens.end, tokens.block)
    return encode_words(words, tokens.block, table, vocabulary)


def litbank(root: Path, split: str, vocabulary: WordPieces) -> Iterator[Example]:
    """LitBank's documents: gold mentions and complete coreference."""
    for document in read_documents(root, split):
        words = list(document.tokens)
        block = _blocks(document)
        quotations = _quotations(document, block)
        pieces, cases = encode_words(words, block, quotations, vocabulary)
        start = np.asarray([m.start for m in document.mentions], np.int32)
        end = np.asarray([m.end for m in document.mentions], np.int32)
        quotation = innermost(start, quotations)
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
            table, True, np.asarray(entities, np.int32), True, quotations,
            events=np.isin(np.arange(len(words)), document.events),
        )  # fmt: skip


def treebank(path: Path, rules: list[str], vocabulary: WordPieces) -> Iterator[Example]:
    """A CoNLL-U file's sentences as they follow one another, a stretch of them at a time."""
    rule_numbers = {rule: i for i, rule in enumerate(rules)}
    waiting: list[Sentence] = []
    for sentence in read_sentences(path):
        waiting.append(sentence)
        if sum(len(s.words) for s in waiting) >= TREEBANK_STRETCH:
            yield _treebank_stretch(waiting, rule_numbers, vocabulary)
            waiting = []
    if waiting:
        yield _treebank_stretch(waiting, rule_numbers, vocabulary)


def _treebank_stretch(sentences: list[Sentence], rules: dict[str, int], vocabulary: WordPieces) -> Example:
    document = lay_out("web", sentences)
    words, bounds = document.words, list(document.bounds)
    first = np.repeat([a for a, _ in bounds], [b - a for a, b in bounds])
    own = np.asarray([word.head for word in words])
    syntax = Syntax(
        np.asarray([UPOS.index(word.upos) for word in words]),
        np.asarray([XPOS.index(word.xpos) for word in words]),
        np.asarray([rules.get(rule_of(word.form, word.lemma), UNKNOWN) for word in words]),
        np.where(own < 0, -1, own + first),
        np.asarray([RELATIONS.index(word.relation) for word in words]),
        np.asarray([spelling(word.form) for word in words]),
    )
    start, end = (np.asarray(column, np.int32) for column in zip(*document.tokens, strict=True))
    opens = [block.start for block in document.text.blocks]
    blocks = (np.searchsorted(opens, start, side="right") - 1).astype(np.int32)
    quotations = quotation_table(find_quotations(document.text), start, end, blocks)
    forms = [word.form for word in words]
    pieces, cases = encode_words(forms, blocks, quotations, vocabulary)
    return Example(
        "web", forms, pieces, cases, bounds, NO_MENTIONS, False, np.zeros(0, np.int32), False, syntax=syntax
    )


def lemma_rules(path: Path, least: int = 2) -> list[str]:
    """The lemma rules that a treebank needs at least ``least`` times, the most used first."""
    found = Counter(rule_of(w.form, w.lemma) for s in read_sentences(path) for w in s.words)
    return [rule for rule, count in found.most_common() if count >= least]


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


def innermost(start: np.ndarray, quotations: QuotationTable) -> np.ndarray:
    """For each mention that starts at ``start`` the quotation that it is in, -1 outside any."""
    found = np.full(len(start), -1, np.int32)
    for i, parts in enumerate(quotations.parts):
        for a, b in parts:
            found[(start >= a) & (start < b)] = i
    return found


def stretch_starts(block: np.ndarray) -> list[int]:
    """Where stretches of about ``STRETCH`` words begin, at paragraphs; ``block`` is that of each word."""
    starts = [0]
    for i in np.flatnonzero(np.diff(block)) + 1:
        if i - starts[-1] >= STRETCH:
            starts.append(int(i))
    return starts


def moved_quotations(table: QuotationTable, rows: list[int], low: int) -> QuotationTable:
    """Some rows of a table of quotations, in words counted from ``low``."""
    parts = tuple(tuple((a - low, b - low) for a, b in table.parts[i]) for i in rows)
    return QuotationTable(
        table.start[rows] - low, table.end[rows] - low, table.block[rows], table.last_block[rows], parts
    )
