"""A table of contents at the front of a plain page: its entries are no chapters."""

from __future__ import annotations

import re

from fabula.sources import headings
from fabula.sources.drafts import Draft, Page
from fabula.types import Apart, BlockKind

_TITLE = re.compile(r"^[\W_]*(?:table of |the )?contents\b(?: of .{0,30})?[\W_]*$", re.IGNORECASE)
_PAGE_NUMBER = re.compile(r"[\s.·…]+(?:\d+|[ivxlc]+)\s*$")
_NOT_KEY = re.compile(r"[\W_]+")
_FRONT = 0.25
_PROSE = 300
_SURE = (headings.PART, headings.CHAPTER, headings.NUMBER)


def mark(page: Page) -> None:
    """Make boilerplate of each table of contents near the front."""
    drafts = page.drafts
    limit = max(int(_FRONT * len(page.content)), 2000)
    i = 0
    while i < len(drafts) and drafts[i].start < limit:
        end = _table_end(page, i)
        if end > i:
            for draft in drafts[i:end]:
                if draft.kind is not BlockKind.NOTE:
                    draft.set_apart(Apart.CONTENTS)
            i = end
        else:
            i += 1


def _table_end(page: Page, first: int) -> int:
    """The index of the first draft after the table that begins here, or ``first`` where none does."""
    drafts = page.drafts
    if drafts[first].kind is BlockKind.BOILERPLATE:
        return first
    lines = page.words(drafts[first]).split("\n", 1)
    titled = len(lines[0]) < 60 and _TITLE.match(lines[0].strip()) is not None
    if titled and len(lines) == 1:
        entry = first + 1
        key = _key(page.words(drafts[entry])) if entry < len(drafts) else ""
    else:
        entry = first
        key = _key(lines[1] if titled else page.words(drafts[first]))
    if not titled and (
        headings.rank(_first_line(page, drafts[first])) not in _SURE or _entries(page, entry) < 3
    ):
        return first
    for i in range(entry + 1, len(drafts)):
        if key and _key(page.words(drafts[i])) == key and _is_set_off(page, drafts[i]):
            return i
        if _is_prose(page, drafts[i]):
            return _before_headings(page, first, i) if titled and i > first + 1 else first
    return first


def _entries(page: Page, first: int) -> int:
    """How many sure headings follow one another from here, each on a line of its own."""
    count = 0
    for draft in page.drafts[first : first + 200]:
        if _is_prose(page, draft):
            break
        count += sum(headings.rank(line.strip()) in _SURE for line in page.words(draft).splitlines())
    return count


def _is_set_off(page: Page, draft: Draft) -> bool:
    return draft.end - draft.start <= headings.LONGEST or headings.rank(_first_line(page, draft)) in _SURE


def _is_prose(page: Page, draft: Draft) -> bool:
    words = page.words(draft)
    if draft.kind is not BlockKind.PARAGRAPH or len(words) < _PROSE:
        return False
    lines = [line for line in words.splitlines() if line.strip()]
    listed = sum(
        headings.rank(line.strip()) > 0 or _PAGE_NUMBER.search(line[-40:]) is not None for line in lines
    )
    return listed < 0.5 * len(lines)


def _before_headings(page: Page, first: int, prose: int) -> int:
    """Headings and short lines right before the prose are those of its chapter, if a sure one is there."""
    for i in range(prose - 1, max(first, prose - 4), -1):
        if headings.rank(page.words(page.drafts[i])) in _SURE:
            while i - 1 > first and headings.rank(page.words(page.drafts[i - 1])) == headings.PART:
                i -= 1
            return i
    return first + 1 if prose - first <= 2 else max(first + 1, prose - 1)


def _first_line(page: Page, draft: Draft) -> str:
    return page.words(draft).split("\n", 1)[0].strip()


def _key(words: str) -> str:
    """Letters and digits of a heading's first line, so that an entry equals its chapter's heading."""
    line = words[: 2 * headings.LONGEST].strip().split("\n", 1)[0][-headings.LONGEST :]
    return _NOT_KEY.sub("", _PAGE_NUMBER.sub("", line)).casefold()
