"""Titles of chapters that stay apart where several works, or parts of one, number their chapters anew."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from fabula.sources import headings
from fabula.sources.drafts import Page, one_line
from fabula.types import BlockKind, Chapter

_COUNTED = (headings.CHAPTER, headings.NUMBER)
_LONGEST = 200
_LONGEST_BOOK = 60
_MARKS = " _*|"
_NOTE_MARK = re.compile(r"(?P<word>[^\W\d_]{2,}[a-z])(?P<mark>[1-9]\d?)(?=$|, )")
_FEWEST = 8
_HIGHEST_ALONE = 9
_MOST_MARKED = 0.5


@dataclass(slots=True)
class Above:
    """Goes over the starts of chapters in order and knows the title of the work or part that each is in."""

    page: Page
    levels: list[tuple[int, str]] = field(default_factory=list)
    flat: str = ""
    last: str = ""

    def over(self, start: int, title: str, level: int) -> str:
        """The title that stands over the chapter that starts here; empty where there is none."""
        head = self._head(start, title)
        self.levels = [(depth, name) for depth, name in self.levels if depth < level]
        counted = headings.rank(one_line(title)) in _COUNTED
        if self.levels and self.levels[-1][1] == self.last and counts_on(self.last, title):
            # "II" right after "Epilogue, I" is beside it, however deep it is set.
            depth, above = self.levels.pop()[0], self.last.rpartition(", ")[0]
            self.levels += [(depth, above)] if above else []
        self.last = title
        # Without levels a title stands over the numbers below it, and over no other title.
        found = head or (self.levels[-1][1] if self.levels else self.flat * counted)
        own = head or title
        self.levels.append((level, own))
        if head or not counted:
            self.flat = own
        return "" if found == title else found

    def _head(self, start: int, title: str) -> str:
        """What stands before the chapter's number where it opens with several headings: the work or part."""
        drafts = self.page.drafts
        at = bisect_left(drafts, start, key=lambda draft: draft.start)
        if at + 1 >= len(drafts) or not {drafts[at].kind, drafts[at + 1].kind} <= {BlockKind.HEADING}:
            return ""
        if headings.rank(one_line(self.page.words(drafts[at])).strip(_MARKS)) in _COUNTED:
            return ""
        place = title.find(", ")
        while place >= 0:
            if headings.rank(title[place + 2 :]) in _COUNTED:
                return title[:place]
            place = title.find(", ", place + 2)
        return ""


def counts_on(before: str, title: str) -> bool:
    """Whether a title is a number alone, the next after that at the end of the title before it."""
    one, other = before.rpartition(", ")[2], title
    if not (headings.is_bare(one) and headings.is_bare(other)):
        return False
    first = headings.number_of(one)
    return first is not None and headings.number_of(other) == first + 1


def _short(book: str) -> str:
    """The title of a part without what is said of it, where that is long."""
    return book if len(book) <= _LONGEST_BOOK else book.partition(": ")[0]


def unique(chapters: Sequence[Chapter], books: Sequence[str]) -> list[Chapter]:
    """The chapters, those of one title with that of the book each is in before it."""
    times = Counter(chapter.title.casefold() for chapter in chapters)
    named: list[Chapter] = []
    for chapter, book in zip(chapters, books, strict=True):
        title = chapter.title
        if times[title.casefold()] > 1 and book and not title.startswith(book):
            title = f"{_short(book)}, {title}"[:_LONGEST]
        named.append(replace(chapter, title=title))
    return named


def without_note_marks(chapters: Sequence[Chapter]) -> list[Chapter]:
    """The chapters without the numbers of notes hard on the last word of a title: "The Piper1".

    Notes count on; a word with several numbers is a name, and where most titles have one, they are names. So
    is "Windows95", where no other title has a number.
    """
    marked = [(chapter.title, _NOTE_MARK.search(chapter.title)) for chapter in chapters]
    titles = dict.fromkeys(
        title[: match.end()] if match else title.partition(", ")[0] for title, match in marked
    )
    found = {title: match for title in titles if (match := _NOTE_MARK.search(title))}
    numbers = [int(match["mark"]) for match in found.values()]
    words = {match["word"] for match in found.values()}
    alone = len(numbers) == 1 and numbers[0] <= _HIGHEST_ALONE
    counted = (alone or numbers == list(range(1, len(numbers) + 1))) and len(words) == len(numbers)
    if len(chapters) < _FEWEST or not counted or len(found) > _MOST_MARKED * len(titles):
        return list(chapters)
    return [
        replace(chapter, title=f"{chapter.title[: match.start('mark')]}{chapter.title[match.end() :]}")
        if match
        else chapter
        for chapter, (_, match) in zip(chapters, marked, strict=True)
    ]
