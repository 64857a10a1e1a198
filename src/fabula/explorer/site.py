"""What the application holds while it runs."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from hashlib import sha256

from fabula.explorer.arrivals import Arrivals
from fabula.explorer.charts.gallery import Gallery
from fabula.explorer.desks import Desks
from fabula.explorer.library import Library
from fabula.explorer.passages import Passages
from fabula.explorer.recent import Recent
from fabula.explorer.tasks import Tasks
from fabula.knowledge import KnowledgeBase
from fabula.loaded_works import LoadedWorks
from fabula.measured_relations import MeasuredRelation
from fabula.pipeline import Explainer
from fabula.reading import Reading
from fabula.reviewing.conversations import Conversations
from fabula.searching import Index
from fabula.tables import Table

CLOSING_SECONDS = 3.0
FEW = 4
"""Works of which what takes much memory is kept: what people know of a novel takes 100 MB."""


@dataclass
class Site:
    """The library, the works in memory, and the secret that shows that a change comes from its own pages.

    ``token`` is what has to be known where the site is served to other machines; empty where it is not.
    ``hosts`` are the values of the Host header that it answers to.
    """

    library: Library
    hosts: frozenset[str] = frozenset()
    token: str = ""
    readings: LoadedWorks = field(default_factory=LoadedWorks)
    secret: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    passages: Recent[Passages] = field(default_factory=Recent)
    indexes: Recent[Index] = field(default_factory=Recent)
    tasks: Tasks = field(default_factory=Tasks)
    arrivals: Arrivals = field(init=False)
    desks: Desks = field(default_factory=Desks)
    knowledge: Recent[KnowledgeBase] = field(default_factory=lambda: Recent(FEW))
    explainers: Recent[Explainer] = field(default_factory=lambda: Recent(FEW))
    talks: Recent[Conversations] = field(default_factory=Recent)
    _editions: Recent[str] = field(default_factory=Recent)
    dealings: Recent[Table[MeasuredRelation]] = field(default_factory=Recent)
    galleries: Recent[Gallery] = field(default_factory=Recent)

    def __post_init__(self) -> None:
        self.arrivals = Arrivals(self.tasks)

    def close(self) -> None:
        """Stop what is being done; called when the server ends."""
        self.desks.close()
        self.tasks.close(CLOSING_SECONDS)

    def edition(self, reading: Reading) -> str:
        """A few characters that another text does not have."""

        def made() -> str:
            return sha256(reading.text.encode("utf-8", "surrogatepass")).hexdigest()[:12]

        return self._editions.of(reading, made)
