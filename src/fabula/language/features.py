"""What the pair scorers see of two mentions, or of a quotation and a mention, besides the states.

All features are small integers, one column a feature; the scorers embed them. Training and reading
share this module, so a change here needs a new model.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from fabula.types import IntColumn, Quotation

Features = npt.NDArray[np.int64]

ANTECEDENT_SIZES = (10, 14, 9, 12, 6, 81, 6, 2)
"""How many values each feature of a pair of mentions can take."""

SPEAKER_SIZES = (24, 6, 5, 3, 6, 9, 5)
"""How many values each feature of a quotation and a mention can take."""

PRONOUN_CLASSES: dict[str, int] = {
    word: number
    for number, words in enumerate(
        (
            "",
            "he him his himself",
            "she her hers herself",
            "it its itself",
            "they them their theirs themselves themself 'em",
            "i me my mine myself",
            "we us our ours ourselves",
            "you your yours yourself yourselves thou thee thy thine thyself ye",
            "who whom whose which that one oneself everyone everybody each other another",
        )
    )
    for word in words.split()
}

_HEAD_STOPS = frozenset(
    [
        "of",
        "in",
        "on",
        "at",
        "who",
        "whom",
        "whose",
        "which",
        "that",
        "with",
        "from",
        "for",
        "to",
        ",",
        ";",
        ":",
        "(",
        "--",
        "—",
        "–",
        "and",
        "or",
        "as",
        "under",
        "over",
        "by",
        "where",
        "when",
        "than",
        "between",
        "among",
        "upon",
        "behind",
        "beside",
        "near",
        "without",
        "’s",
        "'s",
    ]
)


@dataclass(frozen=True, slots=True)
class MentionTable:
    """The mentions of a text as columns, M long, for the feature functions.

    ``start``, ``end``: token indices, end exclusive; ``type`` and ``form``: indices as in the annotations;
    ``quotation``: the index of the innermost, -1 for none; ``block``: the index; ``text`` and ``head``:
    numbers equal for equal strings; ``pronoun``: a number of :data:`PRONOUN_CLASSES`, 0 for no pronoun;
    ``words``: the set of lower-cased words, marks and a leading article left out.
    """

    start: IntColumn
    end: IntColumn
    type: IntColumn
    form: IntColumn
    quotation: IntColumn
    block: IntColumn
    text: IntColumn
    head: IntColumn
    pronoun: IntColumn
    words: tuple[frozenset[str], ...]

    def __len__(self) -> int:
        return len(self.start)


def head_index(words: Sequence[str]) -> int:
    """The place of the likely head of a noun phrase given as lower-cased words."""
    for i, word in enumerate(words):
        if i and word in _HEAD_STOPS:
            return i - 1
    return len(words) - 1


def mention_table(
    words: Sequence[str],
    start: IntColumn,
    end: IntColumn,
    kind: IntColumn,
    form: IntColumn,
    quotation: IntColumn,
    block: IntColumn,
) -> MentionTable:
    """Gathers the columns of mentions over the tokens ``words``."""
    numbers: dict[str, int] = {}
    texts, heads, pronouns, bags = [], [], [], []
    bag_of: dict[int, frozenset[str]] = {}  # one for all mentions of the same words
    for first, last, shape in zip(start.tolist(), end.tolist(), form.tolist(), strict=True):
        own = [w.lower() for w in words[first:last]]
        if len(own) > 1 and own[-1] in ("'s", "’s"):
            own.pop()
        if own[0] in ("the", "a", "an") and len(own) > 1:
            own = own[1:]
        texts.append(numbers.setdefault(" ".join(own), len(numbers)))
        heads.append(numbers.setdefault(own[head_index(own)], len(numbers)))
        pronouns.append(PRONOUN_CLASSES.get(own[0], 8) if shape == 2 else 0)
        if texts[-1] not in bag_of:
            bag_of[texts[-1]] = frozenset(w for w in own if w[:1].isalpha())
        bags.append(bag_of[texts[-1]])
    return MentionTable(
        start, end, kind, form, quotation, block,
        np.asarray(texts, np.int32), np.asarray(heads, np.int32), np.asarray(pronouns, np.int32), tuple(bags),
    )  # fmt: skip


def _bucket(values: npt.NDArray[np.int64], limits: Sequence[int]) -> npt.NDArray[np.int64]:
    return np.searchsorted(np.asarray(limits), values, side="right").astype(np.int64)


def antecedent_features(m: MentionTable, later: IntColumn, earlier: IntColumn) -> Features:
    """Features of P pairs of mentions, an array of P rows and ``len(ANTECEDENT_SIZES)`` columns."""
    later, earlier = later.astype(np.int64), earlier.astype(np.int64)
    apart = _bucket(later - earlier, (2, 3, 4, 5, 8, 16, 32, 64, 128))
    tokens = _bucket(m.start[later].astype(np.int64) - m.end[earlier], tuple(2**i for i in range(13)))
    forms = m.form[later] * 3 + m.form[earlier]
    types = m.type[later] * 2 + (m.type[later] == m.type[earlier])
    pronoun = (m.form[later] == 2) | (m.form[earlier] == 2)
    same = m.text[later] == m.text[earlier]
    head = m.head[later] == m.head[earlier]
    within = np.zeros(len(later), bool)
    worded = np.flatnonzero(~(pronoun | same))  # the only pairs in which it is looked at
    within[worded] = [
        m.words[a] <= m.words[b] or m.words[b] <= m.words[a]
        for a, b in zip(later[worded].tolist(), earlier[worded].tolist(), strict=True)
    ]
    match = np.where(same, 4, np.where(head & within, 3, np.where(head, 2, np.where(within, 1, 0))))
    match = np.where(pronoun, np.where(same, 5, 0), match)
    pronouns = m.pronoun[later] * 9 + m.pronoun[earlier]
    ours, theirs = m.quotation[later], m.quotation[earlier]
    speech = np.where(
        ours < 0,
        np.where(theirs < 0, 0, 1),
        np.where(theirs < 0, 2, np.where(ours == theirs, 3, np.where(ours - theirs == 1, 4, 5))),
    )
    nested = m.end[earlier] > m.start[later]
    columns = (apart, tokens, forms, types, match, pronouns, speech, nested)
    return np.stack([np.asarray(c, np.int64) for c in columns], axis=1)


@dataclass(frozen=True, slots=True)
class QuotationTable:
    """The quotations of a text as columns, Q long: first and end token, first and last block.

    ``parts`` are the token ranges, end exclusive, of each quotation's spans.
    """

    start: IntColumn
    end: IntColumn
    block: IntColumn
    last_block: IntColumn
    parts: tuple[tuple[tuple[int, int], ...], ...]

    def __len__(self) -> int:
        return len(self.start)


def quotation_table(
    quotations: Sequence[Quotation], token_start: IntColumn, token_end: IntColumn, token_block: IntColumn
) -> QuotationTable:
    """Puts quotations on tokens; a part that holds no token takes the nearest one."""
    spans = np.asarray([span for q in quotations for span in q.spans], np.int32).reshape(-1, 2)
    top = max(len(token_start) - 1, 0)
    firsts = np.minimum(np.searchsorted(token_end, spans[:, 0], side="right"), top)
    lasts = np.maximum(np.searchsorted(token_start, spans[:, 1], side="left"), firsts + 1)
    ranges = zip(firsts.tolist(), lasts.tolist(), strict=True)
    parts = [tuple(next(ranges) for _ in q.spans) for q in quotations]
    first_token = np.asarray([p[0][0] for p in parts], np.int32)
    end_token = np.asarray([p[-1][1] for p in parts], np.int32)
    empty = np.zeros(0, np.int32)
    return QuotationTable(
        first_token,
        end_token,
        np.asarray(token_block[first_token], np.int32) if parts else empty,
        np.asarray(token_block[np.maximum(end_token - 1, 0)], np.int32) if parts else empty,
        tuple(parts),
    )


def speaker_candidates(
    q: QuotationTable, m: MentionTable, before: int = 160, after: int = 60, most: int = 40
) -> list[IntColumn]:
    """For each quotation the mentions that could name its speaker: those of the narration around it.

    At most ``most`` a quotation, those nearest to one of its parts, in the order of the text.
    """
    free = np.flatnonzero((m.quotation < 0) & (m.type == 0))
    starts = m.start[free]
    found: list[IntColumn] = []
    for i in range(len(q)):
        low = int(np.searchsorted(starts, q.start[i] - before))
        high = int(np.searchsorted(starts, q.end[i] + after))
        near = free[low:high]
        if len(near) > most:
            near = np.sort(near[np.argsort(_distance(q.parts[i], m, near), kind="stable")[:most]])
        found.append(near.astype(np.int32))
    return found


def addressee_candidates(q: QuotationTable, m: MentionTable, most: int = 30) -> list[IntColumn]:
    """For each quotation the mentions that could name whom it is said to.

    Names and nominals inside it (vocatives among them), then the people of the narration around it.
    """
    people = np.flatnonzero((m.type == 0) & (m.form != 2) & (m.quotation >= 0))
    order = people[np.argsort(m.quotation[people], kind="stable")]
    keys = m.quotation[order]
    around = speaker_candidates(q, m, before=60, after=40, most=most)
    found: list[IntColumn] = []
    for i in range(len(q)):
        low, high = np.searchsorted(keys, (i, i + 1))
        inside = order[low:high][:most]
        found.append(np.sort(np.concatenate([inside, around[i]])).astype(np.int32))
    return found


def _distance(
    parts: Sequence[tuple[int, int]], m: MentionTable, which: npt.NDArray[np.integer]
) -> npt.NDArray[np.int64]:
    """Tokens between each mention and the nearest part of a quotation, 0 for a mention inside one."""
    starts, ends = m.start[which], m.end[which]
    gaps = [np.where(starts >= e, starts - e, np.where(ends <= s, s - ends, 0)) for s, e in parts]
    return np.asarray(np.minimum.reduce(gaps), np.int64)


def speaker_features(q: QuotationTable, m: MentionTable, quotation: int, which: IntColumn) -> Features:
    """Features of one quotation and the mentions ``which``: a row each, ``len(SPEAKER_SIZES)`` columns."""
    parts = q.parts[quotation]
    starts = m.start[which]
    before = starts < q.start[quotation]
    after = starts >= q.end[quotation]
    inside = m.quotation[which] == quotation
    near = _bucket(_distance(parts, m, which), (1, 2, 3, 4, 6, 9, 14, 22, 40, 80, 120))
    distance = np.where(before, near, 12 + near)
    forward = np.cumsum(~before & ~inside) - 1
    backward = (np.cumsum((before & ~inside)[::-1]) - 1)[::-1]
    rank = np.minimum(np.where(before, backward, forward), 4)
    side = np.where(inside, 5, np.where(before, 0, np.where(after, 2, 1)))
    none = np.zeros_like(side)
    columns = (distance, side, np.maximum(rank, 0), m.form[which], m.type[which], m.pronoun[which], none)
    found = np.stack([np.asarray(c, np.int64) for c in columns], axis=1)
    return in_paragraphs(found, m.block[which], q.block[quotation], q.last_block[quotation])


PARAGRAPH_COLUMNS = (1, 6)
"""The features of a quotation and a mention that depend on where paragraphs begin."""


def in_paragraphs(
    features: Features,
    mention: npt.NDArray[np.integer],
    first: npt.NDArray[np.integer] | np.integer,
    last: npt.NDArray[np.integer] | np.integer,
) -> Features:
    """The features of P pairs of a quotation and a mention, were the text parted into other paragraphs.

    ``mention`` (P) are the paragraphs of the mentions, ``first`` and ``last`` (P, or one for all) those in
    which the quotations begin and end.
    """
    place, blocks = PARAGRAPH_COLUMNS
    side = features[:, place]
    before, after = (side == 0) | (side == 3), (side == 2) | (side == 4)
    found: Features = features.copy()
    found[:, place] = np.where(
        before, np.where(mention == first, 0, 3), np.where(after, np.where(mention == last, 2, 4), side)
    )
    apart = np.where(before, first - mention, mention - last)
    found[:, blocks] = np.clip(apart, 0, 4)
    return found
