"""A paragraph that may hold many, as quotations and sentences of narration one after the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fabula.types import Span

_STYLES = (("“", "”"), ('"', '"'), ("«", "»"), ("»", "«"), ("‘", "’"), ("'", "'"), ("``", "''"))
_SENTENCE = re.compile(r"[.!?…][\"'”’)_\]]*(?=\s)|:(?=\s+[\"“‘'«_A-Z])")
_ABBREVIATION = re.compile(
    r"\b(?:Mr|Mrs|Ms|Mme|Mlle|Dr|St|Capt|Col|Gen|Lt|Sgt|Prof|Rev|Hon|Jr|Sr|No|[A-Z])\.$"
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A quotation with its marks, or a sentence of narration (or what there is of one)."""

    start: int
    end: int
    spoken: bool


def units_of(words: str, spans: list[Span]) -> list[Unit]:
    """The quotations at ``spans`` and the sentences between them, white space left out."""
    units: list[Unit] = []
    at = 0
    for start, end in [*spans, (len(words), len(words))]:
        units += _sentences(words, at, start)
        if start < end:
            units.append(Unit(start, end, spoken=True))
        at = end
    return units


def _sentences(words: str, start: int, end: int) -> Iterator[Unit]:
    at = start
    for match in _SENTENCE.finditer(words, start, end):
        if not _ABBREVIATION.search(words, max(match.end() - 8, at), match.end()):
            yield from _narration(words, at, match.end())
            at = match.end()
    yield from _narration(words, at, end)


def _narration(words: str, start: int, end: int) -> Iterator[Unit]:
    bare = words[start:end]
    if bare.strip():
        yield Unit(start + len(bare) - len(bare.lstrip()), end - len(bare) + len(bare.rstrip()), spoken=False)


def quotations_in(words: str) -> list[Span]:
    """The quotations of a paragraph in the style that most of its marks are in."""
    opening, closing = max(_STYLES, key=lambda style: _uses(words, *style))
    if opening == closing:
        return _by_position(words, opening)
    if closing == "’":
        return _single(words)
    pattern = re.compile(f"{re.escape(opening)}[^{re.escape(opening[0])}]*?{re.escape(closing)}")
    return [match.span() for match in pattern.finditer(words)]


def _uses(words: str, opening: str, closing: str) -> float:
    if opening == "'":
        return 0.5 * len(re.findall(r"(?:^|\s)'(?=\w)", words))
    if opening == closing:
        return words.count(opening) / 2
    return min(words.count(opening), words.count(closing))


def _by_position(words: str, mark: str) -> list[Span]:
    """Marks that look alike: a space on one side tells, else they take turns."""
    spans: list[Span] = []
    start = -1
    for match in re.finditer(re.escape(mark), words):
        before = words[match.start() - 1 : match.start()] or " "
        after = words[match.end() : match.end() + 1] or " "
        if mark == "'" and (
            before.isalnum() or (start < 0 and not before.isspace() and before not in "(—–-")
        ):
            continue
        opens = before.isspace() or before in "(—–-["
        closes = after.isspace() or after in ")—–-,.;:!?]"
        if opens != closes:
            opens_here = opens
        else:
            opens_here = start < 0
        if opens_here:
            start = match.start()
        elif start >= 0:
            spans.append((start, match.end()))
            start = -1
    return spans


def _single(words: str) -> list[Span]:
    """Single marks: one closes only after punctuation, for inside a word it is an apostrophe."""
    return [match.span() for match in re.finditer(r"‘(?=\S)[^‘]*?[.,!?;:…—–-]\s?’(?!\w)", words)]
