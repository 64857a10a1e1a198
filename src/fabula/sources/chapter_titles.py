"""Titles under the numbers of chapters that their words alone do not show to be titles.

Where nearly every "CHAPTER IV" of a book has its title on a line of its own below, the short line below the
others is theirs too: "Brother Men.", "If love were all!", a title that is somebody's words.
"""

from __future__ import annotations

import re

from fabula.sources import headings
from fabula.sources.drafts import Draft, Page, one_line
from fabula.types import BlockKind

_SURE = (headings.PART, headings.CHAPTER, headings.NUMBER)
_LEAST = 3
_MOST_WORDS = 14
# Of all chapters with a number alone, so many have their title below.
_USUAL = 0.7
_RUNS_ON = re.compile(r"[,;:—–-]\W*$")
_SPEECH = re.compile(r"[\"“”«»]")
_SENTENCE = re.compile(r"[.!?…]\W*$|[\"“”«»]")


def mark(page: Page) -> None:
    """Make headings of the lines that belong to one above them."""
    _mark_below_parts(page)
    _mark_below_numbers(page)


def _mark_below_parts(page: Page) -> None:
    """One short line between a part's heading and that of its first chapter: "Contributed by Miss Clack"."""
    drafts = page.drafts
    part = False
    for i, draft in enumerate(drafts[:-1]):
        after = drafts[i + 1]
        leads = after.kind is BlockKind.HEADING and after.rank in _SURE and after.rank != headings.PART
        if part and leads and _can_be_title(page, draft) and not _SPEECH.search(page.words(draft)):
            draft.kind, draft.rank = BlockKind.HEADING, headings.TITLE
        if draft.kind is not BlockKind.HEADING:
            part = False
        elif draft.rank in _SURE:
            part = draft.rank == headings.PART


def _mark_below_numbers(page: Page) -> None:
    """The line below the number of a chapter, where nearly all of a book's chapters have a title there."""
    drafts = page.drafts
    below = [i + 1 for i, draft in enumerate(drafts[:-2]) if _is_bare(page, draft)]
    titled = [i for i in below if drafts[i].kind is BlockKind.HEADING and drafts[i].rank not in _SURE]
    if len(titled) < max(_LEAST, _USUAL * len(below)):
        return
    usual = sorted(draft.gap for draft in drafts)[len(drafts) // 2]
    for i in below:
        if _can_be_title(page, drafts[i]) and _is_title(page, i, usual):
            drafts[i].kind, drafts[i].rank = BlockKind.HEADING, headings.TITLE


def _is_bare(page: Page, draft: Draft) -> bool:
    is_number = draft.kind is BlockKind.HEADING and draft.rank in _SURE and draft.rank != headings.PART
    return is_number and headings.is_bare(page.words(draft).strip())


def _can_be_title(page: Page, draft: Draft) -> bool:
    if draft.kind is not BlockKind.PARAGRAPH or draft.settled or draft.end - draft.start > headings.LONGEST:
        return False
    words = one_line(page.words(draft))
    first = next((c for c in words if c.isalnum()), "")
    return not first.islower() and not _RUNS_ON.search(words)


def _is_title(page: Page, i: int, usual: int) -> bool:
    after = page.drafts[i + 1]
    if not after.kind.is_story:
        return False
    words = one_line(page.words(page.drafts[i]))
    letters = [c for c in words if c.isalpha()]
    if letters and all(map(str.isupper, letters)):
        return True
    # A first sentence of the chapter can be as short; only clear space below tells then.
    return after.gap > usual or (not _SENTENCE.search(words) and len(words.split()) <= _MOST_WORDS)
