"""Which mentions stand in and around each quotation, whoever they are: found once, read in every round."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from fabula.cast.lexicon import ANYBODY
from fabula.cast.speakers.seen import Seen, TagScores, tag_scores_of
from fabula.cast.speakers.tags import TagKind
from fabula.cast.syntax import is_subject
from fabula.types import PairScores

if TYPE_CHECKING:
    from fabula.cast.book import Book

_REACH = 60
"""Tokens of narration on each side of a line that are looked at."""
_FAR = 3
"""Paragraphs of narration before a line among which the last that tells of anybody is looked for."""
_NEAR = 4
"""Paragraphs up to a line whose people are near."""
_SCENE = 25
"""Paragraphs before a line in which one who is told of is there."""
_VAGUE = 2
"""Words behind "the" up to which "the old gentleman" may be any gentleman."""

Around = Mapping[int, Mapping[int, Sequence[int]]]
"""By whose words they are (:func:`_words_of`) and paragraph the mentions of people in them."""

Told = tuple[tuple[int, bool], ...]
"""Mentions of people in order, each with whether it is the subject of a clause; a *we* is nobody alone."""


class TagPart(NamedTuple):
    """A mention that may name the speaker in a tag, with the probability, and what it calls that one by."""

    mention: int
    p: float
    kind: TagKind


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The words of the narration, or of what quotes a line, up to the paragraph of it and after.

    ``near``: the mentions of it and the three before, each with what it counts for. ``there``: those of the
    scene up to it. ``telling``: those by which it is known who tells it. ``above``, ``below``: who is told of
    in the last paragraph of narration before it, and in the one after it.
    """

    near: tuple[tuple[int, float], ...]
    there: tuple[int, ...]
    telling: tuple[int, ...]
    above: Told
    below: Told


@dataclass(frozen=True, slots=True)
class Frame:
    """A quotation among the mentions around it.

    ``first``, ``last``: the numbers of its first and last paragraph among those of :class:`Frames`.
    ``before``, ``within``, ``after``: who is told of in its own paragraph. ``since``: tokens since the line
    before. ``tag``: whom its tag may name, ``none`` that it names nobody, ``asks`` by subject form that a
    pronoun names the speaker; ``mention``: the likeliest of the tag, or -1.
    """

    seen: Seen
    first: int
    last: int
    before: Told
    within: Told
    after: Told
    since: int
    tag: tuple[TagPart, ...]
    none: float
    asks: Mapping[str, float]
    mention: int


class Frames:
    """The frames of the quotations of a book by number, None for one after all words that are read."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._around = _around(book)
        self._within = [
            _words_of(book, within, quotation.start)
            for within, quotation in zip(book.within, book.notes.quotations, strict=True)
        ]
        self._rows = [row for row, own in enumerate(book.seen) if own is not None]
        self._quoted = {
            block for own in book.seen if own is not None for block in range(own.block, own.last_block + 1)
        }
        self._number: dict[tuple[int, int], int] = {}
        self.paragraphs: list[Paragraph] = []
        before, after = self._beside()
        self.all: list[Frame | None] = [
            None if own is None else self._frame(row, own, before.get(row), after.get(row))
            for row, own in enumerate(book.seen)
        ]
        del self._around, self._within, self._rows, self._quoted, self._number  # made use of here alone
        del self._book  # each would keep the other in memory, as no cycles are looked for meanwhile

    def _beside(self) -> tuple[dict[int, Seen], dict[int, Seen]]:
        """For each line the one before it and the one after it that stand in the same words."""
        before: dict[int, Seen] = {}
        after: dict[int, Seen] = {}
        last: dict[int, tuple[int, Seen]] = {}
        for row in self._rows:
            own, within = self._book.seen[row], self._within[row]
            assert own is not None
            if within in last:
                earlier, before[row] = last[within]
                after[earlier] = own
            last[within] = row, own
        return before, after

    def _frame(self, row: int, own: Seen, before: Seen | None, after: Seen | None) -> Frame:
        book = self._book
        within = self._within[row]
        mine = self._around.get(within, {})
        low = before.last if before is not None else 0
        high = after.first if after is not None else len(book.notes.token_block)
        here = mine.get(own.block, ())
        there = mine.get(own.last_block, ()) if own.last_block != own.block else here
        parts = tag_parts(book, row, own.tag[0])
        return Frame(
            own,
            self._paragraph(within, own.block),
            self._paragraph(within, own.last_block),
            self._told(self._between(here, max(low, own.first - _REACH), own.first)),
            self._told(self._between(here, own.first, own.last)),
            self._told(self._between(there, own.last, min(high, own.last + _REACH))),
            max(0, own.first - low) if before is not None else 0,
            parts,
            own.tag[1],
            asked_of(book, parts),
            most_likely(book, row, own.tag[0]),
        )

    def _paragraph(self, within: int, block: int) -> int:
        """The number of a paragraph, which is looked at once: it may hold thousands of lines."""
        key = within, block
        if key not in self._number:
            self._number[key] = len(self.paragraphs)
            mine = self._around.get(within, {})
            last = [(away, i) for away in range(_NEAR) for i in mine.get(block - away, ())]
            since = self._since(block, _NEAR)
            scene = range(block, self._since(block, _SCENE), -1)
            self.paragraphs.append(
                Paragraph(
                    tuple(
                        (i, float(_NEAR - away))
                        for away, i in last
                        if block - away > since and not self._book.is_first_plural(i)
                    ),
                    tuple(i for own in scene for i in mine.get(own, ())),
                    tuple(i for _, i in last),
                    self._above(mine, block),
                    self._below(mine, block),
                )
            )
        return self._number[key]

    def _since(self, block: int, most: int) -> int:
        """The paragraph before the last ``most`` up to one, or the break among these."""
        for own in range(block, max(-1, block - most), -1):
            if own in self._book.breaks:
                return own
        return block - most

    def _above(self, mine: Mapping[int, Sequence[int]], block: int) -> Told:
        """The last paragraph of nothing but narration before a line that tells of anybody."""
        for away in range(1, _FAR + 1):
            if block - away in self._quoted or block - away in self._book.breaks:
                break
            if mine.get(block - away):
                return self._told(mine[block - away])
        return ()

    def _below(self, mine: Mapping[int, Sequence[int]], block: int) -> Told:
        """The paragraph after a line, if it is nothing but narration."""
        if block + 1 in self._quoted or block + 1 in self._book.breaks:
            return ()
        return self._told(mine.get(block + 1, ()))

    def _between(self, mentions: Sequence[int], low: int, high: int) -> Sequence[int]:
        """Those of some mentions, in order, that begin among the tokens from ``low`` up to ``high``."""
        key = self._book.first.__getitem__
        first, end = (bisect_left(mentions, token, key=key) for token in (low, high))
        return mentions[first:end]

    def _told(self, mentions: Sequence[int]) -> Told:
        book = self._book
        return tuple((i, is_subject(book, i)) for i in mentions if not book.is_first_plural(i))


def _around(book: Book) -> Around:
    around: dict[int, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for i in range(book.size):
        if book.is_person(i):
            around[_words_of(book, book.quotation[i], book.spans[i][0])][book.blocks[i]].append(i)
    return around


def _words_of(book: Book, quotation: int, offset: int) -> int:
    """Whose words a place stands in: a quotation's by its number, a letter's from -2 down, or others': -1."""
    return quotation if quotation >= 0 else -1 - (book.stretches.letter_at(offset) + 1)


