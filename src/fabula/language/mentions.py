"""Finds nested mentions in sentences: the best spans that do not cross."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from fabula.language.batches import Flags, Numbers, batches, word_places
from fabula.language.model import Floats, Model
from fabula.language.probabilities import softmax
from fabula.types import (
    ENTITY_TYPES,
    MENTION_FORMS,
    EntityType,
    FloatColumn,
    IntColumn,
    MentionForm,
    Span,
)

_PERSON = ENTITY_TYPES.index(EntityType.PERSON)
_NAME, _NOMINAL, _PRONOUN = (
    MENTION_FORMS.index(form) for form in (MentionForm.NAME, MentionForm.NOMINAL, MentionForm.PRONOUN)
)
_PRONOUN_LABELS = frozenset(["i", "me", "you", "he", "she", "they", "him", "her", "us", "we", "them"])
_LEARNED = 2
_PAIR = 0.05
_BEHIND = 0.2
"""The least score of a name right behind words for a person: *her brother Tobin*."""
_HONOURED = re.compile(
    r"[^\W\d_][\w'’]*[-\u2010\u2011](?:san|kun|chan|sama|sensei|senpai|sempai|dono|han|tan)"
)
_JOINING = frozenset({"and", "&", ","})
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


_CHOSEN_AT_ONCE = 200
"""Spans looked at together to see whether better ones rule them out."""

_Row: TypeAlias = tuple[int, int, int, int, float]
"""Start, end, type, form and score of one mention."""


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
    cross, the more probable one stays, and a pronoun holds no mention that is more probable.
    """
    lengths = sentence_end - sentence_start
    found = model.each(
        lambda batch: _batch_mentions(model, states, sentence_start, lengths, solid, batch, threshold),
        batches(lengths, _CELLS_AT_ONCE, _WORDS_AT_ONCE),
    )
    return _columns([row for batch in found for row in batch])


def given_mentions(
    model: Model,
    states: Floats,
    sentence_start: IntColumn,
    sentence_end: IntColumn,
    spans: Sequence[Span],
) -> FoundMentions:
    """Mentions known beforehand, ``spans`` of words, with the type and form that the model gives them.

    Each scores 1. Of a mention that runs over the end of a sentence, the words up to there are judged.
    """
    starts = np.asarray([start for start, _ in spans], np.int32)
    sentences = np.searchsorted(sentence_start, starts, side="right") - 1
    own: dict[int, list[Span]] = {}
    for number, span in zip(sentences.tolist(), spans, strict=True):
        own.setdefault(number, []).append(span)
    held = np.asarray(sorted(own), np.intp)
    start, lengths = sentence_start[held], (sentence_end - sentence_start)[held]

    def judge(batch: Numbers) -> list[_Row]:
        index, _ = word_places(start, lengths, batch)
        types, forms = model.spans(states[index])
        rows: list[_Row] = []
        for row, number in enumerate(batch.tolist()):
            base, last = int(start[number]), int(lengths[number]) - 1
            for first, end in own[int(held[number])]:
                place = (row, first - base, min(end - 1 - base, last))
                rows.append((first, end, int(types[place][1:].argmax()), int(forms[place].argmax()), 1.0))
        return rows

    judged = model.each(judge, batches(lengths, _CELLS_AT_ONCE, _WORDS_AT_ONCE))
    return _columns([row for batch in judged for row in batch])


def _columns(rows: list[_Row]) -> FoundMentions:
    rows.sort(key=lambda r: (r[0], -r[1]))
    columns = list(zip(*rows, strict=True)) or [(), (), (), (), ()]
    start, end, kind, form = (np.asarray(c, np.int32) for c in columns[:4])
    return FoundMentions(start, end, kind, form, np.asarray(columns[4], np.float32))


def keep_likely(
    found: FoundMentions, words: Sequence[str], threshold: float, known: Counter[tuple[str, ...]]
) -> FoundMentions:
    """Of mentions found at a low threshold, those that are likely enough.

    That is at least ``threshold``; or the name of a person whom the text has named so at least twice with
    that much certainty, since a name once learned is seen again where the model alone would doubt.
    ``known`` counts those names and is added to. A designation ("TK-421") that the model takes for a person
    at all is one: the fiction it was trained on has none, nor the honorifics of "Mori-kun"; so are two names
    that are certain, with "and" between them, at a score of ``_PAIR``, and a name right behind words for a
    person at one of ``_BEHIND``. A part of a name that is there already is neither,
    and from the first of two names to the second is no name, unless "and" alone joins them.
    """
    spans = list(zip(found.start.tolist(), found.end.tolist(), strict=True))
    person = (found.type == 0) & (found.form == 0)
    likely = found.score >= threshold
    likely[_of_two(spans, np.flatnonzero(person & likely).tolist(), words)] = False
    for i in np.flatnonzero(person & likely).tolist():
        known[tuple(words[slice(*spans[i])])] += 1
    names = {spans[i] for i in np.flatnonzero(person & likely).tolist()}
    within = _inside(spans, np.flatnonzero(person & likely).tolist())
    nominals = set(found.end[likely & (found.type == 0) & (found.form == _NOMINAL)].tolist())
    for i in np.flatnonzero(person & ~likely).tolist():
        name = tuple(words[slice(*spans[i])])
        if i in within:
            continue
        learned = known[name] >= _LEARNED and name[0][:1].isupper()
        pair = found.score[i] >= _PAIR and _is_pair(spans[i], words, names)
        beside = found.score[i] >= _BEHIND and spans[i][0] in nominals and name[0][:1].isupper()
        likely[i] = learned or pair or beside or (len(name) == 1 and _is_untaught(name[0]))
    return FoundMentions(
        found.start[likely], found.end[likely], found.type[likely], found.form[likely], found.score[likely]
    )


