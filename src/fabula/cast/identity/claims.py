"""Who gives a name of himself in speech: “I am Inspector Crewe,” said the stranger.

Whoever says it is one with the figure of that name. “I am the Grey Man,” says as much of whoever the text
calls "the Grey Man" elsewhere.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from fabula.cast.book import Book
from fabula.cast.figures import TAG_SURE, Attribution, Resolution
from fabula.cast.identity.words import Words
from fabula.cast.own_names import given_names, is_unreal
from fabula.types import EntityType

_TITLE_WORD = r"[^\W\d_a-z]\w+"
_I_AM_ONE = re.compile(
    rf"\b(?:I\s+am|I['’]m)\s+(?:the\s+|an?\s+(?={_TITLE_WORD}\s+{_TITLE_WORD}))"
    rf"({_TITLE_WORD}(?:\s+{_TITLE_WORD})*)(?!\w|['’]\w|\s+(?:of\s+(?:the\s+)?)?{_TITLE_WORD}|\s*\?)"
)
_TITLED = 5
"""Mentions of "the Grey Man" from which on it means one person."""


def claimed_names(
    book: Book, resolution: Resolution, said: Sequence[Attribution]
) -> frozenset[tuple[int, int]]:
    """The pairs of figures, the lower number first, of which one gives the other's name for his own."""
    words = Words(book, resolution)
    starting = {book.spans[i][0]: i for i in book.names}
    titles = _titles(resolution, words)
    found: set[tuple[int, int]] = set()
    for row, quotation in enumerate(book.notes.quotations):
        speaker = said[row].speaker
        if speaker < 0 or said[row].confidence < TAG_SURE:
            continue
        others = [titles.get(title, speaker) for title in _own_titles(book, row)]
        for start in given_names(book.text.content, quotation.start, quotation.end):
            i = starting.get(start, -1)
            others.append(resolution.mention_figure[i] if i >= 0 and book.quotation[i] == row else -1)
        found.update((min(speaker, n), max(speaker, n)) for n in others if n not in (-1, speaker))
    return frozenset(found)


def _titles(resolution: Resolution, words: Words) -> dict[str, int]:
    """The figures that the text calls most by words in capitals with "the" before them, by those words."""
    found: dict[str, tuple[int, int]] = {}
    for n, figure in enumerate(resolution.figures):
        if figure.type is not EntityType.PERSON or not words.is_epithet(n):
            continue
        [(most, times)] = Counter(_bare(name.text) for name in words.names(n).elements()).most_common(1)
        if times >= max(_TITLED, found.get(most, (0, n))[0] + 1):
            found[most] = times, n
    return {title: n for title, (_, n) in found.items()}


def _bare(title: str) -> str:
    return " ".join(title.lower().removeprefix("the ").split())


def _own_titles(book: Book, row: int) -> Iterable[str]:
    """What a speaker says that he is, where it is set like a name: "I am the Grey Man"."""
    content = book.text.content
    for start, end in book.notes.quotations[row].spans:
        for match in _I_AM_ONE.finditer(content, start, end):
            if not is_unreal(content, start, match.start()) and not _is_cited(book, row, match.start()):
                yield _bare(match[1])


def _is_cited(book: Book, row: int, place: int) -> bool:
    """Whether a place in a quotation is in another that is quoted there."""
    quotations = book.notes.quotations
    for other in range(row + 1, len(quotations)):
        if quotations[other].start > place:
            return False
        if place < quotations[other].end:
            return True
    return False
