"""Which quotation marks of an annotated novel open and which close, told by the annotation where it can.

Only for making variants of novels whose speech is in double marks, straight or curled: the program that is
measured reads marks by its own means.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from fabula.evaluation.pdnc import Novel

_MARK = re.compile('["“”]')
_PARAGRAPH_END = re.compile(r"\n[^\S\n]*\r?\n|\r[^\S\r]*\r(?!\n)")
_BEFORE_OPENING = "([{—–-_'‘"
_AFTER_CLOSING = ".,;:!?)]}—–-_'’"
# An opening single mark, which a closing one follows in the same paragraph; apostrophes are neither.
_INNER = re.compile(
    r"(?:(?<=[\s\"“(—–-])|(?<=\s_))['‘](?=[\w_…])(?!(?i:tis|twas|twill|twould|em|til|cause|bout|un)\b)"
    r"(?P<said>[^\"“”'’‘]{1,400}?(?:['’](?=\w)[^\"“”'’‘]{1,400}?){0,12}?[\w.,!?;:…—–_-])"
    r"(?:(?<=[.,!?;:…—–_-])['’]|(?<=[^s\W])['’])(?![\w'’])"
)


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """The stretches between blank lines."""
    at = 0
    for match in _PARAGRAPH_END.finditer(text):
        yield at, match.start()
        at = match.end()
    yield at, len(text)


def double_marks(novel: Novel) -> list[tuple[int, bool]]:
    """Every double quotation mark with whether it opens, in order."""
    text = novel.text
    opening = {start - 1 for quotation in novel.quotations for start, _ in quotation.spans}
    closing = {end for quotation in novel.quotations for _, end in quotation.spans}
    starts = [start for start, _ in paragraphs(text)]
    marks: list[tuple[int, bool]] = []
    paragraph, inside = -1, False
    for match in _MARK.finditer(text):
        place = match.start()
        here = bisect_right(starts, place)
        if here != paragraph:
            paragraph, inside = here, False
        if match[0] != '"':
            opens = match[0] == "“"
        elif (place in opening) != (place in closing):
            opens = place in opening
        else:
            opens = _opens(text, place, inside)
        marks.append((place, opens))
        inside = opens
    return marks


def _opens(text: str, place: int, inside: bool) -> bool:
    """Whether a straight mark opens: a space on one side tells, else marks take turns."""
    before, after = text[place - 1 : place] or " ", text[place + 1 : place + 2] or " "
    free_before = before.isspace() or before in _BEFORE_OPENING
    free_after = after.isspace() or after in _AFTER_CLOSING
    return free_before if free_before != free_after else not inside


def inner_marks(text: str) -> list[tuple[int, bool]]:
    """The single marks that quote, with whether each opens; apostrophes are left out."""
    marks: list[tuple[int, bool]] = []
    for match in _INNER.finditer(text):
        if not _PARAGRAPH_END.search(text, match.start(), match.end()):
            marks += ((match.start(), True), (match.end() - 1, False))
    return marks
