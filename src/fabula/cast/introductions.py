"""Who gives a name of himself in speech: “I am Inspector Crewe,” said the stranger.

A figure that the text has called by an epithet until then is the one whose name he gives.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from fabula.cast.book import Book
from fabula.cast.figures import TAG_SURE, Attribution, Resolution
from fabula.cast.stretches import NAME_PATTERN, own_names
from fabula.cast.twins import Words
from fabula.types import EntityType

_I_AM = re.compile(rf"\b(?:I am|I['’]m) ({NAME_PATTERN})(?=\s*[,.;!—–]|--| of | from )")
_UNREAL = re.compile(
    r"\b(?:if|were|thinks?|thought|believes?|believed|say|says|said|suppose[sd]?|that|not|never)\b[^.!?]{0,40}$",
    re.IGNORECASE,
)
"""What is before a name that one has not."""
_BEFORE = 60
_USED = 2
"""Mentions of a name by which somebody else must call its bearer, too."""


def introductions(
    book: Book, resolution: Resolution, said: Sequence[Attribution], apart: Iterable[int] = ()
) -> dict[int, int]:
    """Figures without a name who give one in speech, each with the figure of that name.

    ``apart`` are figures that are nobody else: tellers and groups.
    """
    apart = frozenset(apart)
    words = Words(book, resolution)
    starting = {book.spans[i][0]: i for i in book.names}
    found: dict[int, int] = {}
    for row, quotation in enumerate(book.notes.quotations):
        own = said[row]
        if own.speaker < 0 or own.speaker in found or own.confidence < TAG_SURE:
            continue
        for start in _own_names(book.text.content, quotation.start, quotation.end):
            i = starting.get(start, -1)
            person = resolution.mention_figure[i] if i >= 0 and book.quotation[i] == row else -1
            if person < 0 or person == own.speaker or apart & {person, own.speaker} or person in found:
                continue
            if own.speaker not in found.values() and _may_be(words, own.speaker, person):
                found[own.speaker] = person
    return found


def _own_names(content: str, start: int, end: int) -> Iterable[int]:
    """Where the names begin that a speaker gives for his own."""
    places = [at for at, _, _ in own_names(content, start, end)]
    places += [match.start(1) for match in _I_AM.finditer(content, start, end)]
    return [at for at in places if not _UNREAL.search(content, max(start, at - _BEFORE), at)]


def _may_be(words: Words, other: int, person: int) -> bool:
    """Whether a figure is called by no name, and no pronoun or rank parts it from a person."""
    figures = words.figures
    if figures[other].named and not words.is_epithet(other):
        return False
    if figures[other].type is not EntityType.PERSON or words.names(person).total() < _USED:
        return False
    return words.agree(other, person) and not words.is_epithet(person)
