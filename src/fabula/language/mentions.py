"""Finds nested mentions in sentences: the best spans that do not cross."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from fabula.language.model import Floats, Model
from fabula.types import FloatColumn, IntColumn

_LEARNED = 2
_DESIGNATION = re.compile(r"[A-Z]{1,5}[-\u2010\u2011]?\d{1,5}[A-Z]?")

_CELLS_AT_ONCE = 60_000
"""Span cells scored at once: bounds memory where sentences are long."""

_WORDS_AT_ONCE = 2_000
"""Words scored at once: bounds memory where sentences are short, as the head holds 4,480 bytes of each."""


@dataclass(frozen=True, slots=True)
class FoundMentions:
    """Mentions as columns, sorted by start and then longer first; token indices, end exclusive."""

    start: IntColumn
    end: IntColumn
    type: IntColumn
    form: IntColumn
    score: FloatColumn


def find_mentions(
    model: Model,
    states: Floats,
    sentence_start: IntColumn,
    sentence_end: IntColumn,
    solid: npt.NDArray[np.bool_],
    threshold: float,
) -> FoundMentions:
    """Mentions of the sentences over the word ``states`` (words, width).

    ``solid`` tells the words at which a mention may begin and end, those that are more than marks.
    A span is a mention when its probability of being one is at least ``threshold``; of two spans that
    cross, the more probable one stays.
    """
    lengths = sentence_end - sentence_start
    order = np.argsort(lengths, kind="stable")
    order = order[lengths[order] > 0]
    found = model.each(
        lambda batch: _batch_mentions(model, states, sentence_start, lengths, solid, batch, threshold),
        _batches(lengths[order], order),
    )
    rows = [row for batch in found for row in batch]
    rows.sort(key=lambda r: (r[0], -r[1]))
    columns = list(zip(*rows, strict=True)) or [(), (), (), (), ()]
    start, end, kind, form = (np.asarray(c, np.int32) for c in columns[:4])
    return FoundMentions(start, end, kind, form, np.asarray(columns[4], np.float32))


def _batches(lengths: IntColumn, order: npt.NDArray[np.intp]) -> Iterator[npt.NDArray[np.intp]]:
    """Cuts the numbers of sentences, shorter ones first, into batches of about the same length."""
    at = 0
    while at < len(order):
        longest = int(lengths[at]) + 2
        room = _CELLS_AT_ONCE // (longest * max(longest, _CELLS_AT_ONCE // _WORDS_AT_ONCE))
        like = int(np.searchsorted(lengths, longest, side="right"))
        end = min(at + max(room, 1), like)
        yield order[at:end]
        at = end


def keep_likely(
    found: FoundMentions, words: Sequence[str], threshold: float, known: Counter[tuple[str, ...]]
) -> FoundMentions:
    """Of mentions found at a low threshold, those that are likely enough.

    That is at least ``threshold``; or the name of a person whom the text has named so at least twice with
    that much certainty, since a name once learned is seen again where the model alone would doubt.
    ``known`` counts those names and is added to. A designation ("TK-421") that the model takes for a person
    at all is one: the fiction it was trained on has none.
    """
    spans = list(zip(found.start.tolist(), found.end.tolist(), strict=True))
    person = (found.type == 0) & (found.form == 0)
    likely = found.score >= threshold
    for i in np.flatnonzero(person & likely).tolist():
        known[tuple(words[slice(*spans[i])])] += 1
    for i in np.flatnonzero(person & ~likely).tolist():
        name = tuple(words[slice(*spans[i])])
        learned = known[name] >= _LEARNED and name[0][:1].isupper()
        likely[i] = learned or (len(name) == 1 and _DESIGNATION.fullmatch(name[0]) is not None)
    return FoundMentions(
        found.start[likely], found.end[likely], found.type[likely], found.form[likely], found.score[likely]
    )


def _batch_mentions(
    model: Model,
    states: Floats,
    sentence_start: IntColumn,
    lengths: IntColumn,
    solid: npt.NDArray[np.bool_],
    batch: npt.NDArray[np.intp],
    threshold: float,
) -> list[tuple[int, int, int, int, float]]:
    longest = int(lengths[batch].max())
    index = sentence_start[batch][:, None] + np.arange(longest)[None, :]
    inside = np.arange(longest)[None, :] < lengths[batch][:, None]
    index = np.where(inside, index, 0)
    types, forms = model.spans(states[index])
    probability = _softmax(types / model.calibrated("mentions"))
    likely = 1.0 - probability[..., 0]
    ends = inside & solid[index]
    likely *= ends[:, :, None] & ends[:, None, :] & np.tri(longest, dtype=bool).T[None]
    rows: list[tuple[int, int, int, int, float]] = []
    found = np.argwhere(likely >= threshold)
    scores = likely[tuple(found.T)]
    taken: dict[int, list[tuple[int, int]]] = {}
    for k in np.argsort(-scores, kind="stable"):
        row, first, last = (int(x) for x in found[k])
        own = taken.setdefault(row, [])
        if any(a < first <= b < last or first < a <= last < b for a, b in own):
            continue
        own.append((first, last))
        base = int(sentence_start[batch[row]])
        kind = int(probability[row, first, last, 1:].argmax())
        form = int(forms[row, first, last].argmax())
        rows.append((base + first, base + last + 1, kind, form, float(scores[k])))
    return rows


def _softmax(logits: Floats) -> Floats:
    shifted = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(shifted / shifted.sum(axis=-1, keepdims=True), np.float32)
