"""The lines of a conversation as the decision sees them: each with its tag and what stands around it."""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from fabula.cast.book import Book
from fabula.cast.figures import Resolution
from fabula.cast.lexicon import ANYBODY
from fabula.cast.readings import Readings
from fabula.cast.speakers.beats import Beats, beats_of
from fabula.cast.speakers.seen import Seen, TagScores, tag_scores_of
from fabula.cast.speakers.tags import Tag, TagKind
from fabula.types import PairScores

_VAGUE = 2
"""Words behind "the" up to which "the old gentleman" may be any gentleman."""

_AROUND = 200
"""People told of around a line who may speak it; a crowd of more is a list of names."""

_SCENE = 25
"""Paragraphs before a line in which one who is told of is there."""

_CALLS = 0.3
"""Named in a line with less than this probability of being called there, one is talked of."""


@dataclass(slots=True)
class Line:
    """One quotation as the decision sees it; figures by number.

    ``number`` is the quotation's. ``mention``: the one in its tag, or -1. ``called``: the probability that
    it calls each figure. ``talked_of``: those it names without calling them. ``hailed``: those whom a name
    set off from the rest calls. ``near``: shares of what is told around it. ``there``: how often each is told
    of in the scene up to it. ``barred``: who cannot be the speaker a tag tells of. ``first_block``,
    ``last_block``: paragraphs; ``start``, ``end``: tokens, end exclusive. ``teller``: the *I* who tells the
    words around it, or -1. ``readings`` are the ways to read it where nobody knows how many paragraphs part
    it from the line before. ``label`` is what stands before it where it is one of a chat, or of an interview.
    ``settled``: who a person has said speaks it, -1 for nobody, None where nobody has said anything.
    ``unspoken_by``: those to whom a person has said that it is spoken.
    """

    number: int
    mention: int
    tag: Tag
    called: Mapping[int, float]
    talked_of: frozenset[int]
    near: Mapping[int, float]
    there: Mapping[int, int]
    barred: Sequence[int]
    first_block: int
    last_block: int
    start: int
    end: int
    words: str = ""
    beats: Beats = field(default_factory=Beats)
    teller: int = -1
    manners: frozenset[str] = frozenset()
    aside: bool = False
    closed: bool = True
    readings: Readings | None = None
    label: str = ""
    hailed: frozenset[int] = frozenset()
    settled: int | None = None
    unspoken_by: frozenset[int] = frozenset()

    @property
    def outright(self) -> Mapping[int, float]:
        """The probability of each figure by a tag that means one alone, or by what is settled."""
        if self.settled is None:
            return self.tag.outright
        return {self.settled: 1.0} if self.settled >= 0 else {}

    @property
    def is_turn(self) -> bool:
        """Whether "Q" or "A" is all that tells who speaks."""
        return bool(self.label) and self.mention < 0

    def after(self, before: Line) -> int:
        """How many paragraphs it begins after another line; each line of a chat is one of its own."""
        if self.label and before.label:
            return int(self.label != before.label)
        return self.first_block - before.last_block


