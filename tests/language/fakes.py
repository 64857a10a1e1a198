"""A model small enough to work out by hand, and texts to give it."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from fabula.language.features import MentionTable, QuotationTable, mention_table
from fabula.language.lemmas import SPELLING_SIZES
from fabula.language.model import Model
from fabula.language.sense_lexicon import SENSES, SenseLexicon
from fabula.language.wordpiece import WordPieces
from fabula.types import RELATIONS, UPOS, XPOS, Block, BlockKind, Metadata, Text

MARKS = ["[PAD]", "[CLS]", "[SEP]", "[UNK]", "[MASK]", "[unused0]", "[unused1]", "[unused2]"]
PRONOUNS = ["he", "she", "i", "you"]
WIDTH, VECTOR = 8, 4
RULES = ["l0/", "k0/", "l1/"]
PAD = 0
NAME, NOMINAL, PRONOUN = 0, 1, 2
_WEIGHTS = np.random.default_rng(2).normal(size=(WIDTH, 64))


def vocabulary(*pieces: str) -> WordPieces:
    """The marks and these pieces after them."""
    return WordPieces([*MARKS, *pieces])


class FakeModel(Model):
    """Reads as the model does, but with parts that are a line of arithmetic each.

    A word is a person when it is capitalised or one of ``PRONOUNS``; a word's state mixes in a tenth of its
    neighbours' at both sides, which makes it depend on where a window ends. Words in capitals are speech.
    What it says of tags, heads and relations is arbitrary but rests on the states alone. A paragraph begins
    at a word in capitals. ``seen`` counts calls, and ``largest`` is the largest array a part was given.
    """

    restores_paragraphs = True
    finds_scenes = True
    lexicon: SenseLexicon | None = None

    @property
    def name(self) -> str:
        """What tells it from other models."""
        return "fake"

    def __init__(self, batch: int = 3) -> None:
        letters = "abcdefghijklmnopqrstuvwxyz"
        own = [*PRONOUNS, *letters.replace("i", ""), *(f"##{c}" for c in letters), *".,!?;:'\"-"]
        self.vocabulary = vocabulary(*own)
        self.card = {"width": WIDTH, "vector": VECTOR, "temperatures": {}, "lemma_rules": RULES}
        self.batch, self.threads = batch, 1
        self.seen: dict[str, int] = {}
        self.largest: dict[str, int] = {}
        self._pronouns = np.asarray([self.vocabulary.pieces(word)[0] for word in PRONOUNS])
        self._table = np.random.default_rng(1).normal(size=(len(self.vocabulary), WIDTH - 2))

    def _run(self, part: str, feed: dict[str, npt.NDArray[Any]]) -> list[Any]:
        self.seen[part] = self.seen.get(part, 0) + 1
        self.largest[part] = max(self.largest.get(part, 0), *(array.size for array in feed.values()))
        if part == "encoder":
            return [self._encode(feed["pieces"], feed["cases"])]
        if part == "mentions":
            return self._spans(feed["states"])
        if part == "words":
            return self._tag(feed["states"])
        if part == "lemmas":
            assert feed["spelling"].shape == (len(feed["states"]), len(SPELLING_SIZES))
            return [(feed["states"] @ _WEIGHTS[:, : len(RULES)]).astype(np.float32)]
        if part == "arcs":
            states = feed["states"]
            scores = states @ _WEIGHTS[:, :WIDTH] @ states.transpose(0, 2, 1)
            return [np.concatenate([states[..., 2:3], scores], axis=2).astype(np.float32)]
        if part == "relations":
            both = feed["dependents"] - 2.0 * feed["heads"]
            return [(both @ _WEIGHTS[:, : len(RELATIONS)]).astype(np.float32)]
        if part.endswith("_vectors"):
            states = feed["states"]
            return [states[:, :VECTOR] + states[:, -VECTOR:]]
        if part == "breaks":
            return [feed["states"][:, WIDTH : WIDTH + 1] - 1.5]
        if part == "senses":
            features = feed["features"]
            return [
                np.repeat(1.0 + features[:, :1], 1 + 2 * SENSES, axis=1) * (np.arange(1 + 2 * SENSES) == 3)
            ]
        if part == "scenes":
            return [feed["states"][:, 2 - WIDTH : 3 - WIDTH] - feed["states"][:, 2:3]]
        product = (feed["left"][feed["rows"]] * feed["right"][feed["columns"]]).sum(axis=1)
        return [(product - 0.1 * feed["features"].sum(axis=1)).astype(np.float32)]

    def _encode(self, pieces: npt.NDArray[np.int64], cases: npt.NDArray[np.int64]) -> npt.NDArray[np.float32]:
        assert pieces.shape == cases.shape
        assert (pieces != PAD).all()
        own = np.zeros((*pieces.shape, WIDTH))
        own[..., 0] = np.isin(cases, (1, 2, 3)) + 1.0 * (cases == 2)
        own[..., 1] = np.isin(pieces, self._pronouns)
        own[..., 2:] = self._table[pieces]
        mixed = own[..., 2:].copy()
        mixed[:, 1:] += 0.1 * own[:, :-1, 2:]
        mixed[:, :-1] += 0.1 * own[:, 1:, 2:]
        own[..., 2:] = mixed
        return own.astype(np.float32)

    def _tag(self, states: npt.NDArray[np.float32]) -> list[Any]:
        speech = np.where(states[:, :1] > 1.5, [[-2.0, -1.0, 1.0]], [[2.0, -1.0, -1.0]])
        scores = states @ _WEIGHTS[:, : len(XPOS)]
        found = (scores[:, : len(UPOS)], scores, states[:, 2:3], speech)
        return [array.astype(np.float32) for array in found]

    def _spans(self, states: npt.NDArray[np.float32]) -> list[Any]:
        n, length, _ = states.shape
        likely = np.maximum(states[..., 0], states[..., 1]) * 8.0 - 5.0
        types = np.full((n, length, length, 7), -9.0, np.float32)
        types[..., 0] = 0.0
        forms = np.zeros((n, length, length, 3), np.float32)
        every = np.arange(length)
        types[:, every, every, 1] = likely
        forms[:, every, every, PRONOUN] = np.where(states[..., 1] > 0.1, 1.0, -1.0)
        return [types, forms]


def text_of(*paragraphs: str | tuple[str, BlockKind]) -> Text:
    """Paragraphs, or blocks of other kinds, with a blank line between them."""
    content, blocks = "", []
    for paragraph in paragraphs:
        words, kind = paragraph if isinstance(paragraph, tuple) else (paragraph, BlockKind.PARAGRAPH)
        blocks.append(Block(kind, len(content), len(content) + len(words)))
        content += words + "\n\n"
    return Text(content, tuple(blocks), (), Metadata(), "test")


def column(*values: int) -> npt.NDArray[np.int32]:
    """A column of whole numbers."""
    return np.asarray(values, np.int32)


def mentions(words: str, *rows: tuple[int, int, int, int, int, int]) -> MentionTable:
    """Mentions over words: start, end, type, form, quotation and block of each."""
    start, end, kind, form, quotation, block = (
        column(*values) for values in (zip(*rows, strict=True) if rows else [()] * 6)
    )
    return mention_table(words.split(), start, end, kind, form, quotation, block)


def quotations(*rows: tuple[int, int, tuple[tuple[int, int], ...]]) -> QuotationTable:
    """Quotations by first block, last block and the tokens of their parts."""
    return QuotationTable(
        column(*(parts[0][0] for _, _, parts in rows)),
        column(*(parts[-1][1] for _, _, parts in rows)),
        column(*(first for first, _, _ in rows)),
        column(*(last for _, last, _ in rows)),
        tuple(parts for _, _, parts in rows),
    )
