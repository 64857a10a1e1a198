"""Lines in capitals that stand in a story: a sign on a door, a headline, what a telephone shows; no headings.

By its words alone "NO BOATS FOR HIRE" may be the title of a chapter. Where chapters are numbered or markup
has headings, it stands within one of them; where nothing else is a heading, titles begin before the story
does and have chapters under them. Wide white space sets a title off, and such lines are left alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from fabula.sources import headings
from fabula.sources.drafts import Draft, Page
from fabula.types import BlockKind

_SURE = (headings.PART, headings.CHAPTER, headings.NUMBER)
_WIDE = 2
_FEWEST_CHAPTERS = 2
_FEWEST_TITLES = 3
_OPENING = 0.1
"""What may stand before the first title, as a share of what stands under one."""
_CHAPTER = 1500
"""Characters under each of several titles that begin only within the story."""
_TOLD = re.compile(r"(?:[:,]|\b[^\W\d_A-Z][^\W\d_]*)\s*$")
"""A line that a sentence leads to: "The sign said", "It read:"."""
_TAIL = 40


def unrank(page: Page) -> None:
    """Take signs for what they are: no headings."""
    drafts = page.drafts
    signs = [i for i, draft in enumerate(drafts) if _may_be(draft) and not _beside_heading(drafts, i)]
    if not signs:
        return
    chapters = _chapters(page)
    if len(chapters) >= _FEWEST_CHAPTERS:
        found = [i for i in signs if _is_within(page, chapters, drafts[i])]
    else:
        known = any(draft.kind is BlockKind.HEADING or draft.rank in _SURE for draft in drafts)
        found = [] if known or _are_titles(page, signs) else signs
    for i in {*found, *_led_to(page, signs)}:
        drafts[i].rank = 0


def _may_be(draft: Draft) -> bool:
    plain = draft.kind is BlockKind.PARAGRAPH and not draft.settled and not draft.level
    return plain and draft.rank == headings.CAPITALS and draft.gap < _WIDE


def _beside_heading(drafts: Sequence[Draft], i: int) -> bool:
    """Whether another heading stands right over or under it, more lines of it or a title between or not."""
    for step, between in ((-1, (headings.CAPITALS, headings.TITLE)), (1, (headings.CAPITALS,))):
        at = i + step
        while 0 <= at < len(drafts) and drafts[at].rank in between and not drafts[at].level:
            at += step
        near = drafts[at] if 0 <= at < len(drafts) else None
        if near is not None and (near.kind is BlockKind.HEADING or near.level or near.rank in _SURE):
            return True
    return False


def _chapters(page: Page) -> list[tuple[int, int]]:
    """Where chapters begin that are numbered or have headings of markup, and their numbers (0: none)."""
    numbered = [
        draft
        for draft in page.drafts
        if draft.rank == headings.CHAPTER and headings.is_numbered(page.words(draft).strip())
    ]
    levels = Counter(draft.level for draft in page.drafts if draft.level)
    leveled = [draft for draft in page.drafts if draft.level and levels[draft.level] >= _FEWEST_CHAPTERS]
    if len(numbered) >= _FEWEST_CHAPTERS:
        return [(draft.start, _number(page, draft)) for draft in numbered]
    return [(draft.start, 0) for draft in leveled]


def _number(page: Page, draft: Draft) -> int:
    """The number in "Chapter Four"; 0 where it is not known."""
    words = page.words(draft).strip().partition("\n")[0].split()
    return (headings.number_of(words[1].strip(".:,—–-")) or 0) if len(words) > 1 else 0


def _is_within(page: Page, chapters: Sequence[tuple[int, int]], draft: Draft) -> bool:
    """Whether a line stands in a chapter, the next of which counts on: none of another work's."""
    starts = [start for start, _ in chapters]
    at = bisect_right(starts, draft.start) - 1
    if at < 0:
        return False
    if at + 1 < len(chapters):
        here, after = chapters[at][1], chapters[at + 1][1]
        return not (here and after) or after == here + 1
    mean = (starts[-1] - starts[0]) / (len(starts) - 1)
    return len(page.content) - draft.end < mean


def _are_titles(page: Page, signs: Sequence[int]) -> bool:
    """Whether lines in capitals head the parts of a story, from its start on."""
    drafts = page.drafts
    heads = [b for a, b in pairwise([-2, *signs]) if b != a + 1]
    story = [draft for draft in drafts if draft.kind.is_story]
    starts = [draft.start for draft in story]
    lengths = [draft.end - draft.start for draft in story]
    places = [bisect_left(starts, drafts[i].start) for i in heads]
    before, after = sum(lengths[: places[0]]), sum(lengths[places[0] :])
    mean = after / len(heads)
    return before <= _OPENING * mean or (len(heads) >= _FEWEST_TITLES and mean >= _CHAPTER)


def _led_to(page: Page, signs: Sequence[int]) -> list[int]:
    """Those that the sentence before them leads to, each line of them."""
    found: list[int] = []
    for i in signs:
        before = page.drafts[i - 1] if i else None
        led = before is not None and before.kind.is_story and not before.rank
        if (i - 1 in found) or (led and before and _TOLD.search(page.words(before)[-_TAIL:])):
            found.append(i)
    return found
