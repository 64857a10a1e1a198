"""The title of a book over every page of it, or over every chapter: a running head, and no heading of one."""

from __future__ import annotations

from dataclasses import replace

from fabula.sources import headings, title_lines
from fabula.sources.drafts import Draft, Page, one_line
from fabula.types import Apart, BlockKind

_FEWEST = 3
_MORE = 20
_MARKS = " *_.:"
_COUNTED = (headings.PART, headings.CHAPTER, headings.NUMBER)


def mark(page: Page) -> None:
    """Set apart the title again over chapters, and the author's name below it.

    Once again it may head the story that a collection is named after.
    """
    title = plain(page.metadata.title)
    places = [i for i in range(len(page.drafts)) if _is_title(page, i, title)] if title else []
    over = [i for i in places if page.drafts[i].kind is BlockKind.TITLE or _is_over(page, i)]
    if len(over) < _FEWEST:
        over = _same_over_all(page)
    if len(over) < _FEWEST:
        return
    if not title:
        page.metadata = replace(page.metadata, title=one_line(page.words(page.drafts[over[0]])).strip(_MARKS))
    for i in over:
        if page.drafts[i].kind is not BlockKind.TITLE:
            _set_apart(page.drafts[i], first=i == over[0])
            below = page.drafts[i + 1]
            if (below.level or below.kind.is_story) and title_lines.is_byline(page.words(below)):
                _set_apart(below, first=i == over[0])


def _same_over_all(page: Page) -> list[int]:
    """The highest headings of a page, where all of them are the same words and each stands over another.

    Those over chapters of a part are as many as there are parts: the same words again name no part.
    """
    levels = [draft.level if draft.apart is None else 0 for draft in page.drafts]
    top = min((level for level in levels if level), default=0)
    found = [i for i, level in enumerate(levels) if level and level == top]
    if len(found) < _FEWEST or len({plain(page.words(page.drafts[i])) for i in found}) > 1:
        return []
    below = [levels[i + 1] if i + 1 < len(levels) else 0 for i in found]
    words = page.words(page.drafts[found[0]])
    return found if all(level > top for level in below) and headings.rank(words) not in _COUNTED else []


def plain(words: str) -> str:
    """A title as it is compared: on one line, in small letters, without marks around it."""
    return one_line(words).strip(_MARKS).casefold()


def _is_title(page: Page, i: int, title: str) -> bool:
    draft = page.drafts[i]
    # Most drafts are far longer: their words are not looked at.
    if not 0 <= draft.end - draft.start - len(title) <= _MORE or draft.apart is not None:
        return False
    return plain(page.words(draft)) == title


def _is_over(page: Page, i: int) -> bool:
    """Whether a line opens a page of the file, or is a heading right above another."""
    drafts = page.drafts
    if i + 1 == len(drafts):
        return False
    opens = any(part.start == drafts[i].start for part in page.parts) and len(page.parts) > 1
    return opens or (drafts[i].level > 0 and drafts[i + 1].level > 0)


def _set_apart(draft: Draft, *, first: bool) -> None:
    if first:
        draft.kind, draft.settled = BlockKind.TITLE, True
    else:
        draft.set_apart(Apart.RUNNING_HEAD)
    draft.level = 0
