"""Action beats: who does something in the narration beside a line ("Anna put the cup down. “No.”").

A beat in the paragraph of a line is mostly its speaker's; one in a paragraph of narration before it mostly
tells who comes next.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fabula.cast.figures import Resolution
from fabula.types import RELATIONS

if TYPE_CHECKING:
    from fabula.cast.book import Book
    from fabula.cast.speakers.lines import Line

_SUBJECTS = frozenset(i for i, name in enumerate(RELATIONS) if name.startswith("nsubj"))
_REACH = 60
"""Tokens of narration on each side of a line that are looked at."""
_FAR = 3
"""Paragraphs of narration before a line among which the last that tells of anybody is looked for."""

Around = Mapping[int, Mapping[int, Sequence[int]]]
"""By quotation (-1 for the narration) and paragraph the mentions of people in the words of it."""


@dataclass(frozen=True, slots=True)
class Beat:
    """The people of a stretch of narration, as shares: of its subjects, and of all its mentions.

    ``first`` and ``last`` are the first and the last of those told of, or -1; ``alone``: who is the only one
    of them, or -1.
    """

    subjects: Mapping[int, float] = field(default_factory=dict)
    told: Mapping[int, float] = field(default_factory=dict)
    first: int = -1
    last: int = -1
    alone: int = -1


@dataclass(frozen=True, slots=True)
class Beats:
    """The narration in the paragraph of a line before, within and after it, and in those beside.

    ``since``: tokens of narration since the line before it.
    """

    before: Beat = Beat()
    within: Beat = Beat()
    after: Beat = Beat()
    above: Beat = Beat()
    below: Beat = Beat()
    since: int = 0


NOTHING = Beat()


def is_subject(book: Book, i: int) -> bool:
    """Whether a mention is the subject of a clause, by the parse."""
    words = book.notes.words
    first, end = book.first[i], book.end[i]
    if not len(words.head):
        return False
    for token in range(first, end):
        if not first <= int(words.head[token]) < end:
            return int(words.relation[token]) in _SUBJECTS
    return False


def beats_of(book: Book, resolution: Resolution, lines: Sequence[Line], around: Around) -> list[Beats]:
    """The beats beside each line; those of a line quoted in another stand in the words of that one."""
    quoted = {block for line in lines for block in range(line.first_block, line.last_block + 1)}
    before, after = _beside(book, lines)
    above: dict[tuple[int, int], Beat] = {}
    below: dict[tuple[int, int], Beat] = {}
    found: list[Beats] = []
    for k, line in enumerate(lines):
        within = book.within[line.number]
        mine = around.get(within, {})
        low = lines[before[k]].end if before[k] >= 0 else 0
        high = lines[after[k]].start if after[k] >= 0 else len(book.notes.token_block)
        first, last = (within, line.first_block), (within, line.last_block)
        if first not in above:
            above[first] = _above(book, resolution, line.first_block, mine, quoted)
        if last not in below:
            below[last] = _below(book, resolution, line.last_block, mine, quoted)
        here = mine.get(line.first_block, ())
        there = mine.get(line.last_block, ()) if line.last_block != line.first_block else here
        found.append(
            Beats(
                _beat(book, resolution, _between(book, here, max(low, line.start - _REACH), line.start)),
                _beat(book, resolution, _between(book, here, line.start, line.end)),
                _beat(book, resolution, _between(book, there, line.end, min(high, line.end + _REACH))),
                above[first],
                below[last],
                max(0, line.start - low) if before[k] >= 0 else 0,
            )
        )
    return found


def _beside(book: Book, lines: Sequence[Line]) -> tuple[list[int], list[int]]:
    """For each line the one before it and the one after it that stand in the same words, or -1."""
    before, after = [-1] * len(lines), [-1] * len(lines)
    last: dict[int, int] = {}
    for k, line in enumerate(lines):
        within = book.within[line.number]
        if within in last:
            before[k], after[last[within]] = last[within], k
        last[within] = k
    return before, after


def _between(book: Book, mentions: Sequence[int], low: int, high: int) -> Sequence[int]:
    """Those of some mentions, in order, that begin among the tokens from ``low`` up to ``high``."""
    first, end = (bisect_left(mentions, token, key=book.first.__getitem__) for token in (low, high))
    return mentions[first:end]


def _above(
    book: Book, resolution: Resolution, block: int, around: Mapping[int, Sequence[int]], quoted: set[int]
) -> Beat:
    """The last paragraph of nothing but narration before a line that tells of anybody."""
    for away in range(1, _FAR + 1):
        if block - away in quoted or block - away in book.breaks:
            break
        if around.get(block - away):
            return _beat(book, resolution, around[block - away])
    return NOTHING


def _below(
    book: Book, resolution: Resolution, block: int, around: Mapping[int, Sequence[int]], quoted: set[int]
) -> Beat:
    """The paragraph after a line, if it is nothing but narration."""
    if block + 1 in quoted or block + 1 in book.breaks or not around.get(block + 1):
        return NOTHING
    return _beat(book, resolution, around[block + 1])


def _beat(book: Book, resolution: Resolution, mentions: Sequence[int]) -> Beat:
    told: dict[int, float] = {}
    subjects: dict[int, float] = {}
    order: list[int] = []
    for i in mentions:
        figure = resolution.mention_figure[i]
        if figure < 0 or book.is_first_plural(i):
            continue
        order.append(figure)
        told[figure] = told.get(figure, 0.0) + 1.0
        if is_subject(book, i):
            subjects[figure] = subjects.get(figure, 0.0) + 1.0
    if not order:
        return NOTHING
    alone = order[0] if len(told) == 1 else -1
    return Beat(_shares(subjects), _shares(told), order[0], order[-1], alone)


def _shares(counts: Mapping[int, float]) -> dict[int, float]:
    total = sum(counts.values())
    return {n: own / total for n, own in counts.items()}