def _is_untaught(word: str) -> bool:
    """Whether a word is a name of a kind that the fiction the model was trained on has none of."""
    return _DESIGNATION.fullmatch(word) is not None or _HONOURED.fullmatch(word) is not None


def with_named(found: FoundMentions, named: Sequence[Span], words: Sequence[str]) -> FoundMentions:
    """Mentions with spans of ``words``, in order, that each name a person or are pronouns for sure.

    What was found inside one, or across its ends, is none.
    """
    if not named:
        return found
    starts = [start for start, _ in named]
    rows: list[_Row] = []
    columns = (found.start, found.end, found.type, found.form, found.score)
    for start, end, kind, form, score in zip(*(column.tolist() for column in columns), strict=True):
        place = bisect_left(starts, end) - 1
        if place < 0 or named[place][1] <= start or (start <= named[place][0] and named[place][1] < end):
            rows.append((start, end, kind, form, score))
    for start, end in named:
        pronoun = end == start + 1 and words[start].lower() in _PRONOUN_LABELS
        rows.append((start, end, _PERSON, _PRONOUN if pronoun else _NAME, 1.0))
    return _columns(rows)


def _is_pair(span: Span, words: Sequence[str], names: Set[Span]) -> bool:
    """Whether a span is two names with "and" between them."""
    start, end = span
    return any(
        words[k] == "and" and (start, k) in names and (k + 1, end) in names for k in range(start + 1, end - 1)
    )


def _of_two(spans: Sequence[Span], names: Sequence[int], words: Sequence[str]) -> list[int]:
    """Those of the names, sorted by start and longer first, that hold two others "and" does not join."""
    found: list[int] = []
    for k, i in enumerate(names):
        first_end = None
        for j in names[k + 1 :]:
            start, end = spans[j]
            if end > spans[i][1] or start >= spans[i][1]:
                break
            if first_end is not None and start >= first_end:
                if not _JOINING.issuperset(map(str.lower, words[first_end:start])):
                    found.append(i)
                break
            first_end = end if first_end is None else min(first_end, end)
    return found


def _inside(spans: Sequence[Span], over: Sequence[int]) -> set[int]:
    """The numbers of the spans, sorted by start and longer first, within one that ``over`` numbers."""
    wide = set(over)
    found: set[int] = set()
    reach = 0
    for i, (_start, end) in enumerate(spans):
        if i in wide:
            reach = max(reach, end)
        elif end <= reach:
            found.add(i)
    return found


def _batch_mentions(
    model: Model,
    states: Floats,
    sentence_start: IntColumn,
    lengths: IntColumn,
    solid: npt.NDArray[np.bool_],
    batch: Numbers,
    threshold: float,
) -> list[_Row]:
    index, inside = word_places(sentence_start, lengths, batch)
    types, forms = model.spans(states[index])
    ends = inside & solid[index]
    spans = np.argwhere(ends[:, :, None] & ends[:, None, :] & np.tri(index.shape[1], dtype=bool).T[None])
    probability = softmax(types[tuple(spans.T)] / model.calibrated("mentions"))
    scores = 1.0 - probability[:, 0]
    likely = scores >= threshold
    spans, probability, scores = spans[likely], probability[likely], scores[likely]
    form = forms[tuple(spans.T)].argmax(axis=1)
    order = np.argsort(-scores, kind="stable")
    kept = order[_apart(spans[order], form[order] == _PRONOUN, types.shape[:3])]
    starts, kinds = sentence_start[batch], probability[:, 1:].argmax(axis=1)
    return [
        (int(starts[row] + first), int(starts[row] + last + 1), int(kinds[k]), int(form[k]), float(scores[k]))
        for k, (row, first, last) in zip(kept.tolist(), spans[kept].tolist(), strict=True)
    ]


def _apart(spans: Numbers, pronoun: Flags, shape: tuple[int, ...]) -> list[int]:
    """The spans (row, first, last), best first, that stay: they cross no better one of their row.

    A ``pronoun`` holds no better one either: from one pronoun to another, the first or the last tells.
    ``shape`` is that of rows, first and last words. Sentences of names or pronouns alone have thousands of
    spans to choose from, so those that a better one rules out are passed over some hundred at once.
    """
    crossing, holding = np.zeros(shape, bool), np.zeros(shape, bool)
    kept: list[int] = []
    for at in range(0, len(spans), _CHOSEN_AT_ONCE):
        some = slice(at, at + _CHOSEN_AT_ONCE)
        places = tuple(spans[some].T)
        left = np.flatnonzero(~crossing[places] & ~(pronoun[some] & holding[places])) + at
        for k, (row, first, last) in zip(left.tolist(), spans[left].tolist(), strict=True):
            if crossing[row, first, last] or (pronoun[k] and holding[row, first, last]):
                continue
            kept.append(k)
            crossing[row, first + 1 : last + 1, last + 1 :] = True
            crossing[row, :first, first:last] = True
            holding[row, : first + 1, last:] = True
    return kept
