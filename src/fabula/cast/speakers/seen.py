"""What is seen of a quotation whoever its mentions are: found once, and read in every round."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from fabula.cast.manners import manners_of
from fabula.cast.own_names import given_names
from fabula.types import MentionForm, PairScores

if TYPE_CHECKING:
    from fabula.cast.book import Book

PLAIN, PLAIN_NAME = 0.9, 0.98
"""How far the page is believed about a tag, against the model; the second where it is a name."""

TagScores = tuple[Mapping[int, float], float]
"""The probability that each mention names the speaker, and that none does."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One quotation of a book.

    ``first``, ``last``: tokens, end exclusive; ``block``, ``last_block``: paragraphs. ``claimed``: the names
    in it that its speaker gives for his own, ``named``: the others, ``hailed``: the mentions that marks set
    off from the rest. ``calls``: the mentions in it with the probability that it calls them. ``tag``: whom
    its tag names.
    """

    first: int
    last: int
    block: int
    last_block: int
    words: str
    manners: frozenset[str]
    named: tuple[int, ...]
    claimed: tuple[int, ...]
    hailed: tuple[int, ...]
    calls: tuple[tuple[int, float], ...]
    tag: TagScores


def seen(book: Book) -> list[Seen | None]:
    """The quotations of a book, None for one after all words that are read."""
    notes = book.notes
    inside: dict[int, list[int]] = defaultdict(list)
    for i in range(book.size):
        if book.quotation[i] >= 0 and book.is_person(i):
            inside[book.quotation[i]].append(i)
    # all at once, since each search in a column of 32 bits for a plain number copies it whole
    firsts = np.searchsorted(notes.token_end, [q.start for q in notes.quotations], side="right").tolist()
    lasts = np.searchsorted(notes.token_start, [q.end for q in notes.quotations]).tolist()
    blocks = notes.token_block
    called, tagged = _rows(notes.addressees), _rows(notes.speakers)
    none: list[float] = np.exp(notes.speakers.none).tolist()
    found: list[Seen | None] = []
    for row, quotation in enumerate(notes.quotations):
        first, last = firsts[row], lasts[row]
        if first >= len(blocks):
            found.append(None)
            continue
        given = set(given_names(book.text.content, quotation.start, quotation.end))
        claimed = tuple(i for i in inside[row] if i in book.names and book.spans[i][0] in given)
        words = " ".join(book.text.content[a:b] for a, b in quotation.spans)
        found.append(
            Seen(
                first,
                last,
                int(blocks[first]),
                int(blocks[max(last - 1, first)]),
                words,
                manners_of(words),
                tuple(i for i in inside[row] if i in book.names and i not in claimed),
                claimed,
                tuple(i for i in inside[row] if _is_set_off(book, i, first, last)),
                tuple(_calls(book, row, called[row])),
                _with_page(book, row, dict(tagged[row]), none[row]),
            )
        )
    return found


def tag_scores_of(book: Book, row: int, speakers: PairScores) -> TagScores:
    """The probability that each mention names the speaker, and that none does, by the model and the page."""
    columns, logs = speakers.row(row)
    scores = dict(zip(columns.tolist(), np.exp(logs).tolist(), strict=True))
    return _with_page(book, row, scores, float(np.exp(speakers.none[row])))


def _rows(scores: PairScores) -> list[list[tuple[int, float]]]:
    """The columns of each row with their probabilities, all at once."""
    every = list(zip(scores.index.tolist(), np.exp(scores.score).tolist(), strict=True))
    return [every[a:b] for a, b in itertools.pairwise(scores.offsets.tolist())]


def _with_page(book: Book, row: int, scores: dict[int, float], none: float) -> TagScores:
    """The scores of the model for a tag, with what the page says of it."""
    plain = book.plain_tags[row]
    if plain >= 0:
        sure = PLAIN_NAME if plain in book.names else PLAIN
        scores = {i: p * (1.0 - sure) for i, p in scores.items()}
        scores[plain] = scores.get(plain, 0.0) + sure
        none *= 1.0 - sure
    return scores, none


def _calls(book: Book, row: int, scored: Iterable[tuple[int, float]]) -> list[tuple[int, float]]:
    return [(i, p) for i, p in scored if book.quotation[i] == row and not book.is_address(i)]


def _is_set_off(book: Book, i: int, first: int, last: int) -> bool:
    """Whether marks part a mention from the rest of a line: "Well, Tom, it is late"."""
    before, after = book.first[i] - 1, book.end[i]
    opens = before < first or not any(map(str.isalnum, book.word(before)))
    ends = after >= last or not any(map(str.isalnum, book.word(after)))
    return opens and ends and not book.is_address(i) and book.forms[i] is not MentionForm.PRONOUN
