"""Titles of chapters that stay apart where several works, or parts of one, number their chapters anew."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from fabula.sources import headings
from fabula.sources.drafts import Page, one_line
from fabula.types import BlockKind, Chapter

_COUNTED = (headings.CHAPTER, headings.NUMBER)
_LONGEST = 200


@dataclass(slots=True)
class Above:
    """Goes over the starts of chapters in order and knows the title of the work or part that each is in."""

    page: Page
    levels: list[tuple[int, str]] = field(default_factory=list)
    flat: str = ""

    def over(self, start: int, title: str, level: int) -> str:
        """The title that stands over the chapter that starts here; empty where there is none."""
        head = self._head(start, title)
        self.levels = [(depth, name) for depth, name in self.levels if depth < level]
        found = head or (self.levels[-1][1] if self.levels else self.flat)
        own = head or title
        self.levels.append((level, own))
        if head or headings.rank(one_line(title)) not in _COUNTED:
            self.flat = own
        return "" if found == title else found

    def _head(self, start: int, title: str) -> str:
        """The first of several headings that a chapter opens with: the title of the work that it begins."""
        drafts = self.page.drafts
        at = bisect_left(drafts, start, key=lambda draft: draft.start)
        if at + 1 >= len(drafts) or not {drafts[at].kind, drafts[at + 1].kind} <= {BlockKind.HEADING}:
            return ""
        words = one_line(self.page.words(drafts[at])).strip(" _*|")
        own = headings.rank(one_line(self.page.words(drafts[at + 1])))
        counted = headings.rank(words) in _COUNTED or own not in _COUNTED
        return words if not counted and title.startswith(words) and title != words else ""


def unique(chapters: Sequence[Chapter], books: Sequence[str]) -> list[Chapter]:
    """The chapters, those of one title with that of the book each is in before it."""
    times = Counter(chapter.title.casefold() for chapter in chapters)
    named: list[Chapter] = []
    for chapter, book in zip(chapters, books, strict=True):
        title = chapter.title
        if times[title.casefold()] > 1 and book and not title.startswith(book):
            title = f"{book}, {title}"[:_LONGEST]
        named.append(replace(chapter, title=title))
    return named
