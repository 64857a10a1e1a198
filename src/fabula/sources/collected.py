"""Books of several works: whether a page is one, and the titles of those works that stand over dialogue.

Elsewhere a line in capitals and small letters is a title only over a paragraph of some length. A story may
also begin with a short line of speech, a verse or a second title.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby

from fabula.sources import headings
from fabula.sources.drafts import Draft, Page
from fabula.sources.title_lines import is_byline
from fabula.types import BlockKind

_TITLED = (headings.CAPITALS, headings.TITLE)
_SURE = (headings.PART, headings.CHAPTER)
_NUMBERED = (*_SURE, headings.NUMBER)
_BETWEEN_HEADINGS = (BlockKind.NOTE, BlockKind.SCENE_BREAK, BlockKind.TITLE)
_LEAST_WORKS = 3
# Numbered headings over a smaller share of the book are of one work in it, a play's scenes for one.
_SMALL_SHARE = 0.05
_MOSTLY = 0.7
_WHOLE = 0.25
_MOST_PARTS = 8
_SET_OFF = 0.8
_ALL = 0.9
_LONGEST_LINE = 80
_RUNS_ON = re.compile(r"[,:;—–-]\W*$")
_SENTENCE = re.compile(r"[.!?…,:;—⁠-][\"”’»')\]_]*$")


def runs_of(page: Page) -> list[list[Draft]]:
    """Headings with no story between them."""
    shown = (d for d in page.drafts if d.kind not in _BETWEEN_HEADINGS)
    return [
        [d for d in group if not headings.is_the_end(page.words(d))]
        for is_heading, group in groupby(shown, key=lambda d: d.kind is BlockKind.HEADING)
        if is_heading
    ]


def is_collection(page: Page, runs: list[list[Draft]]) -> bool:
    """Several works, each under a title; numbers, where there are any, begin again in some of them."""
    titled = sum(run[0].rank in _TITLED for run in runs if run)
    sure = [run[0].start for run in runs if any(d.rank in _SURE for d in run)]
    share = (sure[-1] - sure[0]) / max(1, len(page.content)) if sure else 0.0
    if titled < _LEAST_WORKS or share > 0.5 or (titled < 2 * len(sure) and share > _SMALL_SHARE):
        return False
    count = Counter(draft.rank for run in runs for draft in run)
    return restarts(page, runs) >= 2 or count[headings.NUMBER] <= titled


def level_of_works(drafts: list[Draft]) -> int:
    """The level of markup at which the works of a collection stand, over numbered sections of some; else 0.

    Where each title has numbers below, they are a novel's parts and the numbers its chapters.
    """
    counts = Counter(draft.level for draft in drafts)
    level = min((each for each in counts if counts[each] >= _LEAST_WORKS), default=0)
    works = [i for i, draft in enumerate(drafts) if draft.level == level]
    titled = sum(drafts[i].rank not in _NUMBERED for i in works)
    below = [draft for draft in drafts if draft.level > level]
    numbered = sum(draft.rank in _NUMBERED for draft in below)
    if not level or titled < _MOSTLY * len(works) or not numbered or numbered < 0.5 * len(below):
        return 0
    whole = sum(i + 1 == len(drafts) or drafts[i + 1].level <= level for i in works)
    # Some have no sections, or they are more than the parts of a novel.
    return level if whole >= _WHOLE * len(works) or len(works) > _MOST_PARTS else 0


def restarts(page: Page, runs: list[list[Draft]]) -> int:
    """How often the numbers begin again."""
    numbers = [page.words(d).strip() for run in runs for d in run if d.rank == headings.NUMBER]
    return sum(headings.number_of(words) == 1 for words in numbers)


def mark_titles(page: Page) -> None:
    """Make headings of the lines in a collection that can only be the titles of works.

    The page has to show it: its titles stand in wider space than its paragraphs do.
    """
    runs = runs_of(page)
    if any(draft.level for run in runs for draft in run) or not is_collection(page, runs):
        return
    first = [run[0] for run in runs if run and run[0].rank in _TITLED]
    usual = sorted(draft.gap for draft in page.drafts)[len(page.drafts) // 2]
    if sum(draft.gap > usual for draft in first[1:]) < _SET_OFF * len(first[1:]):
        return
    wide = [
        i for i, draft in enumerate(page.drafts) if (i == 0 or draft.gap > usual) and _begins_work(page, i)
    ]
    sure = sum(page.drafts[i].kind is BlockKind.HEADING or _can_be_title(page, page.drafts[i]) for i in wide)
    for i in wide:
        draft = page.drafts[i]
        # Where nearly all that stands so is a title, so is what is not set like one: "Sentiment, Inc."
        if _can_be_title(page, draft) or (sure >= _ALL * len(wide) and _is_short_line(page, draft)):
            draft.kind, draft.rank = BlockKind.HEADING, headings.TITLE
            below = page.drafts[i + 1]
            if _can_be_title(page, below):
                named = is_byline(page.words(below))
                below.kind, below.rank = (
                    (BlockKind.TITLE, 0) if named else (BlockKind.HEADING, headings.TITLE)
                )


def _can_be_title(page: Page, draft: Draft) -> bool:
    is_open = draft.kind is BlockKind.PARAGRAPH and not draft.settled
    return (
        is_open
        and headings.rank(page.words(draft).strip()) in _TITLED
        and not _SENTENCE.search(page.words(draft).rstrip())
    )


def _is_short_line(page: Page, draft: Draft) -> bool:
    words = page.words(draft).strip()
    first = next((c for c in words if c.isalnum()), "")
    is_open = draft.kind is BlockKind.PARAGRAPH and not draft.settled
    return is_open and len(words) <= _LONGEST_LINE and not first.islower() and not _RUNS_ON.search(words[-3:])


def _begins_work(page: Page, i: int) -> bool:
    """The story before has come to an end, and what follows is the beginning of another."""
    drafts = page.drafts
    before = drafts[i - 1] if i else None
    if before is not None and before.kind is BlockKind.PARAGRAPH and _RUNS_ON.search(page.words(before)[-3:]):
        return False
    # A second title and the author's name may stand between.
    below = (d for d in drafts[i + 1 : i + 4] if d.kind is not BlockKind.TITLE and not _can_be_title(page, d))
    after = next(below, None)
    return after is not None and (after.kind.is_story or after.rank == headings.NUMBER)
