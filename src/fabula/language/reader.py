"""Reads a stretch of a text with the model: mentions, speech, what each word is."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np

from fabula.language.encode import encode_words
from fabula.language.features import quotation_table
from fabula.language.layout import Layout
from fabula.language.lemmas import Lemmas
from fabula.language.mentions import FoundMentions, find_mentions, given_mentions, keep_likely, with_named
from fabula.language.model import Floats, Model
from fabula.language.scenes import SceneStarts
from fabula.language.speech.tagged import tagged_quotations
from fabula.language.syntax import read_words, tag_words, unread
from fabula.language.tokens import Tokens
from fabula.types import FloatColumn, IntColumn, Quotation, Words

MENTION_THRESHOLD = 0.5
NAME_THRESHOLD = 0.01
"""What is enough for a name that the section has used before, and for a designation."""

_STRETCH = 12_000
"""Words read at once: bounds memory, whatever the length of the text."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """What is found in some sentences of a layout; its tokens are numbered from the beginning of that."""

    mentions: FoundMentions
    mention_vectors: Floats
    quotations: tuple[Quotation, ...]
    quotation_vectors: Floats
    words: Words
    boundary: FloatColumn


class Reader:
    """Reads a layout stretch by stretch; the states of a stretch are then forgotten."""

    def __init__(self, layout: Layout, model: Model, lemmas: Lemmas) -> None:
        self._layout, self._model = layout, model
        tokens, words = layout.tokens, layout.words
        shown = quotation_table(
            layout.quotations if layout.marked else (), tokens.start, tokens.end, tokens.block
        )
        self._pieces, self._cases = encode_words(layout.shown, tokens.block, shown, model.vocabulary)
        self._solid = np.fromiter((any(map(str.isalnum, word)) for word in words), bool, len(words))
        own = quotation_table(layout.quotations, tokens.start, tokens.end, tokens.block)
        self._quotation_start = own.start
        self._known: Counter[tuple[str, ...]] = Counter()
        self._lemmas = lemmas
        self._starts = SceneStarts(layout, model)

    def speech(self, base: int, end: int) -> FloatColumn:
        """The probabilities of speech of words ``base:end``."""
        states = self._model.states(self._pieces[base:end], self._cases[base:end])
        return tag_words(self._model, states, self._lemmas.spellings(self._layout.words[base:end])).speech

    def states(self, first: int, last: int) -> Floats:
        """The states of the words of sentences ``first:last``, none where all of them are left unread."""
        base, end = self._words(first, last)
        if not self._layout.read[base:end].any():
            end = base
        return self._model.states(self._pieces[base:end], self._cases[base:end])

    def _words(self, first: int, last: int) -> tuple[int, int]:
        return int(self._layout.sentence_start[first]), int(self._layout.sentence_end[last - 1])

    def read(self, first: int, last: int, states: Floats) -> Stretch:
        """Reads sentences ``first:last``, given the states of their words."""
        layout, model = self._layout, self._model
        base, end = self._words(first, last)
        low, high = np.searchsorted(self._quotation_start, (base, end))
        quotations = layout.quotations[low:high]
        size = int(model.card["vector"])
        boundary = self._starts.scores(base, end, states)
        if not len(states):
            nothing = np.zeros((len(quotations), size), np.float32)
            words = unread(layout.words[base:end])
            return Stretch(joined_mentions([]), nothing[:0], quotations, nothing, words, boundary)
        story = layout.read[layout.sentence_start[first:last]]
        starts = layout.sentence_start[first:last][story] - base
        ends = layout.sentence_end[first:last][story] - base
        mentions = self._mentions(states, starts, ends, base)
        spelt = layout.words[base:end]
        tags = tag_words(model, states, self._lemmas.spellings(spelt))
        if not layout.marked:
            quotations = self._with_tagged(quotations, tags.speech, base, end)
        return Stretch(
            FoundMentions(
                mentions.start + base, mentions.end + base, mentions.type, mentions.form, mentions.score
            ),
            _mention_vectors(model, states, mentions),
            quotations,
            self._quotation_vectors(states, quotations, base),
            read_words(model, states, tags, spelt, starts, ends, self._lemmas),
            boundary,
        )

    def _mentions(self, states: Floats, starts: IntColumn, ends: IntColumn, base: int) -> FoundMentions:
        layout, model = self._layout, self._model
        over = base + len(states)
        if layout.given is not None:
            own = [(start - base, end - base) for start, end in layout.given if base <= start < over]
            return given_mentions(model, states, starts, ends, own)
        found = find_mentions(model, states, starts, ends, self._solid[base:over], NAME_THRESHOLD)
        likely = keep_likely(found, layout.words[base:over], MENTION_THRESHOLD, self._known)
        named = [(start - base, end - base) for start, end in layout.named if base <= start < over]
        return with_named(likely, named, layout.words[base:over])

    def _with_tagged(
        self, quotations: tuple[Quotation, ...], speech: FloatColumn, base: int, end: int
    ) -> tuple[Quotation, ...]:
        """The few quotations that are marked, and those that the words themselves make."""
        layout = self._layout
        own = Tokens(
            *(column[base:end] for column in (layout.tokens.start, layout.tokens.end, layout.tokens.block))
        )
        tagged = tagged_quotations(layout.text, own, speech, layout.unquoted[base:end])
        return tuple(sorted((*quotations, *tagged), key=lambda q: (q.start, q.depth)))

    def _quotation_vectors(self, states: Floats, quotations: tuple[Quotation, ...], base: int) -> Floats:
        """Vectors from the states at both ends of the first and of the last part of each quotation."""
        if not quotations:
            return np.zeros((0, int(self._model.card["vector"])), np.float32)
        tokens = self._layout.tokens
        parts = quotation_table(quotations, tokens.start, tokens.end, tokens.block).parts
        places = np.asarray([(p[0][0], p[0][1] - 1, p[-1][0], p[-1][1] - 1) for p in parts]) - base
        places = np.clip(places, 0, len(states) - 1)
        return self._model.vectors("quotation", states[places].reshape(len(parts), -1))


def stretches(layout: Layout) -> list[tuple[int, int]]:
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
    end = np.minimum(found.end, len(states))  # one known beforehand may run on into the next stretch
    ends = (states[found.start], states[end - 1], _means(states, found.start, end))
    return model.vectors("mention", np.concatenate(ends, axis=1))


def _means(states: Floats, start: IntColumn, end: IntColumn) -> Floats:
    """The mean state of each range of words, worked out for all ranges of one length together."""
    found = np.empty((len(start), states.shape[1]), np.float32)
    lengths = end - start
    for length in np.unique(lengths):
        own = np.flatnonzero(lengths == length)
        found[own] = states[start[own, None] + np.arange(length)].mean(axis=1)
    return found


def joined_mentions(found: list[FoundMentions]) -> FoundMentions:
    """The mentions of several stretches, one stretch after the other."""

    def whole(name: str) -> IntColumn:
        columns: list[IntColumn] = [getattr(f, name) for f in found]
        return np.concatenate([np.zeros(0, np.int32), *columns]).astype(np.int32)

    scores = np.concatenate([np.zeros(0, np.float32), *(f.score for f in found)])
    return FoundMentions(whole("start"), whole("end"), whole("type"), whole("form"), scores)
