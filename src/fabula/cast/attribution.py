"""Who speaks each quotation of a book, and to whom: each conversation decided as a whole.

A quotation with a tag names its speaker through the model's scores. One without a tag takes its speaker from
what stands around it (see :mod:`fabula.cast.speakers`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from fabula.cast.book import Book
from fabula.cast.figures import FREE, Attribution, Held, Resolution
from fabula.cast.interviews import settle_turns
from fabula.cast.manners import learn
from fabula.cast.readings import Doubts, certain_breaks, readings
from fabula.cast.speakers.addressees import address
from fabula.cast.speakers.decision import decide
from fabula.cast.speakers.evidence import Voices, voices_of
from fabula.cast.speakers.lines import Line, lines_of, tag_of
from fabula.cast.weights import Weights, shipped

_BREAK = 250
"""Tokens of narration that part one conversation from the next."""


@dataclass(frozen=True, slots=True)
class Speech:
    """The quotations of a book as the decision sees them.

    ``lines`` are in the order of the quotations, ``talks`` the same lines by conversation; ``voices`` is what
    the whole book tells of its figures, ``held`` what a person has settled.
    """

    lines: Sequence[Line]
    talks: Sequence[Sequence[Line]]
    voices: Voices
    held: Held = FREE


def observed(book: Book, resolution: Resolution, held: Held = FREE) -> Speech:
    """What is seen of the quotations of a book, given who its mentions are; ``held``: what is settled."""
    lines = lines_of(book, resolution)
    _settle(lines, held)
    manners = learn((line.manners, line.outright) for line in lines)
    voices = voices_of(resolution.figures, lines, manners)
    return Speech(lines, conversations(book, resolution, lines), voices, held)


def attribute(
    book: Book, resolution: Resolution, weights: Weights | None = None, held: Held = FREE
) -> list[Attribution]:
    """The speaker and addressees of every quotation of a book, given who its mentions are.

    ``weights``: others than the package ships. ``held``: what a person has settled.
    """
    return decided(observed(book, resolution, held), len(book.notes.quotations), weights or shipped())


def decided(speech: Speech, quotations: int, weights: Weights) -> list[Attribution]:
    """The speaker and addressees of so many quotations."""
    found = [Attribution() for _ in range(quotations)]
    for talk in speech.talks:
        decide(talk, speech.voices, weights.speaking, found)
        settle_turns([line for line in talk if line.is_turn], found)
        _keep(talk, found)
        address(talk, speech.voices.figures, weights.hearing, found)
    for line in speech.lines:
        found[line.number].mention = line.mention
        if (heard := speech.held.addressees.get(line.number)) is not None:
            found[line.number].addressees = tuple(n for n in heard if n != found[line.number].speaker)
    return found


def _settle(lines: Sequence[Line], held: Held) -> None:
    """Notes on lines what is settled; whom a line is said to, it calls."""
    for line in lines:
        line.settled = held.speakers.get(line.number)
        if heard := held.addressees.get(line.number, ()):
            line.unspoken_by = frozenset(heard)
            line.called = {n: p for n, p in line.called.items() if n in heard} | dict.fromkeys(heard, 1.0)


def _keep(lines: Sequence[Line], found: list[Attribution]) -> None:
    """Gives lines to those who are settled as their speakers; ``found``: by quotation."""
    for line in lines:
        if line.settled is not None:
            n = line.settled
            found[line.number] = Attribution(n, shares={n: 1.0}, confidence=1.0) if n >= 0 else Attribution()


def conversations(book: Book, resolution: Resolution, lines: Sequence[Line]) -> list[list[Line]]:
    """Cuts the quotations where a long stretch of narration, a scene break or a heading parts them.

    A chat is parted from what is said aloud, and so is what a letter tells of. Speech quoted inside speech
    takes no turn in the conversation around it, and stands alone.
    """
    nested = [line for line in lines if book.notes.quotations[line.number].depth > 1]
    talks: list[list[Line]] = []
    for line in (line for line in lines if book.notes.quotations[line.number].depth == 1):
        before = talks[-1][-1] if talks else None
        if (
            before is None
            or _channel(book, before) != _channel(book, line)
            or line.start - before.end > _BREAK
            or any(b in book.breaks for b in range(before.last_block + 1, line.first_block))
        ):
            talks.append([])
        talks[-1].append(line)
    if doubts := Doubts(book.text.doubts):
        for talk in talks:
            _read_every_way(book, resolution, talk, doubts)
    return [*talks, *([line] for line in nested)]


def _channel(book: Book, line: Line) -> tuple[bool, int]:
    """Whether labels name the speakers around a line, and the number of the letter that tells it, or -1."""
    letter = book.stretches.letter_at(book.notes.quotations[line.number].start)
    return bool(line.label) and not line.is_turn, letter


def _read_every_way(book: Book, resolution: Resolution, talk: Sequence[Line], doubts: Doubts) -> None:
    """Weighs for each line of a conversation whether a paragraph begins before it, and before its tag."""
    quotations, parted = book.notes.quotations, book.notes.parted
    held = {line.number: 1.0 for line in talk}
    for line in talk:
        if line.mention >= 0 and book.first[line.mention] >= line.end:
            start = book.spans[line.mention][0]
            held[line.number] = doubts.none_between(quotations[line.number].end, start)
            line.tag = line.tag.lessened(held[line.number])
    for before, line in pairwise(talk):
        odds = doubts.between(quotations[before.number].end, quotations[line.number].start)
        if odds:
            certain = certain_breaks(line.first_block - before.last_block, odds)
            goes_on = not certain and _tag_between(book, before, line)
            # what the page itself says of a tag is believed in every way, so the doubt about it stays
            told = (tag_of(book, resolution, line.number, speakers) for speakers in parted)
            tags = [tag.lessened(held[line.number]) for tag in told]
            line.readings = readings(certain, odds, tags, goes_on=goes_on)


def _tag_between(book: Book, before: Line, line: Line) -> bool:
    """Whether the tag of a line comes after it and before the next, which has none of its own."""
    mention = before.mention
    if mention < 0 or line.mention not in (-1, mention):
        return False
    return before.end <= book.first[mention] < line.start
