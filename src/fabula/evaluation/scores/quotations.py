"""Which quotations are found: gold parts matched to system spans by overlap.

A gold part is matched to the system span that overlaps it most, if that overlap is at least half of the part.
*Found* is the share of gold parts so matched. *Precision* is the share of system spans that some gold part
was matched to. These are the definitions under which BookNLP's published output gives the figures of the
project's comparison; gold parts leave the marks out and system spans may hold them, which changes neither.

A part whose speaker could not be known is left out of both, and so is a system span that matches such a part
alone. A system span inside another (speech quoted in speech) may be matched, but is not held against
precision when it is not: the corpus hardly ever marks such speech.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TypeAlias

from fabula.types import Span

Label: TypeAlias = "str | int"


@dataclass(frozen=True, slots=True)
class SystemQuotation:
    """A quotation as a program found it: its spans in code points, and whom it names by its own labels.

    ``addressees`` is None for a program that names none at all.
    """

    spans: tuple[Span, ...]
    speaker: Label | None
    addressees: tuple[Label, ...] | None = None


@dataclass(frozen=True, slots=True)
class Matching:
    """For each gold part the index of its system span, or None; and how many system spans count."""

    matched: tuple[int | None, ...]
    counted: int

    @property
    def found(self) -> float:
        """The share of gold parts that were matched, in percent."""
        hits = sum(match is not None for match in self.matched)
        return 100 * hits / len(self.matched) if self.matched else 0.0

    @property
    def precision(self) -> float:
        """The share of system spans that a gold part was matched to, in percent."""
        used = len({match for match in self.matched if match is not None})
        return 100 * used / self.counted if self.counted else 0.0


def match_parts(gold: Sequence[Span], system: Sequence[Span], unscored: Sequence[Span] = ()) -> Matching:
    """Match each gold part to the system span that overlaps it most, the shortest of equals.

    ``unscored`` are gold parts that are left out: nothing counts for or against finding them.
    """
    order = sorted(range(len(system)), key=lambda index: (system[index][0], -system[index][1]))
    spans = [system[index] for index in order]
    # With nested spans ends are out of order; the furthest end so far is not, and can be searched.
    furthest = list(accumulate((end for _, end in spans), max))
    matched = [_best(spans, furthest, part) for part in gold]
    used = set(matched)
    forgiven = {_best(spans, furthest, part) for part in unscored}
    counted = sum(
        index in used or not (index in forgiven or _is_nested(furthest, index, end))
        for index, (_, end) in enumerate(spans)
    )
    return Matching(tuple(None if place is None else order[place] for place in matched), counted)


def _is_nested(furthest: Sequence[int], index: int, end: int) -> bool:
    return index > 0 and end <= furthest[index - 1]


def _best(spans: Sequence[Span], furthest: Sequence[int], part: Span) -> int | None:
    start, end = part
    best: tuple[int, int] | None = None
    chosen: int | None = None
    for index in range(bisect_right(furthest, start), len(spans)):
        first, last = spans[index]
        if first >= end:
            break
        rank = (min(end, last) - max(start, first), first - last)
        if best is None or rank > best:
            best, chosen = rank, index
    return chosen if best is not None and 2 * best[0] >= end - start else None
