"""Who writes the letters in the midst of a chapter, and to whom.

Their heads tell, their signatures, or the words that lead up to them ("She wrote back at once.").
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fabula.cast.names import is_name
from fabula.cast.tags import announced_by
from fabula.cast.tellers import UNKNOWN, Directory, Evidence, Told

if TYPE_CHECKING:
    from fabula.cast.book import Book
    from fabula.cast.figures import Resolution

_WRITES = frozenset(
    word
    for words in (
        "wrote writes written writing write penned scribbled scrawled typed texted emailed e-mailed mailed",
        "sent replied answered responded messaged posted jotted types texts sends replies answers scribbles",
    )
    for word in words.split()
)
_SURE, _LIKELY = 0.99, 0.8
"""How sure the writer is whom the page names, and the one whom the words before a letter tell of."""
_INITIALS = 2
"""Letters of a signature that is no more than initials."""


class Writers:
    """The writers and readers of the letters of a book, as far as the page tells them."""

    def __init__(self, book: Book, directory: Directory) -> None:
        self._book, self._directory = book, directory
        stretches = book.stretches.all
        self._letters = [s for s, stretch in enumerate(stretches) if stretch.document is not None]
        people = [i for i in range(book.size) if book.is_person(i) and not book.is_address(i)]
        places = [stretches[s].start for s in self._letters]
        told = announced_by(book.text, book.notes, people, places, _WRITES) if places else []
        self._announced = dict(zip(self._letters, told, strict=True))

    def decode(
        self, told: Sequence[Told], evidence: Sequence[Evidence], resolution: Resolution
    ) -> list[Told]:
        """Who tells each stretch, with the writers of letters."""
        found = list(told)
        for s in self._letters:
            figure, sure = self._writer(s, evidence[s], resolution)
            found[s] = Told(figure, sure, page=figure != UNKNOWN)
        return found

    def reader(self, s: int, resolution: Resolution) -> int:
        """The figure to whom a letter is written, -1 for nobody known."""
        document = self._book.stretches.all[s].document
        name = document.reader if document is not None else ""
        figure = self._directory.find(name, resolution) if name else None
        if figure is None:
            able = self._directory.by_pet_name(name)
            figure = next(iter(able)) if len(able) == 1 else -1
        return figure

    def _writer(self, s: int, evidence: Evidence, resolution: Resolution) -> tuple[int, float]:
        """The figure, or number of a stranger, who writes a letter, and how sure that is."""
        document = self._book.stretches.all[s].document
        reader = self.reader(s, resolution)
        if document is not None and document.writer:
            figure = self._directory.find(document.writer, resolution)
            if figure is None and len(document.writer.replace(".", "").replace(" ", "")) <= _INITIALS:
                able = self._directory.by_initials(document.writer) - {reader}
                figure = next(iter(able)) if len(able) == 1 else None
            elif figure is None and is_name(document.writer):
                figure = self._directory.enter(document.writer)
            if figure is not None and figure != reader:
                return figure, _SURE
        named = {n: p for n, p in evidence.page.items() if p > 0.0 and n != reader}
        if named:
            return max(named, key=lambda n: named[n]), _SURE
        mention = self._announced[s]
        figure = resolution.mention_figure[mention] if mention >= 0 else -1
        return (figure, _LIKELY) if figure >= 0 and figure != reader else (UNKNOWN, 0.5)
