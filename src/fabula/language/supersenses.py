"""The supersenses of nouns and verbs: what of WordNet's 41 classes a word or a phrase is.

A head on the states of the words and on what is known of them beforehand (:mod:`.sense_lexicon`) scores for
each noun, verb and word of a phrase that it is none, begins one, or goes on with one; the best sequence of a
sentence is taken. Other words are not asked about.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from fabula.language.batches import Flags, Numbers, word_places
from fabula.language.model import Floats, Model
from fabula.language.probabilities import softmax
from fabula.language.sense_lexicon import SENSES, may_have_one
from fabula.types import FloatColumn, IntColumn

_NEVER = np.float32(-1e9)
_SURE = 20.0
"""The logit of a word that cannot have one."""


def find_senses(
    model: Model,
    states: Floats,
    words: Sequence[str],
    lemmas: Sequence[str],
    upos: IntColumn,
    start: IntColumn,
    end: IntColumn,
) -> tuple[IntColumn, FloatColumn]:
    """The supersense of each of m words and its probability; none at all from a model without the head.

    ``start`` and ``end`` are the bounds of sentences; words in none of them have no supersense.
    """
    lexicon = model.lexicon
    if lexicon is None:
        return np.zeros(0, np.int32), np.zeros(0, np.float32)
    features = lexicon.features(words, lemmas, upos, start, end)
    asked = np.flatnonzero(may_have_one(features))
    found = model.senses(states[asked], features[asked])
    sense, score = np.zeros(len(states), np.int32), np.zeros(len(states), np.float32)
    sense[asked] = found.argmax(axis=1)
    wrong = _impossible(sense, start, end)
    if len(wrong):
        logits = no_sense(len(states))
        logits[asked] = found
        places, inside = word_places(start, end - start, wrong)
        best = best_tags(np.where(inside[:, :, None], logits[places], 0), (end - start)[wrong])
        sense[places[inside]] = best[inside]
    likely = softmax(found / model.calibrated("senses"))
    score[asked] = likely[np.arange(len(asked)), sense[asked]]
    read = _inside(start, end, len(states))
    return np.where(read, sense, 0).astype(np.int32), np.where(read & (sense > 0), score, 0).astype(
        np.float32
    )


def _impossible(sense: IntColumn, start: IntColumn, end: IntColumn) -> Numbers:
    """The sentences in which a word goes on with what no word before it has begun.

    In all others the best tag of each word by itself makes the best sequence.
    """
    before = np.concatenate([np.zeros(1, np.int32), sense[:-1]])
    before[start] = 0
    alone = (sense > SENSES) & (before != sense) & (before != sense - SENSES)
    counts = np.concatenate([[0], np.cumsum(alone)])
    return np.flatnonzero((counts[end] > counts[start]) & (end > start))


def _inside(start: IntColumn, end: IntColumn, count: int) -> Flags:
    """Which of so many words are in one of the sentences."""
    edges = np.zeros(count + 1, np.int32)
    np.add.at(edges, start, 1)
    np.add.at(edges, end, -1)
    return np.asarray(np.cumsum(edges[:-1]) > 0)


def no_sense(count: int) -> Floats:
    """Logits of so many words that have no supersense."""
    logits = np.zeros((count, 1 + 2 * SENSES), np.float32)
    logits[:, 0] = _SURE
    return logits


def best_tags(scores: Floats, lengths: IntColumn) -> IntColumn:
    """The best tags of sentences (n, length, 1 + 2 * SENSES) of these lengths, as of what a word may be.

    0 is none, then come the beginnings of each supersense, then what goes on with one: only after a word of
    the same supersense.
    """
    n, longest, tags = scores.shape
    rows = np.arange(n)
    best = np.array(scores[:, 0])
    best[:, 1 + SENSES :] = _NEVER
    back = np.zeros((longest, n, tags), np.uint8)
    last = np.zeros((n, tags), np.float32)
    for at in range(longest):
        if at:
            before = best.argmax(axis=1)
            own = np.repeat(before[:, None], tags, axis=1)
            reached = np.repeat(best[rows, before][:, None], tags, axis=1)
            begun, goes_on = best[:, 1 : 1 + SENSES], best[:, 1 + SENSES :]
            reached[:, 1 + SENSES :] = np.maximum(begun, goes_on)
            own[:, 1 + SENSES :] = np.arange(1, 1 + SENSES) + SENSES * (goes_on > begun)
            best, back[at] = reached + scores[:, at], own
        ends = lengths == at + 1
        last[ends] = best[ends]
    found = np.zeros((n, longest), np.int32)
    tag = last.argmax(axis=1)
    for at in range(longest - 1, -1, -1):
        there = at < lengths
        found[there, at] = tag[there]
        tag = np.where(there, back[at, rows, tag], tag) if at else tag
    return found
