"""Where in a work something stands: its chapter, its scene, its words."""

from __future__ import annotations

from collections.abc import Iterable

from fabula.types import Span, Work, holding

GAP = " … "
"""Between the parts of a quotation that is interrupted."""


class Places:
    """The chapters and the scenes of a work, by the code points of its text."""

    def __init__(self, work: Work) -> None:
        self.text = work.text
        self.scenes = () if work.story is None else work.story.scenes

    def chapter(self, offset: int) -> int | None:
        """The number, from 1, of the chapter that holds a code point."""
        at = holding(self.text.chapters, offset)
        return None if at is None else at + 1

    def scene(self, offset: int) -> int | None:
        """The number of the scene that holds a code point."""
        at = holding(self.scenes, offset)
        return None if at is None else self.scenes[at].id

    def words(self, spans: Iterable[Span]) -> str:
        """The words of several stretches as they read, with a mark between them."""
        return GAP.join(self.text.reads(start, end) for start, end in spans)
