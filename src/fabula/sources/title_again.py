"""The title of a book over every page of it, or over every chapter: a running head, and no heading of one."""

from __future__ import annotations

from fabula.sources import title_lines
from fabula.sources.drafts import Draft, Page, one_line
from fabula.types import Apart, BlockKind

_FEWEST = 3
_MORE = 20
_MARKS = " *_.:"


def mark(page: Page) -> None:
    """Set apart the title again over chapters, and the author's name below it.

    Once again it may head the story that a collection is named after.
    """
    title = plain(page.metadata.title)
    if not title:
        return
    places = [i for i in range(len(page.drafts)) if _is_title(page, i, title)]
    over = [i for i in places if page.drafts[i].kind is BlockKind.TITLE or _is_over(page, i)]
    if len(over) < _FEWEST:
        return
    for i in over:
        if page.drafts[i].kind is not BlockKind.TITLE:
            _set_apart(page.drafts[i], first=i == over[0])
            below = page.drafts[i + 1]
            if (below.level or below.kind.is_story) and title_lines.is_byline(page.words(below)):
                _set_apart(below, first=i == over[0])


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
