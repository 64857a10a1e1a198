"""How far to believe the speaker of each quotation and the entity of each mention.

The chain of turns weighs a line by its own conversation, and is too sure of itself. How clear the tag is, and
how often tags elsewhere in the book name the same figure, tell the sure lines from the doubtful ones better.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Sequence

from fabula.cast.book import Book
from fabula.cast.calibration import LinkSigns, Reference, SpeakerSigns, speaker_confidence
from fabula.cast.figures import Attribution, Resolution
from fabula.cast.speakers.frames import tag_scores
from fabula.types import MentionForm

_LEAST_SHARE = 0.01

_MOST_FAME = 0.3
"""The share of lines from which a figure is as well known as can be: a short text tells no more."""

_MOST_TOLD_OF = 0.05
"""The same of mentions: everybody in a short text has more of them than most heroes of a novel."""


def speaker_confidences(
    book: Book, resolution: Resolution, said: Sequence[Attribution], weights: Sequence[float]
) -> list[float]:
    """The probability that each quotation is its speaker's; 0 where there is none."""
    signs = speaker_signs(book, resolution, said)
    return [0.0 if own is None else speaker_confidence(own, weights) for own in signs]


def speaker_signs(
    book: Book, resolution: Resolution, said: Sequence[Attribution]
) -> list[SpeakerSigns | None]:
    """What tells how far to believe the speaker of each quotation; None where there is none."""
    told = Counter(own.speaker for own in said if _names(book, own.mention))
    lines = sum(own.speaker >= 0 for own in said)
    before, after = _beside(book)
    found: list[SpeakerSigns | None] = []
    for row, own in enumerate(said):
        if own.speaker < 0:
            found.append(None)
            continue
        paragraph = book.notes.quotations[row].paragraph
        last = before[row]
        shared = [
            other >= 0 and book.notes.quotations[other].paragraph == paragraph for other in (last, after[row])
        ]
        signs = SpeakerSigns(
            probability=own.confidence,
            margin=_margin(own),
            untold=tag_scores(book, row)[1],
            linked=_linked(book, resolution, own),
            fame=math.log(min((told[own.speaker] + 1) / lines, _MOST_FAME)),
            again=last >= 0 and said[last].speaker == own.speaker and not shared[0],
            shared=sum(shared),
        )
        found.append(signs)
    return found


def link_signs(book: Book, resolution: Resolution, sure: Sequence[float]) -> list[LinkSigns]:
    """What tells how far to believe the entity of each mention; ``sure``: the speaker of each quotation."""
    found: list[LinkSigns] = []
    for i, n in enumerate(resolution.mention_figure):
        mentions = len(resolution.figures[n].mentions) if n >= 0 else 0
        row = book.quotation[i]
        signs = LinkSigns(
            reference=_reference(book, i),
            quoted=row >= 0,
            probability=resolution.confidence[i],
            fame=math.log(min((mentions + 1) / book.size, _MOST_TOLD_OF)),
            spoken=sure[row] if row >= 0 else 0.5,
        )
        found.append(signs)
    return found


def _reference(book: Book, i: int) -> Reference:
    if book.is_own(i):
        return Reference.SPEAKER
    if book.is_second_person(i) or book.is_address(i):
        return Reference.HEARER
    if book.forms[i] is MentionForm.PRONOUN:
        return Reference.PRONOUN
    return Reference.NAME if book.forms[i] is MentionForm.NAME else Reference.NOMINAL


def _names(book: Book, mention: int) -> bool:
    """Whether a tag says outright who speaks: a name, the *I* who tells the story, or its *you*."""
    return mention >= 0 and (mention in book.names or book.is_own(mention))


def _margin(own: Attribution) -> float:
    """How much likelier the speaker is than anybody else, as a logarithm."""
    others = [p for n, p in own.shares.items() if n != own.speaker]
    return math.log(max(own.confidence, _LEAST_SHARE) / max([_LEAST_SHARE, *others]))


def _linked(book: Book, resolution: Resolution, own: Attribution) -> float:
    """How much of the pronoun of a tag goes back to the speaker, whatever the turns say."""
    if own.mention < 0 or not book.is_third_person(own.mention):
        return 0.0
    return resolution.links.get(own.mention, {}).get(own.speaker, 0.0)


def _beside(book: Book) -> tuple[list[int], list[int]]:
    """For each quotation the one before it and the one after it, nested ones left out, or -1."""
    outer = [row for row, quotation in enumerate(book.notes.quotations) if quotation.depth == 1]
    before, after = [-1] * len(book.notes.quotations), [-1] * len(book.notes.quotations)
    for row, later in itertools.pairwise(outer):
        before[later], after[row] = row, later
    return before, after
