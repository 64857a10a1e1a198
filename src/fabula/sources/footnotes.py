"""Notes at the foot of a page, the end of a chapter or the end of a book: no part of the telling."""

from __future__ import annotations

import re

from fabula.sources.damage import Damage
from fabula.sources.drafts import Draft, Page
from fabula.types import Apart, BlockKind, RepairKind

_TITLE = re.compile(
    r"^[\W_]*(?:foot[\s-]?notes?|end[\s-]?notes?|notes?)(?: to .{1,60})?[\W_]*$", re.IGNORECASE | re.DOTALL
)
_NUMBERED = re.compile(
    r"^[\s_*]*(?:[\[({](?P<a>\d{1,3})[\])}]|(?P<b>\d{1,3})[.):]|(?P<c>\d{1,3})(?=\s)|(?P<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}))\s*\S"
)
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
# Paragraphs without a number between two notes that go on in the one before.
_GOES_ON = 3


def mark_notes(page: Page, damage: Damage) -> None:
    """Set apart the paragraphs that marks in the text show to be notes."""
    notes = set(damage.notes)
    marked = any(repair.kind is RepairKind.NOTE_MARK for repair in damage.repairs)
    page.has_note_marks = page.has_note_marks or marked
    if not notes:
        return
    for draft in page.drafts:
        if draft.kind.is_story and draft.start in notes:
            draft.set_apart(Apart.FOOTNOTE, BlockKind.NOTE)


def mark(page: Page) -> None:
    """Set apart what stands under a heading for notes, as far as the numbers of notes go."""
    drafts = page.drafts
    i = 0
    while i < len(drafts):
        end = _last_note(page, i) + 1 if _heads_notes(page, drafts[i]) else 0
        for draft in drafts[i:end]:
            draft.set_apart(Apart.FOOTNOTE, BlockKind.NOTE)
        i = max(end, i + 1)


def _heads_notes(page: Page, draft: Draft) -> bool:
    if draft.end - draft.start > 80 or draft.kind in (BlockKind.BOILERPLATE, BlockKind.SCENE_BREAK):
        return False
    return _TITLE.match(page.words(draft)) is not None


def _last_note(page: Page, head: int) -> int:
    """The index of the last note under a heading; one below the heading where none follows at once."""
    last, number = head - 1, 0
    for i in range(head + 1, len(page.drafts)):
        draft = page.drafts[i]
        if draft.kind in (BlockKind.HEADING, BlockKind.SCENE_BREAK) or i - max(last, head) > _GOES_ON + 1:
            break
        found = _number(page, draft)
        if found == -1 or (found and (found == number + 1 or not number or found == 1)):
            last, number = i, max(found, number)
        elif i == head + 1:
            break
    return last


def _number(page: Page, draft: Draft) -> int:
    """The number that a note begins with; -1 where it is known for a note, 0 for any other block."""
    match = _NUMBERED.match(page.content[draft.start : min(draft.end, draft.start + 40)])
    if match:
        return int((match["a"] or match["b"] or match["c"] or match["raised"]).translate(_RAISED))
    return -1 if draft.apart is Apart.FOOTNOTE else 0
