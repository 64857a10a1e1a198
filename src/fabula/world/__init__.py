"""One SQLite file for any number of works: their texts, their casts and who says each line."""

from fabula.world.earlier import Earlier
from fabula.world.reading import QuoteLine, WorkSummary
from fabula.world.shelf import PackedSections
from fabula.world.world import Added, World

__all__ = ["Added", "Earlier", "PackedSections", "QuoteLine", "WorkSummary", "World"]
