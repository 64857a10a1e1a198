"""Pages with their trees written out (:mod:`tests.trees`), as the story layer reads them."""

from __future__ import annotations

from collections.abc import Mapping

from fabula.story.clauses import Clauses
from fabula.story.document import Document
from tests.cast.scenes import Links
from tests.trees import scene


def parsed(
    *page: str,
    lemmas: Mapping[str, str] | None = None,
    links: Links | None = None,
    speakers: Links | None = None,
    events: tuple[str, ...] = (),
) -> Clauses:
    """A page as the readers of trees see it; ``events`` are words that the model takes for events."""
    own = scene(*page, lemmas=lemmas, links=links, speakers=speakers, events=events)
    return Clauses(Document(own.text, own.notes, own.read().cast))
