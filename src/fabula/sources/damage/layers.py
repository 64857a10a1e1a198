"""Repairs on top of one another: each kind of damage is looked for in the text as it reads so far."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from fabula.repairs import Alignment, aligned
from fabula.sources.damage.search import characters_of
from fabula.types import Emphasis, Repair, Span, as_read


@dataclass(slots=True)
class Layers:
    """A content, its repairs so far, and how it reads with them.

    ``apart`` are the lines that belong to the page and not to the text, ``notes`` the starts of the
    paragraphs that are notes, ``emphasis`` what marks of emphasis enclose: all of the content.
    """

    content: str
    view: str = ""
    repairs: list[Repair] = field(default_factory=list)
    alignment: Alignment | None = None
    emphasis: list[Emphasis] = field(default_factory=list)
    _characters: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        self.view = self.content

    def mend(self, found: Sequence[Repair]) -> bool:
        """Take in repairs of the view, in order and without overlaps; tells whether there were any."""
        if not found:
            return False
        self.repairs = self._composed(found) if self.alignment is not None else list(found)
        self.view = as_read(self.view, found, 0, len(self.view))
        self.alignment = aligned(self.repairs)
        self._characters = frozenset()
        return True

    def characters(self) -> frozenset[str]:
        """Which characters the view is made of."""
        self._characters = self._characters or characters_of(self.view)
        return self._characters

    def back(self, start: int, end: int) -> Span:
        """A stretch of the view, in the content."""
        return (start, end) if self.alignment is None else self.alignment.back(start, end)

    def forth(self, offset: int) -> int:
        """Where a place of the content stands in the view."""
        return offset if self.alignment is None else self.alignment.forth(offset)

    def _composed(self, found: Sequence[Repair]) -> list[Repair]:
        """Repairs of the view, merged with those that made it."""
        merged: list[Repair] = []
        at = 0
        for group in self._groups(found):
            repair = self._of_content(found, group)
            before = bisect_right(self.repairs, repair.start, at, key=lambda earlier: earlier.end)
            merged += self.repairs[at:before]
            merged.append(repair)
            # Those inside of the new one are gone, which reads as both together.
            at = bisect_left(self.repairs, repair.end, before, key=lambda earlier: earlier.start)
        return merged + self.repairs[at:]

    def _groups(self, found: Sequence[Repair]) -> list[tuple[int, int, int, int]]:
        """Runs of repairs that touch one earlier repair: the first, the last, and the view they cover."""
        alignment = self.alignment
        assert alignment is not None
        groups: list[tuple[int, int, int, int]] = []
        for i, repair in enumerate(found):
            start, end = alignment.whole(repair.start, repair.end)
            if groups and start < groups[-1][3]:
                groups[-1] = (groups[-1][0], i, groups[-1][2], max(end, groups[-1][3]))
            else:
                groups.append((i, i, start, end))
        return groups

    def _of_content(self, found: Sequence[Repair], group: tuple[int, int, int, int]) -> Repair:
        first, last, start, end = group
        reads = as_read(self.view, found[first : last + 1], start, end)
        return Repair(*self.back(start, end), reads, found[first].kind)
