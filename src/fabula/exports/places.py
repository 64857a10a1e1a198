"""Where in a work something stands: its chapter, its scene, its words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from fabula.types import Span, Work

GAP = " … "
"""Between the parts of a quotation that is interrupted."""


class Places:
    """The chapters and the scenes of a work, by the code points of its text."""

    def __init__(self, work: Work) -> None:
        self.text = work.text
        self.scenes = () if work.story is None else work.story.scenes
        self._chapter_starts = [own.start for own in work.text.chapters]
        self._scene_starts = [own.start for own in self.scenes]

    def chapter(self, offset: int) -> int | None:
        """The number, from 1, of the chapter that holds a code point."""
        number = bisect_right(self._chapter_starts, offset)
        return number if number and offset < self.text.chapters[number - 1].end else None

    def scene(self, offset: int) -> int | None:
        """The number of the scene that holds a code point."""
        at = bisect_right(self._scene_starts, offset) - 1
        return self.scenes[at].id if at >= 0 and offset < self.scenes[at].end else None

    def words(self, spans: Iterable[Span]) -> str:
        """The words of several stretches as they read, with a mark between them."""
        return GAP.join(self.text.reads(start, end) for start, end in spans)
