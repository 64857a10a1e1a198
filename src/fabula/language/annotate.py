"""The language stage: a text in, its annotations out. Chains the parts; each lives in its own file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from fabula.language.encode import encode_words
from fabula.language.features import MentionTable, QuotationTable, mention_table, quotation_table
from fabula.language.mentions import FoundMentions, find_mentions, keep_likely
from fabula.language.model import Floats, Model
from fabula.language.pairs import antecedent_scores, attribution_scores
from fabula.language.sentences import split_sentences
from fabula.language.speech import find_quotations
from fabula.language.tokens import Tokens, tokenize
from fabula.types import Annotations, BlockKind, IntColumn, Quotation, Text

Progress = Callable[[int, int], None]
"""Told how many words of how many the model has read."""

MENTION_THRESHOLD = 0.5
NAME_THRESHOLD = 0.01
"""What is enough for a name that the text has used before, and for a designation."""

_STRETCH = 12_000
"""Words read at once: bounds memory, whatever the length of the text."""

_READ = frozenset({BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.VERSE})


@dataclass(frozen=True, slots=True)
class _Layout:
    """The text before the model has read it: tokens, their words, sentences and quotations."""

    tokens: Tokens
    words: list[str]
    sentence_start: IntColumn
    sentence_end: IntColumn
    quotations: tuple[Quotation, ...]
    quotation_table: QuotationTable
    read: npt.NDArray[np.bool_]


def annotate(text: Text, model: Model, progress: Progress | None = None) -> Annotations:
    """Finds tokens, sentences, quotations, mentions, and the scores between them.

    Titles (with who wrote the book), notes and boilerplate get tokens but no mentions.
    """
    layout = _lay_out(text)
    found, mention_vectors, quotation_vectors = _read_words(layout, model, progress)
    table = _table(layout, found)
    antecedents = antecedent_scores(model, table, mention_vectors)
    speakers, addressees = attribution_scores(
        model, layout.quotation_table, table, quotation_vectors, mention_vectors
    )
    return Annotations(
        token_start=layout.tokens.start,
        token_end=layout.tokens.end,
        token_block=layout.tokens.block,
        sentence_start=layout.sentence_start,
        sentence_end=layout.sentence_end,
        mention_start=found.start,
        mention_end=found.end,
        mention_type=found.type,
        mention_form=found.form,
        mention_score=found.score,
        mention_quotation=table.quotation,
        quotations=layout.quotations,
        antecedents=antecedents,
        speakers=speakers,
        addressees=addressees,
    )


def _lay_out(text: Text) -> _Layout:
    tokens = tokenize(text)
    quotations = find_quotations(text)
    sentence_start, sentence_end = split_sentences(text, tokens, quotations)
    words = [text.content[a:b] for a, b in zip(tokens.start.tolist(), tokens.end.tolist(), strict=True)]
    table = quotation_table(quotations, tokens.start, tokens.end, tokens.block)
    readable = np.asarray([block.kind in _READ for block in text.blocks] or [False])
    read = readable[tokens.block] if len(tokens) else np.zeros(0, bool)
    return _Layout(tokens, words, sentence_start, sentence_end, quotations, table, read)


def _read_words(
    layout: _Layout, model: Model, progress: Progress | None
) -> tuple[FoundMentions, Floats, Floats]:
    """Reads the sentences of the story stretch by stretch; the states of a stretch are then forgotten."""
    pieces, cases = encode_words(layout.words, layout.tokens.block, layout.quotation_table, model.vocabulary)
    solid = np.fromiter((any(map(str.isalnum, word)) for word in layout.words), bool, len(layout.words))
    starts = [q[0][0] for q in layout.quotation_table.parts]
    size = int(model.card["vector"])
    quotation_vectors = np.zeros((len(starts), size), np.float32)
    mentions: list[FoundMentions] = []
    known: Counter[tuple[str, ...]] = Counter()
    vectors: list[Floats] = [np.zeros((0, size), np.float32)]
    for first, last in _stretches(layout):
        base, end = int(layout.sentence_start[first]), int(layout.sentence_end[last - 1])
        if layout.read[base:end].any():
            states = model.states(pieces[base:end], cases[base:end])
            own_start, own_end = layout.sentence_start[first:last], layout.sentence_end[first:last]
            story = layout.read[own_start]
            found = find_mentions(
                model,
                states,
                own_start[story] - base,
                own_end[story] - base,
                solid[base:end],
                NAME_THRESHOLD,
            )
            found = keep_likely(found, layout.words[base:end], MENTION_THRESHOLD, known)
            vectors.append(_mention_vectors(model, states, found))
            mentions.append(
                FoundMentions(found.start + base, found.end + base, found.type, found.form, found.score)
            )
            low, high = np.searchsorted(starts, (base, end))
            parts = layout.quotation_table.parts[low:high]
            quotation_vectors[low:high] = _quotation_vectors(model, states, parts, base, size)
        if progress is not None:
            progress(end, len(layout.words))
    return _joined(mentions), np.concatenate(vectors), quotation_vectors


def _stretches(layout: _Layout) -> list[tuple[int, int]]:
    """Ranges of sentences of about ``_STRETCH`` words that end where a block ends, if they can."""
    found: list[tuple[int, int]] = []
    starts, ends = layout.sentence_start, layout.sentence_end
    first = 0
    while first < len(starts):
        base = int(starts[first])
        last = int(np.searchsorted(ends, base + _STRETCH, side="right"))
        last = max(last, first + 1)
        if last < len(starts):
            for back in range(last, max(first, last - 200), -1):
                if layout.tokens.block[starts[back]] != layout.tokens.block[starts[back - 1]]:
                    last = back
                    break
        found.append((first, last))
        first = last
    return found


def _mention_vectors(model: Model, states: Floats, found: FoundMentions) -> Floats:
    """Vectors from the states at the first and last word of each mention and the mean of all its words."""
    if not len(found.start):
        return np.zeros((0, int(model.card["vector"])), np.float32)
    ends = (states[found.start], states[found.end - 1], _means(states, found.start, found.end))
    return model.vectors("mention", np.concatenate(ends, axis=1))


def _means(states: Floats, start: IntColumn, end: IntColumn) -> Floats:
    """The mean state of each range of words, worked out for all ranges of one length together."""
    found = np.empty((len(start), states.shape[1]), np.float32)
    lengths = end - start
    for length in np.unique(lengths):
        own = np.flatnonzero(lengths == length)
        found[own] = states[start[own, None] + np.arange(length)].mean(axis=1)
    return found


def _quotation_vectors(
    model: Model, states: Floats, parts: tuple[tuple[tuple[int, int], ...], ...], base: int, size: int
) -> Floats:
    """Vectors from the states at both ends of the first and of the last part of each quotation."""
    if not parts:
        return np.zeros((0, size), np.float32)
    places = np.asarray([(p[0][0], p[0][1] - 1, p[-1][0], p[-1][1] - 1) for p in parts]) - base
    places = np.clip(places, 0, len(states) - 1)
    return model.vectors("quotation", states[places].reshape(len(parts), -1))


def _joined(found: list[FoundMentions]) -> FoundMentions:
    def whole(name: str) -> IntColumn:
        columns: list[IntColumn] = [getattr(f, name) for f in found]
        return np.concatenate([np.zeros(0, np.int32), *columns]).astype(np.int32)

    scores = np.concatenate([np.zeros(0, np.float32), *(f.score for f in found)])
    return FoundMentions(whole("start"), whole("end"), whole("type"), whole("form"), scores)


def _table(layout: _Layout, found: FoundMentions) -> MentionTable:
    """The columns that the pair scorers look at; a mention in nested speech belongs to the innermost."""
    quotation = np.full(len(found.start), -1, np.int32)
    for i, parts in enumerate(layout.quotation_table.parts):
        for start, end in parts:
            low, high = np.searchsorted(found.start, (start, end))
            quotation[low:high] = i
    block = layout.tokens.block[found.start] if len(found.start) else found.start
    return mention_table(layout.words, found.start, found.end, found.type, found.form, quotation, block)
