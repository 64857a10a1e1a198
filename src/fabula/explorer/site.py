"""What the application holds while it runs."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from hashlib import sha256
from weakref import WeakKeyDictionary

from fabula.explorer.arrivals import Arrivals
from fabula.explorer.charts.gallery import Gallery
from fabula.explorer.desks import Desks
from fabula.explorer.library import Library
from fabula.explorer.passages import Passages
from fabula.explorer.readings import Readings
from fabula.explorer.tasks import Tasks
from fabula.reading import Reading
from fabula.searching import Index

CLOSING_SECONDS = 3.0


@dataclass
class Site:
    """The library, the works in memory, and the secret that shows that a change comes from its own pages.

    ``token`` is what has to be known where the site is served to other machines; empty where it is not.
    ``hosts`` are the values of the Host header that it answers to.
    """

    library: Library
    hosts: frozenset[str] = frozenset()
    token: str = ""
    readings: Readings = field(default_factory=Readings)
    secret: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    passages: WeakKeyDictionary[Reading, Passages] = field(default_factory=WeakKeyDictionary)
    indexes: WeakKeyDictionary[Reading, Index] = field(default_factory=WeakKeyDictionary)
    tasks: Tasks = field(default_factory=Tasks)
    arrivals: Arrivals = field(init=False)
    desks: Desks = field(default_factory=Desks)
    _editions: WeakKeyDictionary[Reading, str] = field(default_factory=WeakKeyDictionary)
    galleries: WeakKeyDictionary[Reading, Gallery] = field(default_factory=WeakKeyDictionary)
    _ranks: WeakKeyDictionary[Reading, dict[int, int]] = field(default_factory=WeakKeyDictionary)

    def __post_init__(self) -> None:
        self.arrivals = Arrivals(self.tasks)

    def close(self) -> None:
        """Stop what is being done; called when the server ends."""
        self.desks.close()
        self.tasks.close(CLOSING_SECONDS)

    def edition(self, reading: Reading) -> str:
        """A few characters that another text does not have."""
        if reading not in self._editions:
            content = reading.text.encode("utf-8", "surrogatepass")
            self._editions[reading] = sha256(content).hexdigest()[:12]
        return self._editions[reading]

    def ranks(self, reading: Reading) -> dict[int, int]:
        """The rank of each entity: characters first, then most mentioned first."""
        if reading not in self._ranks:
            order = sorted(
                reading.entities,
                key=lambda each: (not each.is_character, -each.mentions, -each.quotes, each.id),
            )
            self._ranks[reading] = {entity.id: rank for rank, entity in enumerate(order)}
        return self._ranks[reading]
