"""A table of contents: its entries are no chapters, and no chapter is one of its entries.

Of two errors the lesser is to leave an entry to the story. So a table ends where its first entry comes again
as a heading, and at the latest before the first words that are no entry; and it is one only where the text
has the headings that it lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from fabula.sources import entries, headings
from fabula.sources.drafts import Draft, Page
from fabula.sources.entries import Entry
from fabula.types import Apart, BlockKind

_TITLE = re.compile(
    r"^[\W_]*(?:(?:table of |the )?contents\b(?: of .{0,30})?"
    r"|list of (?:illustrations|plates|maps|figures))[\W_]*$",
    re.IGNORECASE,
)
# Asked first: hardly any draft begins so.
_MAY_BE_TITLE = re.compile(r"[\W_]*(?:contents|table of|the contents|list of)", re.IGNORECASE)
_FRONT = 0.25
_BACK = 0.9
_LEAST = 2000
_FEWEST = 3
# Of so many entries at the front the text may lack the headings: a preface left out, say.
_OPENING = 3
# A part, a chapter, its title and a motto, before the first words.
_HEADINGS = 4
_MOST = 2000
_MOST_ALIKE = 50
_MOST_TABLES = 20
_LISTED = 0.6
_SHORTEST = 8
_LONGEST = 400
_SURE = (headings.PART, headings.CHAPTER, headings.NUMBER)


def mark(page: Page) -> None:
    """Make boilerplate of each table of contents near the front, and of one at the end."""
    drafts = page.drafts
    front, back = max(int(_FRONT * len(page.content)), _LEAST), int(_BACK * len(page.content))
    i = tables = 0
    while i < len(drafts) and tables < _MOST_TABLES:
        start, titled = drafts[i].start, _is_title(page, drafts[i])
        tables += titled
        if start >= front and not (start > back and titled):
            i += 1
            continue
        table = _Table(page, i, titled=titled)
        end = table.end()
        if end > i:
            _head_what_is_listed(page, table, end)
        for draft in drafts[i:end]:
            if draft.kind is not BlockKind.NOTE:
                draft.set_apart(Apart.CONTENTS)
        # What follows the first of a list that is no table is none either.
        i = max(end, i + 1, table.reached)


def _head_what_is_listed(page: Page, table: _Table, end: int) -> None:
    """Titles that a table lists without numbers are headings where they come again, in the same order."""
    listed = [entry for at, entry in table.rows if at < end]
    if any(entry.number is not None or entry.part for entry in listed):
        return
    found: list[Draft] = []
    for draft in page.drafts[end:]:
        words = page.words(draft) if draft.end - draft.start <= headings.LONGEST else ""
        rest = [entry.title for entry in listed[len(found) :]]
        if words and not draft.settled and draft.kind.is_story and entries.parse(words).title in rest[:2]:
            found.append(draft)
    if len(found) >= _LISTED * len(listed):
        for draft in found:
            draft.kind = BlockKind.HEADING


def _is_title(page: Page, draft: Draft) -> bool:
    """Whether the first line of a draft is the title of a table."""
    if not _MAY_BE_TITLE.match(page.content, draft.start):
        return False
    line = _first_line(page, draft)
    return draft.kind is not BlockKind.BOILERPLATE and len(line) < 60 and _TITLE.match(line) is not None


def _first_line(page: Page, draft: Draft) -> str:
    return page.content[draft.start : min(draft.end, draft.start + _LONGEST)].split("\n", 1)[0].strip()


class _Table:
    """The table that may begin at a draft; ``rows`` are its entries, each with the draft it begins in.

    ``bare`` are the last drafts that are numbers in digits alone.
    """

    def __init__(self, page: Page, first: int, *, titled: bool) -> None:
        self.page = page
        self.drafts = page.drafts
        self.first = first
        self.titled = titled
        self.rows: list[tuple[int, Entry]] = []
        self.reached = first
        self.bare: list[tuple[int, int]] = []

    def end(self) -> int:
        """The index of the first draft after it; that of the first itself where there is no table."""
        drafts, first = self.drafts, self.first
        start = first + (self.titled and "\n" not in self.page.words(drafts[first]).strip())
        if not self.titled and not headings.is_sure(_first_line(self.page, drafts[first])):
            return first
        breaks = {offset for offset, _, _ in self.page.marks} | {part.start for part in self.page.parts}
        last = min(len(drafts), first + _MOST)
        for i in range(start, last):
            self.reached = i if not self.titled else first
            if self.rows and (drafts[i].start in breaks or self._is_heading_of_text(i)):
                return i if self._may_be_list() and self._is_table(i) else first
            if self._is_page_of_entry(i):
                continue
            if self.rows and self._repeats(i):
                return self._without_half_title(i) if self._may_be_list() else first
            if not self._takes(i):
                end = self._before_prose(i) if self.titled else first
                return end if end > start and self._is_table(end) else first
        return last if self.titled and last == len(drafts) and self._is_table(last) else first

    def _is_heading_of_text(self, i: int) -> bool:
        """A heading of the markup after entries that are none."""
        return self.drafts[i].level > 0 and any(self.drafts[at].level == 0 for at, _ in self.rows)

    def _is_page_of_entry(self, i: int) -> bool:
        """Whether a number alone, in a cell or on a line of its own, is the page of the entry before it.

        Numbers of chapters count on by one; two of three pages must lie further apart.
        """
        number = _bare_number(self.page, i)
        if number is None or self.drafts[i].level:
            return False
        self.bare = [*self.bare[1 - _FEWEST :], (i, number)]
        steps = [b - a for (_, a), (_, b) in pairwise(self.bare)]
        return len(self.bare) == _FEWEST and self.bare[-2][0] < i - 1 and min(steps) > 0 and max(steps) > 1

    def _takes(self, i: int) -> bool:
        """Take a draft for entries, if it can be."""
        lines = self._lines(i)
        if self.drafts[i].kind in (BlockKind.NOTE, BlockKind.BOILERPLATE):
            return True
        below = self.titled and bool(self.rows) and self.rows[-1][1].is_bare and entries.may_be_title(lines)
        if self.drafts[i].kind is BlockKind.SCENE_BREAK or not (below or entries.are_entries(lines)):
            return False
        for line in lines:
            entry = entries.parse(line)
            if self.rows and self.rows[-1][1].is_bare and entry.number is None:
                at, before = self.rows.pop()
                self.rows.append((at, before.titled(entry)))
            else:
                self.rows.append((i, entry))
        return True

    def _lines(self, i: int) -> list[str]:
        words = self.page.content[self.drafts[i].start : self.drafts[i].end]
        lines = [line for line in words.splitlines() if line.strip()]
        return lines[1:] if i == self.first and self.titled else lines

    def _repeats(self, i: int) -> bool:
        """Whether one of the first entries comes again here, as a heading not far above words of the text."""
        heading = _heading(self.page, i)
        parts = any(entry.part for _, entry in self.rows)
        for n, (at, entry) in enumerate(self.rows[:_OPENING]):
            # Below each part of a table the numbers may begin again.
            if at < i and not (n and parts and not entry.title) and entry.names(heading):
                return not all(
                    map(self._may_be_entry, range(i + 1, min(i + 1 + _HEADINGS, len(self.drafts))))
                )
        return False

    def _may_be_entry(self, i: int) -> bool:
        return self.drafts[i].kind is not BlockKind.SCENE_BREAK and entries.are_entries(self._lines(i))

    def _may_be_list(self) -> bool:
        """Whether it has a title, or enough chapters one after another to be a table without one."""
        return self.titled or sum(entry.number is not None for _, entry in self.rows) >= _FEWEST

    def _before_prose(self, i: int) -> int:
        """Where the text begins whose first words are here: at an entry that comes twice, or the last."""
        named = [(at, entry) for at, entry in self.rows if at < i]
        for n, (at, entry) in enumerate(named):
            if any(before.names(entry) for _, before in named[:n]):
                return at
        if not named or named[-1][1].paged or len(self._lines(i - 1)) > 1:
            return i
        return named[-1][0]

    def _is_table(self, end: int) -> bool:
        """Whether pages are given, or the rest of the text has what is listed."""
        listed = [entry for at, entry in self.rows if at < end]
        if len(listed) < 2:
            return False
        if sum(entry.paged for entry in listed) >= 0.5 * len(listed):
            return True
        others = [i for i in range(len(self.drafts)) if not self.first <= i < end and self._is_short(i)]
        return any(entry.names(heading) for entry, heading in self._alike(listed, others))

    def _alike(self, listed: list[Entry], others: list[int]) -> Iterator[tuple[Entry, Entry]]:
        """Each entry with the headings among these drafts that begin as it does."""
        known: dict[str | int | None, list[Entry]] = {}
        for i in others:
            heading = _heading(self.page, i)
            known.setdefault(heading.title[: entries.ALIKE], []).append(heading)
            known.setdefault(heading.number, []).append(heading)
        for entry in listed:
            like = known.get(entry.title[: entries.ALIKE] if entry.title else entry.number, [])
            yield from ((entry, heading) for heading in like[:_MOST_ALIKE])

    def _is_short(self, i: int) -> bool:
        return self.drafts[i].end - self.drafts[i].start <= _LONGEST

    def _without_half_title(self, end: int) -> int:
        """The title of the book, or of its part, between its table and its first chapter is no entry."""
        while (
            end - 1 > self.first
            and headings.rank(_first_line(self.page, self.drafts[end - 1])) == headings.PART
        ):
            end -= 1
        for at, entry in reversed(self.rows):
            alone = at == end - 1 > self.first and len(self._lines(at)) == 1
            if not alone or self.drafts[at].gap < 2 or entry.number is not None or entry.paged:
                break
            if self._comes_later(entry, end):
                break
            end = at
        return end

    def _comes_later(self, entry: Entry, end: int) -> bool:
        later = (i for i in range(end, len(self.drafts)) if self._is_short(i))
        return any(entry.names(_heading(self.page, i)) for i in later)


def _bare_number(page: Page, i: int) -> int | None:
    """The number that a draft is, in digits and with nothing else."""
    draft = page.drafts[i]
    words = page.words(draft).strip() if draft.end - draft.start < _SHORTEST else ""
    return int(words) if words.isascii() and words.isdecimal() else None


def _heading(page: Page, i: int) -> Entry:
    """The heading that begins at a draft, its title taken from the next one where it has none."""
    entry = entries.parse(_first_line(page, page.drafts[i]))
    if entry.is_bare and i + 1 < len(page.drafts):
        below = entries.parse(_first_line(page, page.drafts[i + 1]))
        return entry.titled(below) if below.number is None else entry
    return entry
