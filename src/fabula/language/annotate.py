"""The language stage: a text in, its annotations out. Chains the parts; each lives in its own file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from fabula.language.encode import encode_words
from fabula.language.features import MentionTable, QuotationTable, mention_table, quotation_table
from fabula.language.lemmas import Lemmas
from fabula.language.mentions import FoundMentions, find_mentions, given_mentions, keep_likely
from fabula.language.model import Floats, Model
from fabula.language.neopronouns import as_known_pronouns
from fabula.language.pairs import antecedent_scores, attribution_scores
from fabula.language.parted import draw, parted_speakers
from fabula.language.sentences import split_sentences
from fabula.language.speech import find_quotations
from fabula.language.speech.tagged import leaves_unmarked, marks_speech, said, tagged_quotations
from fabula.language.syntax import joined, read_words, tag_words, unread
from fabula.language.tokens import Tokens, tokenize
from fabula.types import (
    Annotations,
    BlockKind,
    FloatColumn,
    IntColumn,
    PairScores,
    Quotation,
    Span,
    Text,
    Words,
)

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
    """The text before the model has read it: tokens, their words, sentences and quotations.

    ``quotations`` are those that rules find. ``marked`` tells whether the text marks its speech, so that
    they are all there are, None if nobody knows yet; ``unquoted`` are the words that may be speech where
    they are not, and ``story`` those of the story. ``given`` are the words of mentions known beforehand,
    ``shown`` what the model sees for ``words``.
    """

    text: Text
    tokens: Tokens
    words: list[str]
    shown: Sequence[str]
    sentence_start: IntColumn
    sentence_end: IntColumn
    quotations: tuple[Quotation, ...]
    marked: bool | None
    unquoted: npt.NDArray[np.bool_]
    story: npt.NDArray[np.bool_]
    read: npt.NDArray[np.bool_]
    given: list[Span] | None


@dataclass(frozen=True, slots=True)
class _Stretch:
    """What is found in some sentences of the text; its tokens are numbered from the beginning of the text."""

    mentions: FoundMentions
    mention_vectors: Floats
    quotations: tuple[Quotation, ...]
    quotation_vectors: Floats
    words: Words


def annotate(
    text: Text,
    model: Model,
    progress: Progress | None = None,
    mentions: Sequence[Span] | None = None,
) -> Annotations:
    """Finds tokens, sentences, quotations, mentions, what each word is, and the scores between them.

    Titles (with who wrote the book), notes and boilerplate get tokens but no mentions. Where a text marks no
    direct speech, the model tells which words are speech. With ``mentions`` (code points) those are the
    mentions, wherever they are, and the model finds none: each gets its type and form from the model and the
    score 1; those on the same tokens count once, one on no token is left out.
    """
    layout = _decided(_lay_out(text, mentions), model)
    reader = _Reader(layout, model)
    stretches = []
    bounds = _stretches(layout)
    for (first, last), states in zip(bounds, model.ahead(reader.states, bounds), strict=True):
        stretches.append(reader.read(first, last, states))
        if progress is not None:
            progress(int(layout.sentence_end[last - 1]), len(layout.words))
    size = int(model.card["vector"])
    found = _joined([s.mentions for s in stretches])
    mention_vectors = np.concatenate(
        [np.zeros((0, size), np.float32), *(s.mention_vectors for s in stretches)]
    )
    quotations = tuple(q for s in stretches for q in s.quotations)
    quotation_vectors = np.concatenate(
        [np.zeros((0, size), np.float32), *(s.quotation_vectors for s in stretches)]
    )
    tokens = layout.tokens
    q_table = quotation_table(quotations, tokens.start, tokens.end, tokens.block)
    table = _table(layout, found, q_table)
    antecedents = antecedent_scores(model, table, mention_vectors)
    lines_and_mentions = (q_table, table, quotation_vectors, mention_vectors)
    speakers, addressees = attribution_scores(model, *lines_and_mentions)
    parted: tuple[PairScores, ...] = ()
    if text.doubts:
        drawn = draw(text.doubts, tokens.start, q_table, table)
        lines = [number for number, quotation in enumerate(quotations) if quotation.depth == 1]
        parted = parted_speakers(model, drawn, lines, *lines_and_mentions)
    return Annotations(
        token_start=tokens.start,
        token_end=tokens.end,
        token_block=tokens.block,
        sentence_start=layout.sentence_start,
        sentence_end=layout.sentence_end,
        mention_start=found.start,
        mention_end=found.end,
        mention_type=found.type,
        mention_form=found.form,
        mention_score=found.score,
        mention_quotation=table.quotation,
        quotations=quotations,
        antecedents=antecedents,
        speakers=speakers,
        addressees=addressees,
        parted=parted,
        words=joined([s.words for s in stretches]),
    )


def _lay_out(text: Text, mentions: Sequence[Span] | None) -> _Layout:
    tokens = tokenize(text)
    quotations = find_quotations(text)
    sentence_start, sentence_end = split_sentences(text, tokens, quotations)
    words = [text.content[a:b] for a, b in zip(tokens.start.tolist(), tokens.end.tolist(), strict=True)]
    given = None if mentions is None else _on_tokens(mentions, tokens)
    readable = np.asarray([block.kind in _READ for block in text.blocks] or [False])
    readable[[tokens.block[start] for start, _ in given or ()]] = True
    spoken = np.asarray([block.kind.is_story for block in text.blocks] or [False])
    read, unquoted = readable[tokens.block], spoken[tokens.block]
    table = quotation_table(quotations, tokens.start, tokens.end, tokens.block)
    for start, end in (part for parts in table.parts for part in parts):
        unquoted[start:end] = False
    story = spoken[tokens.block]
    return _Layout(
        text,
        tokens,
        words,
        as_known_pronouns(words),
        sentence_start,
        sentence_end,
        quotations,
        marks_speech(~unquoted[story]),
        unquoted,
        story,
        read,
        given,
    )


def _decided(layout: _Layout, model: Model) -> _Layout:
    """The layout, with the model asked about one part of the story where the few marks leave it in doubt."""
    if layout.marked is not None:
        return layout
    unmarked = replace(layout, marked=False)
    before = np.concatenate([[0], np.cumsum(layout.unquoted)])
    bounds = [(layout.sentence_start[a], layout.sentence_end[b - 1]) for a, b in _stretches(layout)]
    base, end = max(bounds, key=lambda bound: int(before[bound[1]] - before[bound[0]]))
    speech = _Reader(unmarked, model).speech(int(base), int(end))
    leaves = leaves_unmarked(~layout.unquoted[layout.story], said(speech)[layout.unquoted[base:end]])
    return unmarked if leaves else replace(layout, marked=True)


def _on_tokens(spans: Sequence[Span], tokens: Tokens) -> list[Span]:
    """Code points to tokens, in the order of mentions; a token belongs to a span that has any of it."""
    starts = np.searchsorted(tokens.end, [start for start, _ in spans], side="right").tolist()
    ends = np.searchsorted(tokens.start, [end for _, end in spans], side="left").tolist()
    held = {(start, end) for start, end in zip(starts, ends, strict=True) if start < end}
    return sorted(held, key=lambda span: (span[0], -span[1]))


class _Reader:
    """Reads a text stretch by stretch; the states of a stretch are then forgotten."""

    def __init__(self, layout: _Layout, model: Model) -> None:
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
        self._lemmas = Lemmas(model.card["lemma_rules"], model.vocabulary.rank)

    def speech(self, base: int, end: int) -> FloatColumn:
        """The probabilities of speech of words ``base:end``."""
        states = self._model.states(self._pieces[base:end], self._cases[base:end])
        return tag_words(self._model, states, self._lemmas.spellings(self._layout.words[base:end])).speech

    def states(self, sentences: tuple[int, int]) -> Floats:
        """The states of the words of sentences ``first:last``, none where all of them are left unread."""
        base, end = self._words(*sentences)
        if not self._layout.read[base:end].any():
            end = base
        return self._model.states(self._pieces[base:end], self._cases[base:end])

    def _words(self, first: int, last: int) -> tuple[int, int]:
        return int(self._layout.sentence_start[first]), int(self._layout.sentence_end[last - 1])

    def read(self, first: int, last: int, states: Floats) -> _Stretch:
        """Reads sentences ``first:last``, given the states of their words."""
        layout, model = self._layout, self._model
        base, end = self._words(first, last)
        low, high = np.searchsorted(self._quotation_start, (base, end))
        quotations = layout.quotations[low:high]
        size = int(model.card["vector"])
        if not len(states):
            nothing = np.zeros((len(quotations), size), np.float32)
            return _Stretch(_joined([]), nothing[:0], quotations, nothing, unread(layout.words[base:end]))
        story = layout.read[layout.sentence_start[first:last]]
        starts = layout.sentence_start[first:last][story] - base
        ends = layout.sentence_end[first:last][story] - base
        mentions = self._mentions(states, starts, ends, base)
        words = layout.words[base:end]
        tags = tag_words(model, states, self._lemmas.spellings(words))
        if not layout.marked:
            quotations = self._with_tagged(quotations, tags.speech, base, end)
        return _Stretch(
            FoundMentions(
                mentions.start + base, mentions.end + base, mentions.type, mentions.form, mentions.score
            ),
            _mention_vectors(model, states, mentions),
            quotations,
            self._quotation_vectors(states, quotations, base),
            read_words(model, states, tags, words, starts, ends, self._lemmas),
        )

    def _mentions(self, states: Floats, starts: IntColumn, ends: IntColumn, base: int) -> FoundMentions:
        layout, model = self._layout, self._model
        over = base + len(states)
        if layout.given is not None:
            own = [(start - base, end - base) for start, end in layout.given if base <= start < over]
            return given_mentions(model, states, starts, ends, own)
        found = find_mentions(model, states, starts, ends, self._solid[base:over], NAME_THRESHOLD)
        return keep_likely(found, layout.words[base:over], MENTION_THRESHOLD, self._known)

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


def _joined(found: list[FoundMentions]) -> FoundMentions:
    def whole(name: str) -> IntColumn:
        columns: list[IntColumn] = [getattr(f, name) for f in found]
        return np.concatenate([np.zeros(0, np.int32), *columns]).astype(np.int32)

    scores = np.concatenate([np.zeros(0, np.float32), *(f.score for f in found)])
    return FoundMentions(whole("start"), whole("end"), whole("type"), whole("form"), scores)


def _table(layout: _Layout, found: FoundMentions, quotations: QuotationTable) -> MentionTable:
    """The columns that the pair scorers look at; a mention in nested speech belongs to the innermost."""
    quotation = np.full(len(found.start), -1, np.int32)
    owners = np.repeat(np.arange(len(quotations)), [len(parts) for parts in quotations.parts])
    parts = np.asarray([part for parts in quotations.parts for part in parts], np.int32).reshape(-1, 2)
    lows, highs = np.searchsorted(found.start, parts).T.tolist()
    for i, low, high in zip(owners.tolist(), lows, highs, strict=True):
        quotation[low:high] = i
    block = layout.tokens.block[found.start] if len(found.start) else found.start
    return mention_table(layout.shown, found.start, found.end, found.type, found.form, quotation, block)
