"""Names on lines of their own over what somebody says, as plays have them: such cues are no headings."""

from __future__ import annotations

import re
from dataclasses import replace

from fabula.lang.en.plays import cues_of_a_play, is_cue
from fabula.sources.drafts import Draft, Page
from fabula.types import BlockKind

_CUE = re.compile(r"[A-Z][A-Z'’-]+(?:\.? [A-Z\d][A-Z\d'’-]*){0,3}[.:]?(?: ?\([^()]{1,40}\))?")
_LONGEST = 40
"""Code points of a cue."""


def join(page: Page) -> None:
    """Make one paragraph of each cue and what stands under it; nothing where the page is no play."""
    drafts = page.drafts
    found = {i: words for i, draft in enumerate(drafts[:-1]) if (words := _cue(page, draft, drafts[i + 1]))}
    story = sum(draft.kind.is_story for draft in drafts) - len(found)
    again = cues_of_a_play([*found.values()], story)
    if not again:
        return
    first = min(i for i, words in found.items() if words in again)
    found = {i: words for i, words in found.items() if i >= first}  # before it stands a title
    joined: list[Draft] = []
    under = False
    for i, draft in enumerate(drafts):
        if under and (i - 1 in found or (draft.gap == 0 and i not in found)) and draft.kind.is_story:
            joined[-1] = replace(joined[-1], end=draft.end)
            continue
        under = i in found
        joined.append(replace(draft, settled=True) if under else draft)
    page.drafts = joined


def _cue(page: Page, draft: Draft, after: Draft) -> str:
    """The name that a draft is the cue of, or empty."""
    if draft.settled or draft.level or draft.kind is not BlockKind.PARAGRAPH or not after.kind.is_story:
        return ""
    if draft.end - draft.start > _LONGEST or after.settled:
        return ""
    words = page.words(draft)
    name = words.partition("(")[0].strip(" .:")
    return name if _CUE.fullmatch(words) and is_cue(name) else ""