def tag_parts(book: Book, row: int, scores: Mapping[int, float]) -> tuple[TagPart, ...]:
    """The mentions that may name the speaker in the tag of a quotation, by their scores."""
    stated = _stated(book, row)
    return tuple(TagPart(i, p, _kind(book, i, stated)) for i, p in scores.items())


def asked_of(book: Book, parts: Sequence[TagPart]) -> dict[str, float]:
    """For each subject form the probability that a mention of that form is the tag."""
    asks: dict[str, float] = {}
    for i, p, kind in parts:
        if kind is TagKind.PRONOUN and (gender := book.gender[i]):
            asks[gender] = asks.get(gender, 0.0) + p
    return asks


def _kind(book: Book, i: int, stated: int) -> TagKind:
    if i in book.names:
        return TagKind.NAME
    if book.is_own(i):
        return TagKind.FIRST
    if i == stated:
        return TagKind.STATED
    if book.is_third_person(i):
        return TagKind.PRONOUN
    return TagKind.KIN if book.owner(i) >= 0 else TagKind.NOMINAL


def _stated(book: Book, row: int) -> int:
    """The mention in a tag that touches the quotation and tells who speaks as a name does, or -1.

    "Said the driver", "the man at the door", "a passer-by" and "another voice" mean no other of those who
    talk, where "said the gentleman" may.
    """
    i = book.plain_tags[row]
    if i < 0 or not book.is_nominal(i):
        return -1
    words = book.definite(i).split()
    one = book.low[i].startswith(("a ", "an ")) and book.head(i) not in ANYBODY
    other = book.low[i].startswith("another ")
    return i if one or other or len(words) > _VAGUE or (words and not book.fades(i)) else -1


def tag_scores(book: Book, row: int, speakers: PairScores | None = None) -> TagScores:
    """The probability that each mention names the speaker, and that none does, by the model and the page.

    ``speakers``: the model's scores, where they are others than those of the text as it is parted.
    """
    if speakers is not None:
        return tag_scores_of(book, row, speakers)
    own = book.seen[row]
    return tag_scores_of(book, row, book.notes.speakers) if own is None else own.tag


def tag_mention(book: Book, row: int) -> int:
    """The mention that more likely than not names the speaker of a quotation in its tag, or -1."""
    return most_likely(book, row, tag_scores(book, row)[0])


def most_likely(book: Book, row: int, scores: Mapping[int, float]) -> int:
    """The mention of a tag that is likelier than not, and in no words of the quotation itself, or -1."""
    best = max(scores, key=scores.__getitem__, default=-1)
    return best if best >= 0 and scores[best] > 0.5 and book.quotation[best] != row else -1