def lines_of(book: Book, resolution: Resolution) -> list[Line]:
    """The lines of a book, in the order of its quotations, given who its mentions are."""
    around: dict[int, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for i in range(book.size):
        if book.is_person(i):
            around[book.quotation[i]][book.blocks[i]].append(i)
    near: dict[tuple[int, int], dict[int, float]] = {}  # a paragraph may hold thousands of lines
    there: dict[tuple[int, int], dict[int, int]] = {}
    figure = resolution.mention_figure
    lines = []
    for number, own in enumerate(book.seen):
        if own is None:
            continue
        called = _called(own, resolution)
        within, block = book.within[number], own.block
        if (within, block) not in near:
            near[within, block] = _near(book, resolution, around[within], block)
            there[within, block] = _there(book, resolution, around[within], block)
        tag, mention = tag_of(book, resolution, number)
        lines.append(
            Line(
                number,
                mention,
                tag,
                called,
                frozenset(n for n in {figure[i] for i in own.named} if called.get(n, 0.0) < _CALLS),
                near[within, block],
                there[within, block],
                _barred(book, resolution, mention),
                block,
                own.last_block,
                own.first,
                own.last,
                words=own.words,
                teller=_teller(resolution, around[within], block),
                manners=own.manners,
                aside=number in book.asides,
                closed=book.notes.quotations[number].closed,
                label=book.labels[number].words if number in book.labels else "",
                hailed=frozenset(figure[i] for i in own.hailed),
            )
        )
    for line, beats in zip(lines, beats_of(book, resolution, lines, around), strict=True):
        line.beats = beats
    return lines


def _teller(resolution: Resolution, around: Mapping[int, Sequence[int]], block: int) -> int:
    """The *I* who tells the words around a line, by the nearest mention before it, or -1."""
    for away in range(4):
        for i in around.get(block - away, ()):
            if (teller := resolution.teller(i)) >= 0:
                return teller
    return -1


def tag_of(
    book: Book, resolution: Resolution, row: int, speakers: PairScores | None = None
) -> tuple[Tag, int]:
    """The tag of a quotation and its mention, or -1; ``speakers``: the scores of another way to part it."""
    scores, none = tag_scores(book, row, speakers)
    stated = _stated(book, row)
    masses: dict[TagKind, dict[int, float]] = {}
    asks: dict[str, float] = defaultdict(float)
    for i, p in scores.items():
        kind = _kind(book, i, stated)
        own = masses.setdefault(kind, defaultdict(float))
        held = 0.0
        for figure, share in (resolution.links.get(i) or {resolution.mention_figure[i]: 1.0}).items():
            if figure >= 0:
                own[figure] += p * share
                held += p * share
        none += p - held
        if kind is TagKind.PRONOUN and book.gender[i]:
            asks[book.gender[i]] += p
    mention = _most_likely(book, row, scores)
    return Tag({kind: dict(own) for kind, own in masses.items()}, none, dict(asks)), mention


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

    "Said the driver", "said the man at the door" and "said a passer-by" mean no other of those who talk,
    where "said the gentleman" may.
    """
    i = book.plain_tags[row]
    if i < 0 or not book.is_nominal(i):
        return -1
    words = book.definite(i).split()
    new = book.low[i].startswith(("a ", "an ")) and book.head(i) not in ANYBODY
    return i if new or len(words) > _VAGUE or (words and not book.fades(i)) else -1


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
    return _most_likely(book, row, tag_scores(book, row)[0])


def _most_likely(book: Book, row: int, scores: Mapping[int, float]) -> int:
    best = max(scores, key=lambda i: scores[i], default=-1)
    return best if best >= 0 and scores[best] > 0.5 and book.quotation[best] != row else -1


def _barred(book: Book, resolution: Resolution, mention: int) -> tuple[int, ...]:
    """Who cannot be the speaker a tag tells of: "her mother" is not she, nor "the man" the *I* who tells."""
    if mention < 0 or book.is_own(mention):
        return ()
    owner = book.owner(mention)
    own = resolution.mention_figure[owner] if owner >= 0 else -1
    told = resolution.teller(mention) if mention not in book.names else -1
    return tuple(n for n in (own, told) if n >= 0)


def _near(
    book: Book, resolution: Resolution, around: Mapping[int, Sequence[int]], block: int
) -> dict[int, float]:
    """The people told of in a paragraph and up to three before it, as shares of all that is told there.

    They are ``_AROUND`` at most, those told of most.

    ``around``: by paragraph the mentions in the words around a line, of the narration or of what quotes it.
    """
    weight: dict[int, float] = defaultdict(float)
    for away in range(4):
        if block - away in book.breaks:
            break
        for i in around.get(block - away, ()):
            if resolution.mention_figure[i] >= 0 and not book.is_first_plural(i):
                weight[resolution.mention_figure[i]] += 4 - away
    total = sum(weight.values())
    if len(weight) > _AROUND:
        weight = dict(heapq.nlargest(_AROUND, weight.items(), key=lambda told: told[1]))
    return {n: w / total for n, w in weight.items()}


def _there(
    book: Book, resolution: Resolution, around: Mapping[int, Sequence[int]], block: int
) -> dict[int, int]:
    """How often each person is told of in the ``_SCENE`` paragraphs up to one, or since the scene began."""
    found: Counter[int] = Counter()
    for own in range(block, max(-1, block - _SCENE), -1):
        if own in book.breaks:
            break
        found.update(resolution.mention_figure[i] for i in around.get(own, ()))
    found.pop(-1, None)
    return dict(found if len(found) <= _AROUND else found.most_common(_AROUND))


def _called(own: Seen, resolution: Resolution) -> dict[int, float]:
    """The probability that a line calls each figure, through mentions inside it."""
    found: dict[int, float] = defaultdict(float)
    for i, p in own.calls:
        if (n := resolution.mention_figure[i]) >= 0:
            found[n] += p
    return dict(found)
