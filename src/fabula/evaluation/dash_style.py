"""A novel with its speech in dashes, as Joyce has it printed.

*—Back to barracks! he said sternly.* A dash opens a paragraph of speech and nothing closes it; tags run on
within it, and speech goes on after them. Narration that does more than tag has a paragraph of its own, and
so has a lead-in, which ends in a colon. What the annotation does not call speech (a title, a word held up)
keeps its marks.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from fabula.evaluation.edits import Edit, edited
from fabula.evaluation.gold_marks import double_marks, paragraphs
from fabula.evaluation.pdnc import GoldQuotation, Novel

_BREAK = "\n\n"
_SENTENCE = re.compile(
    r"(?<!\bMr)(?<!\bMrs)(?<!\bDr)(?<!\bSt)(?<!\b[A-Z])[.!?…]+[\"'”’)_]*(?P<space>\s+)(?=[A-Z\"'“‘(_—-])"
)
_WORDS = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class _Speech:
    """From an opening mark to the closing one (or the end of its paragraph: ``closed`` is false)."""

    start: int
    end: int
    closed: bool
    quotation: GoldQuotation


def dashed(novel: Novel) -> Novel:
    """The novel with dashes for the marks of everything that the annotation calls speech."""
    speeches = _speeches(novel)
    starts = [speech.start for speech in speeches]
    edits: list[Edit] = []
    for start, end in paragraphs(novel.text):
        first, last = bisect_left(starts, start), bisect_left(starts, end)
        edits += _paragraph(novel.text, start, end, speeches[first:last])
    return edited(novel, edits)


def _speeches(novel: Novel) -> list[_Speech]:
    """What stands between marks and is annotated for at least half of its length."""
    owners = sorted((*span, quotation.id) for quotation in novel.quotations for span in quotation.spans)
    by_id = {quotation.id: quotation for quotation in novel.quotations}
    begins = [owner[0] for owner in owners]
    speeches: list[_Speech] = []
    marks = double_marks(novel)
    ends = iter(paragraphs(novel.text))
    paragraph_end = next(ends)[1]
    for index, (place, opens) in enumerate(marks):
        while place >= paragraph_end:
            paragraph_end = next(ends)[1]
        if not opens:
            continue
        after = marks[index + 1] if index + 1 < len(marks) else (len(novel.text), True)
        closed = not after[1] and after[0] < paragraph_end
        end = after[0] + 1 if closed else min(after[0], paragraph_end)
        nearest = bisect_left(begins, place + 2) - 1
        near = (owners[i] for i in (nearest, nearest + 1) if 0 <= i < len(owners))
        owner = max(near, key=lambda one: min(one[1], end) - max(one[0], place), default=None)
        if owner is not None and 2 * (min(owner[1], end) - max(owner[0], place)) >= end - place - 2:
            speeches.append(_Speech(place, end, closed, by_id[owner[2]]))
    return speeches


def _paragraph(text: str, start: int, end: int, speeches: list[_Speech]) -> Iterator[Edit]:
    at = start
    before: _Speech | None = None
    for speech in speeches:
        gap = text[at : speech.start]
        breaks = [] if before is None else list(_breaks(text, at, speech.start, before))
        yield from breaks
        narrated = at + len(gap.rstrip())
        if before is None and not _WORDS.search(gap):
            yield Edit(speech.start, speech.start + 1, "—")
        elif before and gap.strip() and not breaks:
            yield Edit(speech.start, speech.start + 1, "")
        elif gap.rstrip().endswith(","):
            yield Edit(narrated - 1, speech.start + 1, f":{_BREAK}—")
        else:
            yield Edit(narrated, speech.start + 1, f"{_BREAK}—")
        if speech.closed:
            yield Edit(speech.end - 1, speech.end, "")
        at, before = speech.end, speech
    if before:
        yield from _breaks(text, at, end, before)


def _breaks(text: str, start: int, end: int, speech: _Speech) -> Iterator[Edit]:
    """A paragraph break where, after a speech and its tag, narration begins; none where nothing does."""
    gap = text[start:end]
    if not gap.strip():
        return
    first = start + len(gap) - len(gap.lstrip())
    if not _is_tag(text, first, end, speech):
        yield Edit(start, first, _BREAK)
        return
    sentence = _SENTENCE.search(text, first, end)
    if sentence is not None:
        yield Edit(*sentence.span("space"), _BREAK)


def _is_tag(text: str, start: int, end: int, speech: _Speech) -> bool:
    """Whether the narration from ``start`` on begins with the tag of the speech before it."""
    said = text[speech.start : speech.end - speech.closed].rstrip()
    if said[-1:] in ",;-—–" or text[start].islower() or not text[start].isalnum():
        return True
    sentence = _SENTENCE.search(text, start, end)
    words = _WORDS.findall(text[start : sentence.start() if sentence else end])
    tag = _WORDS.findall(speech.quotation.referring_expression)
    return bool(tag) and any(words[i : i + len(tag)] == tag for i in range(len(words)))
