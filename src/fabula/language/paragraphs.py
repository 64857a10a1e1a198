"""Paragraphs back for stretches that lost their paragraph breaks, from what the model reads there.

The words of a stretch are read once more, with the paragraphs as rules guessed them. Each sentence and each
quotation may have begun a paragraph; a small network goes over these places in their order, with the states
of the words around each, and tells how likely every one is to be a break. So it sees what was said, who is
about to speak, the turns before and after, and where it may trust the guess.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from fabula.language.encode import encode_words
from fabula.language.features import QuotationTable, quotation_table
from fabula.language.model import Floats, Model
from fabula.language.neopronouns import as_known_pronouns
from fabula.language.probabilities import logistic
from fabula.language.sentences import split_sentences
from fabula.language.speech import find_quotations
from fabula.language.tokens import Tokens, tokenize
from fabula.types import LIKELY_BREAK, Block, BlockKind, IntColumn, Span, Text

_STRETCH = 12_000
"""Words read at once, or on either side of a place with none near it: bounds memory, whatever the text."""

_SURE = 0.02
"""The probability of a break up to which there is none beyond doubt, and as near to one surely one."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where paragraphs may begin: ``start`` (m, code points), in order, and ``states`` (m, 3 * width).

    The states are those of the word before a place, of the word after it, and the mean over the words from
    it to the next place.
    """

    start: IntColumn
    states: Floats


def restore(text: Text, model: Model) -> Text:
    """The text with the paragraphs of its guessed stretches as the model tells them.

    A model that cannot tell them leaves the text as it is.
    """
    if not text.guessed or not model.restores_paragraphs:
        return text
    read = [(places.start, logistic(model.breaks(places.states))) for places in read_places(text, model)]
    places = np.concatenate([np.zeros(0, np.int32), *(start for start, _ in read)])
    likely = np.concatenate([np.zeros(0, np.float32), *(likely for _, likely in read)])
    starts, unsure = places[likely > LIKELY_BREAK], (likely > _SURE) & (likely < 1 - _SURE)
    blocks = [block for block in text.blocks if not _is_guessed(text, block)]
    for stretch in text.guessed:
        blocks += _parted(text.content, stretch, starts)
    doubts = tuple(zip(places[unsure].tolist(), likely[unsure].tolist(), strict=True))
    return replace(
        text, blocks=tuple(sorted(blocks, key=lambda block: block.start)), guessed=(), doubts=doubts
    )


def _is_guessed(text: Text, block: Block) -> bool:
    after = bisect_right(text.guessed, block.start, key=lambda stretch: stretch[0])
    return after > 0 and block.start < text.guessed[after - 1][1]


def _parted(content: str, stretch: Span, starts: npt.NDArray[np.int32]) -> Iterator[Block]:
    own = _between(starts, *stretch).tolist()
    for start, stop in zip([stretch[0], *own], [*own, stretch[1]], strict=True):
        yield Block(BlockKind.PARAGRAPH, start, start + len(content[start:stop].rstrip()))


def _between(places: IntColumn, first: int, last: int) -> IntColumn:
    """The places after the first and before the last; all are in order."""
    low, high = np.searchsorted(places, first, side="right"), np.searchsorted(places, last)
    return places[low : max(low, high)]


def read_places(text: Text, model: Model) -> Iterator[Places]:
    """Every place where a paragraph may begin in the guessed stretches, one part of them after another."""
    text = replace(text, blocks=tuple(block for block in text.blocks if _is_guessed(text, block)))
    tokens = tokenize(text)
    quotations = find_quotations(text)
    table = quotation_table(quotations, tokens.start, tokens.end, tokens.block)
    words = [text.content[a:b] for a, b in zip(tokens.start.tolist(), tokens.end.tolist(), strict=True)]
    pieces, cases = encode_words(as_known_pronouns(words), tokens.block, table, model.vocabulary)
    sentences, _ = split_sentences(text, tokens, quotations)
    candidates = _candidates(text.content, tokens, sentences, table)
    bounds = np.searchsorted(tokens.start, [*(start for start, _ in text.guessed), len(text.content)])
    for edges in _portions(bounds.tolist(), candidates):
        base, end = int(edges[0]), int(edges[-1])
        states = model.states(pieces[base:end], cases[base:end])
        at = edges[1:-1] - base
        means = np.add.reduceat(states, at, axis=0) / np.diff(edges[1:])[:, None].astype(np.float32)
        yield Places(tokens.start[edges[1:-1]], np.concatenate([states[at - 1], states[at], means], axis=1))


def _candidates(content: str, tokens: Tokens, sentences: IntColumn, table: QuotationTable) -> IntColumn:
    """The tokens that begin a sentence or a part of a quotation, or go on after one, where a line may end.

    That is, with white space before them and not in lower case.
    """
    edges = np.asarray([edge for parts in table.parts for part in parts for edge in part], np.int32)
    every = np.union1d(sentences, edges[edges < len(tokens)]).astype(np.int32)
    starts = tokens.start[every].tolist()
    free = [content[at - 1 : at].isspace() and not content[at].islower() for at in starts]
    kept: IntColumn = every[np.asarray(free, bool)]
    return kept


def _portions(bounds: Sequence[int], candidates: IntColumn) -> Iterator[IntColumn]:
    """Runs of places (tokens) that are read at once, each between where the reading begins and ends."""
    for first, last in pairwise(bounds):
        edges = np.concatenate([[first], _between(candidates, first, last), [last]]).astype(np.int32)
        low = 0
        while low + 2 < len(edges):
            high = int(np.searchsorted(edges, edges[low] + _STRETCH, side="right"))
            high = min(max(high, low + 3), len(edges))
            own = edges[low:high].copy()
            # Only around a lone place can there be more than is read at once.
            own[0] = max(own[0], own[1] - _STRETCH)
            own[-1] = min(own[-1], own[-2] + _STRETCH)
            yield own
            # The last place is read again, as what goes before the next.
            low = high - 2 if high < len(edges) else high
