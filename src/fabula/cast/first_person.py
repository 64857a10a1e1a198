"""How much of an *I* the telling of each stretch has, by which the first person is told from the third.

Not every *I* is a teller's. Thoughts are their thinkers', "my lord" is what everybody calls him, and where
the story is told in the past, an *I* of the present tense is mostly in somebody's thought, or an author's
remark.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from fabula.types import XPOS

if TYPE_CHECKING:
    from fabula.cast.book import Book

_NOW = 0.3
"""What an *I* of the present tense says in a story told in the past, to one of its own tense."""
_PAST = 0.75
"""The share of past tenses among the verbs of a story told in the past."""
_LEAST_VERBS = 8
_NEAR = 4
"""Words after an *I* among which its verb stands."""
_TITLES = frozenset("lord lady lords ladies liege dear god goodness word".split())  # noqa: SIM905
"""Words behind *my* that make no more than a title or a cry of it."""
_THEN_TAG = XPOS.index("VBD")
_NOW_TAGS = frozenset(XPOS.index(tag) for tag in ("VBP", "VBZ"))
_MODAL = XPOS.index("MD")
_NOW_MODALS = frozenset("must will shall can may ’ll 'll ca wo".split())  # noqa: SIM905


def first_person_words(book: Book) -> dict[int, float]:
    """How many *I, me, my* of a teller each stretch has, by its number."""
    stretches, notes = book.stretches, book.notes
    tags = notes.words.xpos
    past = {s for s in range(len(stretches)) if len(tags) and _is_past(book, s)}
    found: dict[int, float] = defaultdict(float)
    for i in range(book.size):
        s = stretches.own(i) if book.is_first_person(i) else -1
        if s < 0 or i in book.thinking or (book.low[i] == "my" and book.word(book.end[i]) in _TITLES):
            continue
        found[s] += _NOW if s in past and _is_now(book, i) else 1.0
    return found


def _is_past(book: Book, s: int) -> bool:
    """Whether a stretch is told in the past tense."""
    first, end = book.stretches.tokens(book.stretches.all[s])
    told = book.stretches.said[first:end] == book.stretches.all[s].quotation
    tags = book.notes.words.xpos[first:end][told].tolist()
    then, now = tags.count(_THEN_TAG), sum(tags.count(tag) for tag in _NOW_TAGS)
    return bool(then + now >= _LEAST_VERBS and then >= _PAST * (then + now))


def _is_now(book: Book, i: int) -> bool:
    """Whether the verb of an *I*, or else of its sentence, is in the present tense."""
    notes = book.notes
    tags = notes.words.xpos
    sentence = book.sentence[i]
    first, end = int(notes.sentence_start[sentence]), int(notes.sentence_end[sentence])
    places = range(book.end[i], min(book.end[i] + _NEAR, end)) if book.low[i] == "i" else range(first, end)
    said = book.stretches.said
    tense = [_tense(book, t, int(tags[t])) for t in places if said[t] == said[book.first[i]]]
    if book.low[i] == "i":
        return next((own == "now" for own in tense if own), False)
    return "now" in tense and "then" not in tense


def _tense(book: Book, token: int, tag: int) -> str:
    """The tense that a word tells, empty for none."""
    if tag == _THEN_TAG:
        return "then"
    now = tag in _NOW_TAGS or (tag == _MODAL and book.word(token) in _NOW_MODALS)
    return "now" if now else ""
