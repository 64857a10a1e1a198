"""What each word is and what it hangs on: tags, lemmas, dependency trees, events.

The trees come of one score for every pair of words in a sentence (Dozat and Manning 2017), the rest of each
word's state alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from fabula.language.batches import Numbers, batches, word_places
from fabula.language.features import Features
from fabula.language.lemmas import Lemmas
from fabula.language.model import Floats, Model, WordLogits
from fabula.language.probabilities import logistic, softmax
from fabula.language.punctuation import attach_marks
from fabula.language.supersenses import find_senses
from fabula.language.trees import best_heads, possible_arcs
from fabula.types import RELATIONS, UPOS, XPOS, FloatColumn, IntColumn, Words

_CELLS_AT_ONCE = 60_000
_WORDS_AT_ONCE = 2_000
"""Pairs of words, and words, for which heads are scored at once: bounds the memory that takes."""

_RELATED_AT_ONCE = 250
"""Words related to their heads at once: for each, a vector for every relation is held."""

_ROOT = RELATIONS.index("root")
_UNKNOWN, _FOREIGN = UPOS.index("X"), XPOS.index("FW")
_MARK = UPOS.index("PUNCT")

_SURE_OF_MARK = 0.6
"""The probability from which on a punctuation mark keeps the head that the scores give it (EWT dev)."""

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Tags:
    """What the states of words alone tell: m rows.

    ``rule`` numbers the rule that makes the lemma; ``event`` and ``speech`` are probabilities, the latter
    (m, 3) of standing outside direct speech, beginning a part of a quotation, and being inside one.
    """

    upos: IntColumn
    upos_score: FloatColumn
    xpos: IntColumn
    rule: IntColumn
    event: FloatColumn
    speech: Floats


def tag_words(model: Model, states: Floats, spelling: Features) -> Tags:
    """The tags of words, from their states (m, width) and their spelling (m, 5)."""

    def read(logits: WordLogits) -> Tags:
        upos = softmax(logits.upos / model.calibrated("upos"))
        return Tags(
            upos.argmax(axis=1).astype(np.int32),
            upos.max(axis=1),
            logits.xpos.argmax(axis=1).astype(np.int32),
            logits.lemmas.argmax(axis=1).astype(np.int32),
            logistic(logits.event[:, 0] / model.calibrated("events") + model.shift("events")),
            softmax(logits.speech / model.calibrated("speech")),
        )

    read_parts = model.words(states, spelling, read)
    return Tags(*(np.concatenate([getattr(part, name) for part in read_parts]) for name in Tags.__slots__))


def parse(
    model: Model, states: Floats, sentence_start: IntColumn, sentence_end: IntColumn
) -> tuple[IntColumn, FloatColumn]:
    """The head of each of m words, -1 for a root, and its probability.

    A word that is in none of the sentences is a root with probability 0.
    """
    head = np.full(len(states), -1, np.int32)
    score = np.zeros(len(states), np.float32)
    lengths = sentence_end - sentence_start

    def read(batch: Numbers) -> tuple[Numbers, Numbers, Floats]:
        places, inside = word_places(sentence_start, lengths, batch)
        possible = possible_arcs(model.arcs(states[places]), lengths[batch])
        heads = best_heads(possible, lengths[batch])
        best = possible.max(axis=2, keepdims=True)
        odds = np.exp((possible - best) / model.calibrated("heads"))
        chosen = np.take_along_axis(odds, heads[:, :, None], axis=2)[..., 0] / odds.sum(axis=2)
        over = np.where(heads > 0, sentence_start[batch][:, None] + heads - 1, -1)
        return places[inside], over[inside], chosen[inside]

    for own, heads, chosen in model.each(read, batches(lengths, _CELLS_AT_ONCE, _WORDS_AT_ONCE)):
        head[own] = heads
        score[own] = chosen
    return head, score


def relate(model: Model, states: Floats, head: IntColumn) -> IntColumn:
    """The relation of each of m words to its head; that of a root, and of no other word, is ``root``."""
    relation = np.full(len(states), _ROOT, np.int32)
    dependents = np.flatnonzero(head >= 0)

    def read(at: int) -> Numbers:
        own = dependents[at : at + _RELATED_AT_ONCE]
        logits = model.relations(states[own], states[head[own]])
        logits[:, _ROOT] = -np.inf
        found: Numbers = logits.argmax(axis=1)
        return found

    places = range(0, len(dependents), _RELATED_AT_ONCE)
    for at, found in zip(places, model.each(read, places), strict=True):
        relation[dependents[at : at + _RELATED_AT_ONCE]] = found
    return relation


def read_words(
    model: Model,
    states: Floats,
    tags: Tags,
    words: Sequence[str],
    sentence_start: IntColumn,
    sentence_end: IntColumn,
    lemmas: Lemmas,
) -> Words:
    """What is said of each of m words; those in none of the sentences are as :func:`unread` has them."""
    head, head_score = parse(model, states, sentence_start, sentence_end)
    marks = tags.upos == _MARK
    _hang_marks(words, marks, marks & (head_score < _SURE_OF_MARK), head, sentence_start, sentence_end)
    relation = relate(model, states, head)
    edges = np.zeros(len(words) + 1, np.int32)
    np.add.at(edges, sentence_start, 1)
    np.add.at(edges, sentence_end, -1)
    inside = np.cumsum(edges[:-1]) > 0
    lemma = lemmas.of(words, tags.rule.tolist(), np.where(inside, tags.xpos, _FOREIGN).tolist())
    if not inside.all():
        lemma = [made if read else word for made, word, read in zip(lemma, words, inside, strict=True)]
    upos = np.where(inside, tags.upos, _UNKNOWN).astype(np.int32)
    senses = find_senses(model, states, words, lemma, upos, sentence_start, sentence_end)
    return Words(
        tuple(lemma),
        upos,
        np.where(inside, tags.xpos, _FOREIGN).astype(np.int32),
        head,
        relation,
        np.where(inside, tags.upos_score, 0.0).astype(np.float32),
        head_score,
        np.where(inside, tags.event, 0.0).astype(np.float32),
        *senses,
    )


def _hang_marks(
    words: Sequence[str],
    marks: Flags,
    unsure: Flags,
    head: IntColumn,
    sentence_start: IntColumn,
    sentence_end: IntColumn,
) -> None:
    """Gives the ``unsure`` ones of punctuation marks, in place, the heads that the guidelines give them."""
    places = np.flatnonzero(marks)
    lows, highs = np.searchsorted(places, sentence_start), np.searchsorted(places, sentence_end)
    for start, end, low, high in zip(
        sentence_start.tolist(), sentence_end.tolist(), lows.tolist(), highs.tolist(), strict=True
    ):
        if unsure[start:end].any() and end > start + 1:
            heads = [place - start if place >= 0 else -1 for place in head[start:end].tolist()]
            own = (places[low:high] - start).tolist()
            for i, over in attach_marks(words[start:end], heads, own).items():
                if unsure[start + i]:
                    head[start + i] = start + over


def unread(words: Sequence[str]) -> Words:
    """What is said of words that the model does not read."""
    count = len(words)
    unknown, foreign, root, none = (
        np.full(count, value, np.int32) for value in (_UNKNOWN, _FOREIGN, _ROOT, -1)
    )
    nothing = np.zeros(count, np.float32)
    return Words(tuple(words), unknown, foreign, none, root, nothing, nothing, nothing)
