"""Who gives a name of himself in speech: “I am Inspector Crewe,” said the stranger.

A figure that the text has called by an epithet until then is the one whose name he gives. “I am the Grey
Man,” says as much of whoever the text calls "the Grey Man" elsewhere, whether the speaker has a name or none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from fabula.cast.book import Book
from fabula.cast.figures import TAG_SURE, Attribution, Resolution
from fabula.cast.meetings import Meetings
from fabula.cast.stretches import NAME_PATTERN, own_names
from fabula.cast.twins import Words
from fabula.types import EntityType

_I_AM = re.compile(rf"\b(?:I\s+am|I['’]m)\s+({NAME_PATTERN})(?=\s*[,.;!—–]|--|\s+(?:of|from)\s)")
_TITLE_WORD = r"[^\W\d_a-z]\w+"
_I_AM_ONE = re.compile(
    rf"\b(?:I\s+am|I['’]m)\s+(?:the\s+|an?\s+(?={_TITLE_WORD}\s+{_TITLE_WORD}))"
    rf"({_TITLE_WORD}(?:\s+{_TITLE_WORD})*)(?!\w|['’]\w|\s+(?:of\s+(?:the\s+)?)?{_TITLE_WORD}|\s*\?)"
)
_UNREAL = re.compile(
    r"\b(?:if|were|thinks?|thought|believes?|believed|says?|said|tells?|told|suppose[sd]?|that|not|never)\b"
    r"[^.!?]{0,40}$",
    re.IGNORECASE,
)
"""What is before a name that one has not."""
_BEFORE = 60
_USED = 2
"""Mentions of a name by which somebody else must call its bearer, too."""
_FULL = 20
"""To one use of the name, the mentions of whom the book is full of."""
_TITLED = 5
"""Mentions of "the Grey Man" from which on it means one person."""


def introductions(
    book: Book, resolution: Resolution, said: Sequence[Attribution], apart: Iterable[int] = ()
) -> dict[int, int]:
    """Figures without a name who give one in speech, each with the figure of that name.

    ``apart`` are figures that are nobody else: tellers and groups.
    """
    apart = frozenset(apart)
    words = Words(book, resolution)
    starting = {book.spans[i][0]: i for i in book.names}
    titles = _titles(resolution, words)
    same = _Same(apart, Meetings(book, resolution, said))
    known: set[int] = set()
    for row, quotation in enumerate(book.notes.quotations):
        speaker = said[row].speaker
        if speaker < 0 or speaker in apart or said[row].confidence < TAG_SURE:
            continue
        for title in _own_titles(book, row):
            one, other = same.now(speaker), same.now(titles.get(title, speaker))
            if words.agree(one, other) and not (_is_named(words, one) and _is_named(words, other)):
                same.join(*((other, one) if _is_named(words, one) else (one, other)))
        for start in _own_names(book.text.content, quotation.start, quotation.end):
            i = starting.get(start, -1)
            person = resolution.mention_figure[i] if i >= 0 and book.quotation[i] == row else -1
            fresh = person >= 0 and person not in apart and speaker not in known
            if fresh and person not in known and _may_be(words, speaker, person, said[row].mention >= 0):
                known.add(speaker)
                same.join(speaker, person)
    return same.found


class _Same:
    """Figures with the one that each of them is; those ``apart`` are others at most.

    Two who have met are two, whoever was thought to say so.
    """

    def __init__(self, apart: frozenset[int], meetings: Meetings) -> None:
        self.found: dict[int, int] = {}
        self._apart, self._meetings = apart, meetings

    def now(self, figure: int) -> int:
        """The one that a figure has turned out to be."""
        return self.found.get(figure, figure)

    def join(self, other: int, person: int) -> None:
        """Makes a figure another one, or that one this one where only it is apart."""
        other, person = self.now(other), self.now(person)
        if other in self._apart:
            other, person = person, other
        if other == person or other in self._apart or not self._meetings.seldom((other, person)):
            return
        moved = {n: person for n, to in self.found.items() if to == other}
        self.found.update({**moved, other: person})


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
            unreal = _UNREAL.search(content, max(start, match.start() - _BEFORE), match.start())
            if not unreal and not _is_cited(book, row, match.start()):
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


def _is_named(words: Words, figure: int) -> bool:
    return words.figures[figure].named and not words.is_epithet(figure)


def _own_names(content: str, start: int, end: int) -> Iterable[int]:
    """Where the names begin that a speaker gives for his own."""
    places = [at for at, _, _ in own_names(content, start, end)]
    places += [match.start(1) for match in _I_AM.finditer(content, start, end)]
    return [at for at in places if not _UNREAL.search(content, max(start, at - _BEFORE), at)]


def _may_be(words: Words, other: int, person: int, tagged: bool) -> bool:
    """Whether a figure is called by no name, and no pronoun or rank parts it from a person.

    Where one whom the book is full of gets a name that it hardly uses, a tag must say that it was he.
    """
    figures = words.figures
    if not tagged and words.names(person).total() * _FULL < len(figures[other].mentions):
        return False
    if _is_named(words, other):
        return False
    if figures[other].type is not EntityType.PERSON or words.names(person).total() < _USED:
        return False
    return words.agree(other, person) and not words.is_epithet(person)
