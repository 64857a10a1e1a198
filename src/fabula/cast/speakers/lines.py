"""The lines of a conversation as the decision sees them: each with its tag and what stands around it."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from fabula.cast.book import Book
from fabula.cast.figures import Resolution
from fabula.cast.readings import Readings
from fabula.cast.speakers.beats import Beat, Beats, beat_of
from fabula.cast.speakers.frames import Paragraph, TagPart, asked_of, tag_parts, tag_scores
from fabula.cast.speakers.seen import Seen
from fabula.cast.speakers.tags import Tag, TagKind
from fabula.types import PairScores

_AROUND = 200
"""People told of around a line who may speak it; a crowd of more is a list of names."""

_CALLS = 0.3
"""Named in a line with less than this probability of being called there, one is talked of."""


@dataclass(slots=True)
class Line:
    """One quotation as the decision sees it; figures by number.

    ``number`` is the quotation's. ``mention``: the one in its tag, or -1. ``called``: the probability that
    it calls each figure. ``talked_of``: those it names without calling them. ``claimed``: those whose names
    its speaker gives for his own. ``hailed``: those whom a name
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
    claimed: frozenset[int] = frozenset()
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


@dataclass(frozen=True, slots=True)
class _Around:
    """The people told of up to a paragraph: shares of what is near, how often each is there, who tells it."""

    near: Mapping[int, float]
    there: Mapping[int, int]
    teller: int
    above: Beat


def lines_of(book: Book, resolution: Resolution) -> list[Line]:
    """The lines of a book, in the order of its quotations, given who its mentions are."""
    frames, figure = book.frames, resolution.mention_figure
    around: dict[int, _Around] = {}  # a paragraph may hold thousands of lines
    below: dict[int, Beat] = {}
    lines = []
    for number, frame in enumerate(frames.all):
        if frame is None:
            continue
        if frame.first not in around:
            around[frame.first] = _told_up_to(frames.paragraphs[frame.first], resolution)
        if frame.last not in below:
            below[frame.last] = beat_of(frames.paragraphs[frame.last].below, figure)
        own, told = frame.seen, around[frame.first]
        called = _called(own, resolution)
        lines.append(
            Line(
                number,
                frame.mention,
                _tag(frame.tag, frame.none, frame.asks, resolution),
                called,
                frozenset(n for n in {figure[i] for i in own.named} if called.get(n, 0.0) < _CALLS),
                told.near,
                told.there,
                _barred(book, resolution, frame.mention),
                own.block,
                own.last_block,
                own.first,
                own.last,
                own.words,
                Beats(
                    beat_of(frame.before, figure),
                    beat_of(frame.within, figure),
                    beat_of(frame.after, figure),
                    told.above,
                    below[frame.last],
                    frame.since,
                ),
                told.teller,
                own.manners,
                number in book.asides,
                book.notes.quotations[number].closed,
                label=book.labels[number].words if number in book.labels else "",
                hailed=frozenset(figure[i] for i in own.hailed),
                claimed=frozenset(figure[i] for i in own.claimed),
            )
        )
    return lines


def _told_up_to(paragraph: Paragraph, resolution: Resolution) -> _Around:
    figure = resolution.mention_figure
    return _Around(
        _near(paragraph, figure),
        _there(paragraph, figure),
        _teller(paragraph, resolution),
        beat_of(paragraph.above, figure),
    )


def _teller(paragraph: Paragraph, resolution: Resolution) -> int:
    """The *I* who tells the words around a line, by the nearest mention before it, or -1."""
    tellers = map(resolution.teller, paragraph.telling) if resolution.telling else ()
    return next((teller for teller in tellers if teller >= 0), -1)


def tag_of(book: Book, resolution: Resolution, row: int, speakers: PairScores) -> Tag:
    """The tag of a quotation by the scores of another way to part it."""
    scores, none = tag_scores(book, row, speakers)
    parts = tag_parts(book, row, scores)
    return _tag(parts, none, asked_of(book, parts), resolution)


def _tag(parts: Sequence[TagPart], none: float, asks: Mapping[str, float], resolution: Resolution) -> Tag:
    figures, links = resolution.mention_figure, resolution.links
    masses: dict[TagKind, dict[int, float]] = {}
    for i, p, kind in parts:
        own = masses.setdefault(kind, {})
        if linked := links.get(i):
            held = 0.0
            for figure, share in linked.items():
                if figure >= 0:
                    own[figure] = own.get(figure, 0.0) + p * share
                    held += p * share
            none += p - held
        elif (figure := figures[i]) >= 0:
            own[figure] = own.get(figure, 0.0) + p
        else:
            none += p
    return Tag(masses, none, asks)


def _barred(book: Book, resolution: Resolution, mention: int) -> tuple[int, ...]:
    """Who cannot be the speaker a tag tells of: "her mother" is not she, nor "the man" the *I* who tells."""
    if mention < 0 or book.is_own(mention):
        return ()
    owner = book.owner(mention)
    own = resolution.mention_figure[owner] if owner >= 0 else -1
    told = resolution.teller(mention) if mention not in book.names else -1
    asked = book.referring
    others = {resolution.mention_figure[j] for j in (*asked.bound[mention], *asked.binds.get(mention, ()))}
    return tuple(n for n in (own, told, *others) if n >= 0)


def _near(paragraph: Paragraph, figures: Sequence[int]) -> dict[int, float]:
    """The people told of in a paragraph and up to three before it, as shares of all that is told there.

    They are ``_AROUND`` at most, those told of most.
    """
    weight: dict[int, float] = {}
    for i, counts in paragraph.near:
        figure = figures[i]
        if figure >= 0:
            weight[figure] = weight.get(figure, 0.0) + counts
    total = sum(weight.values())
    if len(weight) > _AROUND:
        weight = dict(heapq.nlargest(_AROUND, weight.items(), key=lambda told: told[1]))
    return {n: w / total for n, w in weight.items()}


def _there(paragraph: Paragraph, figures: Sequence[int]) -> dict[int, int]:
    """How often each person is told of in the scene up to a paragraph."""
    found = Counter(map(figures.__getitem__, paragraph.there))
    found.pop(-1, None)
    return found if len(found) <= _AROUND else dict(found.most_common(_AROUND))


def _called(own: Seen, resolution: Resolution) -> dict[int, float]:
    """The probability that a line calls each figure, through mentions inside it."""
    found: dict[int, float] = {}
    for i, p in own.calls:
        if (n := resolution.mention_figure[i]) >= 0:
            found[n] = found.get(n, 0.0) + p
    return found
